import type { Billing, Segment, Term } from '../terms';
import type { Columns } from './columns';
import type { CsvRecord, Fail } from './csv-records';
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
): (record: CsvRecord) => PriceRow | undefined {
  const read = createRowFields(columns, fail);
  const { text } = read;

  function readPlan(record: CsvRecord): { months: number; term: Term; billing: Billing } {
    const unit = text(record, 'Purchase Unit') || '1 month';
    const [, count, kind] = /^(\d{1,2}) (month|year)(?:s|\(s\))?$/i.exec(unit) ?? [];
    const months = Number(count) * (kind?.toLowerCase() === 'year' ? 12 : 1);
    const plan = plans.get(months);
    return plan
      ? { months, ...plan }
      : fail({ code: 'unknown-unit', line: record.line, column: 'Purchase Unit', value: unit });
  }

  function readOffer(record: CsvRecord): string {
    const value = read.filled(record, 'Offer ID');
    const { line } = record;
    return offerId.test(value) ? value.toUpperCase() : fail({ code: 'bad-offer-id', line, column: 'Offer ID', value });
  }

  function readTermPrice(record: CsvRecord, column: LegacyColumn, months: number): number {
    const micros = read.price(record, column) * months;
    return Number.isSafeInteger(micros)
      ? micros
      : fail({ code: 'bad-number', line: record.line, column, value: text(record, column) });
  }

  return (record) => {
    read.count(record);
    const { line } = record;
    const { months, term, billing } = readPlan(record);
    const kind = text(record, 'Secondary License Type').toUpperCase();
    const about = `${text(record, 'End Customer Type')} ${text(record, 'License Agreement Type')}`;
    const title = read.filled(record, 'Offer Display Name');
    const startsAt = read.moment(record, 'Valid-From Date');
    const endsAt = text(record, 'Valid-To Date') ? read.moment(record, 'Valid-To Date') : null;
    const change = changes.get(text(record, 'A/C/D/U').toUpperCase()) ?? null;
    const productId = readOffer(record);
    const unitMicros = readTermPrice(record, 'List Price', months);
    const retailMicros = readTermPrice(record, 'ERP Price', months);
    if (change === 'delete' && endsAt === null) return undefined;
    return {
      line,
      sku: {
        productId,
        skuId: '0000',
        segment: segmentWords.find(([word]) => word.test(about))?.[1] ?? 'commercial',
        productTitle: title,
        skuTitle: title,
        publisher: '',
        description: '',
        unitOfMeasure: text(record, 'Purchase Unit'),
        tags: ['License', ...(kind === 'TRIAL' ? ['Trial'] : []), ...(kind === 'ADD-ON' ? ['Add-on'] : [])].join(';'),
      },
      plan: { market, currency, term, billing, view: 'legacy' },
      span: { startsAt, endsAt },
      unitMicros,
      retailMicros,
      change,
      previousUnitMicros: null,
      previousRetailMicros: null,
    };
  };
}
