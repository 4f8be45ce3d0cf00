import type { CompiledQuery } from 'kysely';
import type { Database } from './database';
import { EmbeddedConnection } from './embedded-driver';

/**
 * A query that is built and compiled once and then asked with its values alone, for what every turn reads: building it
 * costs more than running it, and so does the way through the query builder, which takes some ten promises.
 *
 * @param build makes the query; the values it is built with stand for the places, in their order
 */
export function prepareQuery<Values extends readonly unknown[], Row>(
  build: (database: Database) => { compile(): CompiledQuery<Row> },
): (database: Database, values: Values) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (database, values) => {
    compiled ??= build(database).compile();
    if (compiled.parameters.length !== values.length) {
      throw new Error(`a prepared query takes ${compiled.parameters.length} values, and got ${values.length}`);
    }
    const connection = connections.get(database) ?? (await findConnection(database));
    if (connection) return await connection.ask<Row>(compiled.sql, values);
    return (await database.executeQuery<Row>({ ...compiled, parameters: values })).rows;
  };
}

const connections = new WeakMap<Database, EmbeddedConnection>();

/** Where the statements of a database, or of one transaction, go to; undefined where another thread has it open. */
async function findConnection(database: Database): Promise<EmbeddedConnection | undefined> {
  const connection = await database.getExecutor().provideConnection((given) => Promise.resolve(given));
  if (!(connection instanceof EmbeddedConnection)) return undefined;
  connections.set(database, connection);
  return connection;
}
