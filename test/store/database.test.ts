import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate as nextRound } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { openDatabase, type Database, type DatabaseTransaction } from '../../src/store/database';
import { loadKey } from '../../src/store/keys';
import { prepareQuery } from '../../src/store/prepared';
import { storageFaultOf } from '../../src/store/storage-fault';
import type * as Connections from './sqlite-connections';
import { connections } from './sqlite-connections';

jest.mock('better-sqlite3', () => ({
  __esModule: true,
  default: jest.requireActual<typeof Connections>('./sqlite-connections').noteConnections(),
}));

let folder: string;
let file: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'partner-desk-store-'));
  file = join(folder, 'inside', 'partner-desk.db');
  database = await openDatabase(file);
});
afterEach(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true });
});

const pragma = (name: string) => connections.at(-1)!.pragma(name, { simple: true });
const preference = (id: string, language = 'fr') => ({ object_id: id, language });

describe('the file', () => {
  it.each([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['secure_delete', 1],
    ['recursive_triggers', 1],
  ])('is opened with %s = %j', (name, value) => {
    expect(pragma(name)).toBe(value);
  });

  it('lies in a folder that nobody else reads', () => {
    expect(statSync(join(folder, 'inside')).mode & 0o077).toBe(0);
  });

  it('is brought up to date once, and opened again as it is', async () => {
    await database.insertInto('preferences').values(preference('a')).execute();
    await database.destroy();
    database = await openDatabase(file);

    expect(await database.selectFrom('preferences').selectAll().execute()).toEqual([preference('a')]);
  });

  it('is set up by one of several processes that open it at once; the others wait', async () => {
    const fresh = join(folder, 'fresh.db');
    const open = `require('./src/store/database.ts').openDatabase(${JSON.stringify(fresh)}).then((each) => each.destroy())`;

    const ends = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, ['-r', resolve('test/support/run-typescript.js'), '-e', open]);
        const said: Buffer[] = [];
        child.stderr.on('data', (chunk: Buffer) => void said.push(chunk));
        const [code] = (await once(child, 'close')) as [number];
        return `${code} ${Buffer.concat(said).toString()}`;
      }),
    );

    expect(ends).toEqual(Array.from({ length: 4 }, () => '0 '));
  }, 60_000);

  it('whose setting up breaks off is left without a table', async () => {
    const begun = join(folder, 'begun.db');
    const other = new BetterSqlite3(begun);
    other.exec('create table pinned_offers (id text)');

    await expect(openDatabase(begun)).rejects.toThrow();
    expect(other.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all()).toEqual([
      'pinned_offers',
    ]);
    other.close();
  });

  it('that is no database is refused, and left as it was', async () => {
    const other = join(folder, 'no-database.db');
    writeFileSync(other, 'this is a letter, not a database');

    await expect(openDatabase(other)).rejects.toThrow(/not a database/);
    expect(readFileSync(other, 'utf8')).toBe('this is a letter, not a database');
  });
});

describe('statements', () => {
  it('are prepared once, however often they are used', async () => {
    const prepare = jest.spyOn(connections.at(-1)!, 'prepare');

    for (let count = 0; count < 50; count++) {
      await database
        .insertInto('preferences')
        .values(preference(`person-${count}`))
        .execute();
    }
    for (let count = 0; count < 50; count++) {
      await database.selectFrom('preferences').selectAll().where('object_id', '=', `person-${count}`).execute();
    }

    expect(prepare).toHaveBeenCalledTimes(2);
  });

  it('give each use its own values and rows', async () => {
    await database.insertInto('preferences').values(preference('a', 'fr')).execute();
    await database.insertInto('preferences').values(preference('b', 'en')).execute();
    const languageOf = (id: string) =>
      database.selectFrom('preferences').select('language').where('object_id', '=', id).execute();

    expect(await Promise.all([languageOf('a'), languageOf('b'), languageOf('c'), languageOf('a')])).toEqual([
      [{ language: 'fr' }],
      [{ language: 'en' }],
      [],
      [{ language: 'fr' }],
    ]);
  });

  it('are kept up to a limit: the oldest is prepared anew', async () => {
    const prepare = jest.spyOn(connections.at(-1)!, 'prepare');
    const one = () => sql`select 'the first'`.execute(database);
    await one();

    for (let count = 0; count < 450; count++) await sql`select ${sql.lit(count)}`.execute(database);
    prepare.mockClear();
    await one();
    await one();

    expect(prepare).toHaveBeenCalledTimes(1);
  });

  it('see a column that was added since', async () => {
    const read = () => database.selectFrom('preferences').selectAll().execute();
    await database.insertInto('preferences').values(preference('a')).execute();
    await read();

    await sql`alter table preferences add column extra text default 'new'`.execute(database);

    expect(await read()).toEqual([{ ...preference('a'), extra: 'new' }]);
  });
});

