import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { runCommand } from '../support/command';
import { openOffice, type Office } from '../support/office';

/** The commands beside a desk that runs: they start a process of their own. */
jest.setTimeout(60_000);

let office: Office;
let head: { sequence: number; hash: string };
const verify = (...given: string[]) => runCommand('src/audit-verify.ts', office.dataDir, ...given);
const digest = (file: string) =>
  createHash('sha256')
    .update(readFileSync(join(office.dataDir, file)))
    .digest('hex');

beforeAll(async () => {
  office = await openOffice();
  const claire = office.person('Claire Moreau');
  await claire.presses('confirm', await claire.says('change our support phone to +33 1 99 00 99 77'));
  head = await office.inDatabase((database) =>
    database
      .selectFrom('audit_entries')
      .select(['sequence', 'hash'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  );
});
afterAll(() => office.close());

describe('npm run audit:verify', () => {
  it('finds a trail whole, also against a checkpoint that was posted', async () => {
    expect(await verify()).toMatchObject({ code: 0, err: '' });

    const { code, out } = await verify(`${head.sequence}:${head.hash}`);

    expect(code).toBe(0);
    expect(out).toContain(`integrity     whole: ${head.sequence} entries`);
    expect(out).toContain(`posted        whole: the hash at number ${head.sequence}`);
  });

  it('takes the hash as the card shows it: in groups, in capital letters', async () => {
    const grouped = head.hash.toUpperCase().replace(/(.{8})(?=.)/g, '$1 ');

    expect((await verify(`${head.sequence}:${grouped}`)).code).toBe(0);
  });

  it.each([
    ['another hash', () => `${head.sequence}:${'0'.repeat(64)}`],
    ['a number that the trail has not reached', () => `${head.sequence + 1}:${head.hash}`],
  ])('says that it is broken against %s', async (_what, posted) => {
    const { code, out } = await verify(posted());

    expect(code).toBe(1);
    expect(out).toContain('posted        BROKEN: no such hash at number');
  });

  it('asks for a checkpoint as it was posted', async () => {
    const { code, out, err } = await verify('1042');

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('1042:0123abcd');
  });

  it('says where there is no database, and makes none', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'empty-'));

    const { code, err } = await runCommand('src/audit-verify.ts', empty);

    expect(code).toBe(2);
    expect(err).toContain(`There is no database at ${join(empty, 'partner-desk.db')}.`);
    expect(readdirSync(empty)).toEqual([]);
    rmSync(empty, { recursive: true });
  });

  it('says that what is no database could not be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'other-'));
    writeFileSync(
      join(folder, 'partner-desk.db'),
      'no database at all, but a few words that fill some bytes'.repeat(90),
    );

    const { code, err } = await runCommand('src/audit-verify.ts', folder);

    expect(code).toBe(2);
    expect(err).toContain('The trail could not be read');
    rmSync(folder, { recursive: true });
  });

  it('changes nothing, and brings no table up to date', async () => {
    const old = mkdtempSync(join(tmpdir(), 'old-'));
    const file = new BetterSqlite3(join(old, 'partner-desk.db'));
    file.exec(`create table audit_entries (sequence integer primary key, at text, operation text, outcome text,
      actor text, subject text, details text, salt text, digest text, previous_hash text, hash text)`);
    file.close();
    const before = readFileSync(join(old, 'partner-desk.db'));

    const { code, out } = await runCommand('src/audit-verify.ts', old);

    expect(code).toBe(0);
    expect(out).toContain('whole: 0 entries');
    expect(readFileSync(join(old, 'partner-desk.db')).equals(before)).toBe(true);
    rmSync(old, { recursive: true });
  });

  it('finds an entry that was altered', async () => {
    const checkpoint = digest('audit-checkpoint.json');
    const copy = mkdtempSync(join(tmpdir(), 'altered-'));
    const from = new BetterSqlite3(join(office.dataDir, 'partner-desk.db'), { readonly: true });
    await from.backup(join(copy, 'partner-desk.db'));
    from.close();
    const file = new BetterSqlite3(join(copy, 'partner-desk.db'));
    for (const { name } of file.prepare("select name from sqlite_master where type = 'trigger'").all() as {
      name: string;
    }[])
      file.exec(`drop trigger ${name}`);
    file.prepare("update audit_entries set outcome = 'cancelled' where sequence = ?").run(head.sequence);
    file.close();

    const { code, out } = await runCommand('src/audit-verify.ts', copy);

    expect(code).toBe(1);
    expect(out).toContain(`BROKEN: entry ${head.sequence} was altered`);
    expect(digest('audit-checkpoint.json')).toBe(checkpoint);
    rmSync(copy, { recursive: true });
  });
});

describe('npm run audit:erase', () => {
  const erase = (...given: string[]) => runCommand('src/audit-erase.ts', office.dataDir, ...given);

  it('erases nobody who is still in the account', async () => {
    const { code, err } = await erase('claire.moreau@contoso-partner.example');

    expect(code).toBe(1);
    expect(err).toContain('This person is still in the account');
    expect(err).toContain('Nothing was erased.');
  });

  it('erases someone who was removed, and the trail stays whole', async () => {
    const claire = office.person('Claire Moreau');
    await claire.presses('confirm', await claire.says('remove the user Paul Lefebvre'));
    await office.wait(31);

    const { code, out } = await erase('paul.lefebvre@contoso-partner.example');

    expect(code).toBe(0);
    expect(out).toMatch(/Erased from \d+ audit entr/);
    expect((await verify()).code).toBe(0);
  });

  it.each([[[]], [['--all']], [['one', 'two']]])('asks for one person: %j', async (given) => {
    const { code, err } = await erase(...given);

    expect(code).toBe(1);
    expect(err).toContain('Usage: npm run audit:erase -- PERSON');
  });

  it('says where there is no database, and makes none', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'empty-'));

    const { code, err } = await runCommand('src/audit-erase.ts', empty, 'someone@example.com');

    expect(code).toBe(1);
    expect(err).toContain('There is no database');
    expect(readdirSync(empty)).toEqual([]);
    rmSync(empty, { recursive: true });
  });
});
