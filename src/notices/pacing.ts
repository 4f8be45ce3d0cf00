import { RateLimiterMemory } from 'rate-limiter-flexible';

/** So many messages in so many seconds. */
export interface Window {
  points: number;
  seconds: number;
}

export interface PacingLimits {
  conversation: readonly Window[];
  tenant: readonly Window[];
}

/**
 * teams.md, Limits: 7 in 1 s, 8 in 2 s, 60 in 30 s and 1800 in 3600 s to a conversation, 30 a second in a tenant. Half of
 * it: windows that begin anew let up to twice their number through around their edge, and the answers to people, who never
 * wait here, need the rest.
 */
export const pacingLimits: PacingLimits = {
  conversation: [
    { points: 3, seconds: 1 },
    { points: 4, seconds: 2 },
    { points: 30, seconds: 30 },
    { points: 900, seconds: 3600 },
  ],
  tenant: [{ points: 15, seconds: 1 }],
};

/** Holds what the desk sends by itself below the platform's limits, before it meets them. */
export interface Pacer {
  /**
   * Counts one more message to there, where it may go now. One caller at a time.
   *
   * @returns 0, or how long until it may go, in milliseconds; then it was not counted
   */
  reserve(to: { conversationId: string; tenantId: string }): Promise<number>;
}

export function createPacer(limits: PacingLimits): Pacer {
  const limiterOf = ({ points, seconds: duration }: Window) => new RateLimiterMemory({ points, duration });
  const conversation = limits.conversation.map(limiterOf);
  const tenant = limits.tenant.map(limiterOf);
  return {
    async reserve({ conversationId, tenantId }) {
      const windows = [
        ...conversation.map((limiter) => ({ limiter, key: conversationId })),
        ...tenant.map((limiter) => ({ limiter, key: tenantId })),
      ];
      // Looked at first: a window that is full would refuse the message after the others had counted it.
      const waits = await Promise.all(windows.map(({ limiter, key }) => waitFor(limiter, key)));
      const wait = Math.max(...waits);
      if (wait <= 0) await Promise.all(windows.map(({ limiter, key }) => limiter.consume(key)));
      return Math.max(0, wait);
    },
  };
}

async function waitFor(limiter: RateLimiterMemory, key: string): Promise<number> {
  const used = await limiter.get(key);
  return used && used.consumedPoints >= limiter.points ? used.msBeforeNext : 0;
}
