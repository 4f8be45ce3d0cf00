import { setTimeout as pause } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { storageFaultOf } from './storage-fault';

/** Enough for every statement of the desk; lists of varying length (`in (?, ?)`) push out the oldest. */
const preparedLimit = 400;
/** How soon it is tried again whether others have let go of the file, in milliseconds. */
const retryAfter = 10;

export interface EmbeddedDriverOptions {
  sqlite: BetterSqlite3.Database;
  /** How long a statement waits for another thread or process (a price import) to let go of the file, in milliseconds. */
  patience: number;
  /** Called for every statement that may change something. */
  onWrite: () => void;
}

/** What a statement came to: its rows, or what it changed. */
type Outcome = BetterSqlite3.RunResult | unknown[];

/** One side's use of the connection: a transaction's, or that of whoever has none. */
export class EmbeddedConnection implements DatabaseConnection {
  readonly #run: (sql: string, parameters: readonly unknown[]) => Promise<Outcome>;
  #hasEnded = false;

  constructor(run: (sql: string, parameters: readonly unknown[]) => Promise<Outcome>) {
    this.#run = run;
  }

  /** The rows of a statement, none where it has none, without the layers of the query builder. */
  async ask<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    if (this.#hasEnded) throw new Error('the transaction has ended');
    const outcome = await this.#run(sql, parameters);
    return Array.isArray(outcome) ? (outcome as Row[]) : [];
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const outcome = await this.#run(sql, parameters);
    if (Array.isArray(outcome)) return { rows: outcome as Row[] };
    const { changes, lastInsertRowid } = outcome;
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }

  streamQuery(): never {
    throw new Error('rows are read as a whole');
  }

  /** The transaction that it was for is over. */
  end(): void {
    this.#hasEnded = true;
  }
}

/**
 * One connection for all. SQLite itself would wait for a locked file by standing still, and with it everything else that the
 * process does; here whoever wants to write waits aside, and reading goes on meanwhile. A transaction has the connection to
 * itself from the moment when it has the right to write.
 */
export class EmbeddedDriver implements Driver {
  readonly #sqlite: BetterSqlite3.Database;
  readonly #patience: number;
  readonly #onWrite: () => void;
  readonly #prepared = new Map<string, BetterSqlite3.Statement>();
  /** The transaction that is under way, and what ends with it. */
  #current: { connection: EmbeddedConnection; ended: Promise<void>; end: () => void } | undefined;

  constructor({ sqlite, patience, onWrite }: EmbeddedDriverOptions) {
    this.#sqlite = sqlite;
    this.#patience = patience;
    this.#onWrite = onWrite;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    const connection: EmbeddedConnection = new EmbeddedConnection((sql, parameters) =>
      this.#inTurn(connection, () => this.#run(sql, parameters)),
    );
    return Promise.resolve(connection);
  }

  /** One that read first and wrote later would fail, without waiting, where another process wrote in between. */
  async beginTransaction(connection: EmbeddedConnection): Promise<void> {
    await this.#inTurn(connection, () => {
      this.#run('begin immediate', []);
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => (end = resolve));
      this.#current = { connection, ended, end };
    });
  }

  commitTransaction(): Promise<void> {
    this.#run('commit', []);
    this.#end();
    return Promise.resolve();
  }

  rollbackTransaction(): Promise<void> {
    try {
      // A full disk ends the transaction by itself; a rollback of none would hide that first error behind a second.
      if (this.#sqlite.inTransaction) this.#run('rollback', []);
    } finally {
      this.#end();
    }
    return Promise.resolve();
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#sqlite.close();
    return Promise.resolve();
  }

  #end(): void {
    const { connection, end } = this.#current!;
    this.#current = undefined;
    connection.end();
    end();
  }

  /** Outside of others' transactions, and once nobody else writes the file; the database's own error where that takes too long. */
  async #inTurn<Result>(connection: DatabaseConnection, run: () => Result): Promise<Result> {
    let patient: number | undefined;
    for (;;) {
      while (this.#current && this.#current.connection !== connection) await this.#current.ended;
      try {
        return run();
      } catch (error) {
        patient ??= performance.now() + this.#patience;
        if (storageFaultOf(error) !== 'storage-busy' || performance.now() >= patient) throw error;
      }
      await pause(retryAfter);
    }
  }

  #run(sql: string, parameters: readonly unknown[]): Outcome {
    const statement = this.#prepare(sql);
    // What is prepared is run at once. A rollback changes nothing, but ends what had.
    if (!statement.readonly || sql === 'rollback') this.#onWrite();
    return statement.reader ? statement.all(parameters) : statement.run(parameters);
  }

  /** Kysely prepares a statement at each use; here each is prepared once. */
  #prepare(sql: string): BetterSqlite3.Statement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#sqlite.prepare(sql);
    if (this.#prepared.size >= preparedLimit) this.#prepared.delete(this.#prepared.keys().next().value!);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
