import { hash as digestOf, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Database, DatabaseTransaction } from '../store/database';
import { prepareQuery } from '../store/prepared';
import type { AuditEntriesTable } from '../store/schema';

/** One thing that happened: who did what to whom, with what outcome, and the fields that changed. */
export interface AuditEvent {
  operation: string;
  outcome: AuditOutcome;
  /** Object id of the one who acted; null for the system (an expiry, a command-line import). */
  actor: string | null;
  /** Object id or other id of what was acted on. */
  subject: string | null;
  /** Names as they were then, and old → new. Never a secret. */
  details: AuditDetails;
}

export const auditOutcomes = [
  'asked',
  'approved',
  'rejected',
  'cancelled',
  'done',
  'undone',
  'refused',
  'failed',
  'expired',
] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

const detailsSchema = z.object({
  actorName: z.string().optional(),
  subjectName: z.string().optional(),
  reason: z.string().optional(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })).optional(),
});
export type AuditDetails = z.infer<typeof detailsSchema>;

export interface AuditEntry extends AuditEvent {
  sequence: number;
  at: string;
  /** Whether the personal data of the entry was erased. */
  erased: boolean;
}

/** The hash before the first entry. */
const genesis = '0'.repeat(64);

/**
 * Appends an entry inside of the transaction of the change that it tells of, so that neither stands without the other.
 * Each entry's hash covers the hash before it and a salted digest of its personal data: that data can be erased later
 * without breaking the chain.
 *
 * @returns the entry's number in the trail
 */
export async function appendAuditEntry(
  transaction: DatabaseTransaction,
  event: AuditEvent,
  now: Date,
): Promise<number> {
  const [head] = await selectHead(transaction, []);
  const at = now.toISOString();
  const salt = randomBytes(16).toString('hex');
  const details = JSON.stringify(detailsSchema.parse(event.details));
  const digest = digestPersonalData(salt, event.actor, event.subject, details);
  const previousHash = head?.hash ?? genesis;
  const { operation, outcome, actor, subject } = event;
  const hash = hashEntry(previousHash, at, operation, outcome, digest);
  const [entry] = await insertEntry(transaction, [
    at,
    operation,
    outcome,
    actor,
    subject,
    details,
    salt,
    digest,
    previousHash,
    hash,
  ]);
  return entry!.sequence;
}

const insertEntry = prepareQuery<
  [
    at: string,
    operation: string,
    outcome: AuditOutcome,
    actor: string | null,
    subject: string | null,
    details: string,
    salt: string,
    digest: string,
    previousHash: string,
    hash: string,
  ],
  { sequence: number }
>((database) =>
  database
    .insertInto('audit_entries')
    .values({
      at: '',
      operation: '',
      outcome: 'done',
      actor: '',
      subject: '',
      details: '',
      salt: '',
      digest: '',
      previous_hash: '',
      hash: '',
    })
    .returning('sequence'),
);

const selectHead = prepareQuery<[], { hash: string }>((database) =>
  database.selectFrom('audit_entries').select('hash').orderBy('sequence', 'desc').limit(1),
);

function digestPersonalData(salt: string, actor: string | null, subject: string | null, details: string): string {
  return sha256([salt, actor, subject, details]);
}

function hashEntry(previousHash: string, at: string, operation: string, outcome: string, digest: string): string {
  return sha256([previousHash, at, operation, outcome, digest]);
}

function sha256(parts: readonly (string | null)[]): string {
  return digestOf('sha256', JSON.stringify(parts));
}

export interface AuditFilter {
  actor?: string;
  operation?: string;
  /** ISO dates; both inclusive. */
  since?: string;
  until?: string;
  subject?: string;
  /** Entries older than this number: how the next page is asked for. */
  before?: number;
}

/** The newest entries first. */
export async function readAuditEntries(
  database: Database,
  { limit, ...filter }: AuditFilter & { limit: number },
): Promise<AuditEntry[]> {
  const rows = await select(database, filter).selectAll().orderBy('sequence', 'desc').limit(limit).execute();
  return rows.map(toEntry);
}

/** The hash of one entry. */
export async function readHash(database: Database, sequence: number): Promise<string | undefined> {
  const row = await database
    .selectFrom('audit_entries')
    .select('hash')
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return row?.hash;
}

/** How many entries there are, and the number of the newest; 0 where there are none. */
export async function countAuditEntries(
  database: Database,
  filter: AuditFilter,
): Promise<{ count: number; newest: number }> {
  const { count, newest } = await select(database, filter)
    .select((from) => [from.fn.countAll<number>().as('count'), from.fn.max('sequence').as('newest')])
    .executeTakeFirstOrThrow();
  return { count, newest: newest ?? 0 };
}

function select(database: Database, filter: AuditFilter) {
  let query = database.selectFrom('audit_entries');
  if (filter.actor) query = query.where('actor', '=', filter.actor);
  if (filter.subject) query = query.where('subject', '=', filter.subject);
  if (filter.operation) query = query.where('operation', '=', filter.operation);
  if (filter.since) query = query.where('at', '>=', filter.since);
  if (filter.until) query = query.where('at', '<', `${filter.until}T24`);
  if (filter.before) query = query.where('sequence', '<', filter.before);
  return query;
}

function toEntry(row: Omit<AuditEntriesTable, 'sequence'> & { sequence: number }): AuditEntry {
  return {
    sequence: row.sequence,
    at: row.at,
    operation: row.operation,
    outcome: z.enum(auditOutcomes).parse(row.outcome),
    actor: row.actor,
    subject: row.subject,
    details: row.details === null ? {} : detailsSchema.parse(JSON.parse(row.details)),
    erased: row.details === null,
  };
}

/** Where the chain first breaks; undefined while it is whole. */
export interface ChainBreak {
  sequence: number;
  what: 'missing' | 'altered' | 'personal-data-altered' | 'unlinked';
}

/** Walks the whole trail and recomputes each hash. */
export async function findChainBreak(database: Database): Promise<{ entries: number; broken?: ChainBreak }> {
  let previousHash = genesis;
  let entries = 0;
  for (;;) {
    const rows = await database
      .selectFrom('audit_entries')
      .selectAll()
      .where('sequence', '>', entries)
      .orderBy('sequence')
      .limit(1_000)
      .execute();
    for (const row of rows) {
      const what = breakOf(row, entries + 1, previousHash);
      if (what) return { entries, broken: { sequence: entries + 1, what } };
      previousHash = row.hash;
      entries = row.sequence;
    }
    if (rows.length === 0) return { entries };
  }
}

type AuditRow = Omit<AuditEntriesTable, 'sequence'> & { sequence: number };

function breakOf(row: AuditRow, expected: number, previousHash: string): ChainBreak['what'] | undefined {
  if (row.sequence !== expected) return 'missing';
  if (row.previous_hash !== previousHash) return 'unlinked';
  if (row.hash !== hashEntry(row.previous_hash, row.at, row.operation, row.outcome, row.digest)) return 'altered';
  const { salt, actor, subject, details } = row;
  // Erased means wholly: what is left of a person without its salt could be anybody put in their place.
  if ([salt, actor, subject, details].every((value) => value === null)) return undefined;
  const holds = salt !== null && details !== null && digestPersonalData(salt, actor, subject, details) === row.digest;
  return holds ? undefined : 'personal-data-altered';
}
