import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPromotions } from '../../src/prices/promotions/promotions';
import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ prices: true });
});
afterEach(() => office.close());

const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
const takeIn = (json = readFileSync(join(__dirname, '../../env/promotions.json'), 'utf8')) =>
  office.inDatabase((database) => importPromotions(database, { file: 'p.json', json, now: office.now() }));

it('today’s promotions, the first to end in front, with what a licence then costs', async () => {
  await takeIn();

  const card = await office.person('Nadia Haddad').says('show current offers');

  expect(card.metadata).toEqual({ operation: 'offers.list', state: 'answered' });
  expect(plain(card)).toContain('2 promotions today\n1 ends within 30 days.');
  expect(plain(card)).toMatch(
    /Visio Plan 2 for new customers[^]*until 14 December 2026[^]*Business Premium winter offer/,
  );
  expect(plain(card)).toContain('€10.26 instead of €12.31 per licence and month');
  expect(plain(card)).toContain('Commercial · 1 year, billed yearly, and one more plan · applied by itself');
  expect(plain(card)).toContain('−16.7%');
  expect(plain(card)).not.toMatch(/Exchange|Viva/);
});

it('en français, pour un produit ; sans remise, il le dit et mène aux autres', async () => {
  await takeIn();
  const nadia = office.person('Nadia Haddad', 'fr-FR');

  const visio = await nadia.says('une remise sur Visio en ce moment ?');
  expect(plain(visio)).toContain('1 promotion en cours');
  expect(plain(visio)).toContain('10,26 € au lieu de 12,31 € par licence et par mois');
  expect(plain(visio)).toContain('jusqu’au 14 décembre 2026');

  const none = await nadia.says('une remise sur Intune en ce moment ?');
  expect(plain(none)).toContain('Il n’y a pas de promotion en ce moment pour : Intune.');
  expect(plain(await nadia.presses('open', none))).toContain('2 promotions en cours');
});

it('of a segment: promotions are commercial, as a rule', async () => {
  await takeIn();
  const nadia = office.person('Nadia Haddad');

  expect(plain(await nadia.says('specials for charities'))).toContain('There is no promotion today for: Charity.');
});

it('pages through many', async () => {
  const { items } = JSON.parse(readFileSync(join(__dirname, '../../env/promotions.json'), 'utf8')) as {
    items: object[];
  };
  const many = Array.from({ length: 19 }, (_, at) => ({ ...items[1], id: `many-${at}`, name: `Offer ${at + 10}` }));
  await takeIn(JSON.stringify({ items: many }));
  const nadia = office.person('Nadia Haddad');

  const first = await nadia.says('show current offers');
  expect(plain(first)).toContain('Page 1 of 3');
  expect(Buffer.byteLength(JSON.stringify(first))).toBeLessThan(24 * 1024);
  const last = await nadia.presses('next', await nadia.presses('next', first));

  expect(plain(last)).toContain('Offer 28');
  expect(last.actions.map(({ id }) => id)).toEqual(['previous']);
});

it('without a list says how one comes in; after all have ended, that there is none', async () => {
  const nadia = office.person('Nadia Haddad');
  expect(plain(await nadia.says('show current offers'))).toContain('npm run prices:import -- FILE.json');

  await takeIn();
  await office.wait(400 * 24 * 60);

  expect(plain(await nadia.says('show current offers'))).toContain('There is no promotion today.');
});

it('is for those who see partner prices, and in private', async () => {
  await takeIn();
  const channel = { id: '19:sales@thread.tacv2', kind: 'channel' as const };

  expect((await office.person('Marie Dupont').says('show current offers')).metadata.state).toBe('refused');
  const said = await office.person('Nadia Haddad').says('<at>Partner Desk</at> show current offers', channel);

  expect(plain(said)).not.toMatch(/Visio|€|%/);
});
