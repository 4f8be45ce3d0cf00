import fc from 'fast-check';
import { tellSheetMonth } from '../../src/prices/import/sheet-month';
import { createPrices } from '../../src/prices/prices';
import { openDatabase } from '../../src/store/database';
import { composeSheet, describeMiss, importText, startOf, type Cells } from './sheet-text';

describe('any row of months', () => {
  const months = ['2026-07', '2026-08', '2026-09', '2026-10'];
  const names = ['Jul_x.csv', 'Aug_x.csv', 'Sep_x.csv', 'Oct_x.csv'];
  /** For each month and SKU a price, or nothing, and whether its start is the month's or an old one. */
  const listed = fc.option(fc.record({ price: fc.integer({ min: 1, max: 3 }), isNew: fc.boolean() }), {
    nil: undefined,
  });
  const history = fc.array(fc.tuple(listed, listed, listed), { minLength: 4, maxLength: 4 });

  it('answers each month with what its sheet says', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (sheets) => {
        const own = await openDatabase(':memory:');
        for (const [at, skus] of sheets.entries()) {
          const rows = skus.flatMap((sku, number): Cells[] =>
            sku
              ? [
                  {
                    SkuId: String(number + 1),
                    UnitPrice: String(sku.price),
                    EffectiveStartDate: sku.isNew ? startOf(months[at]!) : startOf('2025-04'),
                  },
                ]
              : [],
          );
          await importText(
            own,
            names[at]!,
            composeSheet([{ SkuId: '99', EffectiveStartDate: startOf(months[at]!) }, ...rows]),
          );
        }

        for (const [at, skus] of sheets.entries())
          for (const [number, sku] of skus.entries()) {
            const answer = await createPrices(own).find(
              { product: `CFQ7TEST0001:${number + 1}`, date: `${months[at]}-15` },
              { market: 'FR', currency: 'EUR', today: '2026-11-23' },
            );
            const isEver = sheets.some((some) => some[number]);
            const expected = sku ? String(sku.price) : isEver ? 'no date' : 'none';
            const said = answer.kind === 'found' ? answer.plan.unit.term.amount : describeMiss(answer);
            // A price that first came with an old start is taken to have held since then.
            const isBeforeFirst = !sku && !sheets.slice(0, at).some((some) => some[number]);
            if (!isBeforeFirst) expect(said).toBe(expected);
          }
        await own.destroy();
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe('the month of a sheet', () => {
  it.each([
    ['Nov_NCE_LicenseBasedPL_GA_FR.csv', '2026-11-01', '2026-11'],
    ['Nov_NCE_LicenseBasedPL_GA_FR.csv', '2026-11-12', '2026-11'],
    ['Nov_NCE_LicenseBasedPL_GA_FR.csv', '2026-07-01', '2026-11'],
    ['Jan_NCE_LicenseBasedPL_GA_FR.csv', '2026-12-01', '2027-01'],
    ['march-prices.csv', '2026-03-01', '2026-03'],
    ['Marketing.csv', '2026-10-01', '2026-10'],
    ['prices.csv', '2026-10-15', '2026-10'],
  ])('of %s with prices from %s is %s', (file, newestStart, month) => {
    expect(tellSheetMonth([file], newestStart)).toBe(month);
  });
});
