import { z } from 'zod';
import type { TrailVerdict } from '../../audit/checkpoint';
import { defineRead, type Context } from '../operation';

/** Proves that the trail is whole: separate verdicts for integrity, completeness and freshness. */
export const auditVerify = defineRead({
  id: 'audit.verify',
  group: 'audit',
  icon: '🛡️',
  risk: 'read',
  right: 'audit.read',
  audience: 'personal',
  slots: z.object({}),

  async answer(context) {
    const { t } = context.speech;
    const verdict = await context.audit.verify();
    const isWhole = verdict.integrity.whole && verdict.completeness === 'whole';
    const isBroken =
      !verdict.integrity.whole || verdict.completeness === 'cut' || verdict.completeness === 'forged-checkpoint';
    const lead = t(`audit.verify/${isBroken ? 'broken' : isWhole ? 'whole' : 'unknown'}`, { count: verdict.entries });
    return {
      kind: 'view',
      card: 'audit.verify',
      title: t('audit.verify/title'),
      summary: lead,
      model: {
        lead,
        leadColor: isBroken ? 'Attention' : isWhole ? 'Good' : 'Warning',
        facts: describe(context, verdict),
        advice: isBroken ? t('audit.verify/what-to-do') : null,
      },
      buttons: [{ id: 'open', title: t('audit.show/title'), request: { operation: 'audit.show', slots: {} } }],
    };
  },
});

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
