/** The keys that were met lately. */
export interface RecentKeys {
  /** Whether a key was met before; from now on it was. */
  meet(key: string): boolean;
}

/**
 * Remembers keys for a span at least, and forgets them before twice the span has passed: two sets that take turns, so that
 * forgetting costs nothing and what is kept is bounded by what came in.
 *
 * @param span in milliseconds
 * @param now in milliseconds
 */
export function createRecentKeys(span: number, now: () => number): RecentKeys {
  let older = new Set<string>();
  let newer = new Set<string>();
  let turnsAt = now() + span;
  return {
    meet(key) {
      const moment = now();
      if (moment >= turnsAt) {
        older = moment < turnsAt + span ? newer : new Set();
        newer = new Set();
        turnsAt = moment + span;
      }
      if (newer.has(key) || older.has(key)) return true;
      newer.add(key);
      return false;
    },
  };
}
