import fc from 'fast-check';
import { createPacer, pacingLimits, type Addressee, type Pacer } from '../../src/notices/pacing';

let time = 0;
beforeEach(() => void (time = 0));
const pacerWith = (limits = pacingLimits) => createPacer(limits, () => time);

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
function sendAll(pacer: Pacer, messages: Addressee[]): number[] {
  return messages.map((message) => {
    for (let wait = pacer.reserve(message); wait > 0; wait = pacer.reserve(message)) time += wait;
    return time;
  });
}

/** The most that went out in any stretch of so many seconds, wherever it begins. */
function mostWithin(moments: readonly number[], seconds: number): number {
  let first = 0;
  let most = 0;
  moments.forEach((moment, at) => {
    while (moment - moments[first]! >= seconds * 1000) first++;
    most = Math.max(most, at - first + 1);
  });
  return most;
}

it.each(platform.conversation)('to one conversation never more than %i in any %i s', (most, seconds) => {
  const messages = Array.from({ length: 1_900 }, () => ({ conversationId: 'one', tenantId: 'contoso' }));

  expect(mostWithin(sendAll(pacerWith(), messages), seconds)).toBeLessThanOrEqual(most);
});

it('in one tenant never more than 30 in any second, and hardly slower', () => {
  const messages = Array.from({ length: 3_000 }, (_, at) => ({ conversationId: `${at}`, tenantId: 'contoso' }));

  const moments = sendAll(pacerWith(), messages);

  expect(mostWithin(moments, 1)).toBe(30);
  expect(moments.at(-1)! / 1000).toBeLessThan(100 / 0.985);
  // Spread over the second: nobody who is answered meanwhile waits for thirty cards.
  expect(mostWithin(moments, 0.03)).toBe(10);
  expect(mostWithin(moments, 0.2)).toBeLessThanOrEqual(16);
});

/** Messages to a few conversations of two tenants, some of them answers, with any time between them. */
const traffic = fc.array(
  fc.record({
    conversation: fc.integer({ min: 0, max: 3 }),
    tenant: fc.constantFrom('contoso', 'fabrikam'),
    isAnswer: fc.boolean(),
    pause: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 3_000, noNaN: true })),
    patience: fc.double({ min: 0, max: 2_000, noNaN: true }),
  }),
  { minLength: 1, maxLength: 400 },
);

it('whatever comes when: no window ever holds more than it takes, wherever it begins', () => {
  fc.assert(
    fc.property(traffic, (messages) => {
      time = 0;
      const pacer = pacerWith();
      const sent = new Map<string, number[]>();
      const note = (key: string) => sent.set(key, [...(sent.get(key) ?? []), time]);
      for (const { conversation, tenant, isAnswer, pause, patience } of messages) {
        time += pause;
        const to = { conversationId: `${tenant}/${conversation}`, tenantId: tenant };
        if (isAnswer) {
          pacer.note(to);
          continue;
        }
        const wait = pacer.reserve(to);
        if (wait > 0) time += patience;
        if (wait > 0 && pacer.reserve(to) > 0) continue;
        note(to.conversationId);
        note(tenant);
      }
      for (const [key, moments] of sent) {
        for (const [most, seconds] of key.includes('/') ? platform.conversation : platform.tenant)
          expect(mostWithin(moments, seconds)).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 300 },
  );
});

it('a wait is exact: before it the message may not go, after it it may', () => {
  fc.assert(
    fc.property(traffic, (messages) => {
      time = 0;
      const pacer = pacerWith();
      for (const { conversation, tenant, pause } of messages) {
        time += pause / 10;
        const to = { conversationId: `${tenant}/${conversation}`, tenantId: tenant };
        const wait = pacer.reserve(to);
        if (wait < 0.001) continue;
        time += wait - 0.0005;
        expect(pacer.reserve(to)).toBeGreaterThan(0);
        time += 0.001;
        expect(pacer.reserve(to)).toBe(0);
      }
    }),
    { numRuns: 200 },
  );
});

it('makes room for answers: with them, 45 a second at most reach a tenant', () => {
  const pacer = pacerWith();
  const to = (conversationId: string) => ({ conversationId, tenantId: 'contoso' });
  for (let count = 0; count < 44; count++) pacer.note(to(`chat ${count}`));

  expect(pacer.reserve(to('channel'))).toBe(0);
  expect(pacer.reserve(to('another'))).toBeGreaterThan(900);
  expect(pacer.waitOf('contoso')).toBeGreaterThan(900);
  expect(pacer.waitOf('fabrikam')).toBe(0);
});

it('what was missed is made up for: a caller who is late is hardly slower', () => {
  const pacer = pacerWith();
  let sent = 0;
  const begin = time;
  while (sent < 900) {
    const wait = pacer.waitOf('contoso', 5);
    // Late by some hundredths of a second.
    time += wait + (sent % 7) * 10;
    for (let count = 0; count < 10; count++)
      if (pacer.reserve({ conversationId: `${sent}`, tenantId: 'contoso' }) === 0) sent++;
  }

  expect(sent / ((time - begin) / 1000)).toBeGreaterThan(27);
});

it('what one conversation used up holds back no other, and another tenant nothing at all', () => {
  const pacer = pacerWith({
    conversation: [{ points: 1, seconds: 60 }],
    news: { points: 3, seconds: 60, burst: 3 },
    tenant: [{ points: 9, seconds: 60 }],
  });
  const to = (conversationId: string, tenantId = 'contoso') => pacer.reserve({ conversationId, tenantId });

  expect(to('one')).toBe(0);
  expect(to('one')).toBe(60_600);
  expect(to('two')).toBe(0);
  expect(to('three')).toBe(0);
  expect(to('four')).toBe(60_600);
  expect(to('five', 'fabrikam')).toBe(0);
});

describe('a message that may be left out', () => {
  const nadia = { conversationId: 'a:nadia', tenantId: 'contoso' };

  it('leaves room in its conversation for those that may not', () => {
    const pacer = pacerWith();
    const spared = Array.from({ length: 10 }, () => pacer.spare(nadia)).filter(Boolean).length;

    expect(spared).toBe(5);
    expect([pacer.reserve(nadia), pacer.reserve(nadia)]).toEqual([0, 0]);
    expect(pacer.reserve(nadia)).toBeGreaterThan(0);
  });

  it('is counted, goes where others do not go, and makes nobody wait for news', () => {
    const pacer = pacerWith();
    for (let at = 0; at < 40; at++) pacer.note({ conversationId: `${at}`, tenantId: 'contoso' });

    expect(pacer.spare(nadia)).toBe(true);
    for (let at = 0; at < 4; at++) pacer.note({ conversationId: `${at}`, tenantId: 'contoso' });
    expect(pacer.spare(nadia)).toBe(false);
    time += 1_100;
    expect(pacer.spare(nadia)).toBe(true);
  });
});
