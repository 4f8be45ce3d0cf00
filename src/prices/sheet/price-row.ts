import { parseMicros } from '../money';
import type { Billing, Segment, SheetView, Term } from '../terms';
import type { Columns } from './columns';
import type { Fail } from './csv-records';
import { parsePreviousValues, type PreviousValues } from './previous-values';
import { createRowFields } from './row-fields';
import type { SheetMoment } from './sheet-dates';
import type { PriceColumn } from './sheet-forms';

/** One price of a sheet. Amounts are micros for the whole term. */
export interface PriceRow {
  line: number;
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
  /** Which sheets it belongs to: licences, software (domain.md 4.4), a legacy list (4.3). */
  view: SheetView;
  term: Term;
  billing: Billing;
  market: string;
  currency: string;
  unitMicros: number;
  retailMicros: number;
  /** Null where the sheet gives a placeholder. */
  startsAt: SheetMoment;
  /** Last moment of validity or of sale, whichever is first; null is open. */
  endsAt: SheetMoment;
  change: 'add' | 'change' | 'unchanged' | 'delete' | null;
  previousUnitMicros: number | null;
  previousRetailMicros: number | null;
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

/** Returns what turns the fields of a record into a price, or fails with the line, the column and the value. */
export function createRowReader(
  columns: Columns<PriceColumn>,
  fail: Fail,
): (fields: string[], line: number) => PriceRow {
  const { at } = columns;
  const read = createRowFields(columns, fail);
  const { text } = read;

  function readEnd(fields: string[], line: number): SheetMoment {
    const end = text(fields, 'EffectiveEndDate') ? read.moment(fields, line, 'EffectiveEndDate') : null;
    const endOfSale = text(fields, 'EndofSaleDate') ? read.moment(fields, line, 'EndofSaleDate') : null;
    if (end === null || endOfSale === null) return end ?? endOfSale;
    return endOfSale < end ? endOfSale : end;
  }

  function readPrevious(fields: string[], line: number): PreviousValues | null {
    const value = text(fields, 'PreviousValues');
    if (!value) return null;
    return parsePreviousValues(value) ?? fail({ code: 'bad-previous-values', line, column: 'PreviousValues', value });
  }

  function readPreviousPrice(previous: PreviousValues | null, name: PriceColumn, line: number): number | null {
    const value = previous?.[name];
    if (value === undefined || value === null) return null;
    return parseMicros(value) ?? fail({ code: 'bad-previous-values', line, column: 'PreviousValues', value });
  }

  return (fields, line) => {
    read.count(fields, line);
    const termName = text(fields, 'TermDuration');
    const billingName = text(fields, 'BillingPlan');
    const segmentName = at.Segment === -1 ? 'commercial' : text(fields, 'Segment');
    const market = read.market(fields, line, 'Market');
    const currency = read.currency(fields, line, 'Currency');
    const term =
      termNames.get(termName.toLowerCase()) ??
      fail({ code: 'unknown-term', line, column: 'TermDuration', value: termName });
    const tags = text(fields, 'Tags').replace(/\s*;\s*/g, ';');
    const isSoftware = term === 'OneTime' || tags.split(';').includes('Software');
    const previous = readPrevious(fields, line);
    const productTitle = read.filled(fields, line, 'ProductTitle');

    return {
      line,
      productId: read.filled(fields, line, 'ProductId').toUpperCase(),
      skuId: read.skuId(fields, line, 'SkuId'),
      segment:
        segmentNames.get(segmentName.toLowerCase()) ??
        fail({ code: 'unknown-segment', line, column: 'Segment', value: segmentName }),
      productTitle,
      skuTitle: text(fields, 'SkuTitle') || productTitle,
      publisher: text(fields, 'Publisher'),
      description: text(fields, 'SkuDescription'),
      unitOfMeasure: text(fields, 'UnitOfMeasure'),
      tags,
      view: isSoftware ? 'software' : 'license-based',
      term,
      billing:
        billingNames.get(billingName.toLowerCase()) ??
        (isSoftware && billingName === '' ? billingWhereBlank[term] : undefined) ??
        fail({ code: 'unknown-billing', line, column: 'BillingPlan', value: billingName }),
      market,
      currency,
      unitMicros: read.price(fields, line, 'UnitPrice'),
      retailMicros: read.price(fields, line, 'ERP Price'),
      startsAt: read.moment(fields, line, 'EffectiveStartDate'),
      endsAt: readEnd(fields, line),
      change: changeNames.get(text(fields, 'ChangeIndicator').toLowerCase()) ?? null,
      previousUnitMicros: readPreviousPrice(previous, 'UnitPrice', line),
      previousRetailMicros: readPreviousPrice(previous, 'ERP Price', line),
    };
  };
}
