import { createPacer, pacingLimits, type Pacer } from '../../src/notices/pacing';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** teams.md, Limits: what the platform takes in any stretch of so many seconds. */
const platform = {
  conversation: [
    [7, 1],
    [8, 2],
    [60, 30],
    [1800, 3600],
  ],
  tenant: [[30, 1]],
} as const;

/** Sends as fast as the pacer lets it, and notes the moments. */
async function sendAll(pacer: Pacer, messages: { conversationId: string; tenantId: string }[]): Promise<number[]> {
  const moments: number[] = [];
  for (const message of messages) {
    for (;;) {
      const wait = await pacer.reserve(message);
      if (wait === 0) break;
      await jest.advanceTimersByTimeAsync(wait);
    }
    moments.push(Date.now());
  }
  return moments;
}

/** The most that went out in any stretch of so many seconds, wherever it begins. */
function mostWithin(moments: readonly number[], seconds: number): number {
  return Math.max(
    ...moments.map((start) => moments.filter((each) => each >= start && each < start + seconds * 1000).length),
  );
}

it.each(platform.conversation)('to one conversation never more than %i in any %i s', async (most, seconds) => {
  const messages = Array.from({ length: 1_900 }, () => ({ conversationId: 'one', tenantId: 'contoso' }));

  const moments = await sendAll(createPacer(pacingLimits), messages);

  expect(mostWithin(moments, seconds)).toBeLessThanOrEqual(most);
});

it.each(platform.tenant)('in one tenant never more than %i in any %i s, and not much slower', async (most, seconds) => {
  const messages = Array.from({ length: 300 }, (_, at) => ({ conversationId: `${at}`, tenantId: 'contoso' }));

  const moments = await sendAll(createPacer(pacingLimits), messages);

  expect(mostWithin(moments, seconds)).toBeLessThanOrEqual(most);
  expect(moments.at(-1)! - moments[0]!).toBeLessThanOrEqual(20_000);
});

it('what one conversation used up holds back no other, and another tenant nothing at all', async () => {
  const pacer = createPacer({ conversation: [{ points: 1, seconds: 60 }], tenant: [{ points: 3, seconds: 60 }] });
  const to = (conversationId: string, tenantId = 'contoso') => pacer.reserve({ conversationId, tenantId });

  expect(await to('one')).toBe(0);
  expect(await to('one')).toBe(60_000);
  expect(await to('two')).toBe(0);
  expect(await to('three')).toBe(0);
  expect(await to('four')).toBe(60_000);
  expect(await to('five', 'fabrikam')).toBe(0);
});
