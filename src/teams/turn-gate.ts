/** How many turns may be under way at once: of one person, in one conversation, of one tenant. */
export interface TurnLimits {
  person: number;
  conversation: number;
  tenant: number;
}

/**
 * Far more than people at work need, and little enough to keep in memory. A platform that slows down the answers to somebody
 * who floods it keeps their turns under way, so that less of the flood is let in; nobody else waits behind it.
 */
export const turnLimits: TurnLimits = { person: 100, conversation: 200, tenant: 1_000 };

/** Whose turn it is. */
export type TurnKeys = Record<keyof TurnLimits, string>;

/** Keeps the turns under way bounded (teams.md, Attacks: flooding). */
export interface TurnGate {
  /** @returns how to leave again; undefined where too many are under way */
  enter(keys: TurnKeys): (() => void) | undefined;
}

const kinds = ['person', 'conversation', 'tenant'] as const;

export function createTurnGate(limits: TurnLimits): TurnGate {
  // Who has none under way is in no map: what is kept is bounded by the limits themselves.
  const underWay = { person: new Map(), conversation: new Map(), tenant: new Map() } as Record<
    keyof TurnLimits,
    Map<string, number>
  >;
  const count = (kind: keyof TurnLimits, key: string) => underWay[kind].get(key) ?? 0;
  const add = (kind: keyof TurnLimits, key: string, change: 1 | -1): void => {
    const now = count(kind, key) + change;
    if (now === 0) underWay[kind].delete(key);
    else underWay[kind].set(key, now);
  };
  return {
    enter(keys) {
      if (kinds.some((kind) => count(kind, keys[kind]) >= limits[kind])) return undefined;
      for (const kind of kinds) add(kind, keys[kind], 1);
      return () => {
        for (const kind of kinds) add(kind, keys[kind], -1);
      };
    },
  };
}
