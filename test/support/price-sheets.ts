import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import { openDatabase } from '../../src/store/database';

export const sampleSheets = ['Oct', 'Nov'].map((month) =>
  join(__dirname, '../../env/price-sheets', `${month}_NCE_LicenseBasedPL_GA_FR.csv`),
);

let imported: Promise<Buffer> | undefined;

/** Lays a database with the sample price sheets into an empty data folder: they are taken in once, then copied. */
export async function importSheets(dataDir: string): Promise<void> {
  imported ??= importOnce();
  await writeFile(join(dataDir, 'partner-desk.db'), await imported, { flag: 'wx' });
}

async function importOnce(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-desk-sheets-'));
  const file = join(folder, 'partner-desk.db');
  const database = await openDatabase(file);
  for (const sheet of sampleSheets) {
    await importPriceSheet(database, await openPriceSheet(sheet), { now: new Date('2026-11-02T08:00:00.000Z') });
  }
  // What was written beside the file goes into it when it is closed.
  await database.destroy();
  const content = await readFile(file);
  await rm(folder, { recursive: true });
  return content;
}
