import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import { createPrices, matchAmong, type Prices } from '../../src/prices/prices';
import { openDatabase, type Database } from '../../src/store/database';

const sheetOf = (month: 'Oct' | 'Nov') => `env/price-sheets/${month}_NCE_LicenseBasedPL_GA_FR.csv`;
const october = '2026-10-15';
const november = '2026-11-23';
const removed = 'Microsoft Stream Plan 1 Legacy';
const added = 'Microsoft Purview Suite';

let database: Database;
let prices: Prices;
const take = async (month: 'Oct' | 'Nov') =>
  importPriceSheet(database, await openPriceSheet(sheetOf(month)), { now: new Date('2026-11-02T08:00:00.000Z') });
const everything = async (day: string) => (await prices.products.list({ day, offset: 0, limit: 1_000 }))!;

beforeEach(async () => {
  database = await openDatabase(':memory:');
  prices = createPrices(database);
});
afterEach(() => database.destroy());

it('without a price sheet there is no catalog, which is not an empty one', async () => {
  expect(await prices.products.list({ day: november, offset: 0, limit: 10 })).toBeUndefined();
  expect(await prices.products.describe(['CFQ7TEST0003:0001'], november)).toBeUndefined();
  expect(await prices.products.match('E3', { day: november })).toEqual({ kind: 'empty' });
});

it('lists each product once in its segment, however many SKUs, terms and plans it has', async () => {
  await take('Nov');

  const { products, total, counts } = await everything(november);

  expect(products.length).toBe(total);
  expect(new Set(products.map(({ productId, segment }) => `${productId}/${segment}`)).size).toBe(total);
  expect(counts.commercial + counts.education + counts.charity + counts.government).toBe(total);
  const premium = products.filter(({ productId }) => productId === 'CFQ7TEST0003');
  expect(premium).toEqual([
    { productId: 'CFQ7TEST0003', segment: 'commercial', title: 'Microsoft 365 Business Premium', variants: 3 },
    {
      productId: 'CFQ7TEST0003',
      segment: 'charity',
      title: 'Microsoft 365 Business Premium (Nonprofit Staff Pricing)',
      variants: 1,
    },
  ]);
});

it('goes through the segments in their order, by title, in pages', async () => {
  await take('Nov');
  const { products, counts } = await everything(november);

  const segments = [...new Set(products.map(({ segment }) => segment))];
  const page = await prices.products.list({ day: november, offset: 70, limit: 10 });
  const education = await prices.products.list({ day: november, segment: 'education', offset: 60, limit: 10 });

  expect(segments).toEqual(['commercial', 'education', 'charity', 'government']);
  expect(products.slice(0, 3).map(({ title }) => title)).toEqual([
    'Clipchamp Premium',
    'Dynamics 365 Business Central Essentials',
    'Dynamics 365 Business Central Premium',
  ]);
  expect(page!.products).toEqual(products.slice(70, 80));
  expect(education).toMatchObject({ total: counts.education, counts });
  expect(education!.products).toHaveLength(counts.education - 60);
});

it('has what is sold on the day: a new sheet is seen at once, and what it leaves out is gone', async () => {
  await take('Oct');
  const titles = async (day: string) => (await everything(day)).products.map(({ title }) => title);
  expect(await titles(november)).toContain(removed);

  await take('Nov');

  expect(await titles(november)).toEqual(expect.arrayContaining([added]));
  expect(await titles(november)).not.toContain(removed);
  expect(await titles(october)).toContain(removed);
  expect(await titles(october)).not.toContain(added);
  expect(
    await prices.products.describe(['CFQ7TEST0076:0001', 'CFQ7TEST0003:0001', 'CFQ7TEST9999:0001'], november),
  ).toEqual([
    expect.objectContaining({ title: removed, isSold: false }),
    expect.objectContaining({ title: 'Microsoft 365 Business Premium', isSold: true }),
    null,
  ]);
});

it('offers what is no longer sold only where nothing else fits', async () => {
  await take('Oct');
  await take('Nov');
  const sketch = async (text: string) => {
    const matches = await prices.products.match(text, { day: november });
    return matches.kind === 'found' ? matches.best.map(({ title, isSold }) => [title, isSold]) : matches.kind;
  };

  expect(await sketch('Stream')).toEqual([[removed, false]]);
  expect(await sketch('business premium')).toEqual([['Microsoft 365 Business Premium', true]]);
  expect(await prices.products.match('Viva Suite', { day: november, segment: 'charity' })).toMatchObject({
    kind: 'other-segment',
    item: { title: 'Viva Suite' },
    segments: ['commercial', 'education'],
  });
  expect(await prices.products.match('Microsoft 365 Bizniz Premmium', { day: november })).not.toEqual({
    kind: 'none',
    nearest: [],
  });
});

describe('among a few', () => {
  const few = [
    ['CFQ7TEST0003', 'Microsoft 365 Business Premium', 'commercial'],
    ['CFQ7TEST0006', 'Microsoft 365 E3', 'commercial'],
    ['CFQ7TEST0023', 'Exchange Online (Plan 1)', 'commercial'],
    ['CFQ7TEST0004', 'Visio Plan 1', 'commercial'],
    ['CFQ7TEST0005', 'Visio Plan 2', 'commercial'],
  ].map(([productId, title, segment]) => ({
    productId: productId!,
    skuId: '0001',
    title: title!,
    productTitle: title!,
    segment: segment as 'commercial',
  }));

  it.each([
    ['E3', ['Microsoft 365 E3']],
    ['microsoft 365 e3', ['Microsoft 365 E3']],
    ['exchange', ['Exchange Online (Plan 1)']],
    ['exchnage online', ['Exchange Online (Plan 1)']],
    ['premium business', ['Microsoft 365 Business Premium']],
    ['visio', ['Visio Plan 1', 'Visio Plan 2']],
    ['CFQ7TEST0005:0001', ['Visio Plan 2']],
    ['E5', []],
    ['Business Basic', []],
    ['', []],
  ])('“%s” is %j', (text, titles) => {
    expect(matchAmong(few, text).map(({ title }) => title)).toEqual(titles);
  });

  it('of none there is none', () => {
    expect(matchAmong([], 'E3')).toEqual([]);
  });
});
