import { importText, columns, composeSheet, type Cells } from '../prices/sheet-text';
import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';

const visio = (price: string, retail: string, month: string): Cells => ({
  ProductTitle: 'Visio LTSC Standard',
  SkuTitle: 'Visio LTSC Standard',
  ProductId: 'DG7GTEST0002',
  TermDuration: 'OneTime',
  BillingPlan: '',
  UnitPrice: price,
  'ERP Price': retail,
  EffectiveStartDate: `${month}-01T00:00:00.0000000Z`,
  Tags: 'Software;Perpetual',
});

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const form = { columns: columns.filter((name) => name !== 'ChangeIndicator' && name !== 'PreviousValues') };
  await office.inDatabase(async (database) => {
    await importText(database, 'Oct_Software_FR.csv', composeSheet([visio('240', '300', '2026-10')], form));
    await importText(database, 'Nov_Software_FR.csv', composeSheet([visio('264', '330', '2026-11')], form));
  });
});
afterAll(() => office.close());

const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');

it('tells what is bought for good once, and not by the month', async () => {
  const card = await office.person('Nadia Haddad').says('price of visio ltsc standard for 10 seats');

  expect(plain(card)).toContain('€264.00 per licence\nbought once\nMargin 20%: €660.00');
  expect(plain(card)).toContain('1 licence\n€264.00\n€330.00\n10 licences\n€2,640.00\n€3,300.00');
  expect(plain(card)).toContain('Before: €240.00 per licence.');
  expect(plain(card)).not.toContain('month\n');
  expect(card.fallbackText).toContain('€264.00 per licence, bought once; 10 licences €2,640.00.');
});

it('le dit en français, avec son historique et ses changements', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');

  const price = await nadia.says('prix de visio ltsc standard');
  expect(plain(price)).toContain('264,00 € par licence\nachat définitif\nMarge 20 % : 66,00 €');

  const history = await nadia.presses('open:2', price);
  expect(plain(history)).toContain(
    'En hausse de 10 % depuis octobre 2026\nAujourd’hui 264,00 € par licence\nachat définitif',
  );

  expect(plain(await nadia.says('changements de prix'))).toContain(
    'Visio LTSC Standard\n+10 %\n240,00 € → 264,00 € par licence\nEntreprises · achat définitif · 1er novembre 2026',
  );
});
