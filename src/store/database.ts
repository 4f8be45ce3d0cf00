import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations';
import { setDataVersion, type DataVersion } from './remembered';
import type { Schema } from './schema';

/** The database, outside or inside of a transaction: what repositories take, so that a change and its audit entry can share one. */
export type Database = Kysely<Schema>;
export type DatabaseTransaction = Transaction<Schema>;

/** How long a statement waits for another process (a price import beside the bot) to let go of the file, in milliseconds. */
const busyTimeout = 2_000;
/** The same while the tables are brought up to date: the one who came first may have much to do, in milliseconds. */
const migrationTimeout = 60_000;

/**
 * Opens the embedded database and brings its tables up to date.
 *
 * @param file path of the SQLite file, or `:memory:`
 * @throws when the file can't be opened or a migration fails; nothing is half-migrated
 */
export async function openDatabase(file: string): Promise<Database> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const sqlite = new BetterSqlite3(file, { timeout: busyTimeout });
  // A confirmed change survives a power cut: the log is synchronised on each commit.
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('secure_delete = ON');
  // Else `insert or replace` would take an audit entry out without asking its trigger.
  sqlite.pragma('recursive_triggers = ON');
  const changes = { own: 0 };
  const dialect = new EmbeddedDialect({ database: withPreparedStatements(sqlite, changes) });
  const database = new Kysely<Schema>({ dialect });
  setDataVersion(database, readVersion(sqlite, changes));
  sqlite.pragma(`busy_timeout = ${migrationTimeout}`);
  await migrate(database);
  sqlite.pragma(`busy_timeout = ${busyTimeout}`);
  return database;
}

/** SQLite changes tables inside of transactions as it changes rows; the library's own dialect makes no use of that. */
class EmbeddedDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl(): boolean {
        return true;
      }
    })();
  }
}

/** Enough for every statement of the desk; lists of varying length (`in (?, ?)`) push out the oldest. */
const preparedLimit = 400;

/**
 * Kysely prepares a statement at each use; here each is prepared once. A transaction takes the write lock when it begins:
 * one that read first and wrote later would fail, without waiting, where another process wrote in between.
 */
function withPreparedStatements(sqlite: BetterSqlite3.Database, changes: { own: number }): SqliteDatabase {
  const prepared = new Map<string, BetterSqlite3.Statement>();
  return {
    close: () => void sqlite.close(),
    prepare(text: string) {
      // A full disk ends the transaction by itself; a rollback of none would hide that first error behind a second.
      const sql = text === 'rollback' && !sqlite.inTransaction ? 'select 1' : text;
      let statement = prepared.get(sql);
      if (!statement) {
        statement = sqlite.prepare(sql === 'begin' ? 'begin immediate' : sql);
        if (prepared.size >= preparedLimit) prepared.delete(prepared.keys().next().value!);
        prepared.set(sql, statement);
      }
      // What is prepared is run at once. A rollback changes nothing, but ends what had.
      if (!statement.readonly || sql === 'rollback') changes.own += 1;
      return statement;
    },
  };
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
