import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import { importPromotions } from '../../src/prices/promotions/promotions';
import type { Card, Message } from '../support/connector';
import { actionsOf, openOffice, textOf, type Office } from '../support/office';
import type { Person } from '../support/person';
import { sampleSheets } from '../support/price-sheets';

const [october, november] = sampleSheets as [string, string];
const channel = { id: '19:sales@thread.tacv2', kind: 'channel' as const };

let office: Office;
let nadia: Person;
beforeEach(async () => {
  office = await openOffice();
  nadia = office.person('Nadia Haddad');
  await takeIn(october);
  await office.wait(1);
});
afterEach(() => office.close());

const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
/** A price sheet comes in beside the running desk, as `npm run prices:import` has it. */
const takeIn = (sheet: string) =>
  office.inDatabase(async (database) => {
    await importPriceSheet(database, await openPriceSheet(sheet), { now: office.now() });
  });
async function subscribe(person: Person, sentence: string, where?: typeof channel): Promise<void> {
  const proposed = await person.says(where ? `<at>Partner Desk</at> ${sentence}` : sentence, where);
  await person.presses('confirm', proposed, {}, where);
}
/** The cards of news in a conversation. */
const newsIn = (conversationId: string): Card[] =>
  office.connector
    .messagesIn(conversationId)
    .map((message: Message) => message.card)
    .filter((card) => /^(Price news|Nouvelles des prix|New offers|Nouvelles offres)/.test(titleOf(card)));
const titleOf = (card: Card) => textOf(card).split('\n')[1]!;
const own = (person: Person) => newsIn(`a:${person.objectId}`);
const states = () =>
  office.inDatabase(async (database) => {
    const rows = await database.selectFrom('deliveries').select('state').orderBy('created_at').orderBy('id').execute();
    return rows.map(({ state }) => state);
  });

