import { z } from 'zod';
import type { Change, Proposal } from '../operations/operation';
import type { MatterCardsTable, MattersTable } from '../store/schema';

/**
 * A change on its way: proposed to the asker, waiting for a second person, ready to be picked up, or ended.
 * The row is the one record of it; every card is drawn from it.
 */
export const steps = ['proposed', 'waiting', 'ready', 'done', 'rejected', 'cancelled', 'expired', 'failed'] as const;
export type Step = (typeof steps)[number];

export const openSteps = ['proposed', 'waiting', 'ready'] as const satisfies readonly Step[];

export function isOpen(step: Step): boolean {
  return openSteps.some((open) => open === step);
}

/** contract.md, Risk: how long each step waits, in minutes. */
export const stepMinutes = { proposed: 15, waiting: 24 * 60, ready: 10 } as const;
/** contract.md, Risk: how long a change can be undone, in minutes. */
export const undoMinutes = 30;

export interface Matter {
  id: string;
  operation: string;
  proposal: Proposal;
  asker: string;
  conversationId: string;
  step: Step;
  decidedBy: string | null;
  decidedAt: string | null;
  reason: string | null;
  recipient: string | null;
  /** Code of the problem that ended it. */
  problem: string | null;
  auditNumber: number | null;
  undo: Record<string, unknown> | null;
  undoneAt: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
  expiresAt: string | null;
}

const record = z.record(z.string(), z.unknown());
const changeValue = z
  .union([
    z.object({ text: z.string(), sealed: z.string().optional() }),
    z.object({ word: z.string() }),
    z.object({ words: z.array(z.string()) }),
  ])
  .nullable();
const proposalSchema = z.object({
  kind: z.literal('propose'),
  subject: z.object({ id: z.string(), name: z.string() }),
  changes: z.array(z.object({ field: z.string(), from: changeValue, to: changeValue })),
  subjectVersion: z.number().nullable(),
  confirm: z.boolean(),
  approval: z.boolean(),
  cautions: z
    .array(
      z.union([
        z.string(),
        z.object({
          word: z.string(),
          values: z.record(z.string(), z.union([z.string(), z.number(), z.object({ word: z.string() })])),
        }),
      ]),
    )
    .optional(),
  revise: z.object({ operation: z.string(), slots: record }).optional(),
  instead: z.string().optional(),
  picture: z.object({ url: z.string(), alt: z.string() }).optional(),
  upload: z.string().optional(),
  data: record.optional(),
}) satisfies z.ZodType<Proposal>;

/** The proposal as a matter at this step keeps it: what was sealed for whoever decided is forgotten where it has ended. */
export function keptAt(step: Step, proposal: Proposal): Proposal {
  const isSealed = ({ to }: Change): boolean => to !== null && 'sealed' in to;
  if (isOpen(step) || !proposal.changes.some(isSealed)) return proposal;
  const changes = proposal.changes.map((change) =>
    change.to && 'sealed' in change.to ? { ...change, to: { text: change.to.text } } : change,
  );
  return { ...proposal, changes };
}

const stepSchema = z.enum(steps);
const outcomeSchema = z.object({ problem: z.string().nullable(), auditNumber: z.number().nullable() });

/**
 * Parses a row: what is inside is trusted from here on.
 *
 * @param proposal what the row holds of it, where that was just written
 */
export function toMatter(row: MattersTable, proposal = proposalSchema.parse(JSON.parse(row.proposal))): Matter {
  const outcome = row.outcome ? outcomeSchema.parse(JSON.parse(row.outcome)) : { problem: null, auditNumber: null };
  return {
    id: row.id,
    operation: row.operation,
    proposal,
    asker: row.asker,
    conversationId: row.conversation_id,
    step: stepSchema.parse(row.step),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
    recipient: row.recipient,
    ...outcome,
    undo: row.undo ? record.parse(JSON.parse(row.undo)) : null,
    undoneAt: row.undone_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
  };
}

export type CardRole = 'asker' | 'approver' | 'recipient';

/** One person's card of a matter. */
export interface MatterCard {
  id: string;
  matter: string;
  viewer: string;
  role: CardRole;
  conversationId: string | null;
  activityId: string | null;
  shownVersion: number;
}

export function toMatterCard(row: MatterCardsTable): MatterCard {
  return {
    id: row.id,
    matter: row.matter,
    viewer: row.viewer,
    role: row.role,
    conversationId: row.conversation_id,
    activityId: row.activity_id,
    shownVersion: row.shown_version,
  };
}
