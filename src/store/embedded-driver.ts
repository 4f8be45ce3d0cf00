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
    const outcome = await this.#runWhileOpen(sql, parameters);
    return Array.isArray(outcome) ? (outcome as Row[]) : [];
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const outcome = await this.#runWhileOpen(sql, parameters);
    if (Array.isArray(outcome)) return { rows: outcome as Row[] };
    const { changes, lastInsertRowid } = outcome;
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }

  streamQuery(): never {
    throw new Error('rows are read as a whole');
  }

  #runWhileOpen(sql: string, parameters: readonly unknown[]): Promise<Outcome> {
    if (this.#hasEnded) throw new Error('the transaction has ended');
    return this.#run(sql, parameters);
  }

  /** The transaction that it was for is over. */
  end(): void {
    this.#hasEnded = true;
  }
}

/** Transactions that did their work in the same round of the event loop, and wait for the one commit of them all. */
interface Group {
  /** The round is over: nobody joins any more. */
  isFull: boolean;
  /** Settles with the commit. */
  kept: Promise<void>;
  /** Resolves with the commit, whatever it came to. */
  over: Promise<void>;
  settle: (error?: Error) => void;
}

/**
 * One connection for all. SQLite itself would wait for a locked file by standing still, and with it everything else that the
 * process does; here whoever wants to write waits aside, and reading goes on meanwhile. A transaction has the connection to
 * itself from the moment when it has the right to write.
 *
 * Writing to the disk costs more than what is written, and nothing else happens meanwhile: transactions of the same round of
 * the event loop share one commit. Each is done wholly or not at all, as a savepoint, and none is told that it is done before
 * the commit; a commit that fails takes all of them back and tells each.
 */
export class EmbeddedDriver implements Driver {
  readonly #sqlite: BetterSqlite3.Database;
  readonly #patience: number;
  readonly #onWrite: () => void;
  readonly #prepared = new Map<string, BetterSqlite3.Statement>();
  /** The transaction that is under way, and what ends with it. */
  #current: { connection: EmbeddedConnection; ended: Promise<void>; end: () => void } | undefined;
  #group: Group | undefined;

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
    const begin = () => {
      this.#run(this.#group ? 'savepoint joined' : 'begin immediate', []);
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => (end = resolve));
      this.#current = { connection, ended, end };
    };
    await this.#inTurn(connection, begin, { joins: true });
  }

  /** Resolves once what the transaction did is on the disk. */
  async commitTransaction(): Promise<void> {
    if (!this.#sqlite.inTransaction) throw new Error('the transaction was taken back');
    if (this.#group) this.#run('release joined', []);
    else this.#openGroup();
    const { kept } = this.#group!;
    this.#end();
    await kept;
  }

  rollbackTransaction(connection: EmbeddedConnection): Promise<void> {
    // One whose commit failed is taken back already.
    if (this.#current?.connection !== connection) return Promise.resolve();
    try {
      // A full disk ends the transaction by itself; a rollback of none would hide that first error behind a second.
      if (this.#sqlite.inTransaction) this.#takeBack();
    } finally {
      this.#end();
    }
    return Promise.resolve();
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    if (this.#group && !this.#current) this.#keep(this.#group);
    this.#sqlite.close();
    return Promise.resolve();
  }

  #end(): void {
    const { connection, end } = this.#current!;
    this.#current = undefined;
    connection.end();
    end();
    // The round may have ended while it was under way.
    if (this.#group?.isFull) this.#keep(this.#group);
  }

  #openGroup(): void {
    let settle: Group['settle'] = () => undefined;
    const kept = new Promise<void>((resolve, reject) => {
      settle = (error) => (error === undefined ? resolve() : reject(error));
    });
    const over = kept.catch(() => undefined);
    const group: Group = { isFull: false, kept, over, settle };
    this.#group = group;
    setImmediate(() => {
      group.isFull = true;
      if (this.#group === group && !this.#current) this.#keep(group);
    });
  }

  /** Makes what a group did lasting: all of it, or none. */
  #keep(group: Group): void {
    this.#group = undefined;
    try {
      this.#run('commit', []);
      group.settle();
    } catch (error) {
      group.settle(error as Error);
      if (this.#sqlite.inTransaction) this.#run('rollback', []);
    }
  }

  #takeBack(): void {
    if (!this.#group) return void this.#run('rollback', []);
    this.#run('rollback to joined', []);
    this.#run('release joined', []);
  }

  /** Outside of others' transactions, and once nobody else writes the file; the database's own error where that takes too long. */
  async #inTurn<Result>(
    connection: EmbeddedConnection,
    run: () => Result,
    { joins = false }: { joins?: boolean } = {},
  ): Promise<Result> {
    let patient: number | undefined;
    for (;;) {
      for (let others = this.#others(connection, joins); others; others = this.#others(connection, joins)) await others;
      try {
        return run();
      } catch (error) {
        patient ??= performance.now() + this.#patience;
        if (storageFaultOf(error) !== 'storage-busy' || performance.now() >= patient) throw error;
      }
      await pause(retryAfter);
    }
  }

  /** What is to be waited for first; undefined where nothing is. */
  #others(connection: EmbeddedConnection, joins: boolean): Promise<void> | undefined {
    if (this.#current) return this.#current.connection === connection ? undefined : this.#current.ended;
    return this.#group && !(joins && !this.#group.isFull) ? this.#group.over : undefined;
  }

  #run(sql: string, parameters: readonly unknown[]): Outcome {
    const statement = this.#prepare(sql);
    // What is prepared is run at once. A rollback changes nothing, but ends what had.
    if (!statement.readonly || sql.startsWith('rollback')) this.#onWrite();
    try {
      return statement.reader ? statement.all(parameters) : statement.run(parameters);
    } catch (error) {
      if (this.#group && !this.#sqlite.inTransaction) this.#lose(this.#group, error);
      throw error;
    }
  }

  /** A full disk took back what the others of the group had done, too. */
  #lose(group: Group, error: unknown): void {
    this.#group = undefined;
    this.#current?.connection.end();
    group.settle(error as Error);
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