describe('a prepared query', () => {
  const write = prepareQuery<[objectId: string, language: 'en'], never>((database) =>
    database.insertInto('preferences').values(preference('')),
  );
  const read = prepareQuery<[], { object_id: string }>((database) =>
    database.selectFrom('preferences').select('object_id').limit(2),
  );

  it('belongs to the transaction that it is asked in', async () => {
    const failing = database.transaction().execute(async (transaction) => {
      await write(transaction, ['a', 'en']);
      expect(await read(transaction, [])).toEqual([{ object_id: 'a' }]);
      throw new Error('half-way');
    });

    await expect(failing).rejects.toThrow('half-way');
    expect(await read(database, [])).toEqual([]);
  });

  it('waits for others’ transactions', async () => {
    let goOn = (): void => undefined;
    const paused = new Promise<void>((resolve) => (goOn = resolve));
    const writing = database.transaction().execute(async (transaction) => {
      await write(transaction, ['a', 'en']);
      await paused;
      await write(transaction, ['b', 'en']);
    });
    await nextRound();
    const found = read(database, []);
    await nextRound();
    goOn();
    await writing;

    expect(await found).toEqual([{ object_id: 'a' }, { object_id: 'b' }]);
  });

  it('is refused by a transaction that has ended', async () => {
    let ended: DatabaseTransaction;
    await database.transaction().execute(async (transaction) => {
      await write(transaction, ['a', 'en']);
      ended = transaction;
    });

    await expect(write(ended!, ['b', 'en'])).rejects.toThrow('has ended');
    expect(await read(database, [])).toEqual([{ object_id: 'a' }]);
  });

  it('has its limit in its text, where SQLite plans with it once', () => {
    expect(database.selectFrom('preferences').selectAll().limit(2).compile()).toMatchObject({
      sql: 'select * from "preferences" limit 2',
      parameters: [],
    });
  });
});

describe('a transaction', () => {
  it('holds wholly or not at all', async () => {
    const failing = database.transaction().execute(async (transaction) => {
      await transaction.insertInto('preferences').values(preference('a')).execute();
      throw new Error('half-way');
    });

    await expect(failing).rejects.toThrow('half-way');
    expect(await database.selectFrom('preferences').selectAll().execute()).toEqual([]);
  });

  it('has the right to write from its beginning: another process can’t come in between reading and writing', async () => {
    const other = new BetterSqlite3(file, { timeout: 0 });

    await database.transaction().execute(async (transaction) => {
      await transaction.selectFrom('preferences').selectAll().execute();
      expect(() => other.exec(`insert into preferences values ('b', 'en')`)).toThrow(/locked/);
      await transaction.insertInto('preferences').values(preference('a')).execute();
    });
    other.exec(`insert into preferences values ('b', 'en')`);
    other.close();

    expect(await database.selectFrom('preferences').select('object_id').execute()).toHaveLength(2);
  });
});

