import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextRound } from 'node:timers/promises';
import { openDatabase, type Database } from '../../src/store/database';
import { prepareQuery } from '../../src/store/prepared';
import { rememberQuery } from '../../src/store/remembered';

let folder: string;
let ours: Database;
/** As another process has it: the same file, another connection. */
let theirs: Database;
let asked: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'remembered-'));
  ours = await openDatabase(join(folder, 'desk.db'));
  theirs = await openDatabase(join(folder, 'desk.db'));
  await choose(ours, 'en');
  asked = 0;
});
afterEach(async () => {
  await ours.destroy();
  await theirs.destroy();
  rmSync(folder, { recursive: true });
});

const query = prepareQuery<[objectId: string], { language: string }>((database) =>
  database.selectFrom('preferences').select('language').where('object_id', '=', ''),
);
const readLanguage = rememberQuery<[objectId: string], { language: string }>((database, values) => {
  asked += 1;
  return query(database, values);
}, 2);

async function languageIn(database: Database, objectId = 'paul'): Promise<string | undefined> {
  return (await readLanguage(database, [objectId]))[0]?.language;
}

async function choose(database: Database, language: string): Promise<void> {
  await database
    .insertInto('preferences')
    .values({ object_id: 'paul', language })
    .onConflict((conflict) => conflict.column('object_id').doUpdateSet({ language }))
    .execute();
}

describe('what is remembered of the database', () => {
  it('is asked for once while nothing changes, each value by itself', async () => {
    expect([await languageIn(ours), await languageIn(ours), await languageIn(ours, 'nobody')]).toEqual([
      'en',
      'en',
      undefined,
    ]);

    expect(asked).toBe(2);
  });

  it('is forgotten with a change of one’s own, in the same breath', async () => {
    await languageIn(ours);

    await choose(ours, 'fr');

    expect(await languageIn(ours)).toBe('fr');
  });

  it('is forgotten with a change by another process', async () => {
    await languageIn(ours);
    await choose(theirs, 'fr');
    await nextRound();

    expect(await languageIn(ours)).toBe('fr');
  });

  it('is not what a transaction sees, nor what one that was taken back has seen', async () => {
    await languageIn(ours);

    const inside = ours.transaction().execute(async (transaction) => {
      await choose(transaction, 'fr');
      expect(await languageIn(transaction)).toBe('fr');
      throw new Error('taken back');
    });

    await expect(inside).rejects.toThrow('taken back');
    expect(await languageIn(ours)).toBe('en');
  });

  it('keeps no more than its limit', async () => {
    for (const person of ['paul', 'marie', 'karim', 'paul']) await languageIn(ours, person);

    expect(asked).toBe(4);
  });
});
