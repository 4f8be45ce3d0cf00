import { createPrices, type ChangesQuery, type PriceChanges, type Prices } from '../../src/prices/prices';
import { openDatabase, type Database } from '../../src/store/database';
import { chat, composeSheet, importText, mailBasic, november, october, startOf, type Cells } from './sheet-text';

const defaults = { market: 'FR', currency: 'EUR', today: '2026-11-23' };
const december = 'Dec_NCE_LicenseBasedPL_GA_FR.csv';
/** Listed unchanged in every sheet, so that a sheet has its month and a removal something beside it. */
const steady: Cells = { ProductId: 'CFQ7TEST0099', ProductTitle: 'Contoso Steady', SkuTitle: 'Contoso Steady' };
const inNovember = { EffectiveStartDate: startOf('2026-11') };

let database: Database;
let prices: Prices;
beforeEach(async () => {
  database = await openDatabase(':memory:');
  prices = createPrices(database);
});
afterEach(() => database.destroy());

const take = (file: string, rows: Cells[], month: string) =>
  importText(database, file, composeSheet([...rows, { ...steady, SkuId: '0002', EffectiveStartDate: startOf(month) }]));
const ask = (query: Partial<ChangesQuery> = {}) => prices.changes({ offset: 0, limit: 50, ...query }, defaults);

async function told(query: Partial<ChangesQuery> = {}): Promise<PriceChanges> {
  const answer = await ask(query);
  if (answer.kind !== 'changes') throw new Error(answer.kind);
  return answer;
}

/** Each change in a line, but for what only keeps the sheets company. */
const sketch = ({ entries }: PriceChanges) =>
  entries
    .filter(({ item }) => item.title !== 'Contoso Steady')
    .map(({ kind, item, date, before, after, percent, endsOn, texts }) =>
      [
        kind,
        item.title,
        date,
        before?.unit.term.amount,
        after?.unit.term.amount,
        percent,
        endsOn,
        texts?.before.skuTitle,
      ]
        .filter((part) => part !== undefined && part !== null)
        .join(' '),
    );

const changes: [string, Cells[], Cells[], string[]][] = [
  ['nothing', [mailBasic], [mailBasic], []],
  [
    'a price rise',
    [mailBasic],
    [{ UnitPrice: '63.36', ...inNovember }],
    ['up Contoso Mail Basic 2026-11-01 57.6 63.36 10'],
  ],
  [
    'a price cut',
    [mailBasic],
    [{ UnitPrice: '50', ...inNovember }],
    ['down Contoso Mail Basic 2026-11-01 57.6 50 -13.19'],
  ],
  [
    'a rise of the retail price alone',
    [mailBasic],
    [{ 'ERP Price': '80', ...inNovember }],
    ['up Contoso Mail Basic 2026-11-01 57.6 57.6 0'],
  ],
  [
    'a price where there was none to pay',
    [{ UnitPrice: '0', 'ERP Price': '0' }],
    [inNovember],
    ['up Contoso Mail Basic 2026-11-01 0 57.6'],
  ],
  ['something new', [mailBasic], [mailBasic, { ...chat, ...inNovember }], ['added Contoso Chat 2026-11-01 57.6']],
  ['something gone', [mailBasic, chat], [mailBasic], ['removed Contoso Chat 2026-11-01 57.6']],
  [
    'an end of sale',
    [mailBasic],
    [{ EffectiveEndDate: '2026-12-31T23:59:59Z' }],
    ['ending Contoso Mail Basic 2026-11-01 57.6 57.6 2026-12-31'],
  ],
  [
    'an end of sale that was taken back',
    [{ EffectiveEndDate: '2026-12-31T23:59:59Z' }],
    [mailBasic],
    ['ending Contoso Mail Basic 2026-11-01 57.6 57.6'],
  ],
  [
    'another name, which is no price change whatever the sheet calls it',
    [mailBasic],
    [
      {
        ChangeIndicator: 'Change',
        SkuTitle: 'Contoso Mail Essential',
        PreviousValues: "{'SkuTitle': 'Contoso Mail Basic'}",
      },
    ],
    ['text Contoso Mail Essential 2026-11-01 Contoso Mail Basic'],
  ],
];

it.each(changes)('tells %s', async (_, before, after, expected) => {
  await take(october, before, '2026-10');
  await take(november, after, '2026-11');

  expect(sketch(await told())).toEqual(expected);
});

it.each(changes)('tells %s, too, where the older sheet comes later', async (_, before, after, expected) => {
  await take(november, after, '2026-11');
  await take(october, before, '2026-10');

  expect(sketch(await told())).toEqual(expected);
});

it('tells the plans of a SKU together, by the one that is offered first', async () => {
  const plans = (price: number): Cells[] => [
    { TermDuration: 'P1M', UnitPrice: `${price / 10}` },
    { BillingPlan: 'Annual', UnitPrice: `${price}` },
    { UnitPrice: `${price + 3}` },
  ];
  await take(october, plans(60), '2026-10');
  await take(november, plans(63), '2026-11');

  const { entries, counts } = await told();

  expect(counts.up).toBe(1);
  expect(entries[0]).toMatchObject({ plans: 3, plan: { term: 'P1Y', billing: 'monthly' }, percent: '4.76' });
});

