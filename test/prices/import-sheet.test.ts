import fc from 'fast-check';
import { sql } from 'kysely';
import { importPriceSheet, openPriceSheet, type PriceSheetSummary } from '../../src/prices/import-sheet';
import { tellSheetMonth } from '../../src/prices/import/sheet-month';
import { createPrices, type PriceAnswer } from '../../src/prices/prices';
import { openDatabase, type Database } from '../../src/store/database';
import { columns, composeSheet, importText, type Cells } from './sheet-text';

const october = 'Oct_NCE_LicenseBasedPL_GA_FR.csv';
const november = 'Nov_NCE_LicenseBasedPL_GA_FR.csv';
const start = (month: string) => `${month}-01T00:00:00.0000000Z`;
const chat: Cells = { ProductTitle: 'Contoso Chat', SkuTitle: 'Contoso Chat', ProductId: 'CFQ7TEST0002' };

let database: Database;

beforeEach(async () => {
  database = await openDatabase(':memory:');
});

afterEach(() => database.destroy());

const countsOf = ({ tookPart, added, changed, removed, unchanged, renamed, duplicates }: PriceSheetSummary) => ({
  tookPart,
  added,
  changed,
  removed,
  unchanged,
  renamed,
  duplicates,
});

async function readTables() {
  return {
    sheets: await database.selectFrom('price_sheets').selectAll().execute(),
    markets: await database.selectFrom('price_sheet_markets').selectAll().execute(),
    items: await database.selectFrom('price_items').selectAll().execute(),
    prices: await database.selectFrom('prices').selectAll().execute(),
    changes: await database.selectFrom('price_changes').selectAll().execute(),
  };
}

/** The price for the term on a day, or why there is none. */
async function askOn(
  date: string,
  product: string,
  scope: { market?: string; currency?: string } = {},
): Promise<string> {
  const answer = await createPrices(database).find(
    { product, date, ...scope },
    { market: 'FR', currency: 'EUR', today: '2026-11-23' },
  );
  return answer.kind === 'found' ? answer.plan.unit.term.amount : describeMiss(answer);
}

function describeMiss(answer: PriceAnswer): string {
  return answer.kind === 'no-such-combination' ? `no ${answer.missing}` : answer.kind;
}

