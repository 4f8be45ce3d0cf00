import { importPriceSheet, stagePriceSheet } from '../../src/prices/import-sheet';
import { openDatabase, type Database } from '../../src/store/database';
import {
  chat,
  composeSheet,
  cutBytes,
  importedAt,
  importText,
  november,
  october,
  readTables,
  type Cells,
} from './sheet-text';

let database: Database;

beforeEach(async () => {
  database = await openDatabase(':memory:');
});

afterEach(() => database.destroy());

const germany: Cells = { Market: 'DE' };
const known = composeSheet([{}, chat, germany, { SkuId: '0002' }, { SkuId: '0003', UnitPrice: '1' }]);

async function compare(file: string, content: string) {
  const staged = await stagePriceSheet(database, { file, chunks: cutBytes(content, 4_096) });
  try {
    return await staged.compare();
  } finally {
    await staged.drop();
  }
}

describe('what a sheet would change', () => {
  it.each<[string, string, string]>([
    ['nothing of a new month', november, `${known}\n`],
    ['a price, a new one, and one that is gone', november, composeSheet([{ UnitPrice: '60' }, { SkuId: '9' }, chat])],
    ['a market that is new', november, composeSheet([{ Market: 'BE' }, { Market: 'BE', SkuId: '0002' }, {}])],
    ['a title', november, composeSheet([{ SkuTitle: 'Contoso Mail Plain' }, chat, { SkuId: '0002' }])],
    ['lines twice', november, composeSheet([{}, {}, chat, { UnitPrice: '60', SkuId: '0002' }])],
    ['an older month', 'Sep_x.csv', composeSheet([{ UnitPrice: '50' }, { SkuId: '0007' }])],
    ['the same month', october, composeSheet([{ UnitPrice: '50' }, { SkuId: '0007' }])],
  ])('is what taking it in changes: %s', async (_case, file, content) => {
    await importText(database, october, known);
    const before = await readTables(database);

    const { isKnown, replaces, newest, ...counts } = await compare(file, content);

    expect(await readTables(database)).toEqual(before);
    expect(await importText(database, file, content)).toMatchObject(counts);
    expect({ isKnown, newest }).toEqual({ isKnown: false, newest: '2025-10' });
    expect(replaces).toBe(file === october);
  });

  it('is everything, where there is none yet', async () => {
    expect(await compare(october, known)).toMatchObject({ added: 5, changed: 0, removed: 0, newest: null });
  });

  it('is nothing of the very same file', async () => {
    await importText(database, october, known);

    expect(await compare('Oct_copy.csv', known)).toMatchObject({ isKnown: true, replaces: true, unchanged: 5 });
  });

  it('keeps nobody waiting: another may write meanwhile', async () => {
    const staged = await stagePriceSheet(database, { file: november, chunks: cutBytes(known, 4_096) });
    const [preview] = await Promise.all([
      staged.compare(),
      importPriceSheet(
        database,
        { file: october, chunks: cutBytes(composeSheet([{ Market: 'BE' }])) },
        { now: importedAt },
      ),
    ]);
    await staged.drop();

    expect(preview.added).toBe(5);
    expect((await readTables(database)).sheets).toHaveLength(1);
  });
});
