import { importPriceSheet, openPriceSheet, type PriceSheetSummary } from '../../src/prices/import-sheet';
import { createPrices } from '../../src/prices/prices';
import { openDatabase, type Database } from '../../src/store/database';
import {
  chat,
  columns,
  composeSheet,
  describeMiss,
  importText,
  november,
  october,
  readTables,
  startOf,
  type Cells,
} from './sheet-text';

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

describe('taking in', () => {
  it('tells what it took in', async () => {
    const rows: Cells[] = [{}, { TermDuration: 'P1M' }, { ...chat, Segment: 'Charity', Currency: 'CHF', Market: 'CH' }];

    const summary = await importText(database, november, composeSheet(rows));

    expect(summary).toEqual({
      tookPart: 'imported',
      form: 'license-based',
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
      overlaps: 0,
      renamed: 0,
      skus: 2,
      markets: ['CH', 'FR'],
      currencies: ['CHF', 'EUR'],
    });
  });

  it('writes no row when the same file comes twice', async () => {
    const content = composeSheet([{}, chat]);
    await importText(database, october, content);
    const before = await readTables(database);
    const within = jest.fn();

    const again = await importText(database, october, content, { within });

    expect(again).toMatchObject({ tookPart: 'already', sheetId: 1 });
    expect(await readTables(database)).toEqual(before);
    expect(within).not.toHaveBeenCalled();
  });

  it('changes no price when another month says the same', async () => {
    await importText(database, october, composeSheet([{}, chat]));
    const before = await readTables(database);

    const summary = await importText(database, november, composeSheet([{}, chat]));

    expect(countsOf(summary)).toMatchObject({ tookPart: 'imported', unchanged: 2, added: 0, changed: 0, removed: 0 });
    expect((await readTables(database)).prices).toEqual(before.prices);
  });

  it('counts what the next month added, changed, removed and renamed, and keeps the past', async () => {
    await importText(
      database,
      october,
      composeSheet([
        { EffectiveStartDate: startOf('2026-10') },
        { ...chat, UnitPrice: '10' },
        { SkuId: '2', SkuTitle: 'Contoso Mail Kiosk' },
        { SkuId: '3', SkuTitle: 'Contoso Mail Attic' },
      ]),
    );

    const summary = await importText(
      database,
      november,
      composeSheet([
        { UnitPrice: '60', EffectiveStartDate: startOf('2026-11'), ChangeIndicator: 'Change' },
        { ...chat, UnitPrice: '10' },
        { SkuId: '2', SkuTitle: 'Contoso Mail Lobby' },
        { SkuId: '4', SkuTitle: 'Contoso Mail Cellar', EffectiveStartDate: startOf('2026-11') },
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
      composeSheet([{ EffectiveStartDate: startOf('2026-04') }, { ...chat, EffectiveStartDate: startOf('2026-10') }]),
    );

    await importText(
      database,
      november,
      composeSheet([
        { UnitPrice: '70', EffectiveStartDate: startOf('2026-04') },
        { ...chat, EffectiveStartDate: startOf('2026-10') },
      ]),
    );

    expect([await askOn('2026-10-31', 'mail'), await askOn('2026-11-01', 'mail')]).toEqual(['57.6', '70']);
  });

  it('lets a price that went away come back', async () => {
    await importText(database, 'Sep_x.csv', composeSheet([{ EffectiveStartDate: startOf('2026-09') }, chat]));
    await importText(database, october, composeSheet([{ ...chat, EffectiveStartDate: startOf('2026-10') }]));

    const summary = await importText(
      database,
      november,
      composeSheet([{ EffectiveStartDate: startOf('2026-09') }, { ...chat, EffectiveStartDate: startOf('2026-11') }]),
    );

    expect(countsOf(summary)).toMatchObject({ added: 1, removed: 0 });
    const days = ['2026-09-10', '2026-10-10', '2026-11-10'];
    expect(await Promise.all(days.map((day) => askOn(day, 'mail')))).toEqual(['57.6', 'no date', '57.6']);
  });

  it('replaces a month that is published again from the day of its new prices', async () => {
    await importText(database, november, composeSheet([{ EffectiveStartDate: startOf('2026-11') }]));
    const again = composeSheet([{ EffectiveStartDate: '2026-11-12T00:00:00Z', UnitPrice: '61' }]);

    const summary = await importText(database, november, again);

    expect(summary).toMatchObject({ changed: 1, month: '2026-11', effectiveFrom: '2026-11-12' });
    expect([await askOn('2026-11-11', 'mail'), await askOn('2026-11-12', 'mail')]).toEqual(['57.6', '61']);
  });

  it('corrects a price that is published again with the same start', async () => {
    const first = composeSheet([{ EffectiveStartDate: startOf('2026-11') }]);
    await importText(database, november, first);
    await importText(database, november, composeSheet([{ EffectiveStartDate: startOf('2026-11'), UnitPrice: '61' }]));

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
        { UnitPrice: '1', EffectiveStartDate: startOf('2026-11') },
        { UnitPrice: '2', EffectiveStartDate: '2026-11-12T00:00:00Z', EffectiveEndDate: '2026-11-30T23:59:59Z' },
        { ...chat, UnitPrice: '9' },
      ]),
    );

    expect(summary).toMatchObject({ rows: 4, added: 2, duplicates: 0, overlaps: 2 });
    expect(await askOn('2026-11-23', 'mail')).toBe('3');
  });

  it('tells lines that come twice from such whose dates overlap', async () => {
    const summary = await importText(
      database,
      november,
      composeSheet([
        { UnitPrice: '1' },
        { UnitPrice: '2' },
        { SkuId: '1', UnitPrice: '3' },
        { UnitPrice: '4', EffectiveStartDate: startOf('2026-11') },
        { ...chat, Segment: 'Charity' },
        { ...chat, Segment: 'nonprofit' },
      ]),
    );

    expect(summary).toMatchObject({ rows: 6, added: 2, skus: 2, duplicates: 3, overlaps: 1 });
    expect(await askOn('2026-11-23', 'mail')).toBe('4');
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

    const summary = await importText(database, november, composeSheet([{ EffectiveStartDate: startOf('2026-11') }]));

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
      composeSheet([{ UnitPrice: '60', EffectiveStartDate: startOf('2026-11') }, chat]),
    );

    const summary = await importText(
      database,
      october,
      composeSheet([{ EffectiveStartDate: startOf('2026-10') }, chat, { SkuId: '9', SkuTitle: 'Contoso Mail Attic' }]),
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
      composeSheet([{ EffectiveStartDate: startOf('2026-11') }, chat, { SkuId: '5', SkuTitle: 'Contoso Mail Attic' }]),
    );
    const preview = composeSheet(
      [
        { UnitPrice: '66', EffectiveStartDate: startOf('2026-12'), ChangeIndicator: 'Change' },
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