describe('taking in', () => {
  it('tells what it took in', async () => {
    const rows: Cells[] = [{}, { TermDuration: 'P1M' }, { ...chat, Segment: 'Charity', Currency: 'CHF', Market: 'CH' }];

    const summary = await importText(database, november, composeSheet(rows));

    expect(summary).toEqual({
      tookPart: 'imported',
      sheetId: 1,
      file: november,
      kind: 'current',
      month: '2025-11',
      effectiveFrom: '2025-11-01',
      rows: 3,
      added: 3,
      changed: 0,
      removed: 0,
      unchanged: 0,
      duplicates: 0,
      renamed: 0,
      skus: 2,
      markets: ['CH', 'FR'],
      currencies: ['CHF', 'EUR'],
    });
  });

  it('writes no row when the same file comes twice', async () => {
    const content = composeSheet([{}, chat]);
    await importText(database, october, content);
    const before = await readTables();
    const within = jest.fn();

    const again = await importText(database, october, content, { within });

    expect(again).toMatchObject({ tookPart: 'already', sheetId: 1 });
    expect(await readTables()).toEqual(before);
    expect(within).not.toHaveBeenCalled();
  });

  it('changes no price when another month says the same', async () => {
    await importText(database, october, composeSheet([{}, chat]));
    const before = await readTables();

    const summary = await importText(database, november, composeSheet([{}, chat]));

    expect(countsOf(summary)).toMatchObject({ tookPart: 'imported', unchanged: 2, added: 0, changed: 0, removed: 0 });
    expect((await readTables()).prices).toEqual(before.prices);
  });

  it('counts what the next month added, changed, removed and renamed, and keeps the past', async () => {
    await importText(
      database,
      october,
      composeSheet([
        { EffectiveStartDate: start('2026-10') },
        { ...chat, UnitPrice: '10' },
        { SkuId: '2', SkuTitle: 'Contoso Mail Kiosk' },
        { SkuId: '3', SkuTitle: 'Contoso Mail Attic' },
      ]),
    );

    const summary = await importText(
      database,
      november,
      composeSheet([
        { UnitPrice: '60', EffectiveStartDate: start('2026-11'), ChangeIndicator: 'Change' },
        { ...chat, UnitPrice: '10' },
        { SkuId: '2', SkuTitle: 'Contoso Mail Lobby' },
        { SkuId: '4', SkuTitle: 'Contoso Mail Cellar', EffectiveStartDate: start('2026-11') },
      ]),
    );

    expect(countsOf(summary)).toEqual({
      tookPart: 'imported',
      added: 1,
      changed: 1,
      removed: 1,
      unchanged: 2,
      renamed: 1,
      duplicates: 0,
    });
    const asked = await Promise.all(
      [
        ['2026-10-31', 'CFQ7TEST0001:0001'],
        ['2026-11-01', 'CFQ7TEST0001:0001'],
        ['2026-11-23', 'chat'],
        ['2026-10-31', 'attic'],
        ['2026-11-01', 'attic'],
        ['2026-10-31', 'cellar'],
        ['2026-11-01', 'cellar'],
        ['2026-11-01', 'lobby'],
      ].map(([date, product]) => askOn(date!, product!)),
    );
    expect(asked).toEqual(['57.6', '60', '10', '57.6', 'no date', 'no date', '57.6', '57.6']);
    const changes = await database.selectFrom('price_changes').select(['kind', 'unit_before', 'unit_after']).execute();
    expect(changes.map((change) => change.kind).sort()).toEqual(['added', 'price', 'removed', 'text']);
    expect(changes).toContainEqual({ kind: 'price', unit_before: 57_600_000, unit_after: 60_000_000 });
  });

  it('dates a new price with an old start from the month that first states it', async () => {
    await importText(
      database,
      october,
      composeSheet([{ EffectiveStartDate: start('2026-04') }, { ...chat, EffectiveStartDate: start('2026-10') }]),
    );

    await importText(
      database,
      november,
      composeSheet([
        { UnitPrice: '70', EffectiveStartDate: start('2026-04') },
        { ...chat, EffectiveStartDate: start('2026-10') },
      ]),
    );

    expect([await askOn('2026-10-31', 'mail'), await askOn('2026-11-01', 'mail')]).toEqual(['57.6', '70']);
  });

  it('lets a price that went away come back', async () => {
    await importText(database, 'Sep_x.csv', composeSheet([{ EffectiveStartDate: start('2026-09') }, chat]));
    await importText(database, october, composeSheet([{ ...chat, EffectiveStartDate: start('2026-10') }]));

    const summary = await importText(
      database,
      november,
      composeSheet([{ EffectiveStartDate: start('2026-09') }, { ...chat, EffectiveStartDate: start('2026-11') }]),
    );

    expect(countsOf(summary)).toMatchObject({ added: 1, removed: 0 });
    const days = ['2026-09-10', '2026-10-10', '2026-11-10'];
    expect(await Promise.all(days.map((day) => askOn(day, 'mail')))).toEqual(['57.6', 'no date', '57.6']);
  });

  it('replaces a month that is published again from the day of its new prices', async () => {
    await importText(database, november, composeSheet([{ EffectiveStartDate: start('2026-11') }]));
    const again = composeSheet([{ EffectiveStartDate: '2026-11-12T00:00:00Z', UnitPrice: '61' }]);

    const summary = await importText(database, november, again);

    expect(summary).toMatchObject({ changed: 1, month: '2026-11', effectiveFrom: '2026-11-12' });
    expect([await askOn('2026-11-11', 'mail'), await askOn('2026-11-12', 'mail')]).toEqual(['57.6', '61']);
  });

  it('corrects a price that is published again with the same start', async () => {
    const first = composeSheet([{ EffectiveStartDate: start('2026-11') }]);
    await importText(database, november, first);
    await importText(database, november, composeSheet([{ EffectiveStartDate: start('2026-11'), UnitPrice: '61' }]));

    const back = await importText(database, november, first);

    expect(countsOf(back)).toMatchObject({ tookPart: 'imported', changed: 1 });
    expect(await askOn('2026-11-12', 'mail')).toBe('57.6');
  });

  it('keeps the newest of duplicate lines, then the one that stays open, and counts them', async () => {
    const summary = await importText(
      database,
      november,
      composeSheet([
        { UnitPrice: '3', EffectiveStartDate: '2026-11-12T00:00:00Z' },
        { UnitPrice: '1', EffectiveStartDate: start('2026-11') },
        { UnitPrice: '2', EffectiveStartDate: '2026-11-12T00:00:00Z', EffectiveEndDate: '2026-11-30T23:59:59Z' },
        { ...chat, UnitPrice: '9' },
      ]),
    );

    expect(summary).toMatchObject({ rows: 4, added: 2, duplicates: 2 });
    expect(await askOn('2026-11-23', 'mail')).toBe('3');
  });

  it('ends only what its own market and currency no longer list', async () => {
    const both = [{}, chat];
    await importText(database, october, composeSheet(both));
    await importText(
      database,
      'Oct_x_CH.csv',
      composeSheet(both.map((row) => ({ ...row, Market: 'CH', Currency: 'CHF' }))),
    );
    await importText(database, 'Oct_x_BE.csv', composeSheet(both.map((row) => ({ ...row, Market: 'BE' }))));

    const summary = await importText(database, november, composeSheet([{ EffectiveStartDate: start('2026-11') }]));

    expect(summary.removed).toBe(1);
    const scopes = [{}, { market: 'CH', currency: 'CHF' }, { market: 'BE' }];
    expect(await Promise.all(scopes.map((scope) => askOn('2026-11-23', 'chat', scope)))).toEqual([
      'no date',
      '57.6',
      '57.6',
    ]);
  });

  it('fills in an older month that comes late without touching the newer one', async () => {
    await importText(
      database,
      november,
      composeSheet([{ UnitPrice: '60', EffectiveStartDate: start('2026-11') }, chat]),
    );

    const summary = await importText(
      database,
      october,
      composeSheet([{ EffectiveStartDate: start('2026-10') }, chat, { SkuId: '9', SkuTitle: 'Contoso Mail Attic' }]),
    );

    expect(countsOf(summary)).toMatchObject({ added: 2, changed: 0, removed: 0, unchanged: 1 });
    const asked = [
      await askOn('2026-10-15', 'mail basic'),
      await askOn('2026-11-15', 'mail basic'),
      await askOn('2026-10-15', 'attic'),
      await askOn('2026-11-15', 'attic'),
    ];
    expect(asked).toEqual(['57.6', '60', '57.6', 'no date']);
  });

  it('takes a preview for what it is: only what will change', async () => {
    await importText(
      database,
      november,
      composeSheet([{ EffectiveStartDate: start('2026-11') }, chat, { SkuId: '5', SkuTitle: 'Contoso Mail Attic' }]),
    );
    const preview = composeSheet(
      [
        { UnitPrice: '66', EffectiveStartDate: start('2026-12'), ChangeIndicator: 'Change' },
        {
          SkuId: '5',
          SkuTitle: 'Contoso Mail Attic',
          ChangeIndicator: 'Delete',
          EndofSaleDate: '2026-11-30T23:59:59Z',
        },
      ],
      { columns: [...columns, 'EndofSaleDate'] },
    );

    const summary = await importText(database, 'Dec_preview.csv', preview);

    expect(summary).toMatchObject({ kind: 'preview', changed: 1, removed: 1, added: 0 });
    const asked = [
      await askOn('2026-11-30', 'mail basic'),
      await askOn('2026-12-01', 'mail basic'),
      await askOn('2026-12-01', 'chat'),
      await askOn('2026-11-30', 'attic'),
      await askOn('2026-12-01', 'attic'),
    ];
    expect(asked).toEqual(['57.6', '66', '57.6', '57.6', 'no date']);
  });
});

