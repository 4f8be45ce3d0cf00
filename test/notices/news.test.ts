import { selectNews, type Figures, type SheetChange } from '../../src/notices/news';
import { covers, type NewsSieve } from '../../src/notices/subscriptions';

const yearly = { term: 'P1Y', billing: 'monthly' } as const;
const monthly = { term: 'P1M', billing: 'monthly' } as const;

/** A price in whole units of the currency, before and after; the retail price moves along unless it is given. */
function change(title: string, [before, after]: (number | null)[], changed: Partial<SheetChange> = {}): SheetChange {
  const micros = (amount: number | null | undefined) => (amount === null ? null : amount! * 1_000_000);
  const amounts = { before: micros(before), after: micros(after) };
  return {
    reference: `${title}:0001`,
    title,
    segment: 'commercial',
    kind: before === null ? 'added' : after === null ? 'removed' : 'price',
    plan: yearly,
    isOnePlan: false,
    unit: amounts,
    retail: amounts,
    ...changed,
  };
}

const everything: NewsSieve = { product: null, segment: null, only: 'all', above: 0 };
const education: NewsSieve = { ...everything, segment: 'education' };
const only = (title: string): NewsSieve => ({
  ...everything,
  product: { reference: `${title}:0001`, title },
  segment: 'commercial',
});
const prices: NewsSieve = { ...everything, only: 'prices' };
const increases = (above: number): NewsSieve => ({ ...everything, only: 'increases', above });
const titles = (changes: SheetChange[], filter = everything, figures: Figures = 'unit') =>
  selectNews(changes, filter, figures).items.map(({ title }) => title);

describe('what matters to a subscription', () => {
  const changes = [
    change('E3', [100, 105]),
    change('E5', [200, 190]),
    change('A3', [50, 60], { segment: 'education' }),
    change('Copilot', [null, 30]),
    change('Stream', [3, null]),
  ];

  it.each([
    ['everything', everything, ['Stream', 'A3', 'E3', 'E5', 'Copilot']],
    ['one segment', education, ['A3']],
    ['one product', only('E5'), ['E5']],
    ['a product that did not change', only('F1'), []],
    ['a product that is no longer sold', only('Stream'), ['Stream']],
    ['prices alone', prices, ['A3', 'E3', 'E5']],
    ['prices of a segment', { ...prices, segment: 'education' }, ['A3']],
    ['increases', increases(0), ['A3', 'E3']],
    ['increases above 5 %', increases(50), ['A3']],
    ['increases above 4.9 %', increases(49), ['A3', 'E3']],
    ['increases above 20 %', increases(200), []],
  ] satisfies [string, NewsSieve, string[]][])('%s', (_, filter, expected) => {
    expect(titles(changes, filter)).toEqual(expected);
  });

  it('is counted by what it is', () => {
    expect(selectNews(changes, everything, 'unit').counts).toEqual({
      dearer: 2,
      cheaper: 1,
      added: 1,
      removed: 1,
      replanned: 0,
    });
  });
});

it.each<[string, SheetChange, Figures, string[]]>([
  [
    'what the partner pays, to whoever may see it',
    change('E3', [100, 105], { retail: { before: 9, after: 9 } }),
    'unit',
    ['E3'],
  ],
  ['what the partner pays, among others', change('E3', [100, 105], { retail: { before: 9, after: 9 } }), 'retail', []],
  ['the retail price, among others', change('E3', [100, 100], { retail: { before: 9, after: 8 } }), 'retail', ['E3']],
  ['the retail price, to the partner', change('E3', [100, 100], { retail: { before: 9, after: 8 } }), 'unit', []],
])('a change of %s', (_, only, figures, expected) => {
  expect(titles([only], everything, figures)).toEqual(expected);
});

it.each([
  ['5 % more', [100, 105], 0.05],
  ['5 % less', [100, 95], -0.05],
  ['free until now', [0, 10], null],
  ['free from now on', [10, 0], -1],
  ['new', [null, 10], null],
  ['gone', [10, null], null],
])('%s', (_, amounts, ratio) => {
  expect(selectNews([change('E3', amounts)], everything, 'unit').items).toEqual([
    expect.objectContaining({ ratio: ratio === null ? null : expect.closeTo(ratio, 10) }),
  ]);
});

describe('a SKU counts once', () => {
  it('with the plan that changed most', () => {
    const [item] = selectNews(
      [change('E3', [100, 105]), change('E3', [10, 12], { plan: monthly }), change('E3', [100, 90])],
      everything,
      'unit',
    ).items;

    expect(item).toMatchObject({ plan: monthly, ratio: 0.2, plans: 3 });
  });

  it.each([
    [
      'a price goes before a plan that went',
      [
        [100, 105],
        [10, null],
      ],
      { kind: 'price', isOnePlan: false },
    ],
    [
      'a price goes before a plan that came',
      [
        [null, 12],
        [100, 105],
      ],
      { kind: 'price', isOnePlan: false },
    ],
    [
      'plans that came for others are plans',
      [
        [10, null],
        [null, 12],
      ],
      { kind: 'added', isOnePlan: true },
    ],
    [
      'plans that went for others are plans',
      [
        [null, 12],
        [10, null],
      ],
      { kind: 'added', isOnePlan: true },
    ],
  ])('%s', (_, [one, other], expected) => {
    const { items } = selectNews([change('E3', one!), change('E3', other!, { plan: monthly })], everything, 'unit');

    expect(items).toEqual([expect.objectContaining(expected)]);
  });

  it('is not said to be gone where only a plan is', () => {
    const { counts } = selectNews([change('E3', [10, null], { isOnePlan: true })], everything, 'unit');

    expect(counts).toMatchObject({ removed: 0, replanned: 1 });
  });
});

const commercial: NewsSieve = { ...everything, segment: 'commercial' };
it('what was free and now costs something has risen, however much is asked for; what is read as 5 % is not above 5', () => {
  const changes = [change('F1', [0, 1]), change('E3', [1_000, 1_050.4]), change('E5', [1_000, 1_050.6])];

  expect(titles(changes, increases(50))).toEqual(['F1', 'E5']);
  expect(titles([change('E3', [10_000, 10_001])], increases(0))).toEqual(['E3']);
});

it.each<[string, string, NewsSieve, NewsSieve, boolean]>([
  ['everything', 'everything', everything, everything, true],
  ['everything', 'a segment', everything, education, true],
  ['everything', 'a product', everything, only('E3'), true],
  ['a segment', 'everything', education, everything, false],
  ['a segment', 'another', education, commercial, false],
  ['a segment', 'a product of another', education, only('E3'), false],
  ['a segment', 'a product of it', commercial, only('E3'), true],
  ['a product', 'the same', only('E3'), only('E3'), true],
  ['a product', 'another', only('E3'), only('E5'), false],
  ['a product', 'its segment', only('E3'), commercial, false],
  ['a product', 'everything', only('E3'), everything, false],
  ['everything', 'increases', everything, increases(50), true],
  ['prices', 'everything', prices, everything, false],
  ['prices', 'increases', prices, increases(0), true],
  ['prices', 'a product', prices, only('E3'), false],
  ['increases above 5 %', 'prices', increases(50), prices, false],
  ['increases above 5 %', 'those above 10 %', increases(50), increases(100), true],
  ['increases above 5 %', 'those above 2 %', increases(50), increases(20), false],
])('does %s cover %s?', (_, __, wider, narrower, expected) => {
  expect(covers(wider, narrower)).toBe(expected);
});
