import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import type { Database } from '../../src/store/database';
import { prepareMortalDesk, type MortalDesk } from '../support/mortal-desk';
import { sampleSheets } from '../support/price-sheets';

/**
 * News for many conversations, with the desk killed while it goes out and started again on the same data. How many may be
 * in doubt then depends on how fast the platform answers: test/notices/broadcast.test.ts has the bound.
 */
let desk: MortalDesk;
beforeEach(async () => {
  desk = await prepareMortalDesk();
  await desk.inDatabase(prepare);
});
afterEach(() => desk.close());

const conversations = Array.from({ length: 24 }, (_, at) => `19:channel-${at + 10}@thread.tacv2`);

/** October is known, every channel subscribed, and November has just come in. */
async function prepare(database: Database): Promise<void> {
  const [october, november] = sampleSheets as [string, string];
  await importPriceSheet(database, await openPriceSheet(october), { now: new Date('2026-10-02T08:00:00Z') });
  await database
    .insertInto('conversations')
    .values(
      conversations.map((conversation_id) => ({
        conversation_id,
        kind: 'channel' as const,
        tenant_id: '11111111-1111-4111-8111-111111111111',
        service_url: desk.connector.serviceUrl,
        channel_id: 'msteams',
        bot_id: '28:partner-desk',
        person: null,
        locale: 'en-US',
        blocked: 0 as const,
        updated_at: '2026-10-10T08:00:00.000Z',
      })),
    )
    .execute();
  await database
    .insertInto('subscriptions')
    .values(
      conversations.map((conversation_id, at) => ({
        id: `subscription-${at}`,
        conversation_id,
        product: '',
        product_title: '',
        segment: '',
        subscriber: 'someone',
        language: 'en',
        created_at: '2026-10-10T08:00:00.000Z',
      })),
    )
    .execute();
  await importPriceSheet(database, await openPriceSheet(november), { now: new Date('2026-11-02T08:00:00Z') });
}

const states = () =>
  desk.inDatabase(async (database) => {
    const rows = await database.selectFrom('deliveries').select(['conversation_id', 'state']).execute();
    return new Map(rows.map((row) => [row.conversation_id, row.state]));
  });
const unsureOf = (all: ReadonlyMap<string, string>) =>
  conversations.filter((conversation) => all.get(conversation) === 'unknown');
/** Those on their way are `unknown` too, for as long as the platform takes: what was in doubt at the kill stays so, and nothing else. */
async function untilAllIsNoted(inDoubt: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const all = await states();
    if (![...all.values()].includes('pending') && unsureOf(all).join() === inDoubt.join()) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`news is still waiting, or more is in doubt than was at the kill: ${inDoubt.join(', ')}`);
}

it.each([1, 8, 20])(
  'killed at card %i, it sends the rest, none twice, and owns up to those that were on their way',
  async (point) => {
    const starting = desk.start();
    const killed = new Promise<void>((resolve) => {
      desk.connector.onRequest = (number) => {
        if (number === point) void starting.then((started) => started.kill()).then(resolve);
      };
    });
    await starting;
    await killed;
    const inDoubt = unsureOf(await states());

    await desk.start();
    await untilAllIsNoted(inDoubt);

    const received = desk.connector.requests.map(({ path }) => path.split('/')[3]!);
    expect(received.toSorted()).toEqual([...new Set(received)].sort());
    const ended = await states();
    const sure = conversations.filter((conversation) => ended.get(conversation) === 'sent');
    expect([...sure, ...inDoubt].sort()).toEqual(conversations);
    expect(sure.filter((conversation) => !received.includes(conversation))).toEqual([]);
  },
  120_000,
);
