import Keyv from 'keyv';

/** What is remembered under a key for a while, in this process: after a restart nothing of it is known. */
export interface KeyedState<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): Promise<void>;
  /** How many values are held, the lapsed ones among them that were not dropped yet. */
  size(): number;
}

/** After how many writes what has lapsed is dropped: nobody else does it for keys that are never read again. */
const writesBetweenPurges = 1_000;

/** @param span how long a value is remembered after it was written, in milliseconds */
export function createKeyedState<Value>(span: number): KeyedState<Value> {
  /** As the library keeps values in memory. */
  const entries = new Map<string, { value: { value: Value }; expires: number }>();
  const store = new Keyv<Value>({ store: entries, ttl: span, serialization: false });
  let writes = 0;
  return {
    // Read where the library keeps it: asked for one, it makes a dozen promises.
    get(key) {
      const kept = entries.get(key);
      return kept && Date.now() < kept.expires ? kept.value.value : undefined;
    },
    async set(key, value) {
      await store.set(key, value);
      writes += 1;
      if (writes % writesBetweenPurges === 0) await purge(store);
    },
    size: () => entries.size,
  };
}

/** Reading past what has lapsed deletes it. */
async function purge(store: Keyv): Promise<void> {
  for await (const _entry of store.iterator());
}
