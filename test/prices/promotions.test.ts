import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPromotions, importPromotions, takeOff } from '../../src/prices/promotions/promotions';
import { PromotionsError, readPromotions } from '../../src/prices/promotions/read-promotions';
import { openDatabase, type Database } from '../../src/store/database';

/** The platform's own sample (domain.md 3a), with made-up ids. */
const sample = {
  id: '39NFJTESTA09:0001:39NFJTESTB09',
  name: 'Contoso Plan 1',
  description: 'Contoso Plan 1',
  startDate: '2021-09-23T00:00:00+00:00',
  endDate: '2021-10-14T23:59:59+00:00',
  properties: { isAutoApplicable: true },
  requiredProducts: [
    {
      productId: 'CFQ7TEST0099',
      skuId: '3',
      term: { duration: 'P1Y', billingCycle: 'Annual' },
      pricingPolicies: [{ policyType: 'PercentDiscount', value: '0.05' }],
    },
  ],
};
type Sample = Record<string, unknown>;
const fileOf = (...promotions: Sample[]) =>
  JSON.stringify({ totalCount: promotions.length, items: promotions, attributes: { objectType: 'Collection' } });
const withPlan = (changed: Sample) => ({
  ...sample,
  requiredProducts: [{ ...sample.requiredProducts[0], ...changed }],
});

describe('reading', () => {
  it('the platform’s form', () => {
    expect(readPromotions(`\uFEFF${fileOf(sample)}`)).toEqual([
      {
        id: sample.id,
        name: 'Contoso Plan 1',
        description: 'Contoso Plan 1',
        startsOn: '2021-09-23',
        endsOn: '2021-10-14',
        isAutomatic: true,
        plans: [{ reference: 'CFQ7TEST0099:0003', term: 'P1Y', billing: 'annual', discount: 50_000 }],
      },
    ]);
  });

  it('the sample of the project', () => {
    const json = readFileSync(join(__dirname, '../../env/promotions.json'), 'utf8');

    expect(readPromotions(json).map(({ endsOn }) => endsOn)).toEqual([
      '2026-12-14',
      '2027-03-31',
      '2026-10-31',
      '2027-06-30',
    ]);
  });

  it.each<[string, Sample, Sample]>([
    [
      'a term and cycle that it does not know',
      { term: { duration: 'P5Y', billingCycle: 'Unknown' } },
      { term: null, billing: null },
    ],
    ['no term', { term: null }, { term: null, billing: null }],
    ['another policy', { pricingPolicies: [{ policyType: 'FixedPrice', value: 'x' }] }, { discount: null }],
    ['no policy', { pricingPolicies: undefined }, { discount: null }],
    [
      'a discount as a number',
      { pricingPolicies: [{ policyType: 'PercentDiscount', value: 0.167 }] },
      { discount: 167_000 },
    ],
    [
      'everything taken off',
      { pricingPolicies: [{ policyType: 'PercentDiscount', value: '1' }] },
      { discount: 1_000_000 },
    ],
  ])('%s', (_, changed, expected) => {
    expect(readPromotions(fileOf(withPlan(changed)))[0]!.plans[0]).toMatchObject(expected);
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', 'ProductTitle,ProductId', /^this is no JSON$/],
    ['another answer', '{"value":[]}', /^items: /],
    ['a list alone', '[]', /^the file: /],
    ['no name', fileOf({ ...sample, name: '' }), /^items\.0\.name: /],
    ['no date', fileOf(sample, { ...sample, endDate: 'soon' }), /^items\.1\.endDate: /],
    [
      'an end before the start',
      fileOf({ ...sample, endDate: '2021-09-01T00:00:00Z' }),
      /^items\.0\.endDate: is before/,
    ],
    ['no product', fileOf({ ...sample, requiredProducts: [] }), /^items\.0\.requiredProducts: /],
    [
      'more than everything off',
      fileOf(withPlan({ pricingPolicies: [{ policyType: 'PercentDiscount', value: '1.5' }] })),
      /^items\.0\.requiredProducts\.0\.pricingPolicies\.0/,
    ],
    [
      'a discount that is none',
      fileOf(withPlan({ pricingPolicies: [{ policyType: 'PercentDiscount', value: 'much' }] })),
      /pricingPolicies\.0/,
    ],
  ])('refuses %s, and says where', (_, json, message) => {
    expect(() => readPromotions(json)).toThrow(PromotionsError);
    expect(() => readPromotions(json)).toThrow(message);
  });
});

describe('taking in', () => {
  let database: Database;
  beforeEach(async () => void (database = await openDatabase(':memory:')));
  afterEach(() => database.destroy());
  const now = new Date('2021-09-24T08:00:00.000Z');
  const take = (...promotions: Sample[]) =>
    importPromotions(database, { file: 'p.json', json: fileOf(...promotions), now });

  it('replaces by id, leaves what a list does not have, and counts', async () => {
    const other = { ...sample, id: 'other', name: 'Other' };

    expect(await take(sample, other)).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
    expect(await take({ ...sample, name: 'Renamed' })).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
    expect(await take({ ...sample, name: 'Renamed' })).toMatchObject({ added: 0, changed: 0, unchanged: 1 });

    const names = (await createPromotions(database).on('2021-10-01'))!.map(({ name }) => name);
    expect(names).toEqual(['Other', 'Renamed']);
  });

  it('is whole or not at all', async () => {
    await expect(take(sample, { ...sample, id: '' })).rejects.toThrow(PromotionsError);

    expect(await createPromotions(database).on('2021-10-01')).toBeUndefined();
  });

  it.each([
    ['2021-09-22', 0],
    ['2021-09-23', 1],
    ['2021-10-14', 1],
    ['2021-10-15', 0],
  ])('on %s there are %i', async (day, count) => {
    await take(sample);

    expect(await createPromotions(database).on(day)).toHaveLength(count);
  });
});

it.each([
  ['100', 167_000, '83.3'],
  ['12.31', 0, '12.31'],
  ['12.31', 1_000_000, '0'],
  ['0.000001', 500_000, '0.000001'],
] as const)('%s less %i millionths is %s', (amount, discount, left) => {
  expect(takeOff(amount, discount)).toBe(left);
});
