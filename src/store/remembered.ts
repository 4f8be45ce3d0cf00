import type { Database } from './database';

/** Tells which state of the database is read now: the same text, the same data. */
export type DataVersion = () => string;

const versions = new WeakMap<Database, DataVersion>();

/** Lets what is read from a database be remembered; done where it is opened. A transaction has none: it is always asked. */
export function setDataVersion(database: Database, version: DataVersion): void {
  versions.set(database, version);
}

/**
 * Remembers what a query found for as long as the database stands as it stood: the first change of anything in it, by this
 * process or another, makes it be asked anew. For what almost every turn reads and hardly ever changes.
 *
 * @param limit how many answers are kept at most
 */
export function rememberQuery<Values extends readonly unknown[], Row extends object>(
  ask: (database: Database, values: Values) => Promise<Row[]>,
  limit = 1_000,
): (database: Database, values: Values) => Promise<readonly Readonly<Row>[]> {
  const kept = new WeakMap<Database, { version: string; answers: Map<string, readonly Readonly<Row>[]> }>();
  return async (database, values) => {
    // Taken before the query: an answer may be newer than its version, never older.
    const version = versions.get(database)?.();
    if (version === undefined) return await ask(database, values);
    let known = kept.get(database);
    if (known?.version !== version) kept.set(database, (known = { version, answers: new Map() }));
    const key = values.join('\n');
    const answer = known.answers.get(key);
    if (answer) return answer;
    const found = await ask(database, values);
    if (known.answers.size >= limit) known.answers.clear();
    known.answers.set(key, found);
    return found;
  };
}
