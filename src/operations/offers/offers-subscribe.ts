import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { holds } from '../../account/rights';
import type { NewsOptions } from '../../notices/news-options';
import {
  covers,
  isOfSame,
  pickOptions,
  subscriptionLimit,
  type NewsFilter,
  type Subscription,
} from '../../notices/subscriptions';
import { findOffer, isOffer } from '../catalog/find-offer';
import { leadTo } from '../lead-to';
import {
  defineChange,
  problem,
  type Answer,
  type Button,
  type Change,
  type Choice,
  type Context,
  type Effect,
  type Performed,
  type Problem,
  type Proposal,
} from '../operation';
import { slot } from '../slots';
import { describeOnly, describeQuiet, describeWhen } from './option-words';
import { defaultOptions, optionsForm, readOptions, writeOptions } from './options-form';
import { isShared, nameFilter, optionsSchema, subscriptionSchema } from './subscriptions';

const slots = z.object({
  product: slot.product.optional(),
  segment: slot.segment.optional(),
  /** Its id, where it is one that stands already and is to be told otherwise: buttons only. */
  subscription: z.string().max(64).optional(),
  /** Opens the form of the options: buttons only. */
  form: z.literal(true).optional(),
  /** What that form sends. */
  fields: z.record(z.string(), z.string().max(256)).optional(),
  instead: z.string().max(64).optional(),
});
type Slots = z.output<typeof slots>;

const added = z.object({ subscription: subscriptionSchema, replaced: z.array(subscriptionSchema) });
const altered = z.object({ id: z.string(), before: optionsSchema, after: optionsSchema });
const dataSchema = z.union([added, altered]);

/**
 * Tells the conversation in which it is asked of price changes and offers: of everything, a segment or a product; which
 * changes, and when, in the options. What is told there is for everyone in it: a channel or group sees retail prices alone.
 */
export const offersSubscribe = defineChange({
  id: 'offers.subscribe',
  group: 'prices',
  icon: '🔔',
  risk: 'change',
  right: 'offers.subscribe',
  audience: 'anyone',
  next: 'offers.subscriptions',
  slots,

  async propose(context, asked) {
    const existing = await context.subscriptions.of(context.conversation.id);
    if (asked.subscription !== undefined) {
      const chosen = existing.find(({ id }) => id === asked.subscription);
      return chosen ? alter(context, asked, chosen) : problem('subscription-gone', {}, [showAll(context)]);
    }
    const filter = await findFilter(context, asked);
    if ('kind' in filter) return filter;
    const same = existing.find((each) => isOfSame(each, filter));
    if (same && (asked.fields || asked.form)) return alter(context, asked, same);
    return add(context, asked, filter, existing);
  },

  verify: () => Promise.resolve(undefined),

  async perform(effect, { data }) {
    const parsed = dataSchema.parse(data);
    return 'id' in parsed ? await performAlteration(effect, parsed) : await performAddition(effect, parsed);
  },

  async takeBack({ subscriptions, asker }, undo) {
    if (!holds(asker, 'offers.subscribe')) return problem('lost-right');
    const parsed = dataSchema.parse(undo);
    if ('id' in parsed) {
      const isBack = await subscriptions.changeOptions(parsed.id, parsed.after, parsed.before);
      return isBack ? undefined : problem('changed-since');
    }
    const { subscription, replaced } = parsed;
    if (!(await subscriptions.remove(subscription.id))) return problem('changed-since');
    for (const each of replaced) if (!(await subscriptions.add(each))) return problem('changed-since');
    return undefined;
  },
});

async function performAddition({ subscriptions, now }: Effect, data: z.output<typeof added>) {
  const { subscription, replaced } = data;
  for (const { id } of replaced) if (!(await subscriptions.remove(id))) return problem('changed-since');
  const isNew = await subscriptions.add({ ...subscription, createdAt: now.toISOString() });
  return isNew ? { undo: { subscription, replaced } } : problem('changed-since');
}

async function performAlteration(
  { subscriptions }: Effect,
  { id, before, after }: z.output<typeof altered>,
): Promise<Performed | Problem> {
  const isChanged = await subscriptions.changeOptions(id, before, after);
  return isChanged ? { undo: { id, before, after } } : problem('changed-since');
}

