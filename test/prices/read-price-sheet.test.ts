import type { PriceRow, SheetPlan, SheetSku, SheetSpan } from '../../src/prices/sheet/price-row';
import { PriceSheetError, type PriceSheetErrorCode } from '../../src/prices/sheet/price-sheet-error';
import { readPriceSheet } from '../../src/prices/sheet/read-price-sheet';
import { columns, composeSheet, cutBytes, type Cells, type SheetForm } from './sheet-text';

type FlatRow = Omit<PriceRow, 'sku' | 'plan' | 'span'> & SheetSku & SheetPlan & SheetSpan;

async function readAll(content: string | Uint8Array, pieceSize?: number): Promise<FlatRow[]> {
  const rows: FlatRow[] = [];
  for await (const part of readPriceSheet('sheet.csv', cutBytes(content, pieceSize))) {
    if (part.form !== 'prices') throw new Error(part.form);
    for (const { sku, plan, span, ...row } of part.rows) rows.push({ ...sku, ...plan, ...span, ...row });
  }
  return rows;
}

async function readFault(content: string | Uint8Array, pieceSize?: number): Promise<PriceSheetError> {
  const error: unknown = await readAll(content, pieceSize).catch((caught: unknown) => caught);
  if (!(error instanceof PriceSheetError)) throw new Error('the sheet was read');
  return error;
}

const eighteen = columns.filter((name) => !['ChangeIndicator', 'Segment', 'PreviousValues'].includes(name));

