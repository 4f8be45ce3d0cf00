import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Deliveries, Delivery, Ended } from './deliveries';
import type { Pacer } from './pacing';

/** What became of one card (teams.md, Limits). */
export type Carried =
  /** Sent, or withdrawn where that was to be done. */
  | { outcome: 'sent'; activityId?: string }
  /** Nothing was sent: there is nobody to whom, or nothing more to tell. */
  | { outcome: 'recalled' | 'blocked' | 'failed' }
  /** It may or may not have arrived: never sent again. */
  | { outcome: 'unknown' }
  /** The platform asks for patience. */
  | { outcome: 'busy'; retryAfterSeconds: number | undefined };

export interface BroadcastOptions {
  deliveries: Deliveries;
  pacer: Pacer;
  /** Draws and sends, or withdraws, one card; whoever composes the parts knows how. */
  carry: (delivery: Delivery) => Promise<Carried>;
  now: () => Date;
  /** Waits, in milliseconds. */
  pause: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  jitter: () => number;
  /** Told of what should not happen. */
  onFault: (error: unknown, delivery: Delivery | undefined) => void;
}

/** Sends what waits, paced, each tenant by itself, beside everything else the desk does. */
export interface Broadcast {
  /** Begins, where it is not under way; never throws. */
  start(): void;
  /** Resolves when nothing more can go out now. */
  settled(): Promise<void>;
  /** Ends after the cards that are being sent; the rest waits for the next start. */
  stop(): Promise<void>;
}

/** After so many tries that the platform turned away, a card is given up. */
const triesAtMost = 8;
/** Where the platform names no time, in seconds. */
const firstWait = 2;
const longestWait = 300;
/** Longer than this, in milliseconds, nothing waits here: the next start goes on with it. */
const longestPause = 2_000;
/** So many cards of a tenant are on their way at once: what the rate needs where the platform takes two seconds for each. */
const underWayAtMost = 60;
/** So many at most are taken in one transaction: what a process that is killed leaves in doubt besides those on their way. */
const takenAtOnce = 5;

