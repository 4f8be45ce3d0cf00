import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { appendAuditEntry } from '../../src/audit/audit-trail';
import { type Checkpoints, createCheckpoints } from '../../src/audit/checkpoint';
import { type Database, openDatabase } from '../../src/store/database';

let dataDir: string;
let database: Database;
let checkpoints: Checkpoints;
const now = new Date('2026-11-23T10:00:00.000Z');

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-'));
  database = await openDatabase(':memory:');
  checkpoints = createCheckpoints(database, dataDir);
});
afterEach(async () => {
  await database.destroy();
  rmSync(dataDir, { recursive: true });
});

async function writeEntries(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await database.transaction().execute(async (transaction) => {
      const event = { operation: 'password.reset', outcome: 'done', actor: 'a', subject: 's', details: {} } as const;
      await appendAuditEntry(transaction, event, now);
    });
  }
}

async function cutAfter(sequence: number): Promise<void> {
  await sql`drop trigger audit_entries_are_not_deleted`.execute(database);
  await database.deleteFrom('audit_entries').where('sequence', '>', sequence).execute();
}

it('vouches for what was there, and says how much is newer', async () => {
  await writeEntries(3);
  await checkpoints.write(now);
  await writeEntries(2);

  expect(await checkpoints.verify()).toEqual({
    entries: 5,
    integrity: { whole: true },
    completeness: 'whole',
    freshness: { checkpointAt: now.toISOString(), newerEntries: 2 },
  });
});

it('finds that the newest entries were cut off, though the chain is whole, and never signs that', async () => {
  await writeEntries(3);
  await checkpoints.write(now);
  await cutAfter(2);

  await checkpoints.write(now);

  expect(await checkpoints.verify()).toMatchObject({ entries: 2, integrity: { whole: true }, completeness: 'cut' });
});

it.each([
  ['another signature', { signature: '0'.repeat(64) }],
  ['another head', { sequence: 1 }],
])('finds a checkpoint with %s', async (_what, change) => {
  await writeEntries(3);
  await checkpoints.write(now);
  const file = join(dataDir, 'audit-checkpoint.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...change }));

  expect((await checkpoints.verify()).completeness).toBe('forged-checkpoint');
});

it('knows nothing without a checkpoint', async () => {
  await writeEntries(1);

  expect((await checkpoints.verify()).completeness).toBe('unknown');
});

it('does not sign a trail that was cut and has grown past its checkpoint since', async () => {
  await writeEntries(3);
  await checkpoints.write(now);
  await cutAfter(1);
  await sql`update sqlite_sequence set seq = 1 where name = 'audit_entries'`.execute(database);
  await writeEntries(4);

  await checkpoints.write(now);

  expect(await checkpoints.verify()).toMatchObject({ entries: 5, integrity: { whole: true }, completeness: 'cut' });
});

it('does not sign over a checkpoint that it did not sign itself', async () => {
  await writeEntries(3);
  await checkpoints.write(now);
  writeFileSync(join(dataDir, 'audit-checkpoint.json'), 'not what was written');
  await writeEntries(1);

  await checkpoints.write(now);

  expect((await checkpoints.verify()).completeness).toBe('forged-checkpoint');
});
