import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import {
  appendAuditEntry,
  auditOutcomes,
  readAuditEntries,
  findChainBreak,
  type AuditEvent,
} from '../../src/audit/audit-trail';
import { openDatabase, type Database } from '../../src/store/database';

let database: Database;
beforeEach(async () => void (database = await openDatabase(':memory:')));
afterEach(() => database.destroy());

const start = new Date('2026-11-23T10:00:00.000Z');
const event = (changed: Partial<AuditEvent> = {}): AuditEvent => ({
  operation: 'password.reset',
  outcome: 'done',
  actor: 'thomas',
  subject: 'paul',
  details: {
    actorName: 'Thomas Bernard',
    subjectName: 'Paul Lefebvre',
    changes: [{ field: 'password', from: null, to: 'new' }],
  },
  ...changed,
});

async function append(...events: AuditEvent[]): Promise<number[]> {
  const numbers: number[] = [];
  await database.transaction().execute(async (transaction) => {
    for (const [index, each] of events.entries())
      numbers.push(await appendAuditEntry(transaction, each, new Date(start.getTime() + index * 1000)));
  });
  return numbers;
}
const appendMany = (count: number) =>
  append(...Array.from({ length: count }, (_, index) => event({ subject: `person-${index}` })));

/** Someone with the file in their hands, whom no trigger stops. */
async function tamper(statement: string): Promise<void> {
  await sql`drop trigger if exists audit_entries_are_not_changed`.execute(database);
  await sql`drop trigger if exists audit_entries_are_not_deleted`.execute(database);
  await sql.raw(statement).execute(database);
}
const erase = (number: number) =>
  database
    .updateTable('audit_entries')
    .set({ actor: null, subject: null, details: null, salt: null })
    .where('sequence', '=', number)
    .execute();

describe('a trail that nobody touched', () => {
  it('is whole while it is empty, and with every entry', async () => {
    expect(await findChainBreak(database)).toEqual({ entries: 0 });

    expect(await append(event(), event({ actor: null, subject: null, details: {} }), event())).toEqual([1, 2, 3]);

    expect(await findChainBreak(database)).toEqual({ entries: 3 });
  });

  it('is whole over more entries than are read at once', async () => {
    await appendMany(1_050);

    expect(await findChainBreak(database)).toEqual({ entries: 1_050 });
  });

  it('tells of nothing where the change that it tells of did not happen', async () => {
    const failing = database.transaction().execute(async (transaction) => {
      await appendAuditEntry(transaction, event(), start);
      throw new Error('the change failed');
    });

    await expect(failing).rejects.toThrow('the change failed');
    expect(await findChainBreak(database)).toEqual({ entries: 0 });
    expect(await append(event())).toEqual([1]);
  });

  it('takes no detail that it does not know: nothing slips in beside', async () => {
    await append(event({ details: { actorName: 'Thomas', password: 'secret' } as AuditEvent['details'] }));

    const [entry] = await readAuditEntries(database, { limit: 1 });

    expect(entry!.details).toEqual({ actorName: 'Thomas' });
    expect(JSON.stringify(await database.selectFrom('audit_entries').selectAll().execute())).not.toContain('secret');
  });
});

describe('the triggers', () => {
  it.each([
    ['takes an entry out', 'delete from audit_entries where sequence = 2'],
    ['takes all out', 'delete from audit_entries'],
    [
      'puts another in its place',
      `insert or replace into audit_entries select sequence, at, 'users.list', outcome, actor, subject, details, salt, digest, previous_hash, hash from audit_entries where sequence = 2`,
    ],
    ...[
      'sequence = 7',
      `at = '2020'`,
      `operation = 'users.list'`,
      `outcome = 'rejected'`,
      `digest = 'x'`,
      `previous_hash = 'x'`,
      `hash = 'x'`,
      'hash = null',
    ].map((change): [string, string] => [`sets ${change}`, `update audit_entries set ${change} where sequence = 2`]),
  ])('stop whoever %s', async (_name, statement) => {
    await appendMany(3);

    await expect(sql.raw(statement).execute(database)).rejects.toThrow(/audit entries are not|constraint/i);
    expect(await findChainBreak(database)).toEqual({ entries: 3 });
  });

  it('let personal data be erased, and the trail stays whole', async () => {
    await appendMany(3);

    await erase(2);

    expect(await findChainBreak(database)).toEqual({ entries: 3 });
    const [, erased] = await readAuditEntries(database, { limit: 3 });
    expect(erased).toMatchObject({
      sequence: 2,
      operation: 'password.reset',
      outcome: 'done',
      actor: null,
      subject: null,
      details: {},
      erased: true,
    });
    const left = JSON.stringify(
      await database.selectFrom('audit_entries').selectAll().where('sequence', '=', 2).execute(),
    );
    expect(left).not.toMatch(/thomas|person-1|Bernard/);
  });
});

