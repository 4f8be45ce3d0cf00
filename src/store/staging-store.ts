import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { CompiledQuery, sql } from 'kysely';
import type { Database } from './database';
import { storageFaultOf } from './storage-fault';

type Value = string | number | null;

/**
 * Tables beside the database, in a file of their own: what is to be compared with it and taken in is first written here,
 * without a lock that others would wait for. Nothing of it survives: the file is gone as soon as it is attached, or dropped.
 */
export interface StagingStore {
  /** The name under which the database knows it once it is attached: `staged_1`. */
  name: string;
  /** Writes rows to a table, many at a time. */
  inserter(table: string, columns: readonly string[], suffix?: string): Inserter;
  /** Writes what is still in hand and lets the database see it. From here on only the database writes it. */
  attach(): Promise<void>;
  drop(): Promise<void>;
}

export interface Inserter {
  take(row: readonly Value[]): void;
  /** The same, for a table of six columns that is written hundreds of thousands of times. */
  takeSix(one: Value, two: Value, three: Value, four: Value, five: Value, six: Value): void;
}

/** Rows of one insert: fewer cost more statements, more gain nothing. */
const rowsPerInsert = 64;
/** Whoever makes such a file holds it locked within this time, in milliseconds. */
const lockedWithin = 1_000;
/** A sheet of any size is staged in as much memory, in KiB. */
const cacheSize = 16_384;

/** Numbers in use. The lowest free one is taken, so that the same statements are prepared again and again. */
const taken = new WeakMap<Database, Set<number>>();

/** @param tables the statements that create them */
export async function createStagingStore(database: Database, tables: readonly string[]): Promise<StagingStore> {
  const numbers = taken.get(database) ?? new Set<number>();
  taken.set(database, numbers);
  let number = 1;
  while (numbers.has(number)) number += 1;
  numbers.add(number);
  const name = `staged_${number}`;
  const file = await placeFor(database);
  const staging = new BetterSqlite3(file);
  let isAttached = false;
  const inserters: { writeRest(): void }[] = [];
  try {
    // It is thrown away after any fault: nothing has to be kept for that. (OFF is refused by SQLite's own defences.)
    staging.pragma('journal_mode = MEMORY');
    staging.pragma('synchronous = OFF');
    staging.pragma('locking_mode = EXCLUSIVE');
    staging.pragma(`cache_size = -${cacheSize}`);
    for (const statement of tables) staging.exec(statement);
    staging.exec('begin');
  } catch (error) {
    close();
    throw error;
  }

  function close(): void {
    if (staging.open) staging.close();
    rmSync(file, { force: true });
    numbers.delete(number);
  }

  return {
    name,
    inserter(table, columns, suffix = '') {
      const inserter = createInserter(staging, table, columns, suffix);
      inserters.push(inserter);
      return inserter;
    },
    async attach() {
      for (const inserter of inserters) inserter.writeRest();
      staging.exec('commit');
      staging.close();
      await database.executeQuery(CompiledQuery.raw(`attach database ? as ${name}`, [file]));
      isAttached = true;
      await database.executeQuery(CompiledQuery.raw(`pragma ${name}.journal_mode = memory`));
      // Held open, it needs no name any more; what is killed leaves nothing behind.
      rmSync(file, { force: true });
    },
    async drop() {
      if (isAttached) await database.executeQuery(CompiledQuery.raw(`detach database ${name}`));
      isAttached = false;
      close();
    },
  };
}

/** Beside the database, where there is room for it; in the folder for temporary files for one in memory. */
async function placeFor(database: Database): Promise<string> {
  const { rows } = await sql<{ name: string; file: string }>`pragma database_list`.execute(database);
  const main = rows.find((row) => row.name === 'main')?.file;
  const folder = main ? dirname(main) : tmpdir();
  const prefix = `${main ? basename(main) : 'partner-desk'}-staged-`;
  const file = join(folder, `${prefix}${randomUUID()}`);
  writeFileSync(file, '', { mode: 0o600 });
  const { mtimeMs: now } = statSync(file);
  for (const name of readdirSync(folder)) {
    const other = join(folder, name);
    if (!name.startsWith(prefix) || other === file) continue;
    const found = statSync(other, { throwIfNoEntry: false });
    if (found && now - found.mtimeMs > lockedWithin && !isHeld(other)) rmSync(other, { force: true });
  }
  return file;
}

/** Whether somebody is at work in such a file; one that nobody holds was left by a process that was killed. */
function isHeld(file: string): boolean {
  let other: BetterSqlite3.Database | undefined;
  try {
    other = new BetterSqlite3(file, { timeout: 0, fileMustExist: true });
    other.exec('begin exclusive');
    return false;
  } catch (error) {
    return storageFaultOf(error) === 'storage-busy';
  } finally {
    other?.close();
  }
}

function createInserter(staging: BetterSqlite3.Database, table: string, columns: readonly string[], suffix: string) {
  const width = columns.length;
  const row = `(${columns.map(() => '?').join(',')})`;
  const prepare = (count: number) =>
    staging.prepare(
      `insert into ${table} (${columns.join(',')}) values ${Array<string>(count).fill(row).join(',')}${suffix}`,
    );
  let many: BetterSqlite3.Statement | undefined;
  const values = new Array<Value>(rowsPerInsert * width).fill(null);
  let size = 0;

  function writeIfFull(): void {
    if (size < values.length) return;
    many ??= prepare(rowsPerInsert);
    many.run(values);
    size = 0;
  }

  return {
    take(row: readonly Value[]): void {
      for (const value of row) values[size++] = value;
      writeIfFull();
    },
    takeSix(one: Value, two: Value, three: Value, four: Value, five: Value, six: Value): void {
      values[size] = one;
      values[size + 1] = two;
      values[size + 2] = three;
      values[size + 3] = four;
      values[size + 4] = five;
      values[size + 5] = six;
      size += 6;
      writeIfFull();
    },
    writeRest(): void {
      if (size === 0) return;
      const one = prepare(1);
      for (let at = 0; at < size; at += width) one.run(values.slice(at, at + width));
      size = 0;
    },
  };
}
