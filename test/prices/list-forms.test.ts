import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { importPriceSheet, stagePriceSheet } from '../../src/prices/import-sheet';
import { readDecimal } from '../../src/prices/money';
import { PriceSheetError, type PriceSheetErrorCode } from '../../src/prices/sheet/price-sheet-error';
import { createPrices } from '../../src/prices/prices';
import { openDatabase, type Database } from '../../src/store/database';
import { composeSheet, cutBytes, importedAt, readTables } from './sheet-text';

/** Made-up rows in the shapes of domain.md 4.2, 4.3 and 4.5. */
const fixture = (name: string) => readFileSync(join(__dirname, 'fixtures', name), 'utf8');
const matrix = fixture('OfferMatrix.csv');
const legacy = fixture('Legacy_Licences_EUR.csv');
const consumption = fixture('Azure_Consumption.csv');

let database: Database;
beforeEach(async () => {
  database = await openDatabase(':memory:');
});
afterEach(() => database.destroy());

const take = (file: string, content: string, now = importedAt) =>
  importPriceSheet(database, { file, market: 'FR', chunks: cutBytes(content, 512) }, { now });
const rules = () => database.selectFrom('offer_rules').selectAll().orderBy('id').execute();
const usage = () => database.selectFrom('usage_prices').selectAll().orderBy('id').execute();
const everything = async () => ({
  ...(await readTables(database)),
  rules: await rules(),
  usage: await usage(),
  lists: await database.selectFrom('reference_lists').selectAll().execute(),
  scopes: await database.selectFrom('reference_list_scopes').selectAll().execute(),
});
async function faultOf(file: string, content: string, market = 'FR'): Promise<PriceSheetError> {
  const source = { file, market: market || undefined, chunks: cutBytes(content, 64) };
  const error: unknown = await importPriceSheet(database, source, { now: importedAt }).catch(
    (caught: unknown) => caught,
  );
  if (!(error instanceof PriceSheetError)) throw new Error('it was taken in');
  return error;
}

describe('the offer matrix', () => {
  it('is kept by SKU: limits, what it needs and what it can become', async () => {
    const summary = await take('OfferMatrix.csv', matrix);

    expect(summary).toMatchObject({
      tookPart: 'imported',
      form: 'offer-matrix',
      month: null,
      rows: 3,
      added: 3,
      skus: 3,
      markets: [],
      currencies: [],
    });
    expect(await rules()).toMatchObject([
      {
        product_id: 'CFQ7TEST0001',
        sku_id: '0001',
        min_seats: 1,
        max_seats: 300,
        owned_limit: 2,
        owned_limit_type: 'ConcurrentCount',
        prerequisites: '[]',
        conversions: '["CFQ7TEST0002:0001","CFQ7TEST0003:0001"]',
        countries: '["AD","BE","FR","US"]',
      },
      {
        product_id: 'CFQ7TEST0002',
        min_seats: 5,
        max_seats: null,
        owned_limit: null,
        prerequisites: '["CFQ7TEST0001:0001","CFQ7TEST0003"]',
      },
      { sku_id: '000C', min_seats: 25, max_seats: 25, countries: '[]' },
    ]);
  });

  it('that comes again replaces itself, keeps what it said before, and tells what moved', async () => {
    await take('OfferMatrix.csv', matrix);
    const lines = matrix.trimEnd().split('\n');
    const next = [lines[0], lines[1]!.replace('"300"', '"500"'), lines[2], lines[2]!.replace('"0001"', '"0009"')];

    const summary = await take('OfferMatrix_December.csv', next.join('\n'));

    expect(summary).toMatchObject({ added: 1, changed: 1, removed: 1, unchanged: 1 });
    const stored = await rules();
    const now = stored.filter((rule) => rule.until_list === null);
    expect(now.map(({ sku_id, max_seats }) => [sku_id, max_seats])).toEqual([
      ['0001', null],
      ['0001', 500],
      ['0009', null],
    ]);
    expect(stored.filter((rule) => rule.until_list === summary.sheetId)).toMatchObject([
      { sku_id: '0001', max_seats: 300, from_list: 1 },
      { sku_id: '000C', from_list: 1 },
    ]);
  });
});

