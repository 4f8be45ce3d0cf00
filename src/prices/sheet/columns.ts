import type { Fail } from './csv-records';

/** Without these a row has no meaning. */
const requiredColumns = [
  'ProductTitle',
  'ProductId',
  'SkuId',
  'SkuTitle',
  'TermDuration',
  'BillingPlan',
  'Market',
  'Currency',
  'UnitPrice',
  'EffectiveStartDate',
  'EffectiveEndDate',
  'ERP Price',
] as const;

/** Older forms, previews and other views lack some of these. */
const optionalColumns = [
  'ChangeIndicator',
  'Publisher',
  'SkuDescription',
  'UnitOfMeasure',
  'Tags',
  'Segment',
  'PreviousValues',
  'EndofSaleDate',
] as const;

/** Lists that partners also download, by columns that only they have (domain.md 4.2, 4.3, 4.5). */
const otherLists = [
  { list: 'the offer matrix', columns: ['ProvisioningId', 'MinLicenses'] },
  { list: 'a legacy licence list, without market and currency', columns: ['Offer ID', 'List Price'] },
  { list: 'an Azure price list', columns: ['MeterIds', 'MeterType'] },
] as const;

export type RequiredColumn = (typeof requiredColumns)[number];
export type OptionalColumn = (typeof optionalColumns)[number];

/** Where each known column stands; an optional one that is absent is -1. */
export interface Columns {
  count: number;
  at: Record<RequiredColumn | OptionalColumn, number>;
}

/** Finds the columns by name, whatever their order, capitals and spaces; unknown ones are left aside. */
export function findColumns(header: readonly string[], fail: Fail): Columns {
  const names = header.map(fold);
  const at = Object.fromEntries(
    [...requiredColumns, ...optionalColumns].map((column) => [column, names.indexOf(fold(column))]),
  ) as Columns['at'];
  const other = otherLists.find(({ columns }) => columns.every((column) => names.includes(fold(column))));
  if (other) fail({ code: 'other-list', line: 1, value: other.list });
  const missing = requiredColumns.filter((column) => at[column] === -1);
  if (missing.length === requiredColumns.length) fail({ code: 'not-csv', line: 1 });
  if (missing.length > 0) fail({ code: 'missing-columns', line: 1, columns: missing });
  return { count: header.length, at };
}

function fold(name: string): string {
  return name.replace(/[\s_]+/g, '').toLowerCase();
}
