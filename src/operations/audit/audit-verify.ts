import { z } from 'zod';
import type { TrailVerdict } from '../../audit/checkpoint';
import { leadTo } from '../lead-to';
import { defineRead, type Button, type Context } from '../operation';

/** `1042:` and the hash in hexadecimal. */
const checkpointText = /^[1-9]\d{0,15}:[0-9a-f]{64}$/;

/** Proves that the trail is whole: separate verdicts for integrity, completeness and freshness. */
export const auditVerify = defineRead({
  id: 'audit.verify',
  group: 'audit',
  icon: '🛡️',
  risk: 'read',
  right: 'audit.read',
  // Counts and verdicts, nothing of anybody; and where it is asked the checkpoints can be posted.
  audience: 'anyone',
  /** `checkpoint`: one that was posted, as number and hash; buttons only. */
  slots: z.object({ checkpoint: z.string().regex(checkpointText).optional() }),

  async answer(context, { checkpoint }) {
    const { t } = context.speech;
    const verdict = await context.audit.verify();
    const posted = checkpoint === undefined ? undefined : await compare(context, checkpoint);
    const isWhole = verdict.integrity.whole && verdict.completeness === 'whole';
    const isBroken =
      !verdict.integrity.whole ||
      verdict.completeness === 'cut' ||
      verdict.completeness === 'forged-checkpoint' ||
      posted?.kept === false;
    const lead = t(`audit.verify/${isBroken ? 'broken' : isWhole ? 'whole' : 'unknown'}`, { count: verdict.entries });
    return {
      kind: 'view',
      card: 'audit.verify',
      title: t('audit.verify/title'),
      summary: lead,
      model: {
        lead,
        leadColor: isBroken ? 'Attention' : isWhole ? 'Good' : 'Warning',
        facts: [...describe(context, verdict), ...(posted ? [posted.fact] : []), await tellPlace(context)],
        advice: isBroken ? t('audit.verify/what-to-do') : null,
      },
      buttons: await buttonsOf(context),
    };
  },
});

/** Whether the trail still has what a posted checkpoint says of it. */
async function compare(
  { audit, speech: { t } }: Context,
  checkpoint: string,
): Promise<{ kept: boolean; fact: { title: string; value: string } }> {
  const [sequence, hash] = checkpoint.split(':') as [string, string];
  const kept = (await audit.hashOf(Number(sequence))) === hash;
  const value = t(`audit.verify/posted-${kept ? 'kept' : 'gone'}`, { number: Number(sequence) });
  return { kept, fact: { title: t('audit.verify/posted-title'), value } };
}

async function tellPlace({ audit, conversation, speech: { t, format } }: Context): Promise<object> {
  const { conversationId, postedOn } = await audit.checkpointPlace();
  const where = conversationId === null ? 'nowhere' : conversationId === conversation.id ? 'here' : 'elsewhere';
  const last = postedOn === null ? '' : ` ${t('audit.verify/place-last', { date: format.date(postedOn) })}`;
  return { title: t('audit.verify/place'), value: `${t(`audit.verify/place-${where}`)}${last}` };
}

async function buttonsOf({ audit, conversation, speech: { t } }: Context): Promise<Button[]> {
  const { conversationId } = await audit.checkpointPlace();
  const post = (title: string, slots: object): Button => ({
    id: 'choose',
    title: t(`audit.verify/${title}`),
    request: { operation: 'audit.post-checkpoints', slots: { ...slots } },
    secondary: title === 'stop' ? true : undefined,
  });
  return [
    leadTo(t, 'audit.show'),
    ...(conversationId === conversation.id ? [] : [post('post-here', {})]),
    ...(conversationId === null ? [] : [post('stop', { stop: true })]),
  ];
}

function describe({ speech: { t, format } }: Context, { integrity, completeness, freshness }: TrailVerdict): object[] {
  const broken = integrity.whole ? undefined : integrity.broken;
  const fresh = freshness.checkpointAt
    ? t('audit.verify/fresh', { when: format.moment(freshness.checkpointAt), count: freshness.newerEntries })
    : t('audit.verify/no-checkpoint');
  return [
    {
      title: t('audit.verify/integrity'),
      value: broken
        ? t(`audit.verify/breaks/${broken.what}`, { number: broken.sequence })
        : t('audit.verify/as-written'),
    },
    { title: t('audit.verify/completeness'), value: t(`audit.verify/complete/${completeness}`) },
    { title: t('audit.verify/freshness'), value: fresh },
  ];
}
