import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../store/database';
import { compareSheet, type MergeCounts } from './import/compare-sheet';
import { mergeSheet } from './import/merge-sheet';
import { tellSheetMonth } from './import/sheet-month';
import { createStaging, type StagedFacts, type StagingTables } from './import/staging';
import { PriceSheetError } from './sheet/price-sheet-error';
import { readPriceSheet } from './sheet/read-price-sheet';
import { unpackSheet } from './sheet/unpack-sheet';

/** A price sheet to take in, wherever it comes from. */
export interface PriceSheetSource {
  /** Its name without folder: shown to people, and it tells the month. */
  file: string;
  /** Bytes, where known, for the progress. */
  size?: number;
  chunks: AsyncIterable<Uint8Array>;
}

/** What taking in a sheet did. Prices are counted by SKU, segment, market, currency, term and billing plan. */
export interface PriceSheetSummary {
  /** `already`: this very file was taken in before and nothing has replaced it since; nothing was changed now. */
  tookPart: 'imported' | 'already';
  sheetId: number;
  file: string;
  kind: 'current' | 'preview';
  /** `2026-11`. */
  month: string;
  effectiveFrom: string;
  /** Lines with a price. */
  rows: number;
  added: number;
  /** Another price or other dates. */
  changed: number;
  /** No longer listed, within the sheet's markets and currencies. */
  removed: number;
  unchanged: number;
  duplicates: number;
  /** SKUs whose title or description changed. */
  renamed: number;
  skus: number;
  markets: string[];
  currencies: string[];
}

export interface PriceSheetProgress {
  rows: number;
  bytes: number;
  totalBytes: number | undefined;
}

export interface ImportOptions {
  now: Date;
  /** Runs in the same transaction, last: the audit entry. Not called where nothing changed. */
  within?: (transaction: DatabaseTransaction, summary: PriceSheetSummary) => Promise<void>;
  onProgress?: (progress: PriceSheetProgress) => void;
}

const bytesPerRead = 262_144;

/**
 * Opens a price sheet on the disk.
 *
 * @throws PriceSheetError `unreadable-file`
 */
export async function openPriceSheet(path: string): Promise<PriceSheetSource> {
  const file = basename(path);
  const refuse = (cause: unknown) => new PriceSheetError(file, { code: 'unreadable-file' }, { cause });
  const found = await stat(path).catch((cause: unknown) => {
    throw refuse(cause);
  });
  if (!found.isFile()) throw refuse(new Error('not a file'));
  async function* readChunks(): AsyncGenerator<Uint8Array> {
    try {
      yield* createReadStream(path, { highWaterMark: bytesPerRead }) as AsyncIterable<Uint8Array>;
    } catch (cause) {
      throw refuse(cause);
    }
  }
  return { file, size: found.size, chunks: readChunks() };
}

/** What taking in a sheet would do, worked out without doing it. */
export interface PriceSheetPreview extends Omit<PriceSheetSummary, 'tookPart' | 'sheetId'> {
  /** This very file was taken in before and nothing has replaced it since. */
  isKnown: boolean;
  /** A sheet of this month was taken in for one of its markets. */
  replaces: boolean;
  /** `2026-12`: the month of the newest sheet of its markets, where there is one. */
  newest: string | null;
}

/** A sheet that was read and checked, aside: nothing of it is in force. */
export interface StagedSheet {
  compare(): Promise<PriceSheetPreview>;
  /** Brings it in, within the caller's transaction. Once: what is staged is used up. */
  takeIn(transaction: DatabaseTransaction, now: Date): Promise<PriceSheetSummary>;
  drop(): Promise<void>;
}

/**
 * Takes in one price sheet, wholly or not at all. It is read and checked aside; then one transaction brings it in. Memory
 * stays flat and the event loop is never held for more than some milliseconds, but while the transaction lasts other users
 * of the same `database` wait for it.
 *
 * @throws PriceSheetError where the sheet is at fault, the database's own error where it is locked or the disk full; in
 * both cases nothing has changed
 */
export async function importPriceSheet(
  database: Database,
  source: PriceSheetSource,
  { now, within, onProgress }: ImportOptions,
): Promise<PriceSheetSummary> {
  const staged = await stagePriceSheet(database, source, onProgress);
  try {
    return await database.transaction().execute(async (transaction) => {
      const summary = await staged.takeIn(transaction, now);
      if (summary.tookPart === 'imported') await within?.(transaction, summary);
      return summary;
    });
  } finally {
    await staged.drop();
  }
}

/**
 * Reads and checks a sheet into tables of its own, which the caller drops.
 *
 * @throws PriceSheetError where the sheet is at fault; nothing is left then
 */
export async function stagePriceSheet(
  database: Database,
  source: PriceSheetSource,
  onProgress?: ImportOptions['onProgress'],
): Promise<StagedSheet> {
  const staging = await createStaging(database);
  try {
    const hash = createHash('sha256');
    const progress = { rows: 0, bytes: 0, totalBytes: source.size };
    const sheetFile = await unpackSheet(
      source.file,
      tap(source.chunks, (chunk) => (progress.bytes += chunk.length)),
    );
    // Of what is in an archive, not of the archive: packed or not, it is the same sheet.
    const content = tap(sheetFile.chunks, (chunk) => hash.update(chunk));
    let hasEndOfSale = false;
    for await (const part of readPriceSheet(sheetFile.label, content)) {
      hasEndOfSale = part.hasEndOfSale;
      await staging.add(part.rows);
      progress.rows += part.rows.length;
      onProgress?.({ ...progress });
    }
    const facts = await staging.finish();
    if (facts.software > 0 && facts.software < facts.rows)
      throw new PriceSheetError(sheetFile.label, { code: 'mixed-views' });
    const sheet = describeSheet([sheetFile.name, source.file], hash.digest('hex'), facts, hasEndOfSale);
    return {
      compare: () => compare(database, staging.tables, facts, sheet),
      takeIn: (transaction, now) => takeIn(transaction, staging.tables, facts, sheet, now),
      drop: () => staging.drop(),
    };
  } catch (error) {
    await staging.drop();
    throw error;
  }
}

