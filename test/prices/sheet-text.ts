import { importPriceSheet, type ImportOptions, type PriceSheetSummary } from '../../src/prices/import-sheet';
import type { PriceAnswer } from '../../src/prices/prices';
import type { Database } from '../../src/store/database';

/** The 21 columns in the order in which Microsoft writes them (domain.md 4.1). */
export const columns = [
  'ChangeIndicator',
  'ProductTitle',
  'ProductId',
  'SkuId',
  'SkuTitle',
  'Publisher',
  'SkuDescription',
  'UnitOfMeasure',
  'TermDuration',
  'BillingPlan',
  'Market',
  'Currency',
  'UnitPrice',
  'PricingTierRangeMin',
  'PricingTierRangeMax',
  'EffectiveStartDate',
  'EffectiveEndDate',
  'Tags',
  'ERP Price',
  'Segment',
  'PreviousValues',
];

export type Cells = Record<string, string>;

export const mailBasic: Cells = {
  ChangeIndicator: 'Unchanged',
  ProductTitle: 'Contoso Mail Basic',
  ProductId: 'CFQ7TEST0001',
  SkuId: '0001',
  SkuTitle: 'Contoso Mail Basic',
  Publisher: 'Contoso',
  SkuDescription: 'Mail, calendar and files.',
  TermDuration: 'P1Y',
  BillingPlan: 'Monthly',
  Market: 'FR',
  Currency: 'EUR',
  UnitPrice: '57.6',
  EffectiveStartDate: '2025-04-01T00:00:00.0000000Z',
  EffectiveEndDate: '9999-11-30T23:59:59.0000000Z',
  Tags: 'License',
  'ERP Price': '72',
  Segment: 'Commercial',
};

export interface SheetForm {
  columns?: readonly string[];
  delimiter?: string;
  lineEnd?: string;
  mark?: boolean;
}

/** A sheet of the rows given, each of which says only in what it differs from Contoso Mail Basic. */
export function composeSheet(rows: readonly Cells[], form: SheetForm = {}): string {
  const { columns: names = columns, delimiter = ',', lineEnd = '\n', mark = true } = form;
  const cell = (value: string) => (/[",;\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map((row) => names.map((name) => cell({ ...mailBasic, ...row }[name] ?? '')).join(delimiter));
  return `${mark ? '\uFEFF' : ''}${[names.join(delimiter), ...lines].join(lineEnd)}${lineEnd}`;
}

/** Bytes in pieces of that size, as a stream would bring them. */
export async function* cutBytes(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const importedAt = new Date('2026-11-02T08:00:00.000Z');

export function importText(
  database: Database,
  file: string,
  content: string,
  options: Partial<ImportOptions> = {},
): Promise<PriceSheetSummary> {
  return importPriceSheet(database, { file, chunks: cutBytes(content, 4_096) }, { now: importedAt, ...options });
}

export const october = 'Oct_NCE_LicenseBasedPL_GA_FR.csv';
export const november = 'Nov_NCE_LicenseBasedPL_GA_FR.csv';

export const chat: Cells = { ProductTitle: 'Contoso Chat', SkuTitle: 'Contoso Chat', ProductId: 'CFQ7TEST0002' };

/** The first moment of a month as sheets write it. */
export const startOf = (month: string): string => `${month}-01T00:00:00.0000000Z`;

/** Everything that is stored of prices. */
export async function readTables(database: Database) {
  return {
    sheets: await database.selectFrom('price_sheets').selectAll().execute(),
    markets: await database.selectFrom('price_sheet_markets').selectAll().execute(),
    items: await database.selectFrom('price_items').selectAll().execute(),
    prices: await database.selectFrom('prices').selectAll().execute(),
    changes: await database.selectFrom('price_changes').selectAll().execute(),
  };
}

/** Why nothing was found. */
export function describeMiss(answer: PriceAnswer): string {
  return answer.kind === 'no-such-combination' ? `no ${answer.missing}` : answer.kind;
}