it('a transaction that goes on after there was no room is not done', async () => {
  const sqlite = connections.at(-1)!;
  sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true }))}`);

  const done = database.transaction().execute(async (transaction) => {
    const large = preference('a', 'x'.repeat(10_000_000));
    await transaction
      .insertInto('preferences')
      .values(large)
      .execute()
      .catch(() => undefined);
  });

  await expect(done).rejects.toThrow('taken back');
});

describe('transactions of one round', () => {
  const add = (id: string, then: () => Promise<void> | void = () => undefined) =>
    database.transaction().execute(async (transaction) => {
      await transaction.insertInto('preferences').values(preference(id)).execute();
      await then();
    });
  const ids = async (): Promise<string[]> =>
    (await database.selectFrom('preferences').select('object_id').orderBy('object_id').execute()).map(
      ({ object_id }) => object_id,
    );
  /** Every statement of this name is given to a function first. */
  const watch = (name: string, then: () => void) => {
    const statements = Object.getPrototypeOf(connections.at(-1)!.prepare('select 1')) as BetterSqlite3.Statement;

    const { run } = statements;
    return jest.spyOn(statements, 'run').mockImplementation(function (this: BetterSqlite3.Statement, ...values) {
      if (this.source === name) then();
      return run.apply(this, values);
    });
  };
  afterEach(() => jest.restoreAllMocks());

  it('are committed at once', async () => {
    const commit = jest.fn();
    watch('commit', commit);

    await Promise.all([add('a'), add('b'), add('c')]);

    expect(commit).toHaveBeenCalledTimes(1);
    expect(await ids()).toEqual(['a', 'b', 'c']);
  });

  it('hold each for itself: one that fails takes nothing of the others along', async () => {
    const failing = add('b', () => {
      throw new Error('half-way');
    });
    const others = [add('a'), add('c')];

    await expect(failing).rejects.toThrow('half-way');
    await Promise.all(others);
    expect(await ids()).toEqual(['a', 'c']);
  });

  it('are none of them done where the commit fails: each is told so, and nobody has seen what they did', async () => {
    const broken = Object.assign(new Error('no room'), { code: 'SQLITE_FULL' });
    const spy = watch('commit', () => {
      throw broken;
    });

    const added = Promise.allSettled([add('a'), add('b')]);
    await nextRound();
    const seen = ids();

    expect(await added).toEqual([
      { status: 'rejected', reason: broken },
      { status: 'rejected', reason: broken },
    ]);
    expect(await seen).toEqual([]);
    spy.mockRestore();
    await add('c');
    expect(await ids()).toEqual(['c']);
  });

  it('are none of them done where one of them finds no room, which takes back all', async () => {
    const sqlite = connections.at(-1)!;
    const whole = add('a');
    const large = database.transaction().execute(async (transaction) => {
      sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true }))}`);
      const language = 'x'.repeat(10_000_000);
      await transaction.insertInto('preferences').values(preference('b', language)).execute();
    });

    const [first, second] = await Promise.allSettled([whole, large]);

    expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
    expect(storageFaultOf((first as PromiseRejectedResult).reason)).toBe('storage-full');
    expect(await ids()).toEqual([]);
    sqlite.pragma('max_page_count = 1000000');
    await add('c');
    expect(await ids()).toEqual(['c']);
  });

  it('wait for one that takes longer, and another that comes meanwhile waits for them', async () => {
    let goOn = (): void => undefined;
    const paused = new Promise<void>((resolve) => (goOn = resolve));
    const commit = jest.fn();
    watch('commit', commit);
    const early = [add('a'), add('b', () => paused)];
    await nextRound();
    await nextRound();
    const late = add('c');
    await nextRound();

    expect(commit).not.toHaveBeenCalled();
    goOn();
    await Promise.all([...early, late]);
    expect(commit).toHaveBeenCalledTimes(2);
    expect(await ids()).toEqual(['a', 'b', 'c']);
  });
});

describe('a key', () => {
  it('is made at its first use, the same ever after, another for each name', async () => {
    const [first, again, other] = await Promise.all([
      loadKey(database, 'a'),
      loadKey(database, 'a'),
      loadKey(database, 'b'),
    ]);
    await database.destroy();
    database = await openDatabase(file);

    expect(first).toHaveLength(32);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(await loadKey(database, 'a')).toEqual(first);
  });
});

describe('a fault of the database', () => {
  const sqliteError = (code: string) => new BetterSqlite3.SqliteError('message', code);

  it.each([
    ['locked by another process', sqliteError('SQLITE_BUSY'), 'storage-busy'],
    ['locked while recovering', sqliteError('SQLITE_BUSY_RECOVERY'), 'storage-busy'],
    ['changed since it was read', sqliteError('SQLITE_BUSY_SNAPSHOT'), 'storage-busy'],
    ['a table locked', sqliteError('SQLITE_LOCKED_SHAREDCACHE'), 'storage-busy'],
    ['no room', sqliteError('SQLITE_FULL'), 'storage-full'],
    ['a disk that fails', sqliteError('SQLITE_IOERR_WRITE'), 'storage-broken'],
    ['a file that may not be written', sqliteError('SQLITE_READONLY'), 'storage-broken'],
    ['a damaged file', sqliteError('SQLITE_CORRUPT'), 'storage-broken'],
    ['a rule of ours', sqliteError('SQLITE_CONSTRAINT_UNIQUE'), undefined],
    ['a trigger of ours', sqliteError('SQLITE_CONSTRAINT_TRIGGER'), undefined],
    ['a statement of ours', sqliteError('SQLITE_ERROR'), undefined],
    ['another error with a code', Object.assign(new Error(), { code: 'ECONNRESET' }), undefined],
    ['another error', new Error('SQLITE_BUSY'), undefined],
    ['no error', 'SQLITE_BUSY', undefined],
    ['nothing', undefined, undefined],
  ])('%s', (_name, error, fault) => {
    expect(storageFaultOf(error)).toBe(fault);
  });
});