it('puts the biggest moves first, then what is new, gone, ending and renamed; and counts before it filters', async () => {
  const product = (name: string): Cells => ({
    ProductId: `CFQ7TEST${name.toUpperCase()}0`,
    ProductTitle: name,
    SkuTitle: name,
    UnitPrice: '100',
  });
  const [ada, bob, cid, dan] = [product('Ada'), product('Bob'), product('Cid'), product('Dan')];
  const [eve, fay] = [product('Eve'), product('Fay')];
  await take(october, [ada, bob, cid, dan, eve], '2026-10');
  await take(
    november,
    [
      { ...ada, UnitPrice: '105' },
      { ...bob, UnitPrice: '80' },
      { ...cid, SkuTitle: 'Cyd' },
      { ...eve, EffectiveEndDate: '2026-12-31' },
      fay,
    ],
    '2026-11',
  );
  const titles = ({ entries }: PriceChanges) => entries.map(({ item }) => item.title);

  expect(titles(await told())).toEqual(['Bob', 'Ada', 'Fay', 'Dan', 'Eve', 'Cyd']);
  expect(titles(await told({ offset: 1, limit: 2 }))).toEqual(['Ada', 'Fay']);
  const cuts = await told({ kind: 'down' });
  expect(titles(cuts)).toEqual(['Bob']);
  expect(cuts).toMatchObject({ total: 1, counts: { up: 1, down: 1, added: 1, removed: 1, ending: 1, text: 1 } });
});

it('tells those of the newest sheet’s month, or since the day that was asked for', async () => {
  await take(october, [{ UnitPrice: '50' }], '2026-10');
  await take(november, [{ UnitPrice: '55', ...inNovember }], '2026-11');
  await take(december, [{ UnitPrice: '60.5', EffectiveStartDate: startOf('2026-12') }], '2026-12');

  const months = async (since?: string) => sketch(await told({ since })).map((line) => line.split(' ')[4]);

  expect(await months()).toEqual(['2026-12-01']);
  expect(await months('2026-11-01')).toEqual(['2026-12-01', '2026-11-01']);
  expect(await months('2026-12-02')).toEqual([]);
  expect(await told()).toMatchObject({ since: '2026-12-01', oldest: '2026-10', newest: '2026-12', sheets: 3 });
});

it('has what a preview announces, beside the month of the newest full sheet', async () => {
  await take(october, [mailBasic], '2026-10');
  await take(november, [{ UnitPrice: '63.36', ...inNovember }], '2026-11');
  const preview = [{ ChangeIndicator: 'Change', UnitPrice: '70', EffectiveStartDate: startOf('2026-12') }];
  const columns = ['EndofSaleDate'];
  const text = composeSheet(preview);
  const withEnd = text.replace('Tags', `${columns[0]},Tags`).replace(',License,', ',,License,');
  await importText(database, december, withEnd);

  expect(sketch(await told())).toEqual([
    'up Contoso Mail Basic 2026-12-01 63.36 70 10.48',
    'up Contoso Mail Basic 2026-11-01 57.6 63.36 10',
  ]);
  expect(await told()).toMatchObject({ since: '2026-11-01', newestCurrent: '2026-11', newest: '2026-12' });
});

it.each<[Partial<ChangesQuery>, string[]]>([
  [{ product: 'mail' }, ['up Contoso Mail Basic', 'up Contoso Mail Edu']],
  [{ product: 'CFQ7TEST0002' }, ['up Contoso Chat']],
  [{ segment: 'education' }, ['up Contoso Mail Edu']],
  [{ product: 'chat', segment: 'education' }, []],
])('%j narrows it', async (query, expected) => {
  const rows = (price: string): Cells[] => [
    { UnitPrice: price },
    { ...chat, UnitPrice: price },
    { SkuId: '0002', SkuTitle: 'Contoso Mail Edu', Segment: 'Education', UnitPrice: price },
  ];
  await take(october, rows('10'), '2026-10');
  await take(november, rows('11'), '2026-11');

  const found = sketch(await told(query)).map((line) => line.split(' 2026')[0]);

  expect(found.sort()).toEqual([...expected].sort());
});

it('tells of the account’s own market and currency only', async () => {
  const abroad: Cells[] = [{ Market: 'DE' }, { Currency: 'CHF' }];
  await take(october, abroad, '2026-10');
  await take(
    november,
    abroad.map((row) => ({ ...row, UnitPrice: '63.36', ...inNovember })),
    '2026-11',
  );

  expect(sketch(await told())).toEqual([]);
});

it('has nothing to compare a first sheet with', async () => {
  expect(await ask()).toEqual({ kind: 'empty' });
  await take(october, [mailBasic], '2026-10');

  expect(await ask()).toMatchObject({ kind: 'first-sheet', newest: '2026-10' });
  expect(await ask({ product: 'phone' })).toMatchObject({ kind: 'none' });
});

it('names the markets that it has sheets of where the account’s own is not among them', async () => {
  await importText(database, october, composeSheet([{ Market: 'US', Currency: 'USD' }]));

  expect(await ask()).toEqual({ kind: 'no-sheet-there', market: 'FR', markets: ['US'] });
});
