import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
});
afterAll(() => office.close());

const titles = (card: Card) => card.actions.map((action) => action.title);
const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');

it('puts two products side by side on the same plan', async () => {
  const nadia = office.person('Nadia Haddad');

  const card = await nadia.says('compare business basic and business premium for 25 seats');

  expect(card.metadata).toEqual({ operation: 'prices.find', state: 'answered' });
  expect(plain(card)).toContain('Microsoft 365 Business Basic\nMicrosoft 365 Business Premium');
  expect(plain(card)).toMatch(/You pay, per month\n€[\d.]+\n€19\.23/);
  expect(plain(card)).toMatch(/Against the first\n–\n\+[\d.]+%/);
  expect(plain(card)).toMatch(/25 licences in all\n€[\d,.]+\n€5,769\.00/);
  expect(plain(card)).toContain('1 year, billed monthly\n1 year, billed monthly');
  expect(card.fallbackText).toContain('Microsoft 365 Business Premium: €19.23 per licence and month.');

  const one = await nadia.presses('open:2', card);
  expect(plain(one)).toContain('25 licences, per year\n€5,769.00\n€7,212.00');
});

it.each([
  [
    'en-US',
    'compare business basic and premium',
    'Compared · Microsoft 365 Business Basic and Microsoft 365 Business Premium',
  ],
  [
    'fr-FR',
    'compare business basic et premium',
    'Comparaison · Microsoft 365 Business Basic et Microsoft 365 Business Premium',
  ],
  ['en-US', 'compare Microsoft 365 E3 and E5', 'Compared · Microsoft 365 E3 and Microsoft 365 E5'],
])('in %s, “%s”: what both are called need be said but once', async (locale, sentence, title) => {
  const card = await office.person('Nadia Haddad', locale).says(sentence);

  expect(plain(card)).toContain(title);
});

it('asks which, where a name fits several, and takes those together that differ in nothing else', async () => {
  const nadia = office.person('Nadia Haddad');

  const choice = await nadia.says('compare E3 and E5');
  expect(choice.metadata.state).toBe('choosing');
  expect(titles(choice)).toEqual(
    expect.arrayContaining(['1. Microsoft 365 E3 and Microsoft 365 E5', '2. Office 365 E3 and Office 365 E5']),
  );

  const card = await nadia.presses('choose:1', choice);
  expect(plain(card)).toContain('Microsoft 365 E3\nMicrosoft 365 E5');
});

it('compare en français, et s’en souvient', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');

  const card = await nadia.says('compare Business Basic et Business Premium');
  expect(plain(card)).toContain('Comparaison · Microsoft 365 Business Basic et Microsoft 365 Business Premium');
  expect(plain(card)).toMatch(/Vous payez, par mois\n[\d,]+ €\n19,23 €/);
  expect(plain(card)).toMatch(/Par rapport au premier\n–\n\+[\d,]+ %/);

  const fifty = await nadia.says('et pour 50 postes ?');
  expect(plain(fifty)).toMatch(/50 licences, en tout\n[\d ,]+ €\n11 538,00 €/);
});

it('says what is the matter with the one that is none', async () => {
  const card = await office.person('Nadia Haddad').says('compare business premium and SharePoint Server');

  expect(card.metadata).toMatchObject({ operation: 'prices.find' });
  expect(plain(card)).not.toContain('Against the first');
  expect(plain(card)).toContain('SharePoint Online');
});

it('is refused to whoever may not see prices', async () => {
  const card = await office.person('Paul Lefebvre').says('compare E3 and E5');

  expect(card.metadata.state).toBe('refused');
});
