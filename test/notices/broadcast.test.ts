import { createBroadcast, type Broadcast, type Carried } from '../../src/notices/broadcast';
import { createDeliveries, type Deliveries } from '../../src/notices/deliveries';
import type { Pacer } from '../../src/notices/pacing';
import { openDatabase, type Database } from '../../src/store/database';

let database: Database;
let deliveries: Deliveries;
let time: Date;
let carried: string[];
let faults: unknown[];
beforeEach(async () => {
  database = await openDatabase(':memory:');
  deliveries = createDeliveries(database);
  time = new Date('2026-11-23T10:00:00.000Z');
  carried = [];
  faults = [];
});
afterEach(() => database.destroy());

const freeWay: Pacer = { reserve: () => 0, waitOf: () => 0, note: () => undefined, spare: () => true };
const sent: Carried = { outcome: 'sent', activityId: 'message-1' };

/** @param early by how many milliseconds timers go off too soon */
function broadcastWith(
  carry: (id: string) => Carried | Promise<Carried>,
  { pacer = freeWay, early = 0 }: { pacer?: Pacer; early?: number } = {},
): Broadcast {
  return createBroadcast({
    deliveries,
    pacer,
    carry: async ({ id }) => {
      carried.push(id);
      return await carry(id);
    },
    now: () => time,
    pause: (milliseconds) => {
      time = new Date(time.getTime() + Math.max(1, milliseconds - early));
      return Promise.resolve();
    },
    jitter: () => 0,
    onFault: (error) => void faults.push(error),
  });
}

const secondAt = (at: number) => new Date(Date.UTC(2026, 10, 23, 9, 0, at)).toISOString();

