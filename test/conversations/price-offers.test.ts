import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPriceSheet } from '../../src/prices/import-sheet';
import { importPromotions } from '../../src/prices/promotions/promotions';
import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';

const now = new Date('2026-11-02T08:00:00.000Z');
const read = (path: string) => readFileSync(join(__dirname, '../..', path));

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
  await office.inDatabase(async (database) => {
    async function* matrix() {
      yield read('test/prices/fixtures/OfferMatrix.csv');
    }
    await importPriceSheet(database, { file: 'OfferMatrix.csv', chunks: matrix() }, { now });
    await importPromotions(database, { file: 'promotions.json', json: read('env/promotions.json').toString(), now });
  });
});
afterAll(() => office.close());

const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');

it('says with the price what may be ordered, what it can become, and what is in the way of the quantity', async () => {
  const nadia = office.person('Nadia Haddad');

  const card = await nadia.says('price of business basic for 400 seats');

  expect(plain(card)).toContain('Licences\nat most 300');
  expect(plain(card)).toMatch(/Can become\nMicrosoft 365 Business \w+ or Microsoft 365 Business \w+/);
  expect(plain(card)).toContain('At most 300 licences can be ordered in one subscription.');
  expect(plain(await nadia.says('price of business basic for 300 seats'))).not.toContain('can be ordered');
});

it('dit ce qu’il faut avoir d’abord, et le minimum', async () => {
  const card = await office.person('Nadia Haddad', 'fr-FR').says('prix de Business Standard pour 2 postes');

  expect(plain(card)).toContain('Il faut commander au moins 5 licences.');
  expect(plain(card)).toContain('Nécessite d’abord\nMicrosoft 365 Business Basic');
});

it('says nothing of it where the offer matrix does not', async () => {
  const card = await office.person('Nadia Haddad').says('price of Visio Plan 2 for 2 seats');

  expect(plain(card)).not.toContain('Needs first');
});

it('tells the promotion of the day with the price that it leaves', async () => {
  const card = await office.person('Nadia Haddad').says('price of business premium, annual, billed monthly');

  // 15 % off €19.23.
  expect(plain(card)).toContain('Business Premium winter offer');
  expect(plain(card)).toMatch(/−15% · €16\.35 per licence and month · until 31 March 2027/);
});

it('finds a product by its id', async () => {
  const card = await office.person('Nadia Haddad').says('price of CFQ7TEST0044:0001 for 3 seats');

  expect(plain(card)).toContain('Visio Plan 2');
});
