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
  { id: 'offer-matrix', list: 'the offer matrix', columns: ['ProvisioningId', 'MinLicenses'] },
  {
    id: 'legacy-licences',
    list: 'a legacy licence list, without market and currency',
    columns: ['Offer ID', 'List Price'],
  },
  { id: 'azure', list: 'an Azure price list', columns: ['MeterIds', 'MeterType'] },
] as const;

export type OtherList = (typeof otherLists)[number]['id'];
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
  if (other) fail({ code: 'other-list', line: 1, value: other.list, list: other.id });
  const missing = requiredColumns.filter((column) => at[column] === -1);
  if (missing.length === requiredColumns.length) fail({ code: 'not-csv', line: 1 });
  if (missing.length > 0) fail({ code: 'missing-columns', line: 1, columns: missing });
  return { count: header.length, at };
}

/** So many of a price sheet's columns are on its first line even where some are missing. */
const tellingColumns = 4;

/** Whether a line names the columns of a price list, whole, of another kind, or one that lacks some. */
export function looksLikePriceList(header: readonly string[]): boolean {
  const names = new Set(header.map(fold));
  const known = requiredColumns.filter((column) => names.has(fold(column)));
  const isOther = otherLists.some(({ columns }) => columns.every((column) => names.has(fold(column))));
  return known.length >= tellingColumns || isOther;
}

function fold(name: string): string {
  return name.replace(/[\s_]+/g, '').toLowerCase();
}
