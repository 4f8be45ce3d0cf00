import { z } from 'zod';
import { holds } from '../../account/rights';
import { covers, subscriptionLimit, type NewsFilter, type Subscription } from '../../notices/subscriptions';
import { findOffer, isOffer } from '../catalog/find-offer';
import { defineChange, problem, type Button, type Change, type Choice, type Context, type Problem } from '../operation';
import { slot } from '../slots';
import { isShared, nameFilter, subscriptionSchema } from './subscriptions';

const slots = z.object({ product: slot.product.optional(), segment: slot.segment.optional() });
const dataSchema = z.object({ subscription: subscriptionSchema, replaced: z.array(subscriptionSchema) });

/**
 * Tells the conversation in which it is asked of price changes, by segment or product. What is told there is for everyone in
 * it: a channel or group sees retail prices alone.
 */
export const offersSubscribe = defineChange({
  id: 'offers.subscribe',
  group: 'prices',
  icon: '🔔',
  risk: 'change',
  right: 'offers.subscribe',
  audience: 'anyone',
  slots,

  async propose(context, asked) {
    const { speech, conversation, speaker, now } = context;
    const filter = await findFilter(context, asked);
    if ('kind' in filter) return filter;
    const name = nameFilter(speech, filter);
    const existing = await context.subscriptions.of(conversation.id);
    const wider = existing.find((subscription) => covers(subscription, filter));
    if (wider) return tellCovered(context, wider, filter);
    const replaced = existing.filter((subscription) => covers(filter, subscription));
    if (existing.length - replaced.length >= subscriptionLimit) {
      return problem('too-many-subscriptions', { limit: subscriptionLimit }, [showAll(context)]);
    }
    const subscription: Subscription = {
      ...filter,
      id: context.newId(),
      conversationId: conversation.id,
      subscriber: speaker.objectId,
      language: speech.language,
      createdAt: now.toISOString(),
    };
    return {
      kind: 'propose',
      subject: { id: conversation.id, name },
      subjectVersion: null,
      changes: [
        { field: 'news', from: null, to: { text: name } },
        ...replaced.map((each): Change => ({
          field: 'news',
          from: { text: nameFilter(speech, each) },
          to: { word: 'news/included' },
        })),
        { field: 'figures', from: null, to: { word: isShared(context) ? 'news/figures-shared' : 'news/figures-own' } },
      ],
      confirm: true,
      approval: false,
      data: { subscription, replaced },
    };
  },

  verify: () => Promise.resolve(undefined),

  async perform({ subscriptions, now }, { data }) {
    const { subscription, replaced } = dataSchema.parse(data);
    for (const { id } of replaced) if (!(await subscriptions.remove(id))) return problem('changed-since');
    const added = await subscriptions.add({ ...subscription, createdAt: now.toISOString() });
    return added ? { undo: { subscription, replaced } } : problem('changed-since');
  },

  async takeBack({ subscriptions, asker }, undo) {
    if (!holds(asker, 'offers.subscribe')) return problem('lost-right');
    const { subscription, replaced } = dataSchema.parse(undo);
    if (!(await subscriptions.remove(subscription.id))) return problem('changed-since');
    for (const each of replaced) if (!(await subscriptions.add(each))) return problem('changed-since');
    return undefined;
  },
});

async function findFilter(context: Context, asked: z.output<typeof slots>): Promise<NewsFilter | Choice | Problem> {
  const { product, segment } = asked;
  if (product === undefined) return { product: null, segment: segment ?? null };
  const request = (reference: string) => ({ operation: 'offers.subscribe', slots: { product: reference } });
  const asking = { question: 'offers.subscribe/several', pins: [], request };
  const offer = await findOffer(context, { product, segment }, asking);
  if (!isOffer(offer)) return offer;
  return { product: { reference: offer.reference, title: offer.title }, segment: offer.segment };
}

function tellCovered(context: Context, wider: Subscription, filter: NewsFilter): Problem {
  const names = { name: nameFilter(context.speech, filter), wider: nameFilter(context.speech, wider) };
  const isSame = covers(filter, wider);
  return problem(isSame ? 'subscribed-already' : 'subscribed-wider', names, [showAll(context)]);
}

export function showAll({ speech: { t } }: Pick<Context, 'speech'>): Button {
  return {
    id: 'open',
    title: t('offers.subscriptions/title'),
    request: { operation: 'offers.subscriptions', slots: {} },
  };
}