describe('all or nothing', () => {
  it('takes nothing of a sheet whose last line is at fault', async () => {
    await importText(database, october, composeSheet([{}, chat]));
    const before = await readTables();
    const rows = Array.from({ length: 300 }, (_, at) => ({ SkuId: String(at + 1), UnitPrice: '1' }));

    const failing = importText(database, november, composeSheet([...rows, { UnitPrice: 'x' }]));

    await expect(failing).rejects.toMatchObject({ code: 'bad-number', line: 302 });
    expect(await readTables()).toEqual(before);
  });

  it('takes nothing when the audit entry cannot be written', async () => {
    await importText(database, october, composeSheet([{}]));
    const before = await readTables();

    const failing = importText(database, november, composeSheet([{ UnitPrice: '60' }, chat]), {
      within: () => Promise.reject(new Error('no audit')),
    });

    await expect(failing).rejects.toThrow('no audit');
    expect(await readTables()).toEqual(before);
  });

  it('takes nothing when the disk is full', async () => {
    await importText(database, october, composeSheet([{}, chat]));
    const before = await readTables();
    const { rows: pages } = await sql<{ page_count: number }>`pragma page_count`.execute(database);
    await sql`pragma max_page_count = ${sql.lit(pages[0]!.page_count + 3)}`.execute(database);
    const rows = Array.from({ length: 900 }, (_, at) => ({ ProductId: `CFQ7TEST${at + 1000}` }));

    const failing = importText(database, november, composeSheet(rows));

    await expect(failing).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    expect(await readTables()).toEqual(before);
  });

  it('leaves no temporary table behind', async () => {
    await importText(database, october, composeSheet([{}]));
    await importText(database, november, composeSheet([{ UnitPrice: 'x' }])).catch(() => undefined);

    const left = await database
      .selectFrom('sqlite_temp_master' as 'keys')
      .selectAll()
      .execute();

    expect(left).toEqual([]);
  });

  it('shows the summary to the audit entry inside of the transaction', async () => {
    const seen: number[] = [];

    await importText(database, october, composeSheet([{}, chat]), {
      within: async (transaction, summary) => {
        const rows = await transaction.selectFrom('prices').selectAll().execute();
        seen.push(rows.length, summary.added);
      },
    });

    expect(seen).toEqual([2, 2]);
  });

  it('tells of a file that is not there', async () => {
    await expect(openPriceSheet('/nowhere/Nov.csv')).rejects.toMatchObject({
      code: 'unreadable-file',
      file: 'Nov.csv',
    });
    await expect(openPriceSheet('/')).rejects.toMatchObject({ code: 'unreadable-file' });
  });
});

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
                    EffectiveStartDate: sku.isNew ? start(months[at]!) : start('2025-04'),
                  },
                ]
              : [],
          );
          await importText(
            own,
            names[at]!,
            composeSheet([{ SkuId: '99', EffectiveStartDate: start(months[at]!) }, ...rows]),
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
  }, 30_000);
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
    expect(tellSheetMonth(file, newestStart)).toBe(month);
  });
});

describe('the sample sheets', () => {
  it('are two months in which everything happens', async () => {
    const [first, second] = await Promise.all(
      [october, november].map((file) => openPriceSheet(`env/price-sheets/${file}`)),
    );

    const before = await importPriceSheet(database, first!, { now: new Date('2026-10-01T00:00:00Z') });
    const after = await importPriceSheet(database, second!, { now: new Date('2026-11-01T00:00:00Z') });

    expect(before).toMatchObject({ month: '2026-10', markets: ['FR'], currencies: ['EUR'], removed: 0 });
    expect(after.month).toBe('2026-11');
    for (const count of [after.added, after.changed, after.removed, after.renamed]) expect(count).toBeGreaterThan(0);
    const { segments, trials } = await database
      .selectFrom('price_items')
      .select(({ fn }) => fn.count<number>('segment').distinct().as('segments'))
      .select(({ fn }) => fn.count<number>('id').filterWhere('tags', 'like', '%Trial%').as('trials'))
      .executeTakeFirstOrThrow();
    expect(segments).toBe(4);
    expect(trials).toBeGreaterThan(5);
  });
});