describe('the forms of a sheet', () => {
  it.each<[string, SheetForm]>([
    ['21 columns with a mark', {}],
    ['without a mark', { mark: false }],
    ['CRLF', { lineEnd: '\r\n' }],
    ['semicolons', { delimiter: ';' }],
    ['18 columns', { columns: eighteen }],
    ['a preview with EndofSaleDate', { columns: [...eighteen.slice(0, 16), 'EndofSaleDate', ...eighteen.slice(16)] }],
    ['another order', { columns: [...columns].reverse() }],
    ['a column nobody knows', { columns: [...columns, 'Something New'] }],
  ])('reads %s, however the bytes are cut', async (_, form) => {
    const content = composeSheet([{ SkuTitle: 'Été, "deluxe"\nfor all', SkuId: '5' }, { UnitPrice: '0' }], form);

    for (const size of [1, 3, 64, 100_000]) {
      const rows = await readAll(content, size);

      expect(rows).toHaveLength(2);
      expect(rows[0]).toMatchObject({
        line: 2,
        productId: 'CFQ7TEST0001',
        skuId: '0005',
        skuTitle: `Été, "deluxe"\nfor all`,
        segment: 'commercial',
        term: 'P1Y',
        billing: 'monthly',
        unitMicros: 57_600_000,
        retailMicros: 72_000_000,
        startsAt: '2025-04-01T00:00:00',
        endsAt: null,
      });
      expect(rows[1]).toMatchObject({ line: 4, unitMicros: 0 });
    }
  });

  it('finds columns by name whatever their capitals and spaces', async () => {
    const content = composeSheet([{}]).replace('ERP Price', 'erpprice').replace('UnitPrice', 'Unit Price');

    const rows = await readAll(content);

    expect(rows).toMatchObject([{ unitMicros: 57_600_000, retailMicros: 72_000_000 }]);
  });

  it('reads a last line without a line end and skips empty lines', async () => {
    const content = `${composeSheet([{}])}\n,,,\n\n${composeSheet([{ SkuId: '2' }]).split('\n')[1]}`;

    const rows = await readAll(content);

    expect(rows.map((row) => row.skuId)).toEqual(['0001', '0002']);
  });

  it.each<[string, Cells, Partial<FlatRow>]>([
    ['SkuId without its zeros', { SkuId: '7' }, { skuId: '0007' }],
    ['SkuId of three letters', { SkuId: '00c' }, { skuId: '000C' }],
    ['Charity', { Segment: 'Charity' }, { segment: 'charity' }],
    ['nonprofit', { Segment: 'nonprofit' }, { segment: 'charity' }],
    ['Government', { Segment: 'Government' }, { segment: 'government' }],
    ['EDUCATION', { Segment: 'EDUCATION' }, { segment: 'education' }],
    [
      'a trial',
      { TermDuration: 'P1M', BillingPlan: 'None', Tags: 'License; Trial' },
      { billing: 'none', tags: 'License;Trial' },
    ],
    ['a triennial plan', { TermDuration: 'P3Y', BillingPlan: 'Triennial' }, { term: 'P3Y', billing: 'triennial' }],
    ['an American date', { EffectiveStartDate: '2/1/2019 12:00:00 AM' }, { startsAt: '2019-02-01T00:00:00' }],
    ['an American afternoon', { EffectiveEndDate: '2/4/2021 8:35:31 PM' }, { endsAt: '2021-02-04T20:35:31' }],
    ['a date alone', { EffectiveStartDate: '11/1/2026' }, { startsAt: '2026-11-01T00:00:00' }],
    ['an ISO date alone', { EffectiveStartDate: '2026-11-01' }, { startsAt: '2026-11-01T00:00:00' }],
    ['the year 1753', { EffectiveStartDate: '1/1/1753 12:00:00 AM' }, { startsAt: null }],
    ['the year 9999 in American', { EffectiveEndDate: '11/30/9999 11:59:59 PM' }, { endsAt: null }],
    ['six decimals', { UnitPrice: '0.123456' }, { unitMicros: 123_456 }],
    ['lower-case market and currency', { Market: 'fr', Currency: 'eur' }, { market: 'FR', currency: 'EUR' }],
    [
      'previous prices',
      { ChangeIndicator: 'Change', PreviousValues: `{'ERP Price': '1440', 'UnitPrice': '1008.5'}` },
      { change: 'change', previousUnitMicros: 1_008_500_000, previousRetailMicros: 1_440_000_000 },
    ],
    [
      'previous texts with an apostrophe',
      { ChangeIndicator: 'Change', PreviousValues: `{'SkuTitle': "Leaders' mail", 'SkuDescription': None}` },
      { change: 'change', previousUnitMicros: null, previousRetailMicros: null },
    ],
  ])('understands %s', async (_, cells, expected) => {
    const rows = await readAll(composeSheet([cells]));

    expect(rows).toMatchObject([expected]);
  });

  it('takes the end of sale for the end where it comes first', async () => {
    const content = composeSheet([{ EndofSaleDate: '2026-12-31T00:00:00Z' }], {
      columns: [...columns, 'EndofSaleDate'],
    });

    const rows = await readAll(content);

    expect(rows).toMatchObject([{ endsAt: '2026-12-31T00:00:00' }]);
  });
});

