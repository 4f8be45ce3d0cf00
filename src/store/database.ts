import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
  type Dialect,
  type Driver,
  type LimitNode,
  type Transaction,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import { EmbeddedDriver } from './embedded-driver';
import { migrations } from './migrations';
import { setDataVersion, type DataVersion } from './remembered';
import type { Schema } from './schema';

/** The database, outside or inside of a transaction: what repositories take, so that a change and its audit entry can share one. */
export type Database = Kysely<Schema>;
export type DatabaseTransaction = Transaction<Schema>;

/** How much of the file is kept beside what the system keeps of it, in kilobytes: as much as SQLite itself would. */
const usualCache = 2_000;
/** The same for whoever writes a whole price sheet. */
export const sheetCache = 16_000;
/** How long a statement waits for another thread or process to let go of the file, in milliseconds: the platform waits 15 s. */
const usualPatience = 10_000;
/** The same when the file is opened, which nothing else waits for, in milliseconds. */
const openingTimeout = 2_000;
/** And while the tables are brought up to date: the one who came first may have much to do, in milliseconds. */
const migrationTimeout = 60_000;

/**
 * Opens the embedded database and brings its tables up to date.
 *
 * @param file path of the SQLite file, or `:memory:`
 * @param patience how long a statement waits for others that write the file, in milliseconds
 * @param cache how much of the file is kept in memory, in kilobytes
 * @throws when the file can't be opened or a migration fails; nothing is half-migrated
 */
export async function openDatabase(file: string, patience = usualPatience, cache = usualCache): Promise<Database> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const sqlite = new BetterSqlite3(file, { timeout: openingTimeout });
  // A confirmed change survives a power cut: the log is synchronised on each commit.
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('secure_delete = ON');
  // Else `insert or replace` would take an audit entry out without asking its trigger.
  sqlite.pragma('recursive_triggers = ON');
  sqlite.pragma(`cache_size = -${cache}`);
  const changes = { own: 0 };
  const driver = new EmbeddedDriver({ sqlite, patience, onWrite: () => (changes.own += 1) });
  const database = new Kysely<Schema>({ dialect: createDialect(driver) });
  setDataVersion(database, readVersion(sqlite, changes));
  sqlite.pragma(`busy_timeout = ${migrationTimeout}`);
  await migrate(database);
  sqlite.pragma('busy_timeout = 0');
  return database;
}

/**
 * Opens an embedded database that is there, as it is: nothing in it can be written, and no table is brought up to date.
 *
 * @throws when there is none at this path, or it can't be read
 */
export function openReadOnly(file: string): Database {
  const sqlite = new BetterSqlite3(file, { timeout: openingTimeout, readonly: true, fileMustExist: true });
  const driver = new EmbeddedDriver({ sqlite, patience: usualPatience, onWrite: () => undefined });
  return new Kysely<Schema>({ dialect: createDialect(driver) });
}

/** SQLite's dialect over a driver of our own. */
export function createDialect(driver: Driver): Dialect {
  return {
    createDriver: () => driver,
    createAdapter: () => new EmbeddedAdapter(),
    createQueryCompiler: () => new EmbeddedQueryCompiler(),
    createIntrospector: (database) => new SqliteIntrospector(database),
  };
}

class EmbeddedAdapter extends SqliteAdapter {
  /** SQLite changes tables inside of transactions as it changes rows; the library's own dialect makes no use of that. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** The driver itself sees to it that a transaction has the one connection to itself. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class EmbeddedQueryCompiler extends SqliteQueryCompiler {
  /** A number is written into the statement: SQLite would plan it anew, at many times its cost, for each one that is bound. */
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    if (ValueNode.is(limit) && Number.isInteger(limit.value)) this.append(`limit ${String(limit.value)}`);
    else super.visitLimit(node);
  }
}

/**
 * SQLite tells a connection by a number when another one has changed the file, never of its own changes: those are counted.
 * Other processes are looked for once in each round of the event loop, as if all reads of that round had come first.
 */
function readVersion(sqlite: BetterSqlite3.Database, changes: { readonly own: number }): DataVersion {
  const others = sqlite.prepare('pragma data_version').pluck();
  let looked: unknown;
  return () => {
    if (looked === undefined) {
      looked = others.get();
      setImmediate(() => (looked = undefined));
    }
    return `${String(looked)}/${changes.own}`;
  };
}

/** All in one transaction: of two processes that open the file at once, the second waits and finds the work done. */
async function migrate(database: Database): Promise<void> {
  const migratorOf = (db: Database): Migrator =>
    new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const known = await migratorOf(database).getMigrations();
  if (known.every(({ executedAt }) => executedAt)) return;
  await database.transaction().execute(async (transaction) => {
    const { error } = await migratorOf(transaction).migrateToLatest();
    if (error) throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
  });
}