/** Rows of the name `conversation@tenant`. */
async function queue(...names: string[]): Promise<void> {
  await database
    .insertInto('deliveries')
    .values(
      names.map((name, at) => ({
        id: name,
        subscription: name,
        conversation_id: name.split('@')[0]!,
        tenant_id: name.split('@')[1]!,
        state: 'pending' as const,
        attempts: 0,
        not_before: secondAt(at),
        activity_id: null,
        withdrawal: null,
        created_at: secondAt(at),
        updated_at: '2026-11-23T09:00:00.000Z',
      })),
    )
    .execute();
}
async function runOnce(broadcast: Broadcast): Promise<void> {
  broadcast.start();
  await broadcast.settled();
}
const later = (seconds: number) => (time = new Date(time.getTime() + seconds * 1000));
const stateOf = async (id: string) =>
  (await database.selectFrom('deliveries').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

it('sends what waits, the oldest first, each once, also when it is started twice', async () => {
  await queue('one@contoso', 'two@contoso', 'three@contoso');
  const broadcast = broadcastWith(() => sent);

  broadcast.start();
  broadcast.start();
  await broadcast.settled();
  await runOnce(broadcast);

  expect(carried).toEqual(['one@contoso', 'two@contoso', 'three@contoso']);
  expect(await deliveries.count()).toMatchObject({ sent: 3, pending: 0 });
});

it('two desks over one database share the work and send nothing twice', async () => {
  await queue(...Array.from({ length: 9 }, (_, at) => `${at}@contoso`));
  const [one, other] = [broadcastWith(() => sent), broadcastWith(() => sent)];

  one.start();
  other.start();
  await Promise.all([one.settled(), other.settled()]);

  expect([...carried].sort()).toEqual(Array.from({ length: 9 }, (_, at) => `${at}@contoso`));
});

it('while a card is on its way its state is unknown: what a killed process leaves', async () => {
  await queue('one@contoso');
  const seen: string[] = [];

  await runOnce(
    broadcastWith(async (id) => {
      seen.push(await stateOf(id));
      return sent;
    }),
  );

  expect(seen).toEqual(['unknown']);
});

it('where the platform answers at once, no more is in doubt than five cards and the five before', async () => {
  await queue(...Array.from({ length: 40 }, (_, at) => `${at}@contoso`));
  const inDoubt: number[] = [];

  await runOnce(
    broadcastWith(async () => {
      inDoubt.push((await deliveries.count()).unknown);
      return sent;
    }),
  );

  expect(inDoubt).toHaveLength(40);
  expect(Math.max(...inDoubt)).toBeLessThanOrEqual(10);
});

it('being told to wait holds its whole tenant for that time, and nobody else', async () => {
  await queue('one@contoso', 'two@contoso', 'three@fabrikam');
  let answer: Carried = { outcome: 'busy', retryAfterSeconds: 90 };
  const broadcast = broadcastWith((id) => (id.endsWith('contoso') ? answer : sent));

  await runOnce(broadcast);
  expect(carried).toEqual(['one@contoso', 'three@fabrikam']);
  later(80);
  await runOnce(broadcast);
  expect(carried).toHaveLength(2);
  answer = sent;
  later(11);
  await runOnce(broadcast);

  expect(carried.slice(2)).toEqual(['one@contoso', 'two@contoso']);
});

it('goes on after a short stop by itself, also where the timer goes off a millisecond early', async () => {
  await queue('one@contoso', 'two@contoso');
  const answers: Carried[] = [{ outcome: 'busy', retryAfterSeconds: 1 }, sent, sent];

  await runOnce(broadcastWith(() => answers.shift()!, { early: 1 }));

  expect(await deliveries.count()).toMatchObject({ sent: 2, pending: 0 });
});

it('where no time is named it waits longer each time, and gives up after eight tries', async () => {
  await queue('one@contoso');
  const broadcast = broadcastWith(() => ({ outcome: 'busy', retryAfterSeconds: undefined }));
  const waits: number[] = [];

  for (let tries = 0; tries < 12 && (await stateOf('one@contoso')) === 'pending'; tries++) {
    await runOnce(broadcast);
    const { until: named } = await database.selectFrom('sending_pauses').select('until').executeTakeFirstOrThrow();
    const until = new Date(named);
    waits.push((until.getTime() - time.getTime()) / 1000);
    time = until;
  }

  expect(waits.slice(0, 7)).toEqual([4, 8, 16, 32, 64, 128, 256]);
  expect(carried).toHaveLength(8);
  expect(await stateOf('one@contoso')).toBe('failed');
});

it.each(['unknown', 'failed', 'recalled', 'blocked'] as const)('“%s” is not tried again', async (outcome) => {
  await queue('one@contoso');
  const broadcast = broadcastWith(() => ({ outcome }));

  await runOnce(broadcast);
  later(86_400);
  await runOnce(broadcast);

  expect(carried).toHaveLength(1);
  expect(await stateOf('one@contoso')).toBe(outcome);
});

it('a blocked conversation takes what else waits for it along', async () => {
  await queue('one@contoso', 'two@contoso');
  await database.updateTable('deliveries').set({ conversation_id: 'same' }).execute();

  await runOnce(broadcastWith(() => ({ outcome: 'blocked' })));

  expect(carried).toHaveLength(1);
  expect(await deliveries.count()).toMatchObject({ blocked: 2 });
});

it('a card that can’t be drawn fails alone, and is told of', async () => {
  await queue('one@contoso', 'two@contoso');

  await runOnce(
    broadcastWith((id) => {
      if (id === 'one@contoso') throw new Error('no template');
      return sent;
    }),
  );

  expect(await stateOf('one@contoso')).toBe('failed');
  expect(await stateOf('two@contoso')).toBe('sent');
  expect(faults).toEqual([new Error('no template')]);
});

it('a wait of one conversation holds back no other; a short one is waited for', async () => {
  await queue('full@contoso', 'short@contoso', 'free@contoso');
  const begin = time.getTime();
  const busyFor: Record<string, number> = { full: 30_000, short: 1_500 };
  const pacer: Pacer = {
    ...freeWay,
    reserve: ({ conversationId }) => Math.max(0, begin + (busyFor[conversationId] ?? 0) - time.getTime()),
  };
  const broadcast = broadcastWith(() => sent, { pacer });

  await runOnce(broadcast);
  expect(carried).toEqual(['free@contoso', 'short@contoso']);
  expect(time.toISOString()).toBe('2026-11-23T10:00:01.500Z');
  later(30);
  await runOnce(broadcast);

  expect(carried).toHaveLength(3);
});

it('one card after the other goes to a conversation', async () => {
  await queue('one@contoso', 'two@contoso', 'three@contoso');
  await database
    .updateTable('deliveries')
    .set({ conversation_id: 'same' })
    .where('id', '!=', 'three@contoso')
    .execute();
  let together = 0;
  let most = 0;

  await runOnce(
    broadcastWith(async (id) => {
      if (id === 'three@contoso') return sent;
      most = Math.max(most, ++together);
      await new Promise((resolve) => setTimeout(resolve, 5));
      together--;
      return sent;
    }),
  );

  expect(most).toBe(1);
  expect(await deliveries.count()).toMatchObject({ sent: 3 });
});

it('tenants do not wait for one another', async () => {
  await queue('one@contoso', 'two@fabrikam');
  let free: () => void = () => undefined;
  const stuck = new Promise<void>((resolve) => (free = resolve));
  const broadcast = broadcastWith(async (id) => {
    if (id === 'one@contoso') await stuck;
    else free();
    return sent;
  });

  await runOnce(broadcast);

  expect(await deliveries.count()).toMatchObject({ sent: 2 });
});

it('what could not be noted is noted with the next step', async () => {
  await queue('one@contoso');
  let faulty = 0;
  const step = deliveries.step.bind(deliveries);
  deliveries.step = (ended, chosen, now) =>
    ended.length > 0 && faulty++ === 0 ? Promise.reject(new Error('database is locked')) : step(ended, chosen, now);
  const broadcast = broadcastWith(() => sent);

  await runOnce(broadcast);

  expect(faults).toEqual([new Error('database is locked')]);
  expect(await stateOf('one@contoso')).toBe('sent');
});

describe('a message that is to be withdrawn', () => {
  const withdraw = (changed = {}) =>
    database
      .updateTable('deliveries')
      .set({ state: 'sent', activity_id: 'message-1', withdrawal: 'wanted', ...changed })
      .where('id', '=', 'one@contoso')
      .execute();
  const rowOf = (id: string) =>
    database.selectFrom('deliveries').select(['state', 'withdrawal']).where('id', '=', id).executeTakeFirstOrThrow();

  it.each<[Carried, object]>([
    [sent, { state: 'recalled', withdrawal: null }],
    [{ outcome: 'recalled' }, { state: 'recalled', withdrawal: null }],
    [{ outcome: 'failed' }, { state: 'sent', withdrawal: 'failed' }],
    [{ outcome: 'blocked' }, { state: 'sent', withdrawal: 'failed' }],
    [
      { outcome: 'busy', retryAfterSeconds: 60 },
      { state: 'sent', withdrawal: 'wanted' },
    ],
  ])('%j leaves %j', async (outcome, left) => {
    await queue('one@contoso');
    await withdraw();

    await runOnce(broadcastWith(() => outcome));

    expect(await rowOf('one@contoso')).toEqual(left);
  });

  it('goes before what is to be sent', async () => {
    await queue('zero@contoso', 'one@contoso', 'two@contoso');
    await withdraw();

    await runOnce(broadcastWith(() => sent));

    expect(carried[0]).toBe('one@contoso');
    expect(await deliveries.count()).toMatchObject({ sent: 2, recalled: 1 });
  });
});

it('stopped, it ends after the card that is on its way; the rest waits', async () => {
  await queue('one@contoso', 'two@contoso');
  let stopping: Promise<void> | undefined;
  const broadcast = broadcastWith(() => {
    stopping = broadcast.stop();
    return sent;
  });

  await runOnce(broadcast);
  await stopping;
  await runOnce(broadcast);

  expect(await deliveries.count()).toMatchObject({ sent: 1, pending: 1 });
});
