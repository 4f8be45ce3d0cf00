import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { openPriceSheet } from '../../src/prices/import-sheet';
import { openDatabase, type Database } from '../../src/store/database';
import { chat, composeSheet, importText, november, october, readTables } from './sheet-text';

let database: Database;

beforeEach(async () => {
  database = await openDatabase(':memory:');
});

afterEach(() => database.destroy());

describe('all or nothing', () => {
  it('takes nothing of a sheet whose last line is at fault', async () => {
    await importText(database, october, composeSheet([{}, chat]));
    const before = await readTables(database);
    const rows = Array.from({ length: 300 }, (_, at) => ({ SkuId: String(at + 1), UnitPrice: '1' }));

    const failing = importText(database, november, composeSheet([...rows, { UnitPrice: 'x' }]));

    await expect(failing).rejects.toMatchObject({ code: 'bad-number', line: 302 });
    expect(await readTables(database)).toEqual(before);
  });

  it('takes nothing when the audit entry cannot be written', async () => {
    await importText(database, october, composeSheet([{}]));
    const before = await readTables(database);

    const failing = importText(database, november, composeSheet([{ UnitPrice: '60' }, chat]), {
      within: () => Promise.reject(new Error('no audit')),
    });

    await expect(failing).rejects.toThrow('no audit');
    expect(await readTables(database)).toEqual(before);
  });

  it('takes nothing when the disk is full', async () => {
    await importText(database, october, composeSheet([{}, chat]));
    const before = await readTables(database);
    const { rows: pages } = await sql<{ page_count: number }>`pragma page_count`.execute(database);
    await sql`pragma max_page_count = ${sql.lit(pages[0]!.page_count + 3)}`.execute(database);
    const rows = Array.from({ length: 900 }, (_, at) => ({ ProductId: `CFQ7TEST${at + 1000}` }));

    const failing = importText(database, november, composeSheet(rows));

    await expect(failing).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    expect(await readTables(database)).toEqual(before);
  });

  it('leaves nothing behind of what it read', async () => {
    await importText(database, october, composeSheet([{}]));
    await importText(database, november, composeSheet([{ UnitPrice: 'x' }])).catch(() => undefined);

    const { rows: open } = await sql<{ name: string }>`pragma database_list`.execute(database);
    expect(open.filter(({ name }) => name.startsWith('staged'))).toEqual([]);
  });

  it('clears away what a process that was killed left behind, and nothing that another one is at', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'staged-'));
    const file = join(folder, 'partner-desk.db');
    const own = await openDatabase(file);
    const [empty, half, held, fresh] = ['empty', 'half', 'held', 'fresh'].map((name) => `${file}-staged-${name}`) as [
      string,
      string,
      string,
      string,
    ];
    for (const path of [empty, held, fresh]) writeFileSync(path, '');
    writeFileSync(half, 'half of a sheet');
    const other = new BetterSqlite3(held);
    other.pragma('journal_mode = MEMORY');
    other.exec('begin exclusive');
    const before = new Date(Date.now() - 5_000);
    for (const path of [empty, half, held]) utimesSync(path, before, before);

    await importText(own, october, composeSheet([{}]));
    await own.destroy();

    const left = readdirSync(folder).filter((name) => name.includes('staged'));
    expect(left.sort()).toEqual([basename(fresh), basename(held)]);
    other.close();
    rmSync(folder, { recursive: true });
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
