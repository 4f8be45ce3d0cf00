import type { Deliveries, Delivery } from './deliveries';
import type { Pacer } from './pacing';

/** What became of one card (teams.md, Limits). */
export type Carried =
  | { outcome: 'sent'; activityId: string }
  /** Nothing was sent: there is nobody to whom, or nothing more to tell. */
  | { outcome: 'recalled' | 'blocked' | 'failed' }
  /** It may or may not have arrived: never sent again. */
  | { outcome: 'unknown' }
  /** The platform asks for patience. */
  | { outcome: 'busy'; retryAfterSeconds: number | undefined };

export interface BroadcastOptions {
  deliveries: Deliveries;
  pacer: Pacer;
  /** Draws and sends one card; whoever composes the parts knows how. */
  carry: (delivery: Delivery) => Promise<Carried>;
  now: () => Date;
  /** Waits, in milliseconds. */
  pause: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  jitter: () => number;
  /** Told of what should not happen. */
  onFault: (error: unknown, delivery: Delivery | undefined) => void;
}

/** Sends what waits, one card after the other and paced, beside everything else the desk does. */
export interface Broadcast {
  /** Begins, where it is not under way; never throws. */
  start(): void;
  /** Resolves when nothing more can go out now. */
  settled(): Promise<void>;
  /** Ends after the card that is being sent; the rest waits for the next start. */
  stop(): Promise<void>;
}

/** After so many tries that the platform turned away, a card is given up. */
const triesAtMost = 8;
/** Where the platform names no time, in seconds. */
const firstWait = 2;
const longestWait = 300;
/** Longer than this, in milliseconds, the others do not wait for one conversation. */
const longestPause = 2_000;

export function createBroadcast(options: BroadcastOptions): Broadcast {
  const { deliveries, pacer, now, onFault } = options;
  let running: Promise<void> | undefined;
  let stopped = false;

  async function run(): Promise<void> {
    while (!stopped) {
      const delivery = await deliveries.next(now());
      if (!delivery) return;
      const wait = await pacer.reserve(delivery);
      if (wait > longestPause) await deliveries.hold(delivery, later(wait), now());
      else if (wait > 0) await options.pause(wait);
      // It may have been taken back, or taken by another replica, since it was read.
      else if (await deliveries.claim(delivery, now())) await note(delivery, await carry(delivery));
    }
  }

  const later = (milliseconds: number) => new Date(now().getTime() + milliseconds);

  async function carry(delivery: Delivery): Promise<Carried> {
    try {
      return await options.carry(delivery);
    } catch (error) {
      onFault(error, delivery);
      return { outcome: 'failed' };
    }
  }

  async function note(delivery: Delivery, carried: Carried): Promise<void> {
    const at = now();
    switch (carried.outcome) {
      case 'sent':
        return await deliveries.note(delivery, 'sent', at, carried.activityId);
      case 'busy': {
        const tried = delivery.attempts + 1;
        if (tried >= triesAtMost) return await deliveries.note(delivery, 'failed', at);
        const seconds =
          carried.retryAfterSeconds ?? Math.min(longestWait, firstWait * 2 ** tried * (1 + options.jitter()));
        return await deliveries.putBack(delivery, later(seconds * 1000), at);
      }
      case 'blocked':
        await deliveries.note(delivery, 'blocked', at);
        return await deliveries.blockAllTo(delivery.conversationId, at);
      default:
        return await deliveries.note(delivery, carried.outcome, at);
    }
  }

  return {
    start() {
      if (stopped) return;
      running ??= run()
        .catch((error: unknown) => onFault(error, undefined))
        .finally(() => (running = undefined));
    },
    async settled() {
      while (running) await running;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
