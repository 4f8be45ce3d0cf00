import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import { importPromotions } from '../../src/prices/promotions/promotions';
import type { Card } from '../support/connector';
import { actionsOf, openOffice, textOf, type Office } from '../support/office';
import { sampleSheets } from '../support/price-sheets';

const [october, november] = sampleSheets as [string, string];
const channel = { id: '19:sales@thread.tacv2', kind: 'channel' as const };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await takeIn(october);
  await office.wait(1);
});
afterEach(() => office.close());

const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
const takeIn = (sheet: string) =>
  office.inDatabase(async (database) => {
    await importPriceSheet(database, await openPriceSheet(sheet), { now: office.now() });
  });
const promotions = readFileSync(join(__dirname, '../../env/promotions.json'), 'utf8');
const takeInPromotions = () =>
  office.inDatabase((database) =>
    importPromotions(database, { file: 'promotions.json', json: promotions, now: office.now() }),
  );
const newsIn = (conversationId: string): Card[] =>
  office.connector
    .messagesIn(conversationId)
    .map(({ card }) => card)
    .filter((card) => /^(Price news|Nouvelles des prix|Prices and offers|Prix et offres)/m.test(textOf(card)));
const button = (card: Card, title: string) => actionsOf(card).find((action) => action.title === title)!.id;
const inputs = (card: Card) =>
  JSON.stringify(card.body)
    .match(/"id":"\w+","label"/g)!
    .map((input) => input.slice(6, -9));

it('what a conversation will get is said before it is agreed, and can be changed there', async () => {
  const nadia = office.person('Nadia Haddad');

  const proposed = await nadia.says('<at>Partner Desk</at> subscribe to offers', channel);
  expect(plain(proposed)).toContain('Changes\n—\nPrices, what comes and goes, offers');
  expect(plain(proposed)).toContain('When\n—\nAs soon as it comes in');
  expect(plain(proposed)).toContain('Quiet hours\n—\nNone');
  expect(actionsOf(proposed).map(({ id }) => id)).toEqual(['confirm', 'edit', 'cancel']);
  const form = await nadia.presses('edit', proposed, {}, channel);
  expect(form.metadata.state).toBe('asking');
  expect(inputs(form)).toEqual(['only', 'above', 'when', 'quietFrom', 'quietUntil', 'timeZone']);
  expect(JSON.stringify(form)).toContain('"value":"Europe/Paris"');
  const again = await nadia.presses(
    'save',
    form,
    {
      only: 'increases',
      above: '5 %',
      when: 'at-once',
      quietFrom: '20:00',
      quietUntil: '07:00',
      timeZone: 'Europe/Paris',
    },
    channel,
  );
  expect(plain(again)).toContain('Price increases of more than 5% only');
  expect(plain(again)).toContain('20:00 to 07:00 (Europe/Paris)');
  // The first proposal gave way.
  expect((await nadia.presses('confirm', proposed, {}, channel)).metadata.state).toBe('cancelled');
  await nadia.presses('confirm', again, {}, channel);

  const card = await nadia.says('<at>Partner Desk</at> what are we subscribed to?', channel);
  expect(plain(card)).toContain(
    'Price increases of more than 5% only · As soon as it comes in · quiet hours 20:00 to 07:00 (Europe/Paris)',
  );
  await takeIn(november);
  await office.wait(1);
  const [news] = newsIn(channel.id);
  expect(plain(news!)).toContain('Microsoft Teams Phone Standard');
  expect(plain(news!)).not.toMatch(/Gone|New\n|prices? down|−/);
});

it.each<[string, Record<string, string>, string]>([
  ['a percentage that is none', { only: 'increases', above: 'plenty' }, 'A percentage from 0 to 1000'],
  ['a percentage without increases', { only: 'all', above: '5' }, 'This goes with “Price increases only”.'],
  ['a place that is none', { timeZone: 'Europe/Atlantis' }, 'I do not know this time zone.'],
  [
    'an end that is the beginning',
    { quietFrom: '07:00', quietUntil: '07:00' },
    'Quiet hours can’t end when they begin.',
  ],
])('%s is told at its field, and what was typed is kept', async (_, typed, flaw) => {
  const nadia = office.person('Nadia Haddad');
  const form = await nadia.presses('edit', await nadia.says('subscribe to offers'));

  const answered = await nadia.presses('save', form, typed);

  expect(answered.metadata.state).toBe('asking');
  expect(plain(answered)).toContain(flaw);
  for (const value of Object.values(typed)) expect(JSON.stringify(answered)).toContain(`"value":"${value}"`);
});

