import { parseMicros } from '../money';
import type { Billing, Segment, Term } from '../terms';
import type { Columns, OptionalColumn, RequiredColumn } from './columns';
import type { Fail } from './csv-records';
import { parsePreviousValues, type PreviousValues } from './previous-values';
import { parseSheetMoment, type SheetMoment } from './sheet-dates';

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
  /** A row of a software sheet (domain.md 4.4). */
  isSoftware: boolean;
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

type Column = RequiredColumn | OptionalColumn;

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

/** A sheet holds a handful of dates in thousands of rows. */
const rememberedMoments = 1_000;

/** Returns what turns the fields of a record into a price, or fails with the line, the column and the value. */
export function createRowReader(columns: Columns, fail: Fail): (fields: string[], line: number) => PriceRow {
  const { at, count } = columns;
  const moments = new Map<string, SheetMoment>();

  const text = (fields: string[], column: Column): string => fields[at[column]]?.trim() ?? '';

  function readFilled(fields: string[], line: number, column: Column): string {
    return text(fields, column) || fail({ code: 'missing-value', line, column });
  }

  function readPrice(fields: string[], line: number, column: Column): number {
    const value = text(fields, column);
    const micros = parseMicros(value);
    if (micros !== undefined) return micros;
    const isNegative = value.startsWith('-') && parseMicros(value.slice(1)) !== undefined;
    return fail({ code: isNegative ? 'negative-price' : 'bad-number', line, column, value });
  }

  function readMoment(fields: string[], line: number, column: Column): SheetMoment {
    const value = text(fields, column);
    const known = moments.get(value);
    if (known !== undefined) return known;
    const moment = parseSheetMoment(value);
    if (moment === undefined) return fail({ code: 'bad-date', line, column, value });
    if (moments.size < rememberedMoments) moments.set(value, moment);
    return moment;
  }

  function readEnd(fields: string[], line: number): SheetMoment {
    const end = text(fields, 'EffectiveEndDate') ? readMoment(fields, line, 'EffectiveEndDate') : null;
    const endOfSale = text(fields, 'EndofSaleDate') ? readMoment(fields, line, 'EndofSaleDate') : null;
    if (end === null || endOfSale === null) return end ?? endOfSale;
    return endOfSale < end ? endOfSale : end;
  }

  function readPrevious(fields: string[], line: number): PreviousValues | null {
    const value = text(fields, 'PreviousValues');
    if (!value) return null;
    return parsePreviousValues(value) ?? fail({ code: 'bad-previous-values', line, column: 'PreviousValues', value });
  }

  function readPreviousPrice(previous: PreviousValues | null, name: RequiredColumn, line: number): number | null {
    const value = previous?.[name];
    if (value === undefined || value === null) return null;
    return parseMicros(value) ?? fail({ code: 'bad-previous-values', line, column: 'PreviousValues', value });
  }

  return (fields, line) => {
    if (fields.length !== count)
      fail({ code: 'wrong-field-count', line, expectedFields: count, foundFields: fields.length });

    const termName = text(fields, 'TermDuration');
    const billingName = text(fields, 'BillingPlan');
    const segmentName = at.Segment === -1 ? 'commercial' : text(fields, 'Segment');
    const market = text(fields, 'Market').toUpperCase();
    const currency = text(fields, 'Currency').toUpperCase();
    if (!/^[A-Z]{2}$/.test(market)) fail({ code: 'bad-market', line, column: 'Market', value: market });
    if (!/^[A-Z]{3}$/.test(currency)) fail({ code: 'bad-currency', line, column: 'Currency', value: currency });
    const term =
      termNames.get(termName.toLowerCase()) ??
      fail({ code: 'unknown-term', line, column: 'TermDuration', value: termName });
    const tags = text(fields, 'Tags').replace(/\s*;\s*/g, ';');
    const isSoftware = term === 'OneTime' || tags.split(';').includes('Software');
    const previous = readPrevious(fields, line);
    const productTitle = readFilled(fields, line, 'ProductTitle');

    return {
      line,
      productId: readFilled(fields, line, 'ProductId').toUpperCase(),
      skuId: readFilled(fields, line, 'SkuId').toUpperCase().padStart(4, '0'),
      segment:
        segmentNames.get(segmentName.toLowerCase()) ??
        fail({ code: 'unknown-segment', line, column: 'Segment', value: segmentName }),
      productTitle,
      skuTitle: text(fields, 'SkuTitle') || productTitle,
      publisher: text(fields, 'Publisher'),
      description: text(fields, 'SkuDescription'),
      unitOfMeasure: text(fields, 'UnitOfMeasure'),
      tags,
      isSoftware,
      term,
      billing:
        billingNames.get(billingName.toLowerCase()) ??
        (isSoftware && billingName === '' ? billingWhereBlank[term] : undefined) ??
        fail({ code: 'unknown-billing', line, column: 'BillingPlan', value: billingName }),
      market,
      currency,
      unitMicros: readPrice(fields, line, 'UnitPrice'),
      retailMicros: readPrice(fields, line, 'ERP Price'),
      startsAt: readMoment(fields, line, 'EffectiveStartDate'),
      endsAt: readEnd(fields, line),
      change: changeNames.get(text(fields, 'ChangeIndicator').toLowerCase()) ?? null,
      previousUnitMicros: readPreviousPrice(previous, 'UnitPrice', line),
      previousRetailMicros: readPreviousPrice(previous, 'ERP Price', line),
    };
  };
}
