import { announceNews } from '../../src/notices/announce';
import { usualOptions, type NewsOptions } from '../../src/notices/news-options';
import { createSubscriptions, type NewsFilter } from '../../src/notices/subscriptions';
import * as notices from '../../src/store/migrations/0007-notices';
import * as news from '../../src/store/migrations/0012-news';
import { openDatabase, type Database } from '../../src/store/database';
import { chat, composeSheet, importedAt, importText, startOf, type Cells } from '../prices/sheet-text';

let database: Database;
beforeEach(async () => {
  database = await openDatabase(':memory:');
  await importText(database, 'Oct_sheet.csv', composeSheet([{}, chat]));
  await announce();
});
afterEach(() => database.destroy());

const home = { market: 'FR', currency: 'EUR' };
let count = 0;
const announce = () => announceNews(database, { home, now: importedAt, newId: () => `${++count}` });
const mailDearer: Cells = { UnitPrice: '60', 'ERP Price': '75', EffectiveStartDate: startOf('2026-11') };
const everything: NewsFilter = { product: null, segment: null };

async function subscribe(
  id: string,
  filter = everything,
  changed: { createdAt?: string; kind?: 'channel'; options?: Partial<NewsOptions> } = {},
) {
  const conversation = {
    conversation_id: `conversation-${id}`,
    kind: changed.kind ?? ('personal' as const),
    tenant_id: 'contoso',
    service_url: 'https://smba.trafficmanager.net/emea/',
    channel_id: 'msteams',
    bot_id: '28:bot',
    person: changed.kind ? null : id,
    locale: null,
    blocked: 0 as const,
    updated_at: '2026-10-01T00:00:00.000Z',
  };
  await database.insertInto('conversations').values(conversation).execute();
  await createSubscriptions(database).add({
    ...filter,
    ...usualOptions,
    timeZone: 'Europe/Paris',
    ...changed.options,
    id,
    conversationId: conversation.conversation_id,
    subscriber: id,
    language: 'en',
    createdAt: changed.createdAt ?? '2026-10-01T00:00:00.000Z',
  });
}
const told = async () => {
  const rows = await database.selectFrom('deliveries').select(['subscription', 'state']).orderBy('id').execute();
  return rows.map(({ subscription, state }) => `${subscription} ${state}`);
};

it('makes a delivery for each subscription to which it matters, once', async () => {
  await subscribe('all');
  await subscribe('mail', { product: { reference: 'CFQ7TEST0001:0001', title: 'Mail' }, segment: 'commercial' });
  await subscribe('chat', { product: { reference: 'CFQ7TEST0002:0001', title: 'Chat' }, segment: 'commercial' });
  await subscribe('schools', { product: null, segment: 'education' });
  await importText(database, 'Nov_sheet.csv', composeSheet([mailDearer, chat]));

  const waiting = await Promise.all([announce(), announce(), announce()]);

  expect(waiting.reduce((sum, each) => sum + each, 0)).toBe(2);
  expect(await told()).toEqual(['all pending', 'mail pending']);
});

it.each<[string, Cells[], string[]]>([
  ['a price at home', [mailDearer, chat], ['own pending', 'shared pending']],
  ['what the partner pays alone', [{ UnitPrice: '60', EffectiveStartDate: startOf('2026-11') }, chat], ['own pending']],
  ['the wording alone', [{ SkuTitle: 'Contoso Mail' }, chat], []],
  ['nothing', [{}, chat], []],
])('who is told where a sheet changes %s', async (_, rows, expected) => {
  await subscribe('own');
  await subscribe('shared', everything, { kind: 'channel' });

  await importText(database, 'Nov_sheet.csv', composeSheet(rows));
  await announce();

  expect((await told()).sort()).toEqual(expected);
});

it.each<[string, Cells, string[]]>([
  ['another market', { Market: 'DE' }, []],
  ['another currency', { Currency: 'CHF' }, []],
  ['its own', {}, ['own pending']],
])('a price of %s', async (_, place, expected) => {
  await subscribe('own');
  await importText(database, 'Oct_place.csv', composeSheet([place, { ...chat, ...place }]));
  await importText(
    database,
    'Nov_place.csv',
    composeSheet([
      { ...mailDearer, ...place },
      { ...chat, ...place },
    ]),
  );

  await announce();

  expect(await told()).toEqual(expected);
});

it('the first sheet of a market is no news, nor is one that fills in the past', async () => {
  await subscribe('own');
  await importText(database, 'Nov_sheet.csv', composeSheet([{}, chat]));
  await importText(
    database,
    'Sep_sheet.csv',
    composeSheet([{ UnitPrice: '50', EffectiveStartDate: startOf('2025-03') }]),
  );

  await announce();

  expect(await told()).toEqual([]);
});

it('a sheet published anew in the same month is news, where it changes something', async () => {
  await subscribe('own');
  await importText(database, 'Nov_sheet.csv', composeSheet([mailDearer, chat]));
  await announce();
  const again = { ...mailDearer, UnitPrice: '61', EffectiveStartDate: '2026-11-12T00:00:00.0000000Z' };
  await importText(database, 'Nov_sheet_2.csv', composeSheet([again, chat]));

  await announce();

  expect(await told()).toEqual(['own pending', 'own pending']);
});

it('a sheet is no news to a subscription that came after it; a blocked conversation is noted as such', async () => {
  await subscribe('late', everything, { createdAt: '2026-11-02T08:00:00.001Z' });
  await subscribe('blocked');
  await database
    .updateTable('conversations')
    .set({ blocked: 1 })
    .where('conversation_id', '=', 'conversation-blocked')
    .execute();
  await importText(database, 'Nov_sheet.csv', composeSheet([mailDearer, chat]));

  expect(await announce()).toBe(0);

  expect(await told()).toEqual(['blocked blocked']);
});

it('is whole or not at all: where the deliveries can’t be written the sheet stays to be announced', async () => {
  await subscribe('own');
  await importText(database, 'Nov_sheet.csv', composeSheet([mailDearer, chat]));
  const sameId = { home, now: importedAt, newId: () => 'taken' };
  await subscribe('other');
  await expect(announceNews(database, sameId)).rejects.toThrow();
  expect(await told()).toEqual([]);

  expect(await announce()).toBe(2);
});

it('what was taken in before there was news is none', async () => {
  await importText(database, 'Nov_sheet.csv', composeSheet([mailDearer, chat]));
  const later = ['delivery_sources', 'sending_pauses', 'acknowledgements', 'news_previews', 'news_settings'];
  for (const table of [...later, 'subscriptions', 'announced', 'deliveries', 'promotion_lists', 'promotions'])
    await database.schema.dropTable(table).execute();

  await notices.up(database as unknown as Parameters<typeof notices.up>[0]);
  await news.up(database as unknown as Parameters<typeof news.up>[0]);
  await subscribe('own');

  expect(await announce()).toBe(0);
  expect(await told()).toEqual([]);
});
