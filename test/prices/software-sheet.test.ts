import { createPrices } from '../../src/prices/prices';
import { PriceSheetError } from '../../src/prices/sheet/price-sheet-error';
import { openDatabase, type Database } from '../../src/store/database';
import {
  columns,
  composeSheet,
  importText,
  mailBasic,
  november,
  october,
  readTables,
  startOf,
  type Cells,
} from './sheet-text';

/** The 19 columns of a software sheet (domain.md 4.4). */
const nineteen = [
  ...columns.filter((name) => !['ChangeIndicator', 'Segment', 'PreviousValues'].includes(name)),
  'Segment',
];
const office: Cells = {
  ProductTitle: 'Contoso Office LTSC',
  SkuTitle: 'Contoso Office LTSC Standard',
  ProductId: 'DG7GTEST0001',
  TermDuration: 'OneTime',
  BillingPlan: '',
  UnitPrice: '400',
  'ERP Price': '500',
  Tags: 'Software;Perpetual',
};
const software = (rows: Cells[]) =>
  composeSheet(
    rows.map((row) => ({ ...office, ...row })),
    { columns: nineteen },
  );
const softwareFile = (month: string) => `${month}_Software_FR.csv`;

let database: Database;
beforeEach(async () => {
  database = await openDatabase(':memory:');
});
afterEach(() => database.destroy());

const ask = (product: string) =>
  createPrices(database).find({ product }, { market: 'FR', currency: 'EUR', today: '2026-11-23' });

it.each<[Cells, string]>([
  [{}, 'OneTime/once'],
  [{ TermDuration: 'P1Y' }, 'P1Y/annual'],
  [{ TermDuration: 'P1Y', BillingPlan: 'Annual' }, 'P1Y/annual'],
  [{ TermDuration: 'P3Y' }, 'P3Y/triennial'],
  [{ TermDuration: 'P1M' }, 'P1M/monthly'],
])('reads %j as %s', async (row, plan) => {
  await importText(database, softwareFile('Nov'), software([row]));

  const { prices, items, sheets } = await readTables(database);
  expect(prices.map(({ term, billing }) => `${term}/${billing}`)).toEqual([plan]);
  expect([...items, ...sheets].map(({ view }) => view)).toEqual(['software', 'software']);
});

it('has one price for a purchase, not shared out over months', async () => {
  await importText(database, softwareFile('Nov'), software([{}]));

  expect(await ask('office ltsc')).toMatchObject({
    kind: 'found',
    plan: { term: 'OneTime', billing: 'once', bills: 1, unit: { term: { amount: '400' }, month: { amount: '400' } } },
  });
});

it('ends nothing of the licences, which it does not list, and is ended by none of their sheets', async () => {
  await importText(database, october, composeSheet([mailBasic, { SkuId: '0002' }]));
  await importText(database, softwareFile('Oct'), software([{}, { SkuId: '0002' }]));
  const inNovember = { EffectiveStartDate: startOf('2026-11') };

  const second = await importText(database, softwareFile('Nov'), software([{ ...inNovember, UnitPrice: '420' }]));
  const licences = await importText(database, november, composeSheet([mailBasic, { SkuId: '0002', ...inNovember }]));

  expect(second).toMatchObject({ added: 0, changed: 1, removed: 1, unchanged: 0 });
  expect(licences).toMatchObject({ added: 0, removed: 0 });
  expect(await ask('CFQ7TEST0001:0001')).toMatchObject({ kind: 'found' });
  expect(await ask('DG7GTEST0001:0001')).toMatchObject({ kind: 'found', plan: { unit: { term: { amount: '420' } } } });
});

it('has nothing to be compared with but sheets of its own kind', async () => {
  await importText(database, october, composeSheet([mailBasic]));
  const first = await importText(database, softwareFile('Nov'), software([{}]));
  const defaults = { market: 'FR', currency: 'EUR', today: '2026-11-23' };

  expect(first).toMatchObject({ added: 1, removed: 0 });
  expect(await createPrices(database).changes({ offset: 0, limit: 5 }, defaults)).toMatchObject({
    kind: 'first-sheet',
  });
});

it.each<[string, string, string]>([
  ['a licence without a billing plan', composeSheet([{ BillingPlan: '' }]), 'unknown-billing'],
  ['licences among software', composeSheet([mailBasic, office]), 'mixed-views'],
  ['an unknown term', software([{ TermDuration: 'Forever' }]), 'unknown-term'],
])('refuses %s, whole', async (_, content, code) => {
  const fault: unknown = await importText(database, softwareFile('Nov'), content).catch((caught: unknown) => caught);

  expect(fault).toBeInstanceOf(PriceSheetError);
  expect(fault).toMatchObject({ code });
  expect(Object.values(await readTables(database)).flat()).toEqual([]);
});
