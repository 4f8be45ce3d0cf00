import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
});
afterAll(() => office.close());

const titles = (card: Card) => card.actions.map((action) => action.title);
/** Intl parts numbers and currencies by narrow spaces: a test is read more easily without. */
const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');

it('tells the price for 25 seats, a year, billed monthly', async () => {
  const nadia = office.person('Nadia Haddad');

  const card = await nadia.says('price of business premium for 25 seats, annual, billed monthly');

  expect(card.metadata).toEqual({ operation: 'prices.find', state: 'answered' });
  expect(plain(card)).toContain('Microsoft 365 Business Premium');
  expect(plain(card)).toContain('€19.23 per licence and month');
  expect(plain(card)).toContain('1 year, billed monthly');
  expect(plain(card)).toContain('Margin 20%: €1,443.00 per year');
  expect(plain(card)).toContain('25 licences, each month\n€480.75\n€601.00');
  expect(plain(card)).toContain('25 licences, per year\n€5,769.00\n€7,212.00');
  expect(plain(card)).toContain('Segment\nCommercial\nCountry\nFrance\nCurrency\nEUR\nValid\nfrom 1 April 2025');
  expect(card.fallbackText).toContain('25 licences €5,769.00 per year');
});

it('le dit en français', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');

  const card = await nadia.says('prix de business premium pour 25 postes, un an, facturé au mois');

  expect(plain(card)).toContain('19,23 € par licence et par mois');
  expect(plain(card)).toContain('Marge 20 % : 1 443,00 € par an');
  expect(plain(card)).toContain('25 licences, par mois\n480,75 €\n601,00 €');
  expect(plain(card)).toContain('à partir du 1er avril 2025');
});

it('has other terms, plans and segments one press away', async () => {
  const nadia = office.person('Nadia Haddad');
  const card = await nadia.says('price of business premium for 25 seats, annual, billed monthly');
  expect(titles(card)).toEqual(
    expect.arrayContaining([
      '1 month, billed monthly – €21.98 a month',
      'Microsoft 365 Business Premium (Nonprofit Staff Pricing) (Charity)',
    ]),
  );

  const monthly = await nadia.presses('choose:2', card);

  expect(plain(monthly)).toContain('1 month, billed monthly');
  expect(plain(monthly)).toContain('25 licences, per month\n€549.50');
});

it('asks which product where several fit, and shows the chosen one', async () => {
  const nadia = office.person('Nadia Haddad');

  const choice = await nadia.says('how much is E3?');
  expect(choice.metadata.state).toBe('choosing');
  expect(titles(choice)).toEqual(expect.arrayContaining(['1. Microsoft 365 E3', '2. Office 365 E3']));

  const chosen = await nadia.presses('choose:2', choice);
  expect(chosen.metadata.state).toBe('answered');
  expect(plain(chosen)).toContain('Office 365 E3');
});

it('offers the nearest titles where nothing fits', async () => {
  const card = await office.person('Nadia Haddad').says('price of Microsoft 365 Busines Premum');

  expect(plain(card)).toContain('Microsoft 365 Business Premium');
});

it.each([
  ['price of business premium in USD', 'I have no price of Microsoft 365 Business Premium in that currency', 'EUR'],
  ['price of business premium in Japan', 'I have no price of Microsoft 365 Business Premium for Japan', 'France'],
])('%s: says what there is instead, and puts nothing in its place', async (sentence, answer, offered) => {
  const card = await office.person('Nadia Haddad').says(sentence);

  expect(plain(card)).toContain(answer);
  expect(plain(card)).toContain(offered);
  expect(plain(card)).not.toMatch(/€\d/);
});

it('tells those without the right which role has it and who can grant it', async () => {
  const card = await office.person('Paul Lefebvre').says('price of business premium');

  expect(card.metadata).toEqual({ operation: 'prices.find', state: 'refused' });
  expect(plain(card)).toContain('You may not see partner prices');
  expect(plain(card)).toMatch(/It takes the role of .*sales agent/);
  expect(plain(card)).toMatch(/Claire Moreau.* can grant it/);
  expect(plain(card)).not.toMatch(/€/);
});

it('shows partner prices in the speaker’s own chat, not to a whole channel', async () => {
  const nadia = office.person('Nadia Haddad');
  const channel = { id: '19:sales@thread.tacv2', kind: 'channel' as const };

  const said = await nadia.says('<at>Partner Desk</at> price of business premium', channel);

  expect(plain(said)).not.toMatch(/€/);
  expect(plain(await nadia.sees())).toContain('€19.23 per licence and month');
});
