import { z } from 'zod';
import { usualOptions, type NewsOptions } from '../../notices/news-options';
import type { NewsFilter, Subscription } from '../../notices/subscriptions';
import { matchAmong } from '../../prices/prices';
import type { Speech } from '../../language/translate';
import type { Context } from '../operation';
import { slot } from '../slots';

/** In words what is told: "all products", "all Education products", "Microsoft 365 E3". */
export function nameFilter({ t }: Speech, { product, segment }: NewsFilter): string {
  if (product) return product.title;
  return segment ? t('news/of-segment', { segment: t(`segments/${segment}`) }) : t('news/of-everything');
}

/** The subscriptions among some that words mean; a conversation that is told of everything has no product to leave out. */
export function matchSubscriptions(subscriptions: readonly Subscription[], written: string): Subscription[] {
  const candidates = subscriptions.flatMap((subscription) => {
    const { product, segment } = subscription;
    if (!product) return [];
    const [productId = '', skuId = ''] = product.reference.split(':');
    const title = product.title;
    return [
      { productId, skuId, title, productTitle: title, segment: segment ?? ('commercial' as const), subscription },
    ];
  });
  return candidates.length === 0 ? [] : matchAmong(candidates, written).map(({ subscription }) => subscription);
}

/** Only the conversation's own person sees a personal chat; elsewhere not everyone may see partner prices. */
export function isShared({ conversation }: Pick<Context, 'conversation'>): boolean {
  return conversation.kind !== 'personal';
}

const time = z.string().regex(/^\d{2}:\d{2}$/);

/** The options of a subscription as a proposal keeps them; one that was made before there were any has the usual ones. */
export const optionsSchema = z.object({
  only: z.enum(['all', 'prices', 'increases']).default(usualOptions.only),
  above: z.number().int().default(usualOptions.above),
  quiet: z.object({ from: time, until: time }).nullable().default(null),
  dailyAt: time.nullable().default(null),
  timeZone: z.string().default('UTC'),
  acknowledge: z.boolean().default(false),
}) satisfies z.ZodType<NewsOptions>;

/** A subscription as a proposal keeps it. */
export const subscriptionSchema = optionsSchema.extend({
  id: z.string(),
  conversationId: z.string(),
  product: z.object({ reference: z.string(), title: z.string() }).nullable(),
  segment: slot.segment.nullable(),
  subscriber: z.string(),
  language: z.string(),
  createdAt: z.string(),
}) satisfies z.ZodType<Subscription>;
