import { readDecimal, type Decimal } from '../money';
import type { Columns } from './columns';
import type { CsvRecord, Fail } from './csv-records';
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
export function createUsageReader(columns: Columns<UsageColumn>, fail: Fail): (record: CsvRecord) => UsageRow {
  const read = createRowFields(columns, fail);
  const { text } = read;

  function readAmount(record: CsvRecord, column: UsageColumn): Decimal {
    const value = text(record, column);
    const amount = readDecimal(value);
    if (amount !== undefined) return amount;
    const isNegative = value.startsWith('-') && readDecimal(value.slice(1)) !== undefined;
    return fail({ code: isNegative ? 'negative-price' : 'bad-number', line: record.line, column, value });
  }

  function readOptional(record: CsvRecord, column: UsageColumn): Decimal | null {
    return text(record, column) === '' ? null : readAmount(record, column);
  }

  function readMoment(record: CsvRecord, column: UsageColumn): SheetMoment {
    return text(record, column) === '' ? null : read.moment(record, column);
  }

  return (record) => {
    read.count(record);
    const productTitle = read.filled(record, 'ProductTitle');
    const tierTo = readOptional(record, 'PricingTierRangeMax');
    return {
      line: record.line,
      productId: read.filled(record, 'ProductId').toUpperCase(),
      skuId: read.skuId(record, 'SkuId'),
      family: tellFamily(text(record, 'Tags')),
      productTitle,
      title: text(record, 'SkuTitle') || productTitle,
      publisher: text(record, 'Publisher'),
      unit: text(record, 'UnitOfMeasure'),
      term: text(record, 'TermDuration'),
      billing: text(record, 'BillingPlan'),
      market: read.market(record, 'Market'),
      currency: read.currency(record, 'Currency'),
      tierFrom: readOptional(record, 'PricingTierRangeMin') ?? '0',
      tierTo: tierTo !== null && openTier.test(tierTo) ? null : tierTo,
      price: readAmount(record, 'UnitPrice'),
      retail: readOptional(record, 'ERP Price'),
      startsAt: readMoment(record, 'EffectiveStartDate'),
      endsAt: readMoment(record, 'EffectiveEndDate'),
      meterIds: text(record, 'MeterIds'),
      meterType: text(record, 'MeterType'),
    };
  };
}

function tellFamily(tags: string): UsageFamily {
  const named = new Set(tags.split(';').map((tag) => tag.trim().toLowerCase()));
  if (named.has('reservation')) return 'reservation';
  return named.has('thirdparty') ? 'marketplace' : 'consumption';
}
