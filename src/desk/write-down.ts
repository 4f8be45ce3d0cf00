import type { User } from '../account/user';
import { appendAuditEntry, type AuditOutcome } from '../audit/audit-trail';
import type { ChangeValue, Proposal } from '../operations/operation';
import type { DatabaseTransaction } from '../store/database';
import type { Matter } from './matter';
import { noteTold } from './matter-store';

/** One step of a matter, as it is written down. */
export interface Told {
  id: string;
  operation: string;
  proposal: Proposal;
  actor: User | null;
  outcome: AuditOutcome;
  reason?: string | null;
  /** How the change that the step made can be taken back. */
  undo?: Record<string, unknown> | undefined;
  now: Date;
}

/**
 * Writes a step into the audit trail, in its own transaction, and the entry's number onto the matter.
 *
 * @returns the matter as it now stands
 */
export async function writeDown(transaction: DatabaseTransaction, told: Told): Promise<Matter> {
  const { proposal, actor } = told;
  const number = await appendAuditEntry(
    transaction,
    {
      operation: told.operation,
      outcome: told.outcome,
      actor: actor?.objectId ?? null,
      subject: proposal.subject.id,
      details: {
        actorName: actor?.displayName,
        subjectName: proposal.subject.name,
        reason: told.reason ?? undefined,
        changes: proposal.changes.map(({ field, from, to }) => ({ field, from: plain(from), to: plain(to) })),
      },
    },
    told.now,
  );
  return await noteTold(transaction, told, number);
}

/** Keys of the words stay keys, a line each: the trail is read in every language. */
function plain(value: ChangeValue): string | null {
  if (value === null) return null;
  if ('words' in value) return value.words.join('\n');
  return 'text' in value ? value.text : value.word;
}