export function createBroadcast(options: BroadcastOptions): Broadcast {
  const { deliveries, pacer, now, onFault } = options;
  const lanes = new Map<string, Promise<void>>();
  /** What came to an end and is not noted yet. */
  let ended: Ended[] = [];
  let scanning: Promise<void> | undefined;
  let stopped = false;
  const sleepers = new Set<() => void>();

  const later = (milliseconds: number) => new Date(now().getTime() + milliseconds);

  /** A pause that ends early where everything stops. */
  function sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      sleepers.add(resolve);
      options
        .pause(milliseconds)
        .then(resolve, reject)
        .finally(() => sleepers.delete(resolve));
    });
  }

  async function scan(): Promise<void> {
    for (const tenantId of await deliveries.tenantsDue(now())) {
      if (lanes.has(tenantId)) continue;
      const lane = runLane(tenantId)
        .catch((error: unknown) => onFault(error, undefined))
        .finally(() => lanes.delete(tenantId));
      lanes.set(tenantId, lane);
    }
  }

  /** Takes what is due in small steps, as the pacer lets it, until nothing is left that can go out now. */
  async function runLane(tenantId: string): Promise<void> {
    // By conversation: one card after the other there.
    const underWay = new Map<string, Promise<void>>();
    try {
      for (;;) {
        const paused = await deliveries.pausedUntil(tenantId, now());
        // The stop is noted with what ended, and seen the next time round.
        const turnedAway = isTurnedAway(tenantId, ended);
        const rests = stopped || paused !== undefined || turnedAway;
        const picked = rests ? { chosen: [], wait: 0 } : await pick(tenantId, underWay);
        await take(picked.chosen, underWay);
        if (picked.wait > 0) await sleep(picked.wait);
        else if (picked.chosen.length === 0 && ended.length === 0) {
          if (underWay.size > 0) await Promise.race(underWay.values());
          else if (!turnedAway && !(paused && (await outlast(paused)))) return;
        }
      }
    } finally {
      await Promise.all(underWay.values());
      await take([], underWay);
    }
  }

  /** Waits for a short stop to end; false for a long one. Timers may go off a little early: whoever waits looks again. */
  async function outlast(until: Date): Promise<boolean> {
    const left = until.getTime() - now().getTime();
    if (stopped || left > longestPause) return false;
    await sleep(Math.max(1, left));
    return !stopped;
  }

  /** What may go out now, and how long until more may; no time at all where nothing more is due. */
  async function pick(
    tenantId: string,
    underWay: ReadonlyMap<string, unknown>,
  ): Promise<{ chosen: Delivery[]; wait: number }> {
    // A few at a time: each step is a transaction.
    if (pacer.waitOf(tenantId) > 0) return { chosen: [], wait: pacer.waitOf(tenantId, takenAtOnce) };
    const room = Math.min(takenAtOnce, underWayAtMost - underWay.size);
    if (room <= 0) return { chosen: [], wait: 0 };
    const due = await deliveries.due(tenantId, now(), takenAtOnce + underWay.size);
    const chosen: Delivery[] = [];
    let wait = 0;
    const going = new Set(underWay.keys());
    for (const delivery of due) {
      if (chosen.length === room) break;
      if (going.has(delivery.conversationId)) continue;
      going.add(delivery.conversationId);
      const held = pacer.reserve(delivery);
      if (held === 0) chosen.push(delivery);
      else if (pacer.waitOf(tenantId) > 0 || held <= longestPause) wait = wait > 0 ? Math.min(wait, held) : held;
      else await deliveries.hold(delivery, later(held), now());
      if (pacer.waitOf(tenantId) > 0) break;
    }
    return {
      chosen,
      wait: pacer.waitOf(tenantId) > 0 ? pacer.waitOf(tenantId, takenAtOnce) : chosen.length > 0 ? 0 : wait,
    };
  }

  /** Whether the platform has just asked a tenant to wait. */
  function isTurnedAway(tenantId: string, by: readonly Ended[]): boolean {
    return by.some(({ delivery, pausesUntil }) => pausesUntil !== undefined && delivery.tenantId === tenantId);
  }

  /** Notes what ended, takes what was chosen, and sends it. */
  async function take(chosen: readonly Delivery[], underWay: Map<string, Promise<void>>): Promise<void> {
    const noted = ended;
    ended = [];
    let taken: Delivery[];
    try {
      const going = chosen.filter(({ tenantId }) => !isTurnedAway(tenantId, noted));
      taken = await deliveries.step(noted, going, now());
    } catch (error) {
      ended = [...noted, ...ended];
      throw error;
    }
    for (const delivery of taken) {
      if (stopped || isTurnedAway(delivery.tenantId, ended)) {
        // Not sent: it waits as before.
        ended.push({ delivery, changed: { state: 'pending', attempts: delivery.attempts } });
        continue;
      }
      const ending = carry(delivery).then((carried) => {
        underWay.delete(delivery.conversationId);
        ended.push(endOf(delivery, carried));
      });
      underWay.set(delivery.conversationId, ending);
      // Drawing a card takes some milliseconds: people are answered in between.
      await yieldToOthers();
    }
  }

  async function carry(delivery: Delivery): Promise<Carried> {
    try {
      return await options.carry(delivery);
    } catch (error) {
      onFault(error, delivery);
      return { outcome: 'failed' };
    }
  }

  function endOf(delivery: Delivery, carried: Carried): Ended {
    const withdraws = delivery.withdraws !== null;
    if (carried.outcome === 'busy') return postpone(delivery, carried.retryAfterSeconds);
    if (withdraws) {
      const isGone = carried.outcome === 'sent' || carried.outcome === 'recalled';
      return { delivery, changed: isGone ? { state: 'recalled', withdrawal: null } : { withdrawal: 'failed' } };
    }
    const { outcome } = carried;
    if (outcome === 'sent') return { delivery, changed: { state: 'sent', activity_id: carried.activityId ?? null } };
    return { delivery, changed: { state: outcome }, ...(outcome === 'blocked' ? { blocks: true } : {}) };
  }

  function postpone(delivery: Delivery, retryAfterSeconds: number | undefined): Ended {
    const tried = delivery.attempts + 1;
    if (tried >= triesAtMost) {
      return { delivery, changed: delivery.withdraws === null ? { state: 'failed' } : { withdrawal: 'failed' } };
    }
    const seconds = retryAfterSeconds ?? Math.min(longestWait, firstWait * 2 ** tried * (1 + options.jitter()));
    const pausesUntil = later(seconds * 1000);
    const changed = delivery.withdraws === null ? { state: 'pending' as const } : { attempts: tried };
    return { delivery, changed, pausesUntil };
  }

  return {
    start() {
      if (stopped) return;
      scanning ??= scan()
        .catch((error: unknown) => onFault(error, undefined))
        .finally(() => (scanning = undefined));
    },
    async settled() {
      while (scanning || lanes.size > 0) await Promise.all([scanning, ...lanes.values()]);
    },
    async stop() {
      stopped = true;
      sleepers.forEach((wake) => wake());
      await scanning;
      await Promise.all(lanes.values());
    },
  };
}
