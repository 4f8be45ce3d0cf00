import type BetterSqlite3 from 'better-sqlite3';

/** The connections that code under test has opened: for `jest.mock('better-sqlite3', ...)`. */
export const connections: BetterSqlite3.Database[] = [];

/** The real library, which notes every connection that it opens. */
export function noteConnections(): typeof BetterSqlite3 {
  const Real = jest.requireActual<typeof BetterSqlite3>('better-sqlite3');
  return new Proxy(Real, {
    construct(target, parameters: ConstructorParameters<typeof BetterSqlite3>) {
      const connection = new target(...parameters);
      connections.push(connection);
      return connection;
    },
  });
}
