import { CompiledQuery, Kysely, type ControlledTransaction, type Driver, type QueryResult } from 'kysely';
import { createDialect, type Database, type DatabaseTransaction } from './database';
import type { Schema } from './schema';

/** A database that another thread has open, as it is driven from here: one transaction at a time. */
export interface DatabaseSession {
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  run(sql: string, parameters: readonly unknown[]): Promise<QueryResult<unknown>>;
}

/** The side that has it open. */
export interface ServedSession extends DatabaseSession {
  /** The transaction that was begun from the other side. */
  transaction(): DatabaseTransaction;
}

export function serveSession(database: Database): ServedSession {
  let current: ControlledTransaction<Schema> | undefined;
  const transaction = () => {
    if (!current) throw new Error('no transaction was begun');
    return current;
  };
  const ended = () => (current = undefined);
  return {
    transaction,
    async begin() {
      current = await database.startTransaction().execute();
    },
    async commit() {
      await transaction().commit().execute();
      ended();
    },
    async rollback() {
      await transaction().rollback().execute().finally(ended);
    },
    run: (sql, parameters) => (current ?? database).executeQuery(CompiledQuery.raw(sql, [...parameters])),
  };
}

/** The side that drives it: a database like any other. */
export function openOverSession(session: DatabaseSession): Database {
  const connection = {
    executeQuery: <Row>({ sql, parameters }: CompiledQuery) =>
      session.run(sql, parameters) as Promise<QueryResult<Row>>,
    streamQuery: () => {
      throw new Error('rows are read as a whole');
    },
  };
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: () => session.begin(),
    commitTransaction: () => session.commit(),
    rollbackTransaction: () => session.rollback(),
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  };
  return new Kysely<Schema>({ dialect: createDialect(driver) });
}