describe('the legacy licence list', () => {
  const ask = (product: string, term?: 'P1M' | 'P1Y') =>
    createPrices(database).find({ product, term }, { market: 'FR', currency: 'EUR', today: '2026-11-23' });

  it('is for the account’s country and the currency of its name; its prices are by the month', async () => {
    const summary = await take('Legacy_Licences_EUR.csv', legacy);

    expect(summary).toMatchObject({ form: 'legacy', month: '2026-11', rows: 5, markets: ['FR'], currencies: ['EUR'] });
    const { items, prices, sheets } = await readTables(database);
    expect([...items, ...sheets].every(({ view }) => view === 'legacy')).toBe(true);
    expect(items.map(({ segment, tags }) => `${segment} ${tags}`)).toEqual([
      'commercial License',
      'government License;Add-on',
      'education License;Trial',
      'commercial License',
    ]);
    expect(prices.filter(({ item_id }) => item_id === 1)).toMatchObject([
      { term: 'P1M', billing: 'monthly', unit_micros: 5_600_000, retail_micros: 7_000_000 },
      { term: 'P1Y', billing: 'annual', unit_micros: 63_000_000, retail_micros: 79_200_000 },
    ]);
    expect(prices.find(({ item_id }) => item_id === 4)).toMatchObject({ valid_to: '2026-11-30' });
  });

  it('is answered from, by name and by offer id', async () => {
    await take('Legacy_Licences_EUR.csv', legacy);

    expect(await ask('contoso E1', 'P1Y')).toMatchObject({
      kind: 'found',
      plan: { unit: { month: { amount: '5.25' } } },
    });
    expect(await ask('0b000001-0000-4000-8000-000000000002')).toMatchObject({
      kind: 'found',
      item: { title: 'Contoso Archive Add-on', view: 'legacy' },
    });
  });

  it('comes after the new commerce where both fit', async () => {
    await take('Legacy_Licences_EUR.csv', legacy);
    const row = { ProductTitle: 'Contoso Office 365 E1', SkuTitle: 'Contoso Office 365 E1' };
    await take('Nov_NCE.csv', composeSheet([{ ...row, EffectiveStartDate: '2026-11-01' }]));

    expect(await ask('office 365 E1')).toMatchObject({ kind: 'found', item: { view: 'license-based' } });
  });

  it('ends what the next list no longer has', async () => {
    await take('Nov_Licences_EUR.csv', legacy);
    const december = legacy
      .replaceAll('2026-11-01', '2026-12-01')
      .split('\n')
      .filter((line) => !/A1|Sway/.test(line));

    expect(await take('Dec_Licences_EUR.csv', december.join('\n'))).toMatchObject({ month: '2026-12', removed: 1 });
  });

  it.each<[string, string, string, string, PriceSheetErrorCode]>([
    ['no currency in its name', 'Legacy.csv', legacy, 'FR', 'legacy-currency'],
    ['two currencies in its name', 'Legacy_EUR_CHF.csv', legacy, 'FR', 'legacy-currency'],
    ['no country', 'Legacy_EUR.csv', legacy, '', 'legacy-market'],
    ['another purchase unit', 'EUR.csv', legacy.replace('12 Month(s)', '7 Week(s)'), 'FR', 'unknown-unit'],
    ['an offer without a GUID', 'EUR.csv', legacy.replace('0b000001-', 'x'), 'FR', 'bad-offer-id'],
  ])('is refused for %s', async (_case, file, content, market, code) => {
    expect(await faultOf(file, content, market)).toMatchObject({ code });
    expect((await readTables(database)).sheets).toEqual([]);
  });
});

describe('prices by use', () => {
  it('are kept digit by digit, with their tiers', async () => {
    const summary = await take('Azure_Consumption.csv', consumption);

    expect(summary).toMatchObject({
      form: 'usage',
      month: '2025-11',
      added: 4,
      skus: 3,
      markets: ['US'],
      currencies: ['USD'],
    });
    expect(await usage()).toMatchObject([
      { sku_id: '001J', unit: '1 Node/Month', term: 'payG-1', price: '15', valid_from: '2018-03-01', valid_to: null },
      { sku_id: '0002', tier_from: '0', tier_to: '51200', price: '0.0184' },
      { sku_id: '0002', tier_from: '51200', tier_to: null, price: '0.0174' },
      { sku_id: '0003', price: '0.000000364', family: 'consumption', retail: null },
    ]);
  });

  it.each([
    ['Azure_Reservations.csv', ['reservation', 'reservation'], ['P1Y', 'P3Y'], null],
    ['Marketplace_FR.csv', ['marketplace'], ['P1M'], '4'],
  ])('%s is of the same family', async (file, families, terms, retail) => {
    await take(file, fixture(file));

    const stored = await usage();
    expect(stored.map(({ family }) => family)).toEqual(families);
    expect(stored.map(({ term }) => term)).toEqual(terms);
    expect(stored[0]!.retail).toBe(retail);
  });

  it('of the next refresh end what changed or is gone, in their own market and family alone', async () => {
    await take('Azure_Consumption.csv', consumption);
    await take('Azure_Reservations.csv', fixture('Azure_Reservations.csv'));
    const next = consumption
      .replace('"15"', '"16"')
      .split('\n')
      .filter((line) => !line.includes('Read Operations'));

    const summary = await take('Azure_Consumption.csv', next.join('\n'), new Date('2026-11-03T08:00:00.000Z'));

    expect(summary).toMatchObject({ added: 0, changed: 1, removed: 1, unchanged: 2 });
    const stored = await usage();
    expect(stored.filter(({ until_list }) => until_list === null)).toHaveLength(5);
    expect(stored.filter(({ until_list }) => until_list !== null)).toMatchObject([
      { sku_id: '001J', price: '15', until_day: '2018-03-01' },
      { sku_id: '0003', until_day: '2026-11-03' },
    ]);
  });

  it('keep the newest of two lines that say the same thing', async () => {
    const [header, first] = consumption.split('\n');
    const newer = first!.replace('"15"', '"17"').replace('3/1/2018', '3/1/2026');
    const summary = await take('x.csv', [header, newer, first].join('\n'));

    expect(summary).toMatchObject({ rows: 2, added: 1, duplicates: 1 });
    expect(await usage()).toMatchObject([{ price: '17' }]);
  });
});

