/** So many messages in any stretch of so many seconds. */
export interface Window {
  points: number;
  seconds: number;
}

export interface PacingLimits {
  /** Of everything that goes to one conversation. */
  conversation: readonly Window[];
  /** Of the news that goes to one tenant; evenly, with so many at once where some time went by. */
  news: Window & { burst: number };
  /** Of everything that goes to one tenant. */
  tenant: readonly Window[];
}

/**
 * teams.md, Limits: 7 in 1 s, 8 in 2 s, 60 in 30 s and 1800 in 3600 s to a conversation; in a tenant news keeps to the 30 a
 * second to plan for, and with the answers to people below the 50 never to pass. Ten at once make up for a third of a second in
 * which something else was done.
 */
export const pacingLimits: PacingLimits = {
  conversation: [
    { points: 7, seconds: 1 },
    { points: 8, seconds: 2 },
    { points: 60, seconds: 30 },
    { points: 1800, seconds: 3600 },
  ],
  news: { points: 30, seconds: 1, burst: 10 },
  tenant: [{ points: 45, seconds: 1 }],
};

/** By so much each window is counted longer: messages reach the platform with uneven delay. */
const stretch = 1.01;
/** So many messages more must have room in a conversation where one may be left out: the answers to people come first. */
const keptFree = 3;
/** After so many messages, what no window counts any more is forgotten. */
const messagesBetweenPurges = 5_000;

/** Where a message goes. */
export interface Addressee {
  conversationId: string;
  tenantId: string;
}

/** Holds what the desk sends by itself below the platform's limits, before it meets them. */
export interface Pacer {
  /**
   * Counts one more message of news to there, where it may go now.
   *
   * @returns 0, or how long until it may go, in milliseconds; then it was not counted
   */
  reserve(to: Addressee): number;
  /** How long until a tenant may be sent so many cards of news, in milliseconds. */
  waitOf(tenantId: string, count?: number): number;
  /** Counts an answer to someone: it never waits, but news makes room for it. */
  note(to: Addressee): void;
  /** Counts a message that may as well be left out. @returns whether there is room for it now; else it was not counted */
  spare(to: Addressee): boolean;
}

/** @param clock milliseconds that never go back */
export function createPacer(limits: PacingLimits, clock: () => number): Pacer {
  const conversations = createLogs(limits.conversation);
  const news = createLogs([limits.news]);
  const credit = createCredit(limits.news);
  const tenants = createLogs(limits.tenant);
  return {
    reserve({ conversationId, tenantId }) {
      const now = clock();
      const wait = Math.max(
        conversations.wait(conversationId, now),
        news.wait(tenantId, now),
        credit.wait(tenantId, now),
        tenants.wait(tenantId, now),
      );
      if (wait > 0) return wait;
      credit.take(tenantId, now);
      conversations.add(conversationId, now);
      news.add(tenantId, now);
      tenants.add(tenantId, now);
      return 0;
    },
    waitOf(tenantId, count = 1) {
      const now = clock();
      return Math.max(
        news.wait(tenantId, now, count),
        credit.wait(tenantId, now, count),
        tenants.wait(tenantId, now, count),
      );
    },
    note({ conversationId, tenantId }) {
      const now = clock();
      conversations.add(conversationId, now);
      tenants.add(tenantId, now);
    },
    spare({ conversationId, tenantId }) {
      const now = clock();
      if (conversations.wait(conversationId, now, keptFree) > 0 || tenants.wait(tenantId, now) > 0) return false;
      conversations.add(conversationId, now);
      tenants.add(tenantId, now);
      return true;
    },
  };
}

/** Spreads the messages of a window evenly over it: each earns its turn, and turns that were missed are kept up to `burst`. */
function createCredit({ points, seconds, burst }: Window & { burst: number }) {
  const turn = (seconds * 1000 * stretch) / points;
  /** Until when the time is used up. */
  const spent = new Map<string, number>();
  const spentUntil = (key: string, now: number) =>
    Math.max(now - burst * turn, spent.get(key) ?? Number.NEGATIVE_INFINITY);
  return {
    wait: (key: string, now: number, count = 1) => Math.max(0, spentUntil(key, now) + count * turn - now),
    take: (key: string, now: number) => void spent.set(key, spentUntil(key, now) + turn),
  };
}

interface Logs {
  /** How long until so many may go. */
  wait(key: string, now: number, count?: number): number;
  add(key: string, now: number): void;
}

/**
 * The moments of the last messages by key: windows that slide, where those that begin anew would let up to twice their number
 * through around that moment.
 */
function createLogs(windows: readonly Window[]): Logs {
  const spans = windows.map(({ points, seconds }) => ({ points, span: seconds * 1000 * stretch }));
  const kept = Math.max(...spans.map(({ points }) => points));
  const longest = Math.max(...spans.map(({ span }) => span));
  const logs = new Map<string, number[]>();
  let added = 0;

  function purge(now: number): void {
    for (const [key, moments] of logs) if (moments.at(-1)! + longest <= now) logs.delete(key);
  }

  return {
    wait(key, now, count = 1) {
      const moments = logs.get(key);
      if (!moments) return 0;
      // A window is full as long as the message so many before the next one is in it.
      const waits = spans.map(({ points, span }) => {
        const first = moments[moments.length - points + count - 1];
        return first === undefined ? 0 : first + span - now;
      });
      return Math.max(0, ...waits);
    },
    add(key, now) {
      const moments = logs.get(key);
      if (!moments) logs.set(key, [now]);
      else if (moments.push(now) > 2 * kept) moments.splice(0, moments.length - kept);
      added += 1;
      if (added % messagesBetweenPurges === 0) purge(now);
    },
  };
}