/** What an attacker who knows the form, but not the past, would compute. */
const ownHash = `(select lower(hex('x')))`;

describe('tampering is found, at the entry where it begins', () => {
  it.each<[string, string, number, string]>([
    ['another moment', `update audit_entries set at = '2026-11-23T10:00:02.001Z' where sequence = 3`, 3, 'altered'],
    ['another operation', `update audit_entries set operation = 'users.list' where sequence = 3`, 3, 'altered'],
    ['another outcome', `update audit_entries set outcome = 'rejected' where sequence = 3`, 3, 'altered'],
    ['another digest', `update audit_entries set digest = ${ownHash} where sequence = 3`, 3, 'altered'],
    ['another hash', `update audit_entries set hash = ${ownHash} where sequence = 3`, 3, 'altered'],
    ['another hash, at the end', `update audit_entries set hash = ${ownHash} where sequence = 5`, 5, 'altered'],
    ['another predecessor', `update audit_entries set previous_hash = ${ownHash} where sequence = 3`, 3, 'unlinked'],
    [
      'another predecessor of the first',
      `update audit_entries set previous_hash = ${ownHash} where sequence = 1`,
      1,
      'unlinked',
    ],
    ['another actor', `update audit_entries set actor = 'claire' where sequence = 3`, 3, 'personal-data-altered'],
    ['another subject', `update audit_entries set subject = 'claire' where sequence = 3`, 3, 'personal-data-altered'],
    [
      'actor and subject swapped',
      `update audit_entries set actor = subject, subject = actor where sequence = 3`,
      3,
      'personal-data-altered',
    ],
    ['no actor', `update audit_entries set actor = null where sequence = 3`, 3, 'personal-data-altered'],
    ['other details', `update audit_entries set details = '{}' where sequence = 3`, 3, 'personal-data-altered'],
    ['another salt', `update audit_entries set salt = 'x' where sequence = 3`, 3, 'personal-data-altered'],
    [
      'erased by half: a name stays',
      `update audit_entries set salt = null, details = null where sequence = 3`,
      3,
      'personal-data-altered',
    ],
    [
      'erased, then another put in',
      `update audit_entries set salt = null, details = null, subject = null, actor = 'claire' where sequence = 3`,
      3,
      'personal-data-altered',
    ],
    [
      'the salt alone taken away',
      `update audit_entries set salt = null where sequence = 3`,
      3,
      'personal-data-altered',
    ],
    ['one taken out', `delete from audit_entries where sequence = 3`, 3, 'missing'],
    ['the first taken out', `delete from audit_entries where sequence = 1`, 1, 'missing'],
    ['a gap in the numbers', `update audit_entries set sequence = 9 where sequence = 5`, 5, 'missing'],
    [
      'one put in at the end',
      `insert into audit_entries select 6, at, operation, outcome, actor, subject, details, salt, digest, previous_hash, hash from audit_entries where sequence = 5`,
      6,
      'unlinked',
    ],
  ])('%s', async (_name, statement, sequence, what) => {
    await appendMany(5);

    await tamper(statement);

    expect(await findChainBreak(database)).toEqual({ entries: sequence - 1, broken: { sequence, what } });
  });

  it('one taken out and the following moved up', async () => {
    await appendMany(5);
    await tamper('delete from audit_entries where sequence = 3');
    await sql.raw('update audit_entries set sequence = 3 where sequence = 4').execute(database);
    await sql.raw('update audit_entries set sequence = 4 where sequence = 5').execute(database);

    expect(await findChainBreak(database)).toEqual({ entries: 2, broken: { sequence: 3, what: 'unlinked' } });
  });

  it('an entry rewritten with a hash that fits it breaks the link of the next', async () => {
    await appendMany(5);
    const row = await database
      .selectFrom('audit_entries')
      .selectAll()
      .where('sequence', '=', 3)
      .executeTakeFirstOrThrow();
    const hash = createHash('sha256')
      .update(JSON.stringify([row.previous_hash, row.at, 'users.list', row.outcome, row.digest]))
      .digest('hex');

    await tamper(`update audit_entries set operation = 'users.list', hash = '${hash}' where sequence = 3`);

    expect(await findChainBreak(database)).toEqual({ entries: 3, broken: { sequence: 4, what: 'unlinked' } });
  });

  it('beyond what is read at once', async () => {
    await appendMany(1_010);

    await tamper(`update audit_entries set outcome = 'rejected' where sequence = 1005`);

    expect(await findChainBreak(database)).toEqual({ entries: 1_004, broken: { sequence: 1_005, what: 'altered' } });
  });

  it('whatever was written, whatever was erased, whatever is altered', async () => {
    const word = fc.string({ maxLength: 20 });
    const written = fc.record({
      operation: fc.constantFrom('password.reset', 'language.set', 'undo'),
      outcome: fc.constantFrom(...auditOutcomes),
      actor: fc.option(word),
      subject: fc.option(word),
      details: fc.record(
        {
          actorName: word,
          reason: word,
          changes: fc.array(fc.record({ field: word, from: fc.option(word), to: fc.option(word) }), { maxLength: 3 }),
        },
        { requiredKeys: [] },
      ),
      erased: fc.boolean(),
    });
    const columns = [
      'at',
      'operation',
      'outcome',
      'actor',
      'subject',
      'details',
      'salt',
      'digest',
      'previous_hash',
      'hash',
    ] as const;

    await fc.assert(
      fc.asyncProperty(
        fc.array(written, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.constantFrom(...columns),
        fc.string({ minLength: 1, maxLength: 8 }),
        async (entries, position, column, value) => {
          const fresh = await openDatabase(':memory:');
          try {
            await fresh.transaction().execute(async (transaction) => {
              for (const each of entries) await appendAuditEntry(transaction, each, start);
            });
            for (const [index, { erased }] of entries.entries()) {
              if (erased)
                await fresh
                  .updateTable('audit_entries')
                  .set({ actor: null, subject: null, details: null, salt: null })
                  .where('sequence', '=', index + 1)
                  .execute();
            }
            expect(await findChainBreak(fresh)).toEqual({ entries: entries.length });

            const sequence = (position % entries.length) + 1;
            const before = await fresh
              .selectFrom('audit_entries')
              .select(column)
              .where('sequence', '=', sequence)
              .executeTakeFirstOrThrow();
            fc.pre((before as Record<string, unknown>)[column] !== value);
            await sql`drop trigger audit_entries_are_not_changed`.execute(fresh);
            await fresh
              .updateTable('audit_entries')
              .set({ [column]: value })
              .where('sequence', '=', sequence)
              .execute();
            expect((await findChainBreak(fresh)).broken?.sequence).toBe(sequence);
          } finally {
            await fresh.destroy();
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('reading', () => {
  const entries = (filter: object) => readAuditEntries(database, { limit: 10, ...filter });
  const numbers = async (filter: object) => (await entries(filter)).map(({ sequence }) => sequence);
  beforeEach(async () => {
    const at = (date: string, each: AuditEvent) =>
      database.transaction().execute((transaction) => appendAuditEntry(transaction, each, new Date(date)));
    await at('2026-11-21T23:59:59.999Z', event({ actor: 'claire' }));
    await at('2026-11-22T00:00:00.000Z', event({ operation: 'language.set', subject: 'thomas' }));
    await at('2026-11-22T23:59:59.999Z', event());
    await at('2026-11-23T00:00:00.000Z', event({ outcome: 'asked' }));
  });

  it.each([
    ['everything, the newest first', {}, [4, 3, 2, 1]],
    ['by who acted', { actor: 'claire' }, [1]],
    ['by whom it was about', { subject: 'thomas' }, [2]],
    ['by operation', { operation: 'language.set' }, [2]],
    ['from a day on', { since: '2026-11-22' }, [4, 3, 2]],
    ['up to a day, with it', { until: '2026-11-22' }, [3, 2, 1]],
    ['of one day', { since: '2026-11-22', until: '2026-11-22' }, [3, 2]],
    ['a page', { limit: 2 }, [4, 3]],
    ['the next page', { limit: 2, before: 3 }, [2, 1]],
    ['nothing', { actor: 'nobody' }, []],
    ['nothing for what looks like a statement', { actor: `' or 1=1 --` }, []],
  ])('gives %s', async (_name, filter, expected) => {
    expect(await numbers(filter)).toEqual(expected);
  });
});
