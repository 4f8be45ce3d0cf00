import type { User } from '../account/user';
import {
  mostCounted,
  type MatterPage,
  type MatterReader,
  type MatterSummary,
  type MatterWriter,
  type Part,
} from '../operations/matters';
import type { Proposal } from '../operations/operation';
import type { Database, DatabaseTransaction } from '../store/database';
import { prepareQuery } from '../store/prepared';
import type { MattersTable } from '../store/schema';
import { sql } from 'kysely';
import { keptAt, openSteps, toMatter, undoMinutes, type Matter, type Step } from './matter';

export interface NewMatter {
  id: string;
  operation: string;
  proposal: Proposal;
  asker: string;
  conversationId: string;
  step: Step;
  recipient: string | null;
  /** Names the message that asked, so that its redelivery finds this matter instead of opening another. */
  activityKey: string | null;
  now: Date;
  expiresAt: Date | null;
}

/** The fields that a step may set. */
export interface MatterUpdate {
  step: Step;
  decidedBy?: string;
  reason?: string | null;
  recipient?: string;
  problem?: string;
  auditNumber?: number;
  undo?: Record<string, unknown> | undefined;
  expiresAt: Date | null;
}

export async function insertMatter(transaction: DatabaseTransaction, matter: NewMatter): Promise<void> {
  const at = matter.now.toISOString();
  await transaction
    .insertInto('matters')
    .values({
      id: matter.id,
      operation: matter.operation,
      proposal: JSON.stringify(matter.proposal),
      asker: matter.asker,
      conversation_id: matter.conversationId,
      subject: matter.proposal.subject.id,
      step: matter.step,
      approval: matter.proposal.approval ? 1 : 0,
      recipient: matter.recipient,
      activity_key: matter.activityKey,
      version: 1,
      created_at: at,
      updated_at: at,
      expires_at: matter.expiresAt?.toISOString() ?? null,
      behind: 1,
    })
    .execute();
}

/**
 * Moves a matter on, if it still stands where the caller saw it: the one atomic claim behind every press.
 *
 * @returns false where someone else moved it first; nothing is changed then
 */
export async function moveMatter(
  transaction: DatabaseTransaction,
  matter: Matter,
  update: MatterUpdate,
  now: Date,
): Promise<boolean> {
  const at = now.toISOString();
  const outcome = { problem: update.problem ?? null, auditNumber: update.auditNumber ?? matter.auditNumber };
  const kept = keptAt(update.step, matter.proposal);
  const [moved] = await updateMoved(transaction, [
    update.step,
    update.decidedBy ?? null,
    update.decidedBy ? at : null,
    update.reason ?? null,
    update.recipient ?? null,
    update.undo ? JSON.stringify(update.undo) : null,
    kept === matter.proposal ? null : JSON.stringify(kept),
    JSON.stringify(outcome),
    update.expiresAt?.toISOString() ?? null,
    at,
    1,
    matter.id,
    matter.version,
  ]);
  return moved !== undefined;
}

/** What is null stays as it is, but for the end of its time. */
const updateMoved = prepareQuery<
  [
    step: Step,
    decidedBy: string | null,
    decidedAt: string | null,
    reason: string | null,
    recipient: string | null,
    undo: string | null,
    proposal: string | null,
    outcome: string,
    expiresAt: string | null,
    updatedAt: string,
    behind: 1,
    id: string,
    version: number,
  ],
  { id: string }
>((database) =>
  database
    .updateTable('matters')
    .set({
      step: 'done',
      decided_by: sql`coalesce(${''}, decided_by)`,
      decided_at: sql`coalesce(${''}, decided_at)`,
      reason: sql`coalesce(${''}, reason)`,
      recipient: sql`coalesce(${''}, recipient)`,
      undo: sql`coalesce(${''}, undo)`,
      proposal: sql`coalesce(${''}, proposal)`,
      outcome: '',
      expires_at: '',
      updated_at: '',
      version: sql`version + 1`,
      behind: 1,
    })
    .where('id', '=', '')
    .where('version', '=', 0)
    .returning('id'),
);

/**
 * Notes the number of the audit entry that tells of the step just taken, and how the change that it made can be taken back.
 *
 * @param proposal the matter's before that step
 * @returns the matter as it now stands
 */
export async function noteTold(
  transaction: DatabaseTransaction,
  { id, proposal, undo }: { id: string; proposal: Proposal; undo?: MatterUpdate['undo'] },
  auditNumber: number,
): Promise<Matter> {
  const [row] = await updateTold(transaction, [auditNumber, undo ? JSON.stringify(undo) : null, id]);
  return toMatter(row!, keptAt(row!.step as Step, proposal));
}

const updateTold = prepareQuery<[auditNumber: number, undo: string | null, id: string], MattersTable>((database) =>
  database
    .updateTable('matters')
    .set({
      outcome: sql`json_set(coalesce(outcome, '{"problem":null}'), '$.auditNumber', ${0})`,
      undo: sql`coalesce(${''}, undo)`,
    })
    .where('id', '=', '')
    .returningAll(),
);