/** A new subscription; narrower ones are taken in. */
function add(context: Context, asked: Slots, filter: NewsFilter, existing: readonly Subscription[]): Answer | Proposal {
  const { speech, conversation, speaker, now } = context;
  const name = nameFilter(speech, filter);
  const standing = defaultOptions(context);
  const { options, flaws } = readOptions(context, standing, asked.fields ?? {});
  const request = { operation: 'offers.subscribe', slots: { ...slotsOf(filter), ...kept(asked) } };
  if (asked.form || Object.keys(flaws).length > 0) {
    return optionsForm(context, name, { ...writeOptions(standing), ...asked.fields }, flaws, request);
  }
  const wanted = { ...filter, ...options };
  const wider = existing.find((subscription) => covers(subscription, wanted));
  const same = wider ?? existing.find((subscription) => isOfSame(subscription, filter));
  if (same) return tellCovered(context, same, filter);
  const replaced = existing.filter((subscription) => covers(wanted, subscription));
  if (existing.length - replaced.length >= subscriptionLimit) {
    return problem('too-many-subscriptions', { limit: subscriptionLimit }, [showAll(context)]);
  }
  const subscription: Subscription = {
    ...wanted,
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
      ...optionChanges(context, undefined, options),
      { field: 'figures', from: null, to: { word: isShared(context) ? 'news/figures-shared' : 'news/figures-own' } },
    ],
    confirm: true,
    approval: false,
    revise: { ...request, slots: { ...slotsOf(filter), form: true, fields: writeOptions(options) } },
    instead: asked.instead,
    data: { subscription, replaced },
  };
}

/** Other options for one that stands. */
function alter(context: Context, asked: Slots, standing: Subscription): Answer | Proposal {
  const { speech, conversation } = context;
  const name = nameFilter(speech, standing);
  const { options, flaws } = readOptions(context, standing, asked.fields ?? {});
  const request = { operation: 'offers.subscribe', slots: { subscription: standing.id, ...kept(asked) } };
  if (!asked.fields || asked.form || Object.keys(flaws).length > 0) {
    return optionsForm(context, name, { ...writeOptions(standing), ...asked.fields }, flaws, request);
  }
  const before = pickOptions(standing);
  if (isDeepStrictEqual(before, options)) return problem('options-unchanged', { name }, [showAll(context)]);
  return {
    kind: 'propose',
    subject: { id: conversation.id, name },
    subjectVersion: null,
    changes: optionChanges(context, before, options),
    confirm: true,
    approval: false,
    revise: { ...request, slots: { subscription: standing.id, form: true, fields: writeOptions(options) } },
    instead: asked.instead,
    data: { id: standing.id, before, after: options },
  };
}

function kept({ instead }: Slots): Record<string, unknown> {
  return instead === undefined ? {} : { instead };
}

function slotsOf({ product, segment }: NewsFilter): Record<string, string> {
  return { ...(product ? { product: product.reference } : {}), ...(segment ? { segment } : {}) };
}

/** Which changes and when: all of it for a new subscription, what differs for one that stands. */
function optionChanges({ speech }: Context, before: NewsOptions | undefined, after: NewsOptions): Change[] {
  const rows = [
    ['only', describeOnly],
    ['when', describeWhen],
    ['quiet', describeQuiet],
    [
      'acknowledge',
      ({ t }: typeof speech, { acknowledge }: NewsOptions) => t(`news-options/ack-${acknowledge ? 'yes' : 'no'}`),
    ],
  ] as const;
  return rows.flatMap(([field, say]): Change[] => {
    const [from, to] = [before && say(speech, before), say(speech, after)];
    if (from === to || (field === 'acknowledge' && !before && !after.acknowledge)) return [];
    return [{ field, from: from === undefined ? null : { text: from }, to: { text: to } }];
  });
}

async function findFilter(context: Context, asked: Slots): Promise<NewsFilter | Choice | Problem> {
  const { product, segment } = asked;
  if (product === undefined) return { product: null, segment: segment ?? null };
  const request = (reference: string) => ({ operation: 'offers.subscribe', slots: { product: reference } });
  const asking = { question: 'offers.subscribe/several', pins: [], request };
  const offer = await findOffer(context, { product, segment }, asking);
  if (!isOffer(offer)) return offer;
  return { product: { reference: offer.reference, title: offer.title }, segment: offer.segment };
}

function tellCovered(context: Context, wider: Subscription, filter: NewsFilter): Problem {
  const { t } = context.speech;
  const names = { name: nameFilter(context.speech, filter), wider: nameFilter(context.speech, wider) };
  const change: Button = {
    id: 'edit',
    title: t('offers.subscribe/revise'),
    request: { operation: 'offers.subscribe', slots: { subscription: wider.id } },
    form: true,
  };
  return problem(isOfSame(wider, filter) ? 'subscribed-already' : 'subscribed-wider', names, [
    showAll(context),
    change,
  ]);
}

export function showAll({ speech: { t } }: Pick<Context, 'speech'>): Button {
  return leadTo(t, 'offers.subscriptions');
}