it('un abonnement existant se modifie depuis la liste, et le changement s’annule', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');
  await nadia.presses('confirm', await nadia.says('abonne-nous aux offres'));

  const list = await nadia.says('liste des abonnements');
  expect(plain(list)).toContain('Prix, nouveautés, retraits et offres · Dès l’arrivée');
  const form = await nadia.presses(button(list, 'Options'), list);
  const proposed = await nadia.presses('save', form, { only: 'prices', when: '09:00', timeZone: 'Europe/Paris' });
  expect(plain(proposed)).toContain('Changements\nPrix, nouveautés, retraits et offres\nChangements de prix seulement');
  expect(plain(proposed)).toContain('Moment\nDès l’arrivée\nRegroupé, chaque jour à 9 h (Europe/Paris)');
  const done = await nadia.presses('confirm', proposed);
  expect(done.metadata.state).toBe('done');
  expect(plain(await nadia.says('liste des abonnements'))).toContain('Changements de prix seulement · Regroupé');

  const same = await nadia.presses('save', form, { only: 'prices', when: '09:00', timeZone: 'Europe/Paris' });
  expect(plain(same)).toContain('déjà prévenue ainsi');
  await nadia.presses('confirm', await nadia.presses('undo', done));
  expect(plain(await nadia.says('liste des abonnements'))).toContain('offres · Dès l’arrivée');
});

it('the time zone is the speaker’s own, where the platform says it', async () => {
  const nadia = office.person('Nadia Haddad');
  const said = { ...nadia.activity('subscribe to offers'), localTimezone: 'America/Montreal' };

  await office.post(said);
  const form = await nadia.presses('edit', await nadia.sees());

  expect(JSON.stringify(form)).toContain('"value":"America/Montreal"');
});

async function subscribeWith(options: Record<string, string>, sentence = 'subscribe to offers'): Promise<void> {
  const nadia = office.person('Nadia Haddad');
  const form = await nadia.presses('edit', await nadia.says(sentence));
  await nadia.presses('confirm', await nadia.presses('save', form, { timeZone: 'Europe/Paris', ...options }));
}
const own = () => newsIn(`a:${office.person('Nadia Haddad').objectId}`);

it('news that comes in quiet hours waits for their end', async () => {
  // It is 11:02 in Paris.
  await subscribeWith({ quietFrom: '11:00', quietUntil: '14:00' });
  await takeIn(november);
  await office.wait(1);
  expect(own()).toEqual([]);
  expect(plain(await office.person('Nadia Haddad').says('list our subscriptions'))).toContain('on its way');

  await office.wait(176);
  expect(own()).toEqual([]);
  await office.wait(2);
  expect(own()).toHaveLength(1);
});

it('what comes in over the day is told on one card at its hour', async () => {
  await subscribeWith({ when: '18:00' });
  await takeIn(november);
  await office.wait(1);
  await takeInPromotions();
  await office.wait(60);
  expect(own()).toEqual([]);

  await office.wait(6 * 60);

  const [card, ...others] = own();
  expect(others).toEqual([]);
  expect(plain(card!)).toContain('Prices and offers · all products');
  expect(plain(card!)).toContain('November 2026: 25 products change');
  expect(plain(card!)).toContain('3 new promotions');
  expect(plain(card!)).toContain('and 20 more');
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(24 * 1024);
});

it('a promotion’s first and last day are told in the morning, once', async () => {
  await subscribeWith({});
  await takeInPromotions();
  await office.wait(1);
  const days = (from: string) => (Date.parse(from) - office.now().getTime()) / 60_000;
  const turning = () =>
    office.connector
      .messagesIn(`a:${office.person('Nadia Haddad').objectId}`)
      .map(({ card }) => plain(card))
      .filter((text) => /last day|begins?\b/.test(text));

  await office.wait(days('2026-12-13T23:30:00Z'));
  await office.wait(60);
  // Half past one at night in Paris.
  expect(turning()).toEqual([]);
  await office.wait(8 * 60);
  await office.wait(60);

  expect(turning()).toHaveLength(1);
  expect(turning()[0]).toContain('1 promotion has its last day');
  expect(turning()[0]).toContain('Visio Plan 2 for new customers');
});

it('en français : ce qui arrive aux heures calmes attend, et la journée tient sur une carte', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');
  const form = await nadia.presses('edit', await nadia.says('abonne-nous aux offres'));
  const options = { timeZone: 'Europe/Paris', when: '13:00', quietFrom: '12:00', quietUntil: '14:00' };
  const proposed = await nadia.presses('save', form, options);
  expect(plain(proposed)).toContain('Regroupé, chaque jour à 13 h (Europe/Paris)');
  await nadia.presses('confirm', proposed);
  await takeIn(november);
  await takeInPromotions();

  // Il est 11 h 03 à Paris, puis 13 h 33 : les heures calmes durent encore.
  await office.wait(1);
  await office.wait(150);
  expect(own()).toEqual([]);
  expect(plain(await nadia.says('liste des abonnements'))).toContain('envoi en cours');
  await office.wait(30);

  const [card, ...others] = own();
  expect(others).toEqual([]);
  expect(plain(card!)).toContain('En novembre 2026, 25 produits changent');
  expect(plain(card!)).toContain('3 nouvelles promotions');
  expect(plain(card!)).toContain('Remise sur ce que vous payez.');
});
