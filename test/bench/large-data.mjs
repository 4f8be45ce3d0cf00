// A database with a month's price sheet of the real length.
import { join } from 'node:path';
import { writePriceSheet } from './price-sheet.mjs';
import { importSheets, makeDataDir } from './servers.mjs';

export const largeRows = Number(process.env.BENCH_PRICES ?? 250_000);

/** A folder of data with that many prices in its database. */
export async function makeLargeDataDir() {
  const { dataDir, remove } = makeDataDir();
  const sheet = await writeLargeSheet(dataDir, 'Oct');
  importSheets(dataDir, [sheet]);
  return { dataDir, remove, rows: largeRows };
}

/** A sheet of that length; its prices are those of another month where `raised` says so. */
export async function writeLargeSheet(folder, month, options) {
  const sheet = join(folder, `${month}_NCE_LicenseBasedPL_GA.csv`);
  await writePriceSheet(sheet, largeRows, options);
  return sheet;
}