export async function readMatter(database: Database, id: string): Promise<Matter | undefined> {
  const [row] = await selectMatter(database, [id]);
  return row && toMatter(row);
}

const selectMatter = prepareQuery<[id: string], MattersTable>((database) =>
  database.selectFrom('matters').selectAll().where('id', '=', ''),
);

export async function readMatterByActivity(database: Database, activityKey: string): Promise<Matter | undefined> {
  const row = await database
    .selectFrom('matters')
    .selectAll()
    .where('activity_key', '=', activityKey)
    .executeTakeFirst();
  return row && toMatter(row);
}

export async function readOverdueMatters(database: Database, now: Date): Promise<Matter[]> {
  const rows = await database
    .selectFrom('matters')
    .selectAll()
    .where('step', 'in', openSteps)
    .where('expires_at', '<=', now.toISOString())
    .limit(100)
    .execute();
  return rows.map((row) => toMatter(row));
}

export function createMatterReader(database: Database): MatterReader {
  const summaries = () => database.selectFrom('matters').selectAll('matters');
  const toDecideBy = ({ objectId }: User) =>
    database
      .selectFrom('matters')
      .where('step', '=', 'waiting')
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('matter_cards')
            .select('matter_cards.id')
            .whereRef('matter', '=', 'matters.id')
            .where('viewer', '=', objectId)
            .where('role', '=', 'approver'),
        ),
      );
  const openOf = ({ objectId }: User) =>
    database.selectFrom('matters').where('asker', '=', objectId).where('step', 'in', openSteps);
  const count = async (found: ReturnType<typeof toDecideBy>): Promise<number> => {
    const counted = found.select('matters.id').limit(mostCounted).as('counted');
    const { total } = await database
      .selectFrom(counted)
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return total;
  };
  const readPart = async (found: ReturnType<typeof toDecideBy>, { offset, limit }: Part): Promise<MatterPage> => {
    // In the order of their age, which an index knows: the first are found without looking at all that wait.
    const rows = await found.selectAll('matters').orderBy('created_at').offset(offset).limit(limit).execute();
    const matters = rows.map((row) => toSummary(toMatter(row)));
    const isAll = offset === 0 && rows.length < limit;
    return { matters, total: isAll ? rows.length : await count(found) };
  };
  return {
    async awaitingDecisionOf(user, part) {
      const everAsked = await database
        .selectFrom('matter_cards')
        .select('id')
        .where('viewer', '=', user.objectId)
        .where('role', '=', 'approver')
        .limit(1)
        .executeTakeFirst();
      return everAsked ? await readPart(toDecideBy(user), part) : { matters: [], total: 0 };
    },
    openedBy: (user, part) => readPart(openOf(user), part),
    async isOpenTo(user, id) {
      const among = (found: ReturnType<typeof toDecideBy>) =>
        found.select('matters.id').where('matters.id', '=', id).executeTakeFirst();
      return ((await among(toDecideBy(user))) ?? (await among(openOf(user)))) !== undefined;
    },
    async open(operation, asker, subject) {
      const row = await summaries()
        .where('operation', '=', operation)
        .where('subject', '=', subject)
        .where('asker', '=', asker)
        .where('step', 'in', openSteps)
        .limit(1)
        .executeTakeFirst();
      return row && toSummary(toMatter(row));
    },
    lastReversible: (user, now, id) => readLastReversible(database, user, now, id),
  };
}

async function readLastReversible(database: Database, user: User, now: Date, id?: string) {
  const row = await database
    .selectFrom('matters')
    .selectAll()
    .where('asker', '=', user.objectId)
    .where('step', '=', 'done')
    .where('undo', 'is not', null)
    .where('undone_at', 'is', null)
    .where('updated_at', '>=', new Date(now.getTime() - undoMinutes * 60_000).toISOString())
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const matter = toMatter(row);
  return matter.undo ? { ...toSummary(matter), undo: matter.undo } : undefined;
}

/** What may still be needed to take back what was done since then, as it is written in the rows. */
export async function readRecentUndo(database: Database, since: Date): Promise<string[]> {
  const rows = await database
    .selectFrom('matters')
    .select('undo')
    .where('undo', 'is not', null)
    .where('updated_at', '>=', since.toISOString())
    .execute();
  return rows.flatMap(({ undo }) => undo ?? []);
}

export function createMatterWriter(transaction: DatabaseTransaction): MatterWriter {
  return {
    async markUndone(id, now) {
      const { numUpdatedRows } = await transaction
        .updateTable('matters')
        .set({ undone_at: now.toISOString(), version: sql`version + 1`, behind: 1 })
        .where('id', '=', id)
        .where('undone_at', 'is', null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
  };
}

function toSummary(matter: Matter): MatterSummary {
  const { id, operation, asker, proposal, createdAt, expiresAt, updatedAt } = matter;
  return { id, operation, asker, proposal, createdAt, expiresAt, updatedAt };
}
