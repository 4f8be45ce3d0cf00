// A made-up price sheet of any length in the real shape (domain.md 4.1): as many SKUs, plans, dates and texts in proportion as the
// one that was measured, in six currencies, row by row from a fixed seed.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const header =
  'ChangeIndicator,ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,' +
  'Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment,PreviousValues';

const markets = [
  ['FR', 'EUR', 1],
  ['GB', 'GBP', 0.87],
  ['SE', 'SEK', 11.3],
  ['NO', 'NOK', 11.6],
  ['CH', 'CHF', 0.97],
  ['DK', 'DKK', 7.46],
];
const families = [
  'Microsoft 365',
  'Office 365',
  'Dynamics 365',
  'Windows 365',
  'Microsoft',
  'Power',
  'Azure',
  'Visio',
  'Project',
];
const subjects =
  'Business Enterprise Copilot Defender Intune Entra Teams Exchange SharePoint Purview Sales Finance Automate Apps BI Pages Phone ' +
  'Rooms Insights Marketing Commerce Operations Viva Planner Stream Voice Compliance Security Identity Endpoint Storage Backup';
const subjectWords = subjects.split(' ');
const tiers = [
  'Basic',
  'Standard',
  'Premium',
  'E1',
  'E3',
  'E5',
  'F1',
  'F3',
  'Plan 1',
  'Plan 2',
  'P1',
  'P2',
  'Add-on',
  'Essentials',
  'Suite',
];
const variants = [
  '',
  '',
  '',
  ' (no Teams)',
  ' for Devices',
  ' - Attach',
  ' Trial',
  ' per User',
  ' Capacity',
  ' Unattended',
];
const segments = ['Commercial', 'Education', 'Charity', 'Government'];
const shares = [0.33, 0.66, 0.85, 1];
const plans = [
  ['P1Y', 'Annual', 12, 1],
  ['P1Y', 'Monthly', 12, 1],
  ['P1M', 'Monthly', 1.2, 0.9],
  ['P3Y', 'Annual', 36, 0.12],
  ['P3Y', 'Triennial', 36, 0.1],
  ['P3Y', 'Monthly', 36, 0.1],
];
const phrases = [
  'Mail, calendar, files and meetings for companies of every size',
  'protects identities, devices, applications and data',
  'with advanced analytics and voice',
  'for people who work away from a desk',
  'includes desktop, web and mobile applications',
  'Management of devices and applications from the cloud',
  'automates what is done by hand, across systems',
];

/** A generator of numbers from 0 to 1, the same for every run. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** The SKUs of a sheet of that many rows, some three plans each in six currencies, and what each costs. */
function listSkus(rows) {
  const random = createRandom(7);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const skus = [];
  let planned = 0;
  for (let product = 0; planned * markets.length < rows; product += 1) {
    const productTitle = `${pick(families)} ${pick(subjectWords)} ${random() < 0.4 ? `${pick(subjectWords)} ` : ''}${pick(tiers)}`;
    const productId = `CFQ7${product.toString(36).toUpperCase().padStart(8, '0')}`;
    const count = 1 + Math.floor(random() * 10);
    for (let sku = 0; sku < count; sku += 1) {
      const segment =
        segments[
          shares.findIndex((share) => random() < share) === -1 ? 0 : shares.findIndex((share) => random() < share)
        ] ?? 'Education';
      const title = `${productTitle}${sku === 0 ? '' : pick(variants)}${segment === 'Education' ? (random() < 0.5 ? ' for faculty' : ' for students') : ''}`;
      const price = Math.round(random() * 6_000 + 100) / 100;
      const description = `${pick(phrases)}; ${pick(phrases)}, ${pick(phrases)}.`;
      const offered = plans.filter(([, , , share]) => random() < share);
      planned += offered.length;
      skus.push({
        productTitle,
        productId,
        sku,
        title,
        segment,
        price,
        description,
        offered,
        month: 1 + Math.floor(random() * 10),
      });
    }
  }
  return skus;
}

const quote = (text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const amount = (value) => String(Math.round(value * 100) / 100);

/**
 * Writes a sheet of that many rows.
 *
 * @param raised every so many-th SKU is dearer than in the sheet without
 * @param since the day from which it is
 * @param skusOf it has the SKUs of a sheet of so many rows: in one currency, with two plans at most, where these are more
 */
export async function writePriceSheet(path, rows, { raised = 0, since = '2026-12-01', skusOf = rows } = {}) {
  const out = createWriteStream(path);
  out.write(`\uFEFF${header}\n`);
  const skus = listSkus(skusOf);
  const [listed, most] = skusOf > rows ? [markets.slice(0, 1), 2] : [markets, plans.length];
  let written = 0;
  for (const [market, currency, rate] of listed) {
    for (const [
      at,
      { productTitle, productId, sku, title, segment, price, description, offered, month },
    ] of skus.entries()) {
      const isRaised = raised > 0 && at % raised === 0;
      let lines = '';
      for (const [term, billing, months] of offered.slice(0, most)) {
        if (written === rows) break;
        written += 1;
        const unit = price * months * rate * (isRaised ? 1.05 : 1);
        const start = isRaised ? since : `2025-${String(month).padStart(2, '0')}-01`;
        lines += `Unchanged,${quote(productTitle)},${productId},${sku
          .toString(36)
          .toUpperCase()
          .padStart(
            sku % 3 === 0 ? 1 : 4,
            '0',
          )},${quote(title)},Microsoft Corporation,${quote(description)},,${term},${billing},${market},${currency},${amount(unit)},,,${start}T00:00:00.0000000Z,9999-11-30T23:59:59.0000000Z,${title.endsWith('Trial') ? 'License;Trial' : 'License'},${amount(unit * 1.25)},${segment},\n`;
      }
      if (!out.write(lines)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
  return { skus: skus.length, rows: written };
}
