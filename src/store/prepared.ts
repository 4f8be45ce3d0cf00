import type { CompiledQuery } from 'kysely';
import type { Database } from './database';

/**
 * A query that is built and compiled once and then asked with its values alone, for what every turn reads: building it
 * costs more than running it.
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
    return (await database.executeQuery<Row>({ ...compiled, parameters: values })).rows;
  };
}
