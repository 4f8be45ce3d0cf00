import { readDecimal, type Decimal } from '../money';
import type { Columns } from './columns';
import type { Fail } from './csv-records';
import { createRowFields } from './row-fields';
import type { SheetMoment } from './sheet-dates';
import type { UsageColumn } from './sheet-forms';

/** Which sheet of the family a price is from (domain.md 4.5). */
export const usageFamilies = ['consumption', 'reservation', 'marketplace'] as const;
export type UsageFamily = (typeof usageFamilies)[number];

/** A price by measured use, or of a reservation; amounts are decimals of any length, exactly as the sheet has them. */
export interface UsageRow {
  line: number;
  productId: string;
  skuId: string;
  family: UsageFamily;
  productTitle: string;
  title: string;
  publisher: string;
  /** What one buys one of: `1 Node/Month`. */
  unit: string;
  /** As written: `payG-1`, `P1Y`. */
  term: string;
  billing: string;
  market: string;
  currency: string;
  /** The quantity from which it holds. */
  tierFrom: Decimal;
  /** The quantity up to which it holds; null is open. */
  tierTo: Decimal | null;
  price: Decimal;
  /** The estimated retail price, which only the marketplace has. */
  retail: Decimal | null;
  startsAt: SheetMoment;
  endsAt: SheetMoment;
  meterIds: string;
  meterType: string;
}

/** The largest whole number of 64 bits, rounded by whatever wrote it: "open". */
const openTier = /^92233720368547\d{5}$/;

/** Returns what turns a record of an Azure or marketplace sheet into a price. */
export function createUsageReader(
  columns: Columns<UsageColumn>,
  fail: Fail,
): (fields: string[], line: number) => UsageRow {
  const read = createRowFields(columns, fail);
  const { text } = read;

  function readAmount(fields: string[], line: number, column: UsageColumn): Decimal {
    const value = text(fields, column);
    const amount = readDecimal(value);
    if (amount !== undefined) return amount;
    const isNegative = value.startsWith('-') && readDecimal(value.slice(1)) !== undefined;
    return fail({ code: isNegative ? 'negative-price' : 'bad-number', line, column, value });
  }

  function readOptional(fields: string[], line: number, column: UsageColumn): Decimal | null {
    return text(fields, column) === '' ? null : readAmount(fields, line, column);
  }

  function readMoment(fields: string[], line: number, column: UsageColumn): SheetMoment {
    return text(fields, column) === '' ? null : read.moment(fields, line, column);
  }

  return (fields, line) => {
    read.count(fields, line);
    const productTitle = read.filled(fields, line, 'ProductTitle');
    const tierTo = readOptional(fields, line, 'PricingTierRangeMax');
    return {
      line,
      productId: read.filled(fields, line, 'ProductId').toUpperCase(),
      skuId: read.skuId(fields, line, 'SkuId'),
      family: tellFamily(text(fields, 'Tags')),
      productTitle,
      title: text(fields, 'SkuTitle') || productTitle,
      publisher: text(fields, 'Publisher'),
      unit: text(fields, 'UnitOfMeasure'),
      term: text(fields, 'TermDuration'),
      billing: text(fields, 'BillingPlan'),
      market: read.market(fields, line, 'Market'),
      currency: read.currency(fields, line, 'Currency'),
      tierFrom: readOptional(fields, line, 'PricingTierRangeMin') ?? '0',
      tierTo: tierTo !== null && openTier.test(tierTo) ? null : tierTo,
      price: readAmount(fields, line, 'UnitPrice'),
      retail: readOptional(fields, line, 'ERP Price'),
      startsAt: readMoment(fields, line, 'EffectiveStartDate'),
      endsAt: readMoment(fields, line, 'EffectiveEndDate'),
      meterIds: text(fields, 'MeterIds'),
      meterType: text(fields, 'MeterType'),
    };
  };
}

function tellFamily(tags: string): UsageFamily {
  const named = new Set(tags.split(';').map((tag) => tag.trim().toLowerCase()));
  if (named.has('reservation')) return 'reservation';
  return named.has('thirdparty') ? 'marketplace' : 'consumption';
}
