import { z } from 'zod';
import { languages } from '../../language/languages';
import { holds } from '../../account/rights';
import { defineChange, problem, type ChangeValue, type Context } from '../operation';

/**
 * Posts the trail's checkpoint to the conversation in which it is asked, once a day, or no longer: what stands there can't be
 * rewritten by whoever rewrites the database. Reached by the buttons of `audit.verify`.
 */
export const auditPostCheckpoints = defineChange({
  id: 'audit.post-checkpoints',
  group: 'audit',
  icon: '📌',
  risk: 'change',
  right: 'audit.read',
  audience: 'anyone',
  buttonOnly: true,
  slots: z.object({ stop: z.literal(true).optional() }),

  async propose(context, { stop }) {
    const { conversation, speech } = context;
    const place = await context.audit.checkpointPlace();
    const to = stop ? null : conversation.id;
    if (place.conversationId === to) return problem(stop ? 'checkpoints-nowhere' : 'checkpoints-here');
    const from: ChangeValue = place.conversationId === null ? null : nameOf(context, place.conversationId);
    return {
      kind: 'propose',
      subject: { id: to ?? place.conversationId!, name: speech.t('audit.post-checkpoints/subject') },
      subjectVersion: place.version,
      changes: [{ field: 'checkpointPlace', from, to: to === null ? null : nameOf(context, to) }],
      confirm: true,
      approval: false,
      cautions: to === null ? ['cautions/checkpoints-stop'] : [],
      data: { to, language: speech.language, before: place.conversationId },
    };
  },

  verify: () => Promise.resolve(undefined),

  async perform({ checkpointPlaces }, { data, subjectVersion }) {
    const { to, language, before } = dataSchema.parse(data);
    const version = subjectVersion ?? 0;
    const chosen = await checkpointPlaces.choose(to, language, version);
    return chosen ? { undo: { before, language, version: version + 1 } } : problem('changed-since');
  },

  async takeBack({ checkpointPlaces, asker }, undo) {
    if (!holds(asker, 'audit.read')) return problem('lost-right');
    const { before, language, version } = undoSchema.parse(undo);
    return (await checkpointPlaces.choose(before, language, version)) ? undefined : problem('changed-since');
  },
});

const place = z.string().nullable();
const dataSchema = z.object({ to: place, language: z.enum(languages), before: place });
const undoSchema = z.object({ before: place, language: z.enum(languages), version: z.number().int() });

/** Conversations have no names here: this one, or another. */
function nameOf({ conversation }: Context, conversationId: string): ChangeValue {
  return { word: conversationId === conversation.id ? 'values/this-conversation' : 'values/another-conversation' };
}
