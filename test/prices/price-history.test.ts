import { createPrices, type HistoryQuery, type PriceHistory, type Prices } from '../../src/prices/prices';
import { openDatabase, type Database } from '../../src/store/database';
import { composeSheet, importText, mailBasic, november, october, startOf, type Cells } from './sheet-text';

const defaults = { market: 'FR', currency: 'EUR', today: '2026-11-23' };
const december = 'Dec_NCE_LicenseBasedPL_GA_FR.csv';

let database: Database;
let prices: Prices;
beforeEach(async () => {
  database = await openDatabase(':memory:');
  prices = createPrices(database);
});
afterEach(() => database.destroy());

const ask = (query: Partial<HistoryQuery> = {}) =>
  prices.history({ product: 'Contoso Mail Basic', ...query }, defaults);

/** Each step in a line; `<` marks a price that held before that day too. */
function sketch(answer: { kind: string }): string[] {
  if (answer.kind !== 'history') return [answer.kind];
  return (answer as PriceHistory).steps.map(({ from, heldBefore, unit, retail, percent }) =>
    [heldBefore ? '<' : '', from, unit?.term.amount ?? 'ended', retail?.term.amount ?? '', percent ?? '']
      .join(' ')
      .trim(),
  );
}

const costs = (unit: string, retail: string, month: string, more: Cells = {}): Cells => ({
  UnitPrice: unit,
  'ERP Price': retail,
  EffectiveStartDate: startOf(month),
  ...more,
});

it.each<[string, [string, Cells[]][], string[]]>([
  [
    'starts where the oldest price that is listed does',
    [[october, [costs('57.6', '72', '2025-04')]]],
    ['2025-04-01 57.6 72'],
  ],
  [
    'tells each move, and by how much',
    [
      [october, [costs('57.6', '72', '2025-04')]],
      [november, [costs('63.36', '79.2', '2026-11')]],
      [december, [costs('60', '79.2', '2026-12')]],
    ],
    ['2025-04-01 57.6 72', '2026-11-01 63.36 79.2 10', '2026-12-01 60 79.2 -5.3'],
  ],
  [
    'is not moved by other texts or dates',
    [
      [october, [costs('57.6', '72', '2025-04')]],
      [november, [costs('57.6', '72', '2026-11', { SkuTitle: 'Contoso Mail' })]],
    ],
    ['2025-04-01 57.6 72'],
  ],
  [
    'believes the first sheet about what was before it',
    [[november, [costs('63.36', '79.2', '2026-11', { PreviousValues: "{'ERP Price': '72', 'UnitPrice': '57.6'}" })]]],
    ['< 2026-10-31 57.6 72', '2026-11-01 63.36 79.2 10'],
  ],
  [
    'knows of an open start only since its sheet',
    [[october, [{ EffectiveStartDate: '1753-01-01T00:00:00Z' }, costs('1', '2', '2026-10', { SkuId: '0009' })]]],
    ['< 2026-10-01 57.6 72'],
  ],
  [
    'ends with the sale',
    [[october, [costs('57.6', '72', '2025-04', { EffectiveEndDate: '2026-10-31T23:59:59Z' })]]],
    ['2025-04-01 57.6 72', '2026-11-01 ended'],
  ],
  [
    'ends where a later sheet lists it no more, and goes on where one lists it again',
    [
      [october, [costs('57.6', '72', '2025-04'), { SkuId: '0009' }]],
      [november, [{ SkuId: '0009', EffectiveStartDate: startOf('2026-11') }]],
      [december, [costs('60', '72', '2026-12'), { SkuId: '0009' }]],
    ],
    ['2025-04-01 57.6 72', '2026-11-01 ended', '2026-12-01 60 72'],
  ],
  [
    'has no percentage of what was free',
    [
      [october, [costs('0', '0', '2025-04')]],
      [november, [costs('5', '6', '2026-11')]],
    ],
    ['2025-04-01 0 0', '2026-11-01 5 6'],
  ],
])('%s', async (_, sheets, expected) => {
  for (const [file, rows] of sheets) await importText(database, file, composeSheet(rows));

  expect(sketch(await ask({ product: 'CFQ7TEST0001:0001' }))).toEqual(expected);
});

it('tells the plan that was asked for, and names the others', async () => {
  const plans: Cells[] = [{}, { TermDuration: 'P1M', UnitPrice: '6' }, { BillingPlan: 'Annual', UnitPrice: '55' }];
  await importText(database, october, composeSheet(plans));

  const asked = (await ask({ term: 'P1M' })) as PriceHistory;
  const first = (await ask()) as PriceHistory;

  expect(asked).toMatchObject({ plan: { term: 'P1M', billing: 'monthly' } });
  expect(first.plan).toEqual({ term: 'P1Y', billing: 'monthly' });
  expect(first.otherPlans).toEqual([
    { term: 'P1Y', billing: 'annual' },
    { term: 'P1M', billing: 'monthly' },
  ]);
});

it.each<[Partial<HistoryQuery>, object]>([
  [{ market: 'DE' }, { kind: 'no-such-combination', missing: 'market' }],
  [{ currency: 'USD' }, { kind: 'no-such-combination', missing: 'currency' }],
  [{ term: 'P3Y' }, { kind: 'no-such-combination', missing: 'plan' }],
  [{ segment: 'education' }, { kind: 'no-such-combination', missing: 'segment' }],
  [{ product: 'Contoso Phone' }, { kind: 'none' }],
])('%j is not answered with another', async (query, expected) => {
  await importText(database, october, composeSheet([mailBasic]));

  expect(await ask(query)).toMatchObject(expected);
});

it('says on which plans something was sold that no longer is', async () => {
  await importText(database, october, composeSheet([mailBasic, { SkuId: '0009' }]));
  await importText(database, november, composeSheet([{ SkuId: '0009', EffectiveStartDate: startOf('2026-11') }]));

  const answer = await ask({ product: 'CFQ7TEST0001:0001', term: 'P3Y' });

  expect(answer).toMatchObject({ missing: 'plan', exists: { plans: [{ term: 'P1Y', billing: 'monthly' }] } });
});

it('has the only currency of a market where the account’s own is not listed', async () => {
  await importText(database, october, composeSheet([{ Market: 'US', Currency: 'USD' }]));

  expect(await ask({ market: 'US' })).toMatchObject({ kind: 'history', currency: 'USD' });
});

it('has nothing before the first sheet', async () => {
  expect(await ask()).toEqual({ kind: 'empty' });
});
