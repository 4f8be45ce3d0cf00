import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';
import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import { sampleSheets } from '../support/price-sheets';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
});
afterAll(() => office.close());

const idOf = (card: Card, title: string) => card.actions.find((action) => action.title === title)!.id;
/** Intl parts numbers and currencies by narrow spaces: a test is read more easily without. */
const plain = (card: unknown) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');

it('counts what the newest sheet changed, and tells the biggest moves first', async () => {
  const card = await office.person('Nadia Haddad').says('price changes');

  expect(card.metadata).toEqual({ operation: 'prices.changes', state: 'answered' });
  expect(plain(card)).toContain('since November 2026 · France · EUR');
  expect(plain(card)).toContain('15 price rises, 2 price cuts, 7 new products and 1 product removed');
  expect(plain(card)).toContain('Apart from these, the texts of 8 products changed.');
  expect(plain(card)).toContain(
    'Microsoft 365 Business Basic\n+10.1%\n€5.56 → €6.12 per licence and month\n' +
      'Commercial · 1 year, billed monthly, and 5 other plans · 1 November 2026',
  );
  expect(plain(card).indexOf('+20.1%')).toBeLessThan(plain(card).indexOf('+10.1%'));
  expect(plain(card)).toContain('Page 1 of 6');
  expect(card.fallbackText).toContain('15 price rises');
});

it('turns pages and filters in place', async () => {
  const nadia = office.person('Nadia Haddad');
  const first = await nadia.says('any price changes this month');

  const second = await nadia.presses('next', first);
  expect(plain(second)).toContain('Page 2 of 6');
  expect(plain(second)).toContain('Visio Plan 2\n−5%\n€13.61 → €12.93');

  const cuts = await nadia.presses(idOf(second, 'Price cuts (2)'), second);
  expect(plain(cuts)).toContain('Price cuts\nVisio Plan 2\n−5%');
  expect(plain(cuts)).not.toContain('Page');
  expect(plain(cuts)).not.toContain('Business Basic');

  const texts = await nadia.presses(idOf(cuts, 'Texts (8)'), cuts);
  expect(plain(texts)).toContain('Planner and Project Plan 1\nrenamed\nBefore: Planner Plan 1');

  const all = await nadia.presses(idOf(texts, 'All changes'), texts);
  expect(plain(all)).toContain('Page 1 of 6');
});

it('le raconte en français', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');

  const card = await nadia.says('changements de prix');
  expect(plain(card)).toContain('15 hausses, 2 baisses, 7 nouveautés et 1 retrait');
  expect(plain(card)).toContain('Par ailleurs, les textes de 8 produits ont changé.');
  expect(plain(card)).toContain('Microsoft 365 Business Basic\n+10,1 %\n5,56 € → 6,12 € par licence et par mois');

  const gone = await nadia.presses(idOf(card, 'Retraits (1)'), card);
  expect(plain(gone)).toContain(
    'Microsoft Stream Plan 1 Legacy\nretiré\nEn dernier lieu 2,86 € par licence et par mois',
  );
});

it('narrows to a product or a segment', async () => {
  const nadia = office.person('Nadia Haddad');

  const visio = await nadia.says('price changes of Microsoft 365 E3');
  expect(plain(visio)).toContain('3 price rises\n');
  expect(plain(visio)).toContain('Microsoft 365 E3\n+5%\n€35.16 → €36.92');

  const education = await nadia.says('what changed in price for education');
  expect(plain(education)).toContain('since November 2026 · Education · France');
  expect(plain(education)).toContain(
    'Microsoft Purview Suite (Education Faculty Pricing)\nnew\n€6.20 per licence and month',
  );
  expect(plain(education)).not.toContain('Commercial ·');
});

it('says that nothing changed, and between which sheets', async () => {
  const card = await office.person('Nadia Haddad').says('what changed in price since 2026-11-15');

  expect(plain(card)).toContain('No price changed since 15 November 2026');
  expect(plain(card)).toContain('Price sheets compared: October 2026 – November 2026');
});

it.each([
  [
    'en-US',
    'price changes of Intune since 2026-11-15',
    ['How it moved', 'All changes'],
    '15 price rises, 2 price cuts',
  ],
  [
    'fr-FR',
    'changements de prix d’Intune depuis le 2026-11-15',
    ['Son évolution', 'Tous les changements'],
    '15 hausses, 2 baisses',
  ],
])('in %s leads on where nothing changed', async (locale, sentence, titles, all) => {
  const nadia = office.person('Nadia Haddad', locale);

  const card = await nadia.says(sentence);
  expect(card.actions.map(({ title }) => title)).toEqual(titles);

  expect(plain(await nadia.presses('open:2', card))).toContain(all);
  expect((await nadia.presses('open:1', card)).metadata.operation).toBe('prices.history');
});

it('offers the nearest titles where no product fits', async () => {
  const nadia = office.person('Nadia Haddad');

  const choice = await nadia.says('price changes of exchange plan 9');
  expect(choice.metadata).toEqual({ operation: 'prices.changes', state: 'choosing' });

  const chosen = await nadia.presses('choose:1', choice);
  expect(chosen.metadata).toEqual({ operation: 'prices.changes', state: 'answered' });
});

it('tells those without the right which role has it', async () => {
  const card = await office.person('Paul Lefebvre').says('price changes');

  expect(card.metadata).toEqual({ operation: 'prices.changes', state: 'refused' });
  expect(plain(card)).toMatch(/It takes the role of .*sales agent/);
  expect(plain(card)).not.toMatch(/€/);
});

it('shows partner prices in the speaker’s own chat, not to a whole channel', async () => {
  const nadia = office.person('Nadia Haddad');
  const channel = { id: '19:changes@thread.tacv2', kind: 'channel' as const };

  const said = await nadia.says('<at>Partner Desk</at> price changes', channel);

  expect(plain(said)).not.toMatch(/€/);
  expect(plain(await nadia.sees())).toContain('15 price rises');
});

it('has nothing to compare before there are two sheets', async () => {
  const empty = await openOffice();
  try {
    const nadia = empty.person('Nadia Haddad');
    expect(plain(await nadia.says('price changes'))).toContain('I have no price sheet yet');

    await empty.inDatabase(async (database) => {
      await importPriceSheet(database, await openPriceSheet(sampleSheets[0]!), { now: empty.now() });
    });
    expect(plain(await nadia.says('price changes'))).toContain('I have only the price sheet of October 2026');
    expect(plain(await empty.person('Nadia Haddad', 'fr-FR').says('changements de prix'))).toContain(
      'Je n’ai qu’une grille tarifaire (octobre 2026)',
    );
  } finally {
    await empty.close();
  }
});