describe('every form', () => {
  const forms: [string, string][] = [
    ['OfferMatrix.csv', matrix],
    ['Legacy_Licences_EUR.csv', legacy],
    ['Azure_Consumption.csv', consumption],
    ['Marketplace_FR.csv', fixture('Marketplace_FR.csv')],
  ];

  it.each(forms)('%s changes nothing when it comes twice', async (file, content) => {
    await take(file, content);
    const before = await everything();

    expect(await take(`copy_${file}`, content)).toMatchObject({ tookPart: 'already', file: `copy_${file}` });
    expect(await everything()).toEqual(before);
  });

  it.each(forms)('%s is previewed as it is then taken in, and writes nothing by that', async (file, content) => {
    const before = await everything();
    const staged = await stagePriceSheet(database, { file, market: 'FR', chunks: cutBytes(content) });

    const { isKnown, replaces, newest, ...preview } = await staged.compare();

    expect({ isKnown, replaces, newest }).toEqual({ isKnown: false, replaces: false, newest: null });
    expect(await everything()).toEqual(before);
    await staged.drop();
    expect(await take(file, content)).toMatchObject(preview);
  });

  it.each(forms)('%s is taken in wholly or not at all', async (file, content) => {
    const before = await everything();
    const within = () => Promise.reject(new Error('no entry'));
    const source = { file, market: 'FR', chunks: cutBytes(content) };

    await expect(importPriceSheet(database, source, { now: importedAt, within })).rejects.toThrow('no entry');
    expect(await everything()).toEqual(before);
  });

  it.each<[string, string, string, string, PriceSheetErrorCode, number]>([
    ['a limit that is no number', 'OfferMatrix.csv', matrix.replace('"300"', '"many"'), 'MaxLicenses', 'bad-count', 2],
    ['a limit below the least', 'OfferMatrix.csv', matrix.replace('"300"', '"0"'), 'MaxLicenses', 'bad-count', 2],
    [
      'what is no SKU',
      'OfferMatrix.csv',
      matrix.replace('CFQ7TEST0003/1', 'Mail'),
      'ProductSkuConversion',
      'bad-reference',
      2,
    ],
    ['no country', 'OfferMatrix.csv', matrix.replace('AD;BE', 'France'), 'AllowedCountries', 'bad-market', 2],
    ['a price in words', 'EUR.csv', legacy.replace('2.5,3.1', 'free,3.1'), 'List Price', 'bad-number', 4],
    ['a day of no calendar', 'EUR.csv', legacy.replace('11/30/2026', '30.11.2026'), 'Valid-To Date', 'bad-date', 6],
    ['a negative price', 'a.csv', consumption.replace('"0.0184"', '"-0.0184"'), 'UnitPrice', 'negative-price', 3],
    ['a tier in words', 'a.csv', consumption.replace('"51200"', '"all"'), 'PricingTierRangeMax', 'bad-number', 3],
  ])('names the line of %s', async (_case, file, content, column, code, line) => {
    expect(await faultOf(file, content)).toMatchObject({ code, line, column });
    expect(await everything()).toMatchObject({ sheets: [], rules: [], usage: [], lists: [] });
  });

  it.each([
    ['OfferMatrix.csv', matrix, 'MaxLicenses'],
    ['Azure.csv', consumption, 'Market'],
  ])('%s says which column is missing', async (file, content, column) => {
    const renamed = content.replace(`"${column}"`, '"Whatever"');

    expect(await faultOf(file, renamed)).toMatchObject({ code: 'missing-columns', line: 1 });
  });
});

describe('a decimal', () => {
  it.each([
    ['0', '0'],
    ['007.500', '7.5'],
    ['9223372036854775807', '9223372036854775807'],
    ['3.4E-06', '0.0000034'],
    ['1.74e-2', '0.0174'],
    ['12.5E+3', '12500'],
    ['1.25E1', '12.5'],
    ['-1', undefined],
    ['1,5', undefined],
    ['', undefined],
    ['1e', undefined],
    ['Infinity', undefined],
  ])('%s is %s', (text, expected) => expect(readDecimal(text)).toBe(expected));

  it('is the same number however it is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: -12, max: 12 }), (digits, exponent) => {
        const read = readDecimal(`${digits}e${exponent}`)!;
        const [whole = '', fraction = ''] = read.split('.');

        const scaled = BigInt(whole + fraction.padEnd(12, '0'));

        expect(scaled).toBe(
          exponent >= 0 ? digits * 10n ** BigInt(exponent + 12) : digits * 10n ** BigInt(12 + exponent),
        );
        expect(read).toMatch(/^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/);
      }),
    );
  });
});
