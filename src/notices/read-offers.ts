import { toPromotion } from '../prices/promotions/promotions';
import type { Promotion, Segment } from '../prices/prices';
import type { Database } from '../store/database';
import type { NewsFilter } from './subscriptions';

/** A promotion that is new, with the segments of its products. */
export interface NewOffer {
  promotion: Promotion;
  segments: Segment[];
}

/** The promotions that a list brought and that have not ended on that day, the first to end in front. */
export async function readNewOffers(database: Database, listId: number, day: string): Promise<NewOffer[]> {
  const rows = await database
    .selectFrom('promotions')
    .selectAll()
    .where('list_id', '=', listId)
    .where('ends_on', '>=', day)
    .orderBy('ends_on')
    .orderBy('name')
    .orderBy('id')
    .execute();
  const promotions = rows.map(toPromotion);
  const segmentsOf = await readSegments(database, promotions);
  return promotions.map((promotion) => ({ promotion, segments: segmentsOf(promotion) }));
}

/** What a list brought that matters to a subscription. */
export function selectOffers(offers: readonly NewOffer[], { product, segment }: NewsFilter): NewOffer[] {
  return offers.filter(({ promotion, segments }) =>
    product
      ? promotion.plans.some(({ reference }) => reference === product.reference)
      : segment === null || segments.includes(segment),
  );
}

/** Promotions name no segment; where no price sheet has the product it is the commercial one (domain.md 4.7). */
async function readSegments(
  database: Database,
  promotions: readonly Promotion[],
): Promise<(promotion: Promotion) => Segment[]> {
  const productIds = [...new Set(promotions.flatMap(({ plans }) => plans.map((plan) => productOf(plan.reference))))];
  const known = new Map<string, Segment>();
  for (let at = 0; at < productIds.length; at += readAtOnce) {
    const rows = await database
      .selectFrom('price_items')
      .select(['product_id', 'sku_id', 'segment'])
      .where('product_id', 'in', productIds.slice(at, at + readAtOnce))
      .execute();
    for (const row of rows) known.set(`${row.product_id}:${row.sku_id}`, row.segment as Segment);
  }
  return ({ plans }) => [...new Set(plans.map(({ reference }) => known.get(reference) ?? ('commercial' as const)))];
}

const readAtOnce = 500;

function productOf(reference: string): string {
  return reference.split(':')[0]!;
}
