import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeInStaged, type SheetProgress } from '../../src/prices/import-sheet';
import { serveStaging } from '../../src/prices/thread/serve-staging';
import { createThreadStager, type StartThread, type ThreadStager } from '../../src/prices/thread/stage-in-thread';
import { openDatabase } from '../../src/store/database';
import { chat, composeSheet, importedAt, november, october, readTables } from './sheet-text';

let folder: string;
let stager: ThreadStager;
/** The threads that were started, each with what makes it end. */
let threads: { die: (error: Error) => void; hasEnded: boolean }[];

const start: StartThread = (data, die) => {
  const thread = { die, hasEnded: false };
  threads.push(thread);
  serveStaging(data);
  return () => Promise.resolve((thread.hasEnded = true));
};
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { file: name, path };
};
const databaseFile = () => join(folder, 'desk.db');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'partner-desk-'));
  threads = [];
  stager = createThreadStager(databaseFile(), start);
});
afterEach(async () => {
  await stager.close();
  rmSync(folder, { recursive: true, force: true });
});

const first = composeSheet([{}, chat]);
const dearer = composeSheet([{ UnitPrice: '60' }, chat]);

it('works on one sheet after the other, in one thread', async () => {
  const told: SheetProgress[] = [];
  const staged = await stager.stage(file(october, first));
  const other = stager.stage(file(november, dearer), (progress) => told.push(progress));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(told).toEqual([{ doing: 'waiting' }]);

  await takeInStaged(staged, { now: importedAt });
  const second = await other;

  expect(await second.compare()).toMatchObject({ changed: 1, newest: '2025-10' });
  await second.drop();
  expect(told.map(({ doing }) => doing)).toEqual(expect.arrayContaining(['waiting', 'reading', 'comparing']));
  expect(threads).toHaveLength(1);
});

it('goes on with the next where one is at fault', async () => {
  const faulty = stager.stage(file('Oct_x.csv', composeSheet([{ UnitPrice: 'x' }])));
  const sound = stager.stage(file(october, first));

  await expect(faulty).rejects.toMatchObject({ name: 'PriceSheetError', code: 'bad-number', line: 2 });
  await (await sound).drop();
});

it('starts another thread where one has died, and whoever waited for it is told', async () => {
  const staged = await stager.stage(file(october, first));

  threads[0]!.die(new Error('out of memory'));

  await expect(staged.compare()).rejects.toThrow('out of memory');
  await expect(staged.drop()).rejects.toThrow('out of memory');
  const again = await stager.stage(file(october, first));
  expect(await again.compare()).toMatchObject({ added: 2 });
  await again.drop();
  expect(threads).toHaveLength(2);
});

it('keeps nothing of a sheet that is dropped', async () => {
  await (await stager.stage(file(october, first))).drop();

  expect(readdirSync(folder).filter((name) => name.includes('staged'))).toEqual([]);
  const database = await openDatabase(databaseFile());
  expect((await readTables(database)).prices).toEqual([]);
  await database.destroy();
});

it('lets go of its thread once nobody has needed it for minutes, and not before', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  try {
    await (await stager.stage(file(october, first))).drop();
    jest.advanceTimersByTime(60_000);
    await (await stager.stage(file(october, first))).drop();
    jest.advanceTimersByTime(60_000);
    expect(threads.map(({ hasEnded }) => hasEnded)).toEqual([false]);

    jest.advanceTimersByTime(60_000);
    await new Promise((resolve) => setImmediate(resolve));

    expect(threads.map(({ hasEnded }) => hasEnded)).toEqual([true]);
    await (await stager.stage(file(october, first))).drop();
    expect(threads).toHaveLength(2);
  } finally {
    jest.useRealTimers();
  }
});
