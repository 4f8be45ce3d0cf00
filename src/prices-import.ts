import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { appendAuditEntry } from './audit/audit-trail';
import { importPriceSheet, openPriceSheet, type PriceSheetSummary } from './prices/import-sheet';
import { importPromotions, type PromotionsSummary } from './prices/promotions/promotions';
import { PromotionsError } from './prices/promotions/read-promotions';
import { createProgressBar } from './prices/import/progress-bar';
import { PriceSheetError } from './prices/sheet/price-sheet-error';
import { describeImport } from './sheet-entry';
import { openDatabase, sheetCache, type Database } from './store/database';
import { storageFaultOf, type StorageFault } from './store/storage-fault';

const usage =
  'Usage: npm run prices:import -- FILE…\nTakes in price sheets, and lists of promotions (.json); DATA_DIR (./data) says where the database is.\n';

const storageWords: Record<StorageFault, string> = {
  'storage-busy': 'the database is locked by another process; try again',
  'storage-full': 'the disk is full',
  'storage-broken': 'the database cannot be read or written',
};

/** Takes in the files one after the other; each wholly or not at all. Ends with 1 where one was not taken in. */
async function main(paths: string[]): Promise<number> {
  if (paths.length === 0 || paths.some((path) => path.startsWith('--'))) {
    process.stderr.write(usage);
    return 1;
  }
  const file = join(process.env.DATA_DIR || './data', 'partner-desk.db');
  const database = await openDatabase(file, undefined, sheetCache).catch((error: unknown) => report(file, error));
  if (!database) return 1;
  try {
    let failures = 0;
    for (const path of paths) failures += (await importOne(database, path)) ? 0 : 1;
    return failures === 0 ? 0 : 1;
  } finally {
    await database.destroy();
  }
}

function importOne(database: Database, path: string): Promise<boolean> {
  return extname(path).toLowerCase() === '.json' ? importList(database, path) : importFile(database, path);
}

/** A list of promotions, as the platform's API answers with it. */
async function importList(database: Database, path: string): Promise<boolean> {
  try {
    const json = await readFile(path, 'utf8');
    const now = new Date();
    const summary = await importPromotions(database, {
      file: basename(path),
      json,
      now,
      within: async (transaction, { file, added, changed }) => {
        const changes = Object.entries({ added, changed }).map(([field, to]) => ({ field, from: null, to: `${to}` }));
        const entry = { operation: 'prices.import', outcome: 'done', actor: null, subject: file } as const;
        await appendAuditEntry(transaction, { ...entry, details: { changes } }, now);
      },
    });
    process.stdout.write(`${describeList(summary)}\n`);
    return true;
  } catch (error) {
    report(path, error);
    return false;
  }
}

function describeList({ file, added, changed, unchanged }: PromotionsSummary): string {
  return `${file}: ${added} promotions added, ${changed} changed, ${unchanged} unchanged`;
}

async function importFile(database: Database, path: string): Promise<boolean> {
  const bar = createProgressBar(process.stderr);
  try {
    const source = { ...(await openPriceSheet(path)), market: await readCountry(database) };
    const now = new Date();
    const summary = await importPriceSheet(database, source, {
      now,
      onProgress: (progress) => bar.show(source.file, progress),
      within: async (transaction, done) => {
        await appendAuditEntry(transaction, describeImport(done), now);
      },
    });
    bar.clear();
    process.stdout.write(`${describeSummary(summary)}\n`);
    return true;
  } catch (error) {
    bar.clear();
    report(path, error);
    return false;
  }
}

/** The account's own country: lists that name none are for it. */
async function readCountry(database: Database): Promise<string | undefined> {
  const organization = await database.selectFrom('organization').select('country').executeTakeFirst();
  return organization?.country;
}

function describeSummary(summary: PriceSheetSummary): string {
  const { file, month, markets, currencies, rows, skus } = summary;
  if (summary.tookPart === 'already') return `${file}: already taken in, nothing changed`;
  const counts = [
    `${summary.added} added`,
    `${summary.changed} changed`,
    `${summary.removed} removed`,
    `${summary.unchanged} unchanged`,
    `${summary.renamed} renamed`,
    `${summary.duplicates} duplicates`,
    ...(summary.overlaps > 0 ? [`${summary.overlaps} with overlapping dates`] : []),
  ];
  const dated = month === null ? [] : [`${month}${summary.kind === 'preview' ? ' preview' : ''}`];
  const what = [
    ...(summary.form === 'license-based' ? [] : [summary.form]),
    ...dated,
    markets.join(' '),
    currencies.join(' '),
  ];
  return `${file}: ${counts.join(', ')} (${rows} ${summary.form === 'offer-matrix' ? 'lines' : 'prices'} of ${skus} SKUs; ${what.filter(Boolean).join(', ')})`;
}

function report(path: string, error: unknown): undefined {
  const fault = storageFaultOf(error);
  if (error instanceof PriceSheetError) process.stderr.write(`${error.message}\n`);
  else if (error instanceof PromotionsError) process.stderr.write(`${basename(path)}: ${error.message}\n`);
  else if (fault) process.stderr.write(`${path}: ${storageWords[fault]}\n`);
  else process.stderr.write(`${path}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.stderr.write('Nothing of this file was taken in; the prices are as they were.\n');
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
