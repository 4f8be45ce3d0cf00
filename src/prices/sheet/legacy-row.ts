import type { Billing, Segment, Term } from '../terms';
import type { Columns } from './columns';
import type { Fail } from './csv-records';
import type { PriceRow } from './price-row';
import { createRowFields } from './row-fields';
import type { LegacyColumn } from './sheet-forms';

/** What a legacy list does not say: for which country and in which currency its prices are. */
export interface LegacyScope {
  market: string;
  currency: string;
}

const changes = new Map<string, PriceRow['change']>([
  ['ADD', 'add'],
  ['CHG', 'change'],
  ['DEL', 'delete'],
  ['UNC', 'unchanged'],
]);

/** Months of a purchase unit; the unit that is left blank is a month, which is what the prices are for. */
const plans = new Map<number, { term: Term; billing: Billing }>([
  [1, { term: 'P1M', billing: 'monthly' }],
  [12, { term: 'P1Y', billing: 'annual' }],
  [36, { term: 'P3Y', billing: 'triennial' }],
]);

/** In the order in which they are looked for: "Government Faculty" would be of a school. */
const segmentWords: readonly [RegExp, Segment][] = [
  [/academic|education|faculty|student/i, 'education'],
  [/charity|non-?profit/i, 'charity'],
  [/government/i, 'government'],
];

const offerId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Returns what turns a record of a legacy licence list (domain.md 4.3) into a price. Its prices are for a month: the term's is
 * worked out from them. An offer takes the place of product and SKU.
 *
 * @returns undefined for what is no longer sold and has no last day: an offer that the list leaves out is gone too
 */
export function createLegacyReader(
  columns: Columns<LegacyColumn>,
  { market, currency }: LegacyScope,
  fail: Fail,
): (fields: string[], line: number) => PriceRow | undefined {
  const read = createRowFields(columns, fail);
  const { text } = read;

  function readPlan(fields: string[], line: number): { months: number; term: Term; billing: Billing } {
    const unit = text(fields, 'Purchase Unit') || '1 month';
    const [, count, kind] = /^(\d{1,2}) (month|year)(?:s|\(s\))?$/i.exec(unit) ?? [];
    const months = Number(count) * (kind?.toLowerCase() === 'year' ? 12 : 1);
    const plan = plans.get(months);
    return plan ? { months, ...plan } : fail({ code: 'unknown-unit', line, column: 'Purchase Unit', value: unit });
  }

  function readOffer(fields: string[], line: number): string {
    const value = read.filled(fields, line, 'Offer ID');
    return offerId.test(value) ? value.toUpperCase() : fail({ code: 'bad-offer-id', line, column: 'Offer ID', value });
  }

  function readTermPrice(fields: string[], line: number, column: LegacyColumn, months: number): number {
    const micros = read.price(fields, line, column) * months;
    return Number.isSafeInteger(micros)
      ? micros
      : fail({ code: 'bad-number', line, column, value: text(fields, column) });
  }

  return (fields, line) => {
    read.count(fields, line);
    const { months, term, billing } = readPlan(fields, line);
    const kind = text(fields, 'Secondary License Type').toUpperCase();
    const about = `${text(fields, 'End Customer Type')} ${text(fields, 'License Agreement Type')}`;
    const title = read.filled(fields, line, 'Offer Display Name');
    const startsAt = read.moment(fields, line, 'Valid-From Date');
    const endsAt = text(fields, 'Valid-To Date') ? read.moment(fields, line, 'Valid-To Date') : null;
    const change = changes.get(text(fields, 'A/C/D/U').toUpperCase()) ?? null;
    const productId = readOffer(fields, line);
    const unitMicros = readTermPrice(fields, line, 'List Price', months);
    const retailMicros = readTermPrice(fields, line, 'ERP Price', months);
    if (change === 'delete' && endsAt === null) return undefined;
    return {
      line,
      productId,
      skuId: '0000',
      segment: segmentWords.find(([word]) => word.test(about))?.[1] ?? 'commercial',
      productTitle: title,
      skuTitle: title,
      publisher: '',
      description: '',
      unitOfMeasure: text(fields, 'Purchase Unit'),
      tags: ['License', ...(kind === 'TRIAL' ? ['Trial'] : []), ...(kind === 'ADD-ON' ? ['Add-on'] : [])].join(';'),
      view: 'legacy',
      term,
      billing,
      market,
      currency,
      unitMicros,
      retailMicros,
      startsAt,
      endsAt,
      change,
      previousUnitMicros: null,
      previousRetailMicros: null,
    };
  };
}
