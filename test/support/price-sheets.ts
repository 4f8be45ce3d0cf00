import { join } from 'node:path';
import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import { openDatabase } from '../../src/store/database';

export const sampleSheets = ['Oct', 'Nov'].map((month) =>
  join(__dirname, '../../env/price-sheets', `${month}_NCE_LicenseBasedPL_GA_FR.csv`),
);

/** Takes the sample price sheets into the database of a data folder. */
export async function importSheets(dataDir: string): Promise<void> {
  const database = await openDatabase(join(dataDir, 'partner-desk.db'));
  for (const file of sampleSheets) {
    await importPriceSheet(database, await openPriceSheet(file), { now: new Date('2026-11-02T08:00:00.000Z') });
  }
  await database.destroy();
}
