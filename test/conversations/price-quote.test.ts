import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
});
afterAll(() => office.close());

const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
const buttonCalled = (card: Card, title: string) => card.actions.find((action) => action.title === title)!.id;

it('makes a quote of a price, line by line, at the retail price alone', async () => {
  const nadia = office.person('Nadia Haddad');
  const price = await nadia.says('price of business premium for 25 seats, annual, billed monthly');

  const quote = await nadia.presses(buttonCalled(price, 'Make a quote'), price);

  expect(quote.metadata).toEqual({ operation: 'prices.find', state: 'answered' });
  expect(plain(quote)).toContain(
    [
      'From: Contoso Partner',
      'Date: 23 November 2026',
      'Product: Microsoft 365 Business Premium',
      'Term: 1 year, billed monthly',
      'Quantity: 25 licences',
      'Price: €24.04 per licence and month',
      '25 licences, each month: €601.00',
      '25 licences, per year: €7,212.00',
      'Prices are without tax.',
      'Valid: until 30 November 2026',
    ].join('\n'),
  );
  // What the partner pays and keeps stands nowhere, not in the text for other clients either.
  for (const secret of ['19.23', '5,769', '480.75', 'Margin', '20%'])
    expect(JSON.stringify(quote).replaceAll('\u00a0', ' ')).not.toContain(secret);
});

it('is what “quote” makes of the price of before', async () => {
  const nadia = office.person('Nadia Haddad');
  await nadia.says('price of business premium for 25 seats, annual, billed monthly');

  expect(plain(await nadia.says('make it a quote'))).toContain('25 licences, per year: €7,212.00');
  expect(plain(await nadia.says('and for 50 seats?'))).toContain('50 licences, per year: €14,424.00');
});

it('est un devis en français', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');

  const quote = await nadia.says('devis pour 25 Business Premium, un an, facturé au mois');

  expect(plain(quote)).toContain('Devis · Microsoft 365 Business Premium');
  expect(plain(quote)).toContain('Prix : 24,04 € par licence et par mois');
  expect(plain(quote)).toContain('25 licences, par an : 7 212,00 €');
  expect(plain(quote)).toContain('Validité : jusqu’au 30 novembre 2026');
  expect(plain(quote)).not.toContain('19,23');
});

it('asks the product first, where several fit', async () => {
  const nadia = office.person('Nadia Haddad');

  const choice = await nadia.says('a quote for 10 E3');
  expect(choice.metadata.state).toBe('choosing');

  expect(plain(await nadia.presses('choose:1', choice))).toContain('Quantity: 10 licences');
});

it('of nothing is not understood', async () => {
  const card = await office.person('Claire Moreau').says('quote');

  expect(plain(card)).not.toContain('Valid: until');
});
