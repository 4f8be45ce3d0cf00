import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from './store/database';

/** The database of DATA_DIR, for a command beside the running desk; where there is none, it says so and none is made. */
export async function openDataDir(
  open: (file: string) => Promise<Database> | Database = openDatabase,
): Promise<Database | undefined> {
  const file = join(dataDir(), 'partner-desk.db');
  if (existsSync(file)) return await open(file);
  process.stderr.write(`There is no database at ${file}.\n`);
  return undefined;
}

export function dataDir(): string {
  return process.env.DATA_DIR || './data';
}