describe('a price sheet that comes in', () => {
  it('is told to a channel in per cent and retail prices, the biggest change first', async () => {
    await subscribe(nadia, 'subscribe to offers', channel);
    await takeIn(november);
    await office.wait(1);

    const [card, ...others] = newsIn(channel.id);

    expect(others).toEqual([]);
    expect(card!.metadata).toEqual({ operation: 'offers.subscribe', state: 'answered' });
    expect(plain(card!)).toContain('Price news · all products');
    expect(plain(card!)).toContain('November 2026: 25 products change');
    expect(plain(card!)).toContain('15 prices up · 2 prices down · 7 new · 1 no longer sold');
    expect(plain(card!)).toMatch(/Stream Plan 1 Legacy\n[^]*Gone\nwas €3.36\nMicrosoft Teams Phone Standard/);
    expect(plain(card!)).toContain('+20%\n€8.72 → €10.46');
    expect(plain(card!)).toContain('and 15 more');
    expect(plain(card!)).toContain('Estimated retail, per licence and month');
    // What the partner pays for these two.
    expect(JSON.stringify(card)).not.toMatch(/2\.86|7\.15|8\.58/);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(24 * 1024);
    expect(card!.fallbackText).toContain('15 prices up, 2 prices down, 7 new and 1 no longer sold');
  });

  it('est annoncée à chacun chez soi avec ce qu’il paie, selon ses filtres', async () => {
    const hugo = office.person('Hugo Fontaine', 'fr-FR');
    await subscribe(hugo, 'préviens-moi des offres pour l’éducation');
    await subscribe(nadia, 'subscribe to Teams Phone Standard price changes');
    await takeIn(november);
    await office.wait(1);

    expect(own(hugo)).toHaveLength(1);
    expect(plain(own(hugo)[0]!)).toContain('En novembre 2026, 3 produits changent');
    expect(plain(own(hugo)[0]!)).toContain('3 nouveautés');
    expect(plain(own(hugo)[0]!)).not.toContain('Teams Phone');
    expect(own(nadia)).toHaveLength(1);
    expect(plain(own(nadia)[0]!)).toContain('+20%\n€7.15 → €8.58');
    expect(plain(own(nadia)[0]!)).toContain('1 year, billed monthly, and 5 more plans');
  });

  it('makes one card for each subscription, once, over sweeps and a restart', async () => {
    await subscribe(nadia, 'subscribe to Teams Phone Standard price changes');
    await subscribe(nadia, 'subscribe to Visio Plan 2 price changes');
    await takeIn(november);
    await office.wait(1);
    await takeIn(november);
    await office.wait(1);
    await office.restart();

    expect(own(nadia)).toHaveLength(2);
    expect(await states()).toEqual(['sent', 'sent']);
  });

  it.each([
    ['nothing in it matters', 'subscribe to Business Premium price changes'],
    ['only its wording changed', 'subscribe to Windows 11 Enterprise E3 price changes'],
  ])('is not told where %s', async (_, sentence) => {
    await subscribe(nadia, sentence);
    await takeIn(november);
    await office.wait(1);

    expect(await states()).toEqual([]);
    expect(own(nadia)).toEqual([]);
  });

  it('is no news to who subscribes afterwards', async () => {
    await takeIn(november);
    await office.wait(1);
    await subscribe(nadia, 'subscribe to offers');
    await office.wait(1);

    expect(own(nadia)).toEqual([]);
  });

  it('is not told to someone who has lost the right to see prices in the meantime', async () => {
    await subscribe(nadia, 'subscribe to offers');
    await subscribe(nadia, 'subscribe to offers', channel);
    await office.inDatabase((database) =>
      database.deleteFrom('user_roles').where('object_id', '=', nadia.objectId).execute(),
    );
    await takeIn(november);
    await office.wait(1);

    expect(own(nadia)).toEqual([]);
    expect(newsIn(channel.id)).toHaveLength(1);
    expect((await states()).sort()).toEqual(['recalled', 'sent']);
  });

  it('is not told where the subscription ended before it went out', async () => {
    await subscribe(nadia, 'subscribe to offers');
    office.connector.answerNext(busy(60));
    await takeIn(november);
    await office.wait(0.1);
    expect(await states()).toEqual(['pending']);

    await nadia.presses('confirm', await nadia.says('unsubscribe from offers'));
    await office.wait(2);

    expect(await states()).toEqual(['recalled']);
    expect(own(nadia)).toEqual([]);
  });

  it('leads on: to the end of the subscription, weeks later, for those who may', async () => {
    await subscribe(nadia, 'subscribe to offers', channel);
    await takeIn(november);
    await office.wait(1);
    const [card] = newsIn(channel.id);
    await office.wait(20 * 24 * 60);
    const button = actionsOf(card!).find(({ title }) => title === 'Unsubscribe')!;

    const refused = await office.person('Paul Lefebvre').presses(button.id, card!, {}, channel);
    expect(refused.metadata).toEqual({ operation: 'offers.unsubscribe', state: 'refused' });
    const proposed = await nadia.presses(button.id, card!, {}, channel);
    expect(plain(proposed)).toContain('No more news here of all products?');
  });

  it('leads to every change: of the same product, and among others in private', async () => {
    await subscribe(nadia, 'subscribe to Teams Phone Standard price changes', channel);
    await takeIn(november);
    await office.wait(1);

    const pressed = await nadia.presses('open', newsIn(channel.id)[0]!, {}, channel);

    expect(plain(pressed)).toContain('private chat');
    const changes = await nadia.sees();
    expect(changes.metadata).toEqual({ operation: 'prices.changes', state: 'answered' });
    expect(plain(changes)).toContain('1 price rise');
    expect(plain(changes)).not.toContain('Visio');
  });
});

describe('a list of promotions that comes in', () => {
  const promotions = readFileSync(join(__dirname, '../../env/promotions.json'), 'utf8');
  const takeInPromotions = () =>
    office.inDatabase((database) =>
      importPromotions(database, { file: 'promotions.json', json: promotions, now: office.now() }),
    );

  it('is told once, with what is new and has not ended, in per cent alone', async () => {
    await subscribe(nadia, 'subscribe to offers', channel);
    await takeInPromotions();
    await office.wait(1);
    await takeInPromotions();
    await office.wait(1);

    const [card, ...others] = newsIn(channel.id);

    expect(others).toEqual([]);
    expect(plain(card!)).toContain('New offers · all products');
    expect(plain(card!)).toContain('3 new promotions');
    expect(plain(card!)).toContain('Visio Plan 2 for new customers');
    expect(plain(card!)).toContain('−16.7%\nuntil 14 December 2026');
    expect(plain(card!)).toContain('1 January 2027 to 30 June 2027');
    expect(plain(card!)).not.toMatch(/Exchange|€/);
    const all = await nadia.presses('open', card!, {}, channel);
    expect(plain(all)).toContain('private chat');
    expect(plain(await nadia.sees())).toContain('2 promotions today');
  });

  it('en français, selon les filtres', async () => {
    const hugo = office.person('Hugo Fontaine', 'fr-FR');
    await subscribe(hugo, 'préviens-moi des offres pour les associations');
    await subscribe(office.person('Nadia Haddad', 'fr-FR'), 'abonne-nous aux offres Visio Plan 2');
    await takeInPromotions();
    await office.wait(1);

    expect(own(hugo)).toEqual([]);
    expect(plain(own(nadia)[0]!)).toContain('Nouvelles offres · Visio Plan 2');
    expect(plain(own(nadia)[0]!)).toContain('1 nouvelle promotion');
    expect(plain(own(nadia)[0]!)).not.toContain('Viva');
  });
});

