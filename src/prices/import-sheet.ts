import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Database, DatabaseTransaction } from '../store/database';
import { tellCurrency } from './import/sheet-currency';
import { stageList } from './import/stage-list';
import { stagePrices } from './import/stage-prices';
import type { OnSheetProgress, PriceSheetSummary, SheetStager, StagedSheet } from './import/staged-sheet';
import type * as Promotions from './promotions/stage-promotions';
import { PriceSheetError } from './sheet/price-sheet-error';
import { readPriceSheet, type SheetRows } from './sheet/read-price-sheet';
import { unpackSheet } from './sheet/unpack-sheet';

export type {
  OnSheetProgress,
  PriceSheetPreview,
  PriceSheetSummary,
  SheetForm,
  SheetProgress,
  StagedSheet,
  StageSheet,
} from './import/staged-sheet';

/** A price sheet to take in, wherever it comes from. */
export interface PriceSheetSource {
  /** Its name without folder: shown to people, and it tells the month. */
  file: string;
  /** Bytes, where known, for the progress. */
  size?: number;
  /** ISO 3166-1 alpha-2: the country for which a list that names none is taken in, the account's own. */
  market?: string;
  chunks: AsyncIterable<Uint8Array>;
}

export interface ImportOptions {
  now: Date;
  /** Runs in the same transaction, last: the audit entry. Not called where nothing changed. */
  within?: (transaction: DatabaseTransaction, summary: PriceSheetSummary) => Promise<void>;
}

const bytesPerRead = 262_144;

/**
 * Opens a price sheet on the disk.
 *
 * @param file what it is called, where its path does not say so
 * @throws PriceSheetError `unreadable-file`
 */
export async function openPriceSheet(path: string, file = basename(path)): Promise<PriceSheetSource> {
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

/**
 * Takes in one price sheet, wholly or not at all. It is read and checked aside; then one transaction brings it in. Memory
 * stays flat. All of it is done by this thread: where others wait for it, see `createThreadStager`.
 *
 * @throws PriceSheetError where the sheet is at fault, the database's own error where it is locked or the disk full; in
 * both cases nothing has changed
 */
export async function importPriceSheet(
  database: Database,
  source: PriceSheetSource,
  options: ImportOptions & { onProgress?: OnSheetProgress },
): Promise<PriceSheetSummary> {
  return await takeInStaged(await stagePriceSheet(database, source, options.onProgress), options);
}

/** Takes in a sheet that was staged, in one transaction, and drops it. */
export async function takeInStaged(staged: StagedSheet, { now, within }: ImportOptions): Promise<PriceSheetSummary> {
  try {
    return await staged.database.transaction().execute(async (transaction) => {
      const summary = await staged.takeIn(transaction, now);
      if (summary.tookPart === 'imported') await within?.(transaction, summary);
      return summary;
    });
  } finally {
    await staged.drop();
  }
}

/**
 * Reads and checks a sheet, of any form, into tables of its own, which the caller drops.
 *
 * @throws PriceSheetError where the sheet is at fault; nothing is left then
 */
export async function stagePriceSheet(
  database: Database,
  source: PriceSheetSource,
  onProgress: OnSheetProgress = () => undefined,
): Promise<StagedSheet> {
  const hash = createHash('sha256');
  const { label, name, chunks, head, size = source.size } = await unpackSheet(source.file, source.chunks);
  let bytes = 0;
  let count = 0;
  // Of what is in an archive, not of the archive: packed or not, it is the same sheet.
  const content = tap(chunks, (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  if (looksLikeJson(head)) {
    // Loaded when it is asked for: it brings the library of schemas with it, which no sheet needs.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { stagePromotions } = require('./promotions/stage-promotions') as typeof Promotions;
    return await stagePromotions(database, label, content);
  }

  const names: [string, string] = [name, source.file];
  let stager: SheetStager | undefined;
  try {
    const scope = { market: source.market, currency: tellCurrency(names) };
    for await (const part of readPriceSheet(label, content, scope)) {
      stager ??= await createStager(database, part.form, onProgress);
      stager.add(part);
      count += part.rows.length;
      onProgress({ doing: 'reading', share: size && Math.min(1, bytes / size), count });
    }
    return await stager!.finish({ names, label, digest: hash.digest('hex') });
  } catch (error) {
    await stager?.drop();
    throw error;
  }
}

function createStager(database: Database, form: SheetRows['form'], onProgress: OnSheetProgress): Promise<SheetStager> {
  return form === 'prices' ? stagePrices(database, onProgress) : stageList(database, form, onProgress);
}

/** Whether a file begins as JSON does; no table of prices begins so. */
function looksLikeJson(head: Buffer): boolean {
  return /^\uFEFF?\s*\{/.test(head.toString('utf8'));
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
