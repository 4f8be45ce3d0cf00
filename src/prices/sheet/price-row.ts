import { parseMicros } from '../money';
import type { Billing, Segment, SheetView, Term } from '../terms';
import { rememberCells } from './cell-memo';
import type { Columns } from './columns';
import type { CsvRecord, Fail } from './csv-records';
import { parsePreviousValues, type PreviousValues } from './previous-values';
import { createRowFields } from './row-fields';
import type { SheetMoment } from './sheet-dates';
import type { PriceColumn } from './sheet-forms';

/** One price of a sheet. Amounts are micros for the whole term. What rows have in common is shared between them. */
export interface PriceRow {
  line: number;
  sku: SheetSku;
  plan: SheetPlan;
  span: SheetSpan;
  unitMicros: number;
  retailMicros: number;
  change: 'add' | 'change' | 'unchanged' | 'delete' | null;
  previousUnitMicros: number | null;
  previousRetailMicros: number | null;
}

/** What is priced: the texts are those of its first row. */
export interface SheetSku {
  productId: string;
  /** Four characters: the zeros that spreadsheets drop are put back. */
  skuId: string;
  segment: Segment;
  productTitle: string;
  skuTitle: string;
  publisher: string;
  description: string;
  unitOfMeasure: string;
  /** Split by `;`, without spaces around. */
  tags: string;
}

/** Where and how it is sold. */
export interface SheetPlan {
  market: string;
  currency: string;
  term: Term;
  billing: Billing;
  /** Which sheets it belongs to: licences, software (domain.md 4.4), a legacy list (4.3). */
  view: SheetView;
}

/** While the price holds. */
export interface SheetSpan {
  /** Null where the sheet gives a placeholder. */
  startsAt: SheetMoment;
  /** Last moment of validity or of sale, whichever is first; null is open. */
  endsAt: SheetMoment;
}

const segmentNames = new Map<string, Segment>([
  ['commercial', 'commercial'],
  ['education', 'education'],
  ['charity', 'charity'],
  // The catalog's word for what the price sheet calls Charity (domain.md 4.1).
  ['nonprofit', 'charity'],
  ['government', 'government'],
]);
const termNames = new Map<string, Term>([
  ['p1m', 'P1M'],
  ['p1y', 'P1Y'],
  ['p3y', 'P3Y'],
  ['onetime', 'OneTime'],
]);
const billingNames = new Map<string, Billing>([
  ['monthly', 'monthly'],
  ['annual', 'annual'],
  ['triennial', 'triennial'],
  ['none', 'none'],
]);
/** Software sheets leave the billing plan blank: the term is then billed once, at its start (domain.md 4.4). */
const billingWhereBlank = {
  P1M: 'monthly',
  P1Y: 'annual',
  P3Y: 'triennial',
  OneTime: 'once',
} as const satisfies Record<Term, Billing>;
const changeNames = new Map<string, PriceRow['change']>([
  ['add', 'add'],
  ['change', 'change'],
  ['unchanged', 'unchanged'],
  ['delete', 'delete'],
]);

/** Returns what turns a record into a price, or fails with the line, the column and the value. */
export function createRowReader(columns: Columns<PriceColumn>, fail: Fail): (record: CsvRecord) => PriceRow {
  const { at } = columns;
  const read = createRowFields(columns, fail);
  const { text } = read;

  const readTags = (record: CsvRecord) => text(record, 'Tags').replace(/\s*;\s*/g, ';');

  // Every SKU is remembered: there are some thousands, and each is told by its number from here on.
  const readSku = rememberCells(
    [at.ProductId, at.SkuId, at.Segment],
    (record): SheetSku => {
      const segmentName = at.Segment === -1 ? 'commercial' : text(record, 'Segment');
      const productTitle = read.filled(record, 'ProductTitle');
      return {
        productId: read.filled(record, 'ProductId').toUpperCase(),
        skuId: read.skuId(record, 'SkuId'),
        segment:
          segmentNames.get(segmentName.toLowerCase()) ??
          fail({ code: 'unknown-segment', line: record.line, column: 'Segment', value: segmentName }),
        productTitle,
        skuTitle: text(record, 'SkuTitle') || productTitle,
        publisher: text(record, 'Publisher'),
        description: text(record, 'SkuDescription'),
        unitOfMeasure: text(record, 'UnitOfMeasure'),
        tags: readTags(record),
      };
    },
    Infinity,
  );

  const readPlan = rememberCells(
    [at.TermDuration, at.BillingPlan, at.Market, at.Currency, at.Tags],
    (record): SheetPlan => {
      const termName = text(record, 'TermDuration');
      const billingName = text(record, 'BillingPlan');
      const market = read.market(record, 'Market');
      const currency = read.currency(record, 'Currency');
      const term =
        termNames.get(termName.toLowerCase()) ??
        fail({ code: 'unknown-term', line: record.line, column: 'TermDuration', value: termName });
      const isSoftware = term === 'OneTime' || readTags(record).split(';').includes('Software');
      const billing =
        billingNames.get(billingName.toLowerCase()) ??
        (isSoftware && billingName === '' ? billingWhereBlank[term] : undefined) ??
        fail({ code: 'unknown-billing', line: record.line, column: 'BillingPlan', value: billingName });
      return { market, currency, term, billing, view: isSoftware ? 'software' : 'license-based' };
    },
  );

  const readSpan = rememberCells(
    [at.EffectiveStartDate, at.EffectiveEndDate, at.EndofSaleDate],
    (record): SheetSpan => {
      const optional = (column: PriceColumn) => (text(record, column) ? read.moment(record, column) : null);
      const startsAt = read.moment(record, 'EffectiveStartDate');
      const ends = [optional('EffectiveEndDate'), optional('EndofSaleDate')].filter((end) => end !== null);
      return { startsAt, endsAt: ends.sort()[0] ?? null };
    },
  );

  const readChange = rememberCells(
    [at.ChangeIndicator],
    (record) => changeNames.get(text(record, 'ChangeIndicator').toLowerCase()) ?? null,
  );

  function readPrevious(record: CsvRecord): PreviousValues | null {
    if (!read.has(record, 'PreviousValues')) return null;
    const value = text(record, 'PreviousValues');
    const { line } = record;
    return parsePreviousValues(value) ?? fail({ code: 'bad-previous-values', line, column: 'PreviousValues', value });
  }

  function readPreviousPrice(previous: PreviousValues | null, name: PriceColumn, line: number): number | null {
    const value = previous?.[name];
    if (value === undefined || value === null) return null;
    return parseMicros(value) ?? fail({ code: 'bad-previous-values', line, column: 'PreviousValues', value });
  }

  return (record) => {
    read.count(record);
    const { line } = record;
    if (!read.has(record, 'ProductTitle')) fail({ code: 'missing-value', line, column: 'ProductTitle' });
    const previous = readPrevious(record);
    return {
      line,
      sku: readSku(record),
      plan: readPlan(record),
      span: readSpan(record),
      unitMicros: read.price(record, 'UnitPrice'),
      retailMicros: read.price(record, 'ERP Price'),
      change: readChange(record),
      previousUnitMicros: readPreviousPrice(previous, 'UnitPrice', line),
      previousRetailMicros: readPreviousPrice(previous, 'ERP Price', line),
    };
  };
}