describe('faults', () => {
  const good = composeSheet([{}, {}]);

  it.each<[string, Cells, PriceSheetErrorCode, string, string | undefined]>([
    ['a price that is no number', { UnitPrice: 'free' }, 'bad-number', 'UnitPrice', 'free'],
    ['an empty price', { UnitPrice: '' }, 'bad-number', 'UnitPrice', ''],
    ['an exponent', { UnitPrice: '1e-3' }, 'bad-number', 'UnitPrice', '1e-3'],
    ['European grouping', { 'ERP Price': '1.234,56' }, 'bad-number', 'ERP Price', '1.234,56'],
    ['a decimal comma', { UnitPrice: '57,6' }, 'bad-number', 'UnitPrice', '57,6'],
    ['seven decimals', { UnitPrice: '1.2345678' }, 'bad-number', 'UnitPrice', '1.2345678'],
    ['more than can be kept exactly', { UnitPrice: '99999999999.99' }, 'bad-number', 'UnitPrice', '99999999999.99'],
    ['a negative price', { UnitPrice: '-5' }, 'negative-price', 'UnitPrice', '-5'],
    ['an unknown segment', { Segment: 'Martian' }, 'unknown-segment', 'Segment', 'Martian'],
    ['an empty segment', { Segment: '' }, 'unknown-segment', 'Segment', ''],
    ['an unknown term', { TermDuration: 'P2Y' }, 'unknown-term', 'TermDuration', 'P2Y'],
    ['an unknown billing plan', { BillingPlan: 'Weekly' }, 'unknown-billing', 'BillingPlan', 'Weekly'],
    ['no date', { EffectiveStartDate: 'soon' }, 'bad-date', 'EffectiveStartDate', 'soon'],
    [
      'a day that is not in the calendar',
      { EffectiveStartDate: '2026-02-30' },
      'bad-date',
      'EffectiveStartDate',
      '2026-02-30',
    ],
    ['a month that is a day', { EffectiveEndDate: '31/12/2026' }, 'bad-date', 'EffectiveEndDate', '31/12/2026'],
    ['no product id', { ProductId: '' }, 'missing-value', 'ProductId', undefined],
    ['no title', { ProductTitle: ' ' }, 'missing-value', 'ProductTitle', undefined],
    ['a market of three letters', { Market: 'FRA' }, 'bad-market', 'Market', 'FRA'],
    ['a currency sign', { Currency: '€' }, 'bad-currency', 'Currency', '€'],
    [
      'a broken dictionary',
      { PreviousValues: `{'UnitPrice': ` },
      'bad-previous-values',
      'PreviousValues',
      `{'UnitPrice':`,
    ],
  ])('names line, column and value of %s', async (_, cells, code, column, value) => {
    const content = composeSheet([{ SkuDescription: 'two\nlines' }, {}, cells, {}]);

    const fault = await readFault(content);

    expect(fault).toMatchObject({ file: 'sheet.csv', code, line: 5, column, value });
    expect(fault.message).toMatch(/^sheet\.csv:5: /);
  });

  it.each<[string, string | Uint8Array, PriceSheetErrorCode, number | undefined]>([
    ['nothing at all', '', 'empty', undefined],
    ['a mark alone', '\uFEFF', 'empty', undefined],
    ['column names alone', composeSheet([]), 'no-rows', undefined],
    ['another text', 'Dear partner,\nplease find attached\n', 'not-csv', 1],
    ['a workbook', Buffer.from('504b03041400060008000000210000ff', 'hex'), 'not-text', 1],
    ['another encoding', Buffer.from(good.slice(1).replace('calendar', 'café'), 'latin1'), 'not-text', 2],
    ['a NUL', good.replace('calendar', 'c\0lendar'), 'not-text', 2],
    ['a line cut short', good.slice(0, -60), 'wrong-field-count', 3],
    ['a line too long', good.replace('License,72', 'License,7,2'), 'wrong-field-count', 2],
    ['a quotation cut off', good.slice(0, good.lastIndexOf('calendar')), 'unclosed-quote', 3],
    ['text behind a quotation', good.replace('files."', 'files." x'), 'stray-quote', 2],
    ['a quotation inside', good.replace('"Mail, calendar', 'Mail", calendar'), 'stray-quote', 2],
  ])('tells %s', async (_, content, code, line) => {
    for (const size of [5, 100_000]) {
      const fault = await readFault(content, size);

      expect(fault).toMatchObject({ code, line });
    }
  });

  it('lists every column that is missing', async () => {
    const content = composeSheet([{}], { columns: columns.filter((name) => !['UnitPrice', 'Market'].includes(name)) });

    const fault = await readFault(content);

    expect(fault).toMatchObject({ code: 'missing-columns', columns: ['Market', 'UnitPrice'] });
  });

  it('counts fields', async () => {
    const fault = await readFault(`${composeSheet([{}])}one,two,three\n`);

    expect(fault).toMatchObject({ code: 'wrong-field-count', line: 3, expectedFields: 21, foundFields: 3 });
  });

  it('gives up on a quotation that swallows the file', async () => {
    const fault = await readFault(`${composeSheet([{}])}"${'x'.repeat(1_100_000)}`, 65_536);

    expect(fault).toMatchObject({ code: 'unclosed-quote', line: 3 });
  });

  it('shortens what it quotes', async () => {
    const fault = await readFault(composeSheet([{ UnitPrice: '9'.repeat(500) }]));

    expect(fault.value?.length).toBeLessThan(70);
  });
});