/** Lets what is read be seen by the way. */
async function* tap(
  chunks: AsyncIterable<Uint8Array>,
  see: (chunk: Uint8Array) => unknown,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    see(chunk);
    yield chunk;
  }
}

type SheetDescription = ReturnType<typeof describeSheet>;

function describeSheet(files: [string, string], digest: string, facts: StagedFacts, hasEndOfSale: boolean) {
  const month = tellSheetMonth(files, facts.newestStart);
  const monthStart = `${month}-01`;
  return {
    file: files[0],
    digest,
    view: facts.software > 0 ? ('software' as const) : ('license-based' as const),
    // A current sheet lists what did not change; a preview never does (domain.md 4.6).
    kind: hasEndOfSale && !facts.hasUnchanged ? ('preview' as const) : ('current' as const),
    month,
    effectiveFrom: facts.newestStart > monthStart ? facts.newestStart : monthStart,
  };
}

async function compare(
  database: Database,
  tables: StagingTables,
  facts: StagedFacts,
  sheet: SheetDescription,
): Promise<PriceSheetPreview> {
  const isKnown = (await findSameSheet(database, sheet)) !== undefined;
  const counts = await compareSheet(database, tables, { ...sheet, items: facts.items });
  const pairs = sql.table(`temp.${tables.markets}`);
  const others = await sql<{ month: string }>`
    select p.month from price_sheets p where p.view = ${sheet.view} and exists (select 1 from price_sheet_markets m
      join ${pairs} s on s.market = m.market and s.currency = m.currency where m.sheet_id = p.id)
    order by p.month desc`.execute(database);
  const months = others.rows.map(({ month }) => month);
  return {
    ...summarize(sheet, facts, counts),
    isKnown,
    replaces: months.includes(sheet.month),
    newest: months[0] ?? null,
  };
}

async function takeIn(
  transaction: DatabaseTransaction,
  tables: StagingTables,
  facts: StagedFacts,
  sheet: SheetDescription,
  now: Date,
): Promise<PriceSheetSummary> {
  const earlier = await findSameSheet(transaction, sheet);
  if (earlier) return { ...earlier, file: sheet.file, tookPart: 'already' };

  const { id } = await transaction
    .insertInto('price_sheets')
    .values({
      file: sheet.file,
      digest: sheet.digest,
      view: sheet.view,
      kind: sheet.kind,
      month: sheet.month,
      effective_from: sheet.effectiveFrom,
      imported_at: now.toISOString(),
      summary: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const counts = await mergeSheet(transaction, tables, { ...sheet, id, items: facts.items });
  const summary: PriceSheetSummary = { tookPart: 'imported', sheetId: id, ...summarize(sheet, facts, counts) };
  await transaction
    .updateTable('price_sheets')
    .set({ summary: JSON.stringify(summary) })
    .where('id', '=', id)
    .execute();
  return summary;
}

/** The same bytes, unless a sheet of the same month for one of its markets came after them. */
async function findSameSheet(database: Database, sheet: SheetDescription) {
  const same = await database
    .selectFrom('price_sheets')
    .select(['id', 'summary'])
    .where('digest', '=', sheet.digest)
    .where('month', '=', sheet.month)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!same) return undefined;
  const replacement = await database
    .selectFrom('price_sheet_markets as own')
    .innerJoin('price_sheet_markets as other', (join) =>
      join.onRef('other.market', '=', 'own.market').onRef('other.currency', '=', 'own.currency'),
    )
    .innerJoin('price_sheets', 'price_sheets.id', 'other.sheet_id')
    .select('price_sheets.id')
    .where('own.sheet_id', '=', same.id)
    .where('price_sheets.id', '>', same.id)
    .where('price_sheets.month', '=', sheet.month)
    .where('price_sheets.view', '=', sheet.view)
    .executeTakeFirst();
  return replacement ? undefined : (JSON.parse(same.summary) as PriceSheetSummary);
}

function summarize(
  sheet: SheetDescription,
  facts: StagedFacts,
  { rows, added, changed, removed, unchanged, renamed }: MergeCounts,
): Omit<PriceSheetSummary, 'tookPart' | 'sheetId'> {
  const sorted = (values: string[]) => [...new Set(values)].sort();
  return {
    file: sheet.file,
    kind: sheet.kind,
    month: sheet.month,
    effectiveFrom: sheet.effectiveFrom,
    rows: facts.rows,
    added,
    changed,
    removed,
    unchanged,
    duplicates: facts.rows - rows,
    renamed,
    skus: facts.items,
    markets: sorted(facts.pairs.map(({ market }) => market)),
    currencies: sorted(facts.pairs.map(({ currency }) => currency)),
  };
}
