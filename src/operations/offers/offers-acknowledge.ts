import { z } from 'zod';
import { nameFilter } from './subscriptions';
import { defineChange, problem, type Answer, type Context } from '../operation';
import { viewDigest } from './digest-view';

const slots = z.object({ delivery: z.string().min(1).max(64) });

/** Notes, once, that someone has read a card of news on which this is asked. */
export const offersAcknowledge = defineChange({
  id: 'offers.acknowledge',
  group: 'prices',
  icon: '🔔',
  risk: 'change',
  right: 'everyone',
  audience: 'anyone',
  buttonOnly: true,
  slots,

  async propose(context, { delivery }) {
    const card = await context.outbox.card(delivery);
    const subscription = card && (await context.subscriptions.find(card.subscription));
    if (!subscription || subscription.conversationId !== context.conversation.id) return problem('news-gone');
    const known = await context.outbox.acknowledgementsOf(delivery);
    if (known.some(({ person }) => person === context.speaker.objectId)) return await showDigest(context, delivery);
    const { displayName } = context.speaker;
    return {
      kind: 'propose',
      subject: { id: delivery, name: nameFilter(context.speech, subscription) },
      subjectVersion: null,
      changes: [{ field: 'acknowledge', from: null, to: { text: displayName } }],
      confirm: false,
      approval: false,
      data: { delivery },
    };
  },

  verify: () => Promise.resolve(undefined),

  async perform({ outbox, asker, now }, { data }) {
    await outbox.acknowledge(slots.parse(data).delivery, asker.objectId, now);
    return {};
  },

  showAfter: (context, { data }) => showDigest(context, slots.parse(data).delivery),
});

/** The card again, with what this reader has said. */
async function showDigest(context: Context, delivery: string): Promise<Answer> {
  const { speech, organization, today, operations } = context;
  const card = await context.outbox.card(delivery);
  const subscription = card && (await context.subscriptions.find(card.subscription));
  if (!card || !subscription) return problem('news-gone');
  const { country: market, currency } = organization;
  const figures = context.conversation.kind === 'personal' ? 'unit' : 'retail';
  const parts = await context.news.read(card.sources, subscription, figures, { market, currency }, today);
  const acknowledgements = await context.outbox.acknowledgementsOf(delivery);
  return viewDigest(
    speech,
    {
      subscription,
      parts,
      reading: { figures, currency, today },
      acknowledging: { delivery, people: acknowledgements.length, isMine: true },
    },
    operations,
  );
}
