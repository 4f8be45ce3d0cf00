import { createEmbeddedAccount } from '../../src/account/embedded/embedded-account';
import { createRefusals, isRefusal } from '../../src/desk/refusals';
import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';
import { words } from '../../src/language/words';
import { operations } from '../../src/operations';
import { problem } from '../../src/operations/operation';
import { openDatabase, type Database } from '../../src/store/database';

const codes = Object.keys(words.en.problems ?? {}).filter((code) => isRefusal(problem(code)) && code !== 'stranger');

it.each(languages)('a word says each reason, in %s', (language) => {
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.filter((code) => !speak(language).has(`refusals/${code}`))).toEqual([]);
});

describe('a flood', () => {
  let database: Database;
  beforeAll(async () => void (database = await openDatabase(':memory:')));
  afterAll(() => database.destroy());

  const operation = operations.find(({ id }) => id === 'users.block')!;
  const count = async () => (await database.selectFrom('audit_entries').select('sequence').execute()).length;

  it('of one attempt is two entries in eleven minutes, of different ones 500 at most', async () => {
    let time = new Date('2026-11-23T10:00:00.000Z');
    const refusals = createRefusals(database, createEmbeddedAccount(database), () => time);
    const attempt = (person: string) => refusals.note({ operation, person, why: problem('lacks-right') });

    for (let at = 0; at < 1_000; at += 1) attempt('one');
    await refusals.write();
    expect(await count()).toBe(1);
    for (let at = 0; at < 1_000; at += 1) attempt('one');
    await refusals.write();
    time = new Date(time.getTime() + 11 * 60_000);
    await refusals.write();
    expect(await count()).toBe(2);

    for (let at = 0; at < 2_000; at += 1) attempt(`person-${at}`);
    await refusals.write();
    expect(await count()).toBe(2 + 499);
    time = new Date(time.getTime() + 11 * 60_000);
    await refusals.write();
    attempt('later');
    await refusals.write();
    expect(await count()).toBe(2 + 500);
  });
});
