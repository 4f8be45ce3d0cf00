import { z } from 'zod';
import { holds } from '../../account/rights';
import type { Subscription } from '../../notices/subscriptions';
import { defineChange, problem, type Answer, type Choice, type Context, type Proposal } from '../operation';
import { slot } from '../slots';
import { matchSubscriptions, nameFilter, subscriptionSchema } from './subscriptions';

const dataSchema = z.object({ removed: z.array(subscriptionSchema).min(1) });
/** Stands for all of a conversation's subscriptions on a button. */
const everything = 'all';

/** Ends what the conversation is told of: the only subscription, the one that is named, or the one that is chosen. */
export const offersUnsubscribe = defineChange({
  id: 'offers.unsubscribe',
  group: 'prices',
  icon: '🔕',
  risk: 'change',
  right: 'offers.subscribe',
  audience: 'anyone',
  next: 'offers.subscriptions',
  /** `subscription`: its id, or `all`; buttons only. */
  slots: z.object({ product: slot.product.optional(), subscription: z.string().max(64).optional() }),

  async propose(context, { product, subscription }) {
    const { speech, conversation } = context;
    const existing = await context.subscriptions.of(conversation.id);
    if (existing.length === 0) return problem('no-subscriptions');
    if (subscription === everything) return proposeRemoval(context, existing);
    if (subscription !== undefined) {
      const chosen = existing.find(({ id }) => id === subscription);
      return chosen ? proposeRemoval(context, [chosen]) : problem('subscription-gone');
    }
    if (product === undefined) return removeOrChoose(context, existing);
    const found = matchSubscriptions(existing, product);
    if (found.length > 0) return removeOrChoose(context, found);
    const names = speech.format.list(existing.map((each) => nameFilter(speech, each)));
    return problem('not-subscribed', { product, subscribed: names });
  },

  verify: () => Promise.resolve(undefined),

  async perform({ subscriptions }, { data }) {
    const { removed } = dataSchema.parse(data);
    for (const { id } of removed) if (!(await subscriptions.remove(id))) return problem('changed-since');
    return { undo: { removed } };
  },

  async takeBack({ subscriptions, asker, now }, undo) {
    if (!holds(asker, 'offers.subscribe')) return problem('lost-right');
    const { removed } = dataSchema.parse(undo);
    // What was taken in meanwhile is no news any more.
    const createdAt = now.toISOString();
    for (const each of removed) if (!(await subscriptions.add({ ...each, createdAt }))) return problem('changed-since');
    return undefined;
  },
});

function removeOrChoose(context: Context, found: Subscription[]): Answer | Proposal {
  if (found.length === 1) return proposeRemoval(context, found);
  const { speech } = context;
  const { t, format } = speech;
  const request = (subscription: string) => ({ operation: 'offers.unsubscribe', slots: { subscription } });
  const options: Choice['options'] = found.slice(0, shownSubscriptions).map((each) => ({
    title: nameFilter(speech, each),
    detail: t('news/since', { date: format.date(each.createdAt) }),
    request: request(each.id),
  }));
  return {
    kind: 'choice',
    question: t('offers.unsubscribe/which', { count: found.length }),
    options: [...options, { title: t('offers.unsubscribe/all'), detail: '', request: request(everything) }],
    more: found.length - options.length,
  };
}

/** With "all of them" they fit among the actions of a card. */
const shownSubscriptions = 10;

function proposeRemoval({ speech, conversation }: Context, removed: Subscription[]): Proposal {
  const [first] = removed;
  const isOne = removed.length === 1;
  const name = isOne ? nameFilter(speech, first!) : speech.t('offers.unsubscribe/several', { count: removed.length });
  return {
    kind: 'propose',
    subject: { id: conversation.id, name },
    subjectVersion: null,
    changes: removed.map((each) => ({ field: 'news', from: { text: nameFilter(speech, each) }, to: null })),
    confirm: true,
    approval: false,
    data: { removed },
  };
}
