import fc from 'fast-check';
import { createPrices } from '../../src/prices/prices';
import { openDatabase } from '../../src/store/database';
import { composeSheet, importText, startOf, type Cells } from './sheet-text';

const months = ['2026-09', '2026-10', '2026-11'] as const;
const names = { '2026-09': 'Sep', '2026-10': 'Oct', '2026-11': 'Nov' };
const products = ['0001', '0002', '0003'];

/** The price of each product, month by month; null where it is not sold. */
type Prices = Record<string, (number | null)[]>;

const price = fc.constantFrom(50, 60, 70);
const sold = fc.oneof(
  fc.tuple(price, price, price),
  fc.tuple(fc.constant(null), price, price),
  fc.tuple(price, price, fc.constant(null)),
);
const anyPrices: fc.Arbitrary<Prices> = fc.dictionary(fc.constantFrom(...products), sold, { minKeys: 3 });
const anyOrder = fc.shuffledSubarray([...months], { minLength: 3 });

function sheetOf(prices: Prices, month: (typeof months)[number]): string {
  const at = months.indexOf(month);
  const rows = Object.entries(prices)
    .filter(([, each]) => each[at] !== null)
    .map(([sku, each]): Cells => {
      let began = at;
      while (began > 0 && each[began - 1] === each[at]) began -= 1;
      const start: Cells = began > 0 ? { EffectiveStartDate: startOf(months[began]!) } : {};
      return { SkuId: sku, SkuTitle: `Product ${sku}`, UnitPrice: `${each[at]}`, ...start };
    });
  // Listed in every sheet, and begins with it.
  return composeSheet([...rows, { SkuId: '0009', SkuTitle: 'Monthly', EffectiveStartDate: startOf(month) }]);
}

async function takeIn(prices: Prices, order: readonly (typeof months)[number][]) {
  const database = await openDatabase(':memory:');
  try {
    for (const month of order)
      await importText(database, `${names[month]}_NCE_LicenseBasedPL_GA_FR.csv`, sheetOf(prices, month));
    const defaults = { market: 'FR', currency: 'EUR', today: '2026-11-23' };
    const asked = createPrices(database);
    const found = [];
    for (const sku of products)
      for (const month of months) {
        const answer = await asked.find({ product: `CFQ7TEST0001:${sku}`, date: `${month}-15` }, defaults);
        found.push(answer.kind === 'found' ? answer.plan.unit.term.amount : answer.kind);
      }
    const changes = await asked.changes({ since: '2026-10-01', offset: 0, limit: 50 }, defaults);
    if (changes.kind !== 'changes') throw new Error(changes.kind);
    return { found, told: changes.entries.map(({ kind, item, date, percent }) => [kind, item.title, date, percent]) };
  } finally {
    await database.destroy();
  }
}

it('does not matter in which order the months come', async () => {
  await fc.assert(
    fc.asyncProperty(anyPrices, anyOrder, async (prices, order) => {
      expect(await takeIn(prices, order)).toEqual(await takeIn(prices, months));
    }),
    { numRuns: 30 },
  );
}, 120_000);
