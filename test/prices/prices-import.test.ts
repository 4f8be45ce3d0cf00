import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { drawProgress } from '../../src/prices/import/progress-bar';
import { composeSheet } from './sheet-text';

const october = resolve('env/price-sheets/Oct_NCE_LicenseBasedPL_GA_FR.csv');
const november = resolve('env/price-sheets/Nov_NCE_LicenseBasedPL_GA_FR.csv');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prices-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(...paths: string[]): ChildProcess {
  return spawn(process.execPath, ['-r', resolve('test/support/run-typescript.js'), 'src/prices-import.ts', ...paths], {
    env: { ...process.env, DATA_DIR: folder },
  });
}

interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

function finish(child: ChildProcess): Promise<Outcome> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })));
}

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function openFile(): BetterSqlite3.Database {
  return new BetterSqlite3(join(folder, 'partner-desk.db'));
}

function count(table: string): number {
  const file = openFile();
  const { rows } = file.prepare(`select count(*) as rows from ${table}`).get() as { rows: number };
  file.close();
  return rows;
}

it('takes in the sample sheets one after the other, and says what changed', async () => {
  const { code, out, err } = await finish(start(october, november, november));

  expect({ code, err }).toEqual({ code: 0, err: '' });
  const lines = out.trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /^Oct_NCE_LicenseBasedPL_GA_FR\.csv: \d+ added, 0 changed, 0 removed, .*2026-10, FR, EUR\)$/,
  );
  expect(lines[1]).toMatch(
    /^Nov_\S+: [1-9]\d* added, [1-9]\d* changed, [1-9]\d* removed, [1-9]\d* unchanged, .*2026-11/,
  );
  expect(lines[2]).toMatch(/already taken in, nothing changed$/);
  expect(count('audit_entries')).toBe(2);
});

it('names file and line of a fault, takes in the other files, and ends with 1', async () => {
  const bad = write('Nov_bad.csv', composeSheet([{}, { UnitPrice: 'cheap' }]));
  const good = write('Nov_good.csv', composeSheet([{}]));

  const { code, out, err } = await finish(start(bad, good, join(folder, 'missing.csv')));

  expect(code).toBe(1);
  expect(out).toMatch(/^Nov_good\.csv: 1 added/);
  expect(err).toContain('Nov_bad.csv:3: UnitPrice is no plain number: "cheap"');
  expect(err).toContain('missing.csv: the file cannot be opened or read');
  expect(err.match(/Nothing of this file was taken in/g)).toHaveLength(2);
  expect(count('price_sheets')).toBe(1);
});

it('takes in a list of promotions, and names the place of a fault in one', async () => {
  const bad = write('bad.json', '{"items":[{"id":"one"}]}');

  const { code, out, err } = await finish(start(resolve('env/promotions.json'), bad, resolve('env/promotions.json')));

  expect(code).toBe(1);
  expect(out.trim().split('\n')).toEqual([
    'promotions.json: 4 promotions added, 0 changed, 0 unchanged',
    'promotions.json: 0 promotions added, 0 changed, 4 unchanged',
  ]);
  expect(err).toMatch(/^bad\.json: items\.0\.\w+: .+\nNothing of this file was taken in/);
  expect(count('promotions')).toBe(4);
  expect(count('audit_entries')).toBe(1);
});

it.each([[[]], [['--help']]])('explains itself when called with %j', async (paths) => {
  const { code, err } = await finish(start(...paths));

  expect(code).toBe(1);
  expect(err).toContain('npm run prices:import -- FILE');
});

it('says so when another process holds the database, and changes nothing', async () => {
  await finish(start(october));
  const holder = openFile();
  holder.exec('begin immediate');

  const { code, err } = await finish(start(november));

  holder.exec('rollback');
  holder.close();
  expect(code).toBe(1);
  expect(err).toContain('the database is locked by another process');
  expect(count('price_sheets')).toBe(1);
}, 20_000);

describe('killed with kill -9', () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => ({
    ProductId: `CFQ7T${String(at).padStart(7, '0')}`,
    UnitPrice: '1',
    'ERP Price': '2',
  }));

  it('in the middle of its transaction leaves the old prices, and the next run takes the sheet in', async () => {
    await finish(start(october));
    const before = count('prices');
    const sheet = write('Nov_large.csv', composeSheet(rows));

    const child = start(sheet);
    const outcome = finish(child);
    await waitUntilWriting(child);
    child.kill('SIGKILL');
    const { code, out } = await outcome;

    expect({ code, out }).toEqual({ code: null, out: '' });
    expect([count('prices'), count('price_sheets'), count('audit_entries')]).toEqual([before, 1, 1]);
    const file = openFile();
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    file.close();
    const again = await finish(start(sheet));
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(count('prices')).toBeGreaterThan(before + rows.length - 1);
  }, 60_000);

  /** Pages of a transaction reach the log before it is committed, once they no longer fit into memory. */
  async function waitUntilWriting(child: ChildProcess): Promise<void> {
    const log = join(folder, 'partner-desk.db-wal');
    const size = () => statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    while (size() < 200_000 && child.exitCode === null) await new Promise((next) => setTimeout(next, 1));
  }
});

it.each([
  [{ doing: 'reading', share: 0.5, count: 12 }, /^x\.csv \[█{15}░{15}\] 50 % · 12 prices read$/],
  [{ doing: 'reading', share: 1, count: 12 }, /^x\.csv \[█{30}\] 100 % · 12 prices read$/],
  [{ doing: 'reading', count: 12 }, /^x\.csv 12 prices read$/],
  [{ doing: 'taking-in', share: 0.1, count: 12 }, /^x\.csv \[█{3}░{27}\] 10 % · 12 prices compared and taken in$/],
] as const)('draws %j', (progress, expected) => {
  expect(drawProgress('x.csv', progress)).toMatch(expected);
});
