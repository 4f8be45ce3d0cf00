import { z } from 'zod';
import { defineChange, problem, type Proposal } from '../operation';

/**
 * Takes back the speaker's last reversible change, within 30 minutes (contract.md, Risk). The reversal is itself proposed,
 * agreed and audited; where somebody changed the same thing since, it is refused.
 */
export const undo = defineChange({
  id: 'undo',
  group: 'desk',
  icon: '↩️',
  risk: 'change',
  right: 'everyone',
  audience: 'personal',
  /** `matter`: the button on a done change's card. */
  slots: z.object({ matter: z.string().optional() }),

  async propose(context, { matter }) {
    const last = await context.matters.lastReversible(context.speaker, context.now, matter);
    if (!last) return problem('nothing-to-undo');
    return {
      kind: 'propose',
      subject: { ...last.proposal.subject },
      subjectVersion: null,
      changes: last.proposal.changes.map(({ field, from, to }) => ({ field, from: to, to: from })),
      confirm: true,
      approval: false,
      data: { matter: last.id, operation: last.operation, undo: last.undo },
    };
  },

  verify: () => Promise.resolve(undefined),

  async perform(effect, proposal) {
    const { matter, operation, undo: payload } = dataSchema.parse(proposal.data);
    if (!(await effect.matters.markUndone(matter, effect.now))) return problem('undone-already');
    return (await effect.takeBack(operation, payload)) ?? {};
  },
});

const dataSchema = z.object({ matter: z.string(), operation: z.string(), undo: z.record(z.string(), z.unknown()) });

/** The operation whose change an undo takes back. */
export function undoneBy({ data }: Pick<Proposal, 'data'>): string {
  return dataSchema.parse(data).operation;
}
