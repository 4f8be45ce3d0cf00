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
export function createKeyedState<Value>(span: number, now: () => Date): KeyedState<Value> {
  type Kept = { value: Value; until: number };
  /** As the library keeps values in memory. */
  const entries = new Map<string, { value: { value: Kept } }>();
  const store = new Keyv<Kept>({ store: entries, ttl: span, serialization: false });
  let writes = 0;
  return {
    // Read where the library keeps it: asked for a value, it makes a dozen promises.
    get(key) {
      const kept = entries.get(key)?.value.value;
      return kept && now().getTime() < kept.until ? kept.value : undefined;
    },
    async set(key, value) {
      await store.set(key, { value, until: now().getTime() + span });
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
