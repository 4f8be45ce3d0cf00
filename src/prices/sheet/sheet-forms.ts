import { foldName, type ColumnNames } from './columns';

/** New-commerce licences and software (domain.md 4.1, 4.4); older forms, previews and other views lack some. */
export const priceColumns = {
  required: [
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
  ],
  optional: [
    'ChangeIndicator',
    'Publisher',
    'SkuDescription',
    'UnitOfMeasure',
    'Tags',
    'Segment',
    'PreviousValues',
    'EndofSaleDate',
  ],
} as const;

/** The legacy licence list: one tab of the workbook, saved as CSV (domain.md 4.3). */
export const legacyColumns = {
  required: ['Offer Display Name', 'Offer ID', 'List Price', 'ERP Price', 'Valid-From Date'],
  optional: [
    'A/C/D/U',
    'Valid-To Date',
    'License Agreement Type',
    'Purchase Unit',
    'Secondary License Type',
    'End Customer Type',
    'Material',
  ],
} as const;

/** The offer matrix (domain.md 4.2). */
export const matrixColumns = {
  required: ['ProductTitle', 'ProductId', 'SkuId', 'SkuTitle', 'MinLicenses', 'MaxLicenses'],
  optional: [
    'ProvisioningId',
    'ProvisioningString',
    'AssetOwnershipLimit',
    'AssetOwnershipLimitType',
    'ProductSkuPreRequisites',
    'ProductSkuConversion',
    'Description',
    'AllowedCountries',
  ],
} as const;

/** Azure plan consumption, reservations and the marketplace (domain.md 4.5). */
export const usageColumns = {
  required: ['ProductTitle', 'ProductId', 'SkuId', 'SkuTitle', 'Market', 'Currency', 'UnitPrice'],
  optional: [
    'Publisher',
    'SkuDescription',
    'UnitOfMeasure',
    'TermDuration',
    'BillingPlan',
    'PricingTierRangeMin',
    'PricingTierRangeMax',
    'EffectiveStartDate',
    'EffectiveEndDate',
    'MeterIds',
    'MeterType',
    'Tags',
    'ERP Price',
  ],
} as const;

export type PriceColumn = NameOf<typeof priceColumns>;
export type LegacyColumn = NameOf<typeof legacyColumns>;
export type MatrixColumn = NameOf<typeof matrixColumns>;
export type UsageColumn = NameOf<typeof usageColumns>;
type NameOf<Names extends ColumnNames<string>> = Names['required'][number] | Names['optional'][number];

/** Which columns a list has. */
export type ColumnForm = 'prices' | 'legacy' | 'offer-matrix' | 'usage';

/** Columns that only this form has; one of a group is enough. */
const tellingColumns: readonly [ColumnForm, readonly (readonly string[])[]][] = [
  ['offer-matrix', [['MinLicenses', 'MaxLicenses']]],
  ['legacy', [['Offer ID', 'List Price']]],
  ['usage', [['MeterIds'], ['MeterType']]],
];

/** So many of a price sheet's columns are on its first line even where some are missing. */
const recognisedColumns = 4;

/** Tells the form by the columns that only it has; what has none of them can only be a price sheet, or nothing. */
export function tellForm(header: readonly string[]): ColumnForm {
  const names = new Set(header.map(foldName));
  const has = (columns: readonly string[]) => columns.every((column) => names.has(foldName(column)));
  return tellingColumns.find(([, groups]) => groups.some(has))?.[0] ?? 'prices';
}

/** Whether a line names the columns of a price list, whole or one that lacks some. */
export function looksLikePriceList(header: readonly string[]): boolean {
  const names = new Set(header.map(foldName));
  const known = priceColumns.required.filter((column) => names.has(foldName(column)));
  return known.length >= recognisedColumns || tellForm(header) !== 'prices';
}
