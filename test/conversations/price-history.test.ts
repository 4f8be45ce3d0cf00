import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
});
afterAll(() => office.close());

const titles = (card: Card) => card.actions.map((action) => action.title);
const idOf = (card: Card, title: string) => card.actions.find((action) => action.title === title)!.id;
/** Intl parts numbers and currencies by narrow spaces: a test is read more easily without. */
const plain = (card: unknown) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');

interface Chart {
  type: string;
  title: string;
  data: { legend: string; values: { x: string; y: number }[] }[];
  fallback: { type: string };
}
const chartOf = (card: Card) => (card.body as Chart[]).find(({ type }) => type === 'Chart.Line')!;

it('tells in words and in a chart how a price moved', async () => {
  const card = await office.person('Nadia Haddad').says('price history of Microsoft 365 E3');

  expect(card.metadata).toEqual({ operation: 'prices.history', state: 'answered' });
  expect(plain(card)).toContain('Up 5% since January 2026');
  expect(plain(card)).toContain('Today €36.92 per licence and month\n1 year, billed monthly');
  expect(plain(card)).toContain('Last change\n1 November 2026: €35.16 → €36.92 (+5%)');
  expect(card.fallbackText).toContain('Up 5% since January 2026. Today €36.92 per licence and month');

  const { title, data, fallback } = chartOf(card);
  expect(title).toBe('EUR per licence and month');
  expect(data.map(({ legend }) => legend)).toEqual(['You pay', 'Estimated retail']);
  expect(data[0]!.values).toEqual([
    { x: '2026-01-01', y: 35.16 },
    { x: '2026-10-31', y: 35.16 },
    { x: '2026-11-01', y: 36.92 },
    { x: '2026-11-23', y: 36.92 },
  ]);
  expect(fallback.type).toBe('Table');
  expect(plain(fallback)).toContain('1 November 2026\n€36.92\n€43.44\n+5%\n1 January 2026\n€35.16');
});

it('le raconte en français', async () => {
  const card = await office.person('Nadia Haddad', 'fr-FR').says('historique du prix de Microsoft 365 E3');

  expect(plain(card)).toContain('En hausse de 5 % depuis janvier 2026');
  expect(plain(card)).toContain('Aujourd’hui 36,92 € par licence et par mois');
  expect(plain(card)).toContain('Dernier changement\n1er novembre 2026 : 35,16 € → 36,92 € (+5 %)');
  expect(plain(chartOf(card).fallback)).toContain('1er janvier 2026\n35,16 €');
});

it('has other terms and segments, and today’s price, one press away', async () => {
  const nadia = office.person('Nadia Haddad');
  const card = await nadia.says('price history of Microsoft 365 E3');
  expect(titles(card)).toEqual(
    expect.arrayContaining(['1 year, billed yearly', 'Microsoft 365 E3 (Government Pricing) (Government)']),
  );

  const yearly = await nadia.presses(idOf(card, '1 year, billed yearly'), card);
  expect(plain(yearly)).toContain('Today €421.97 per licence and year\n1 year, billed yearly');
  expect(chartOf(yearly).title).toBe('EUR per licence and year');

  const price = await nadia.presses('open', yearly);
  expect(price.metadata.operation).toBe('prices.find');
  expect(plain(price)).toContain('€421.97 per licence and year');

  const back = await nadia.presses(idOf(price, 'How it moved'), price);
  expect(back.metadata.operation).toBe('prices.history');
  expect(plain(back)).toContain('1 year, billed yearly');
});

it('asks which product where several fit, and keeps the term', async () => {
  const nadia = office.person('Nadia Haddad');

  const choice = await nadia.says('price history of E3 on the one-month term');
  expect(choice.metadata).toEqual({ operation: 'prices.history', state: 'choosing' });

  const chosen = await nadia.presses('choose:2', choice);
  expect(plain(chosen)).toContain('Office 365 E3');
  expect(plain(chosen)).toContain('1 month, billed monthly');
});

it('tells of what is no longer sold', async () => {
  const card = await office.person('Nadia Haddad').says('price history of Microsoft Stream Plan 1 Legacy');

  expect(plain(card)).toContain('No longer sold since November 2026');
  expect(plain(card)).toContain('1 November 2026: no longer sold');
});

it('says that a price did not move', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');

  expect(plain(await nadia.says('évolution du prix de Business Premium'))).toContain('Inchangé depuis avril 2025');
});

it('offers the nearest titles where nothing fits', async () => {
  const nadia = office.person('Nadia Haddad');

  const choice = await nadia.says('price history of exchange plan 9');

  expect(choice.metadata).toEqual({ operation: 'prices.history', state: 'choosing' });
  expect(plain(choice)).toContain('Exchange Online (Plan 1)');
});

it.each([
  ['price history of business premium in Japan', 'I have no price of Microsoft 365 Business Premium for Japan'],
  ['price history of Clipchamp Premium over three years', 'Clipchamp Premium is not sold on those terms'],
])('%s: says what there is instead', async (sentence, answer) => {
  expect(plain(await office.person('Nadia Haddad').says(sentence))).toContain(answer);
});

it('tells those without the right which role has it', async () => {
  const card = await office.person('Paul Lefebvre').says('price history of Microsoft 365 E3');

  expect(card.metadata).toEqual({ operation: 'prices.history', state: 'refused' });
  expect(plain(card)).toMatch(/It takes the role of .*sales agent/);
  expect(plain(card)).not.toMatch(/€/);
});

it('shows partner prices in the speaker’s own chat, not to a whole channel', async () => {
  const nadia = office.person('Nadia Haddad');
  const channel = { id: '19:history@thread.tacv2', kind: 'channel' as const };

  const said = await nadia.says('<at>Partner Desk</at> price history of Microsoft 365 E3', channel);

  expect(plain(said)).not.toMatch(/€/);
  expect(plain(await nadia.sees())).toContain('Up 5% since January 2026');
});

it.each([
  ['en-US', 'price history of E3', 'I have no price sheet yet', 'Take in a price sheet'],
  ['fr-FR', 'historique du prix de E3', 'Je n’ai encore aucune grille tarifaire', 'Importer une grille tarifaire'],
])('has nothing to tell without a price sheet, and leads whoever may take one in there (%s)', async (...told) => {
  const [locale, says, nothing, takeIn] = told;
  const empty = await openOffice();
  try {
    const nadia = empty.person('Nadia Haddad', locale);
    const card = await nadia.says(says);

    expect(plain(card)).toContain(nothing);
    expect(card.actions.map(({ title }) => title)).toEqual([takeIn]);
    expect((await nadia.presses('open', card)).metadata.operation).toBe('prices.import');

    const julien = await empty.person('Julien Petit', locale).says(says);
    expect(plain(julien)).toContain(nothing);
    expect(julien.actions).toEqual([]);
  } finally {
    await empty.close();
  }
});