const sends = (path: string) => path.endsWith('/activities');
const busy = (seconds: number) => (method: string, path: string) =>
  method === 'POST' && sends(path)
    ? { status: 429, headers: { 'retry-after': `${seconds}` }, body: { error: { code: 'TooManyRequests' } } }
    : undefined;
const failing = (status: number, code: string) => (method: string, path: string) =>
  method === 'POST' && sends(path) ? { status, body: { error: { code } } } : undefined;

describe('on the way', () => {
  it('a 429 stops the whole tenant for as long as it says, also over a restart; then all goes out once', async () => {
    await subscribe(nadia, 'subscribe to Teams Phone Standard price changes');
    await subscribe(office.person('Hugo Fontaine'), 'subscribe to offers');
    office.connector.answerNext(busy(120));
    await takeIn(november);
    await office.wait(0);
    const before = office.connector.requests.length;

    await office.wait(1);
    await office.restart();
    expect(office.connector.requests.length).toBe(before);
    // The other one was on its way already.
    expect((await states()).sort()).toEqual(['pending', 'sent']);
    await office.wait(1.1);

    expect(await states()).toEqual(['sent', 'sent']);
    expect(own(nadia)).toHaveLength(1);
    expect(own(office.person('Hugo Fontaine'))).toHaveLength(1);
  });

  it.each([
    [502, 'BadGateway', 'unknown'],
    [500, 'ServiceError', 'unknown'],
    [403, 'BotNotInConversationRoster', 'blocked'],
    [403, 'ConversationBlockedByUser', 'blocked'],
    [404, 'ConversationNotFound', 'failed'],
    [400, 'BadSyntax', 'failed'],
    [413, 'MessageSizeTooBig', 'failed'],
  ])('%i %s is noted as what it is, and not sent again', async (status, code, state) => {
    await subscribe(nadia, 'subscribe to offers');
    office.connector.answerNext(failing(status, code));
    await takeIn(november);
    await office.wait(1);
    await office.wait(60);

    expect(await states()).toEqual([state]);
    expect(own(nadia)).toEqual([]);
  });

  it('a blocked conversation gets nothing until someone speaks there again; what was missed is said', async () => {
    await subscribe(nadia, 'subscribe to Teams Phone Standard price changes');
    await subscribe(nadia, 'subscribe to Visio Plan 2 price changes');
    office.connector.answerNext(failing(403, 'ConversationBlockedByUser'));
    await takeIn(november);
    await office.wait(1);
    expect(await states()).toEqual(['blocked', 'blocked']);

    const card = await nadia.says('list our subscriptions');

    expect(plain(card)).toContain('Last news (23 November 2026): not told, because this conversation was closed to me');
  });

  it('what was claimed by a desk that died is not sent twice, and says that it is not sure', async () => {
    await subscribe(nadia, 'subscribe to Teams Phone Standard price changes');
    await takeIn(november);
    await office.wait(1);
    // As kill -9 leaves a row between the claim and the platform's answer.
    await office.inDatabase((database) => database.updateTable('deliveries').set({ state: 'unknown' }).execute());
    await office.restart();
    await office.wait(60);

    expect(own(nadia)).toHaveLength(1);
    expect(plain(await nadia.says('list our subscriptions'))).toContain(
      'Last news (23 November 2026): sent, but I could not make sure that it arrived',
    );
  });

  it('people are answered while news goes out', async () => {
    await subscribe(nadia, 'subscribe to offers');
    await takeIn(november);
    let answer: Promise<Card> | undefined;
    const paul = office.person('Paul Lefebvre');
    office.connector.answerNext((method, path) => {
      if (method !== 'POST' || !sends(path)) return undefined;
      answer ??= paul.says('help');
      return { status: 429, headers: { 'retry-after': '3600' }, body: {} };
    });
    await office.wait(0);

    expect((await answer!).metadata.operation).toBe('help');
    expect(await states()).toEqual(['pending']);
  });

  it('is counted for operators', async () => {
    await subscribe(nadia, 'subscribe to offers');
    await takeIn(november);
    await office.wait(1);

    const metrics = await (await fetch(`${office.desk.origin}/metrics`)).text();

    expect(metrics).toContain('partner_desk_news_deliveries{state="sent"} 1');
    expect(metrics).toContain('partner_desk_news_deliveries{state="pending"} 0');
  });
});
