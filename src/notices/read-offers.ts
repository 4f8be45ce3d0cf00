import { sql } from 'kysely';
import { toPromotion } from '../prices/promotions/promotions';
import type { Promotion, Segment } from '../prices/prices';
import type { Database } from '../store/database';
import type { NewsSieve } from './subscriptions';

/** A promotion that is news, with the segments of its products. */
export interface NewOffer {
  promotion: Promotion;
  segments: Segment[];
}

/** The promotions that a list brought and that have not ended on that day, the first to end in front. */
export async function readNewOffers(database: Database, listId: number, day: string): Promise<NewOffer[]> {
  return await describeOffers(database, (promotions) =>
    promotions.where('list_id', '=', listId).where('ends_on', '>=', day),
  );
}

/** A stretch of days: after the one, until the other. */
export interface Days {
  after: string;
  until: string;
}

/** The promotions that begin, or whose last day comes, in a stretch of days, and that were known before that day. */
export async function readTurningOffers(database: Database, { after, until }: Days): Promise<NewOffer[]> {
  const known = sql<string>`(select substr(imported_at, 1, 10) from promotion_lists where id = promotions.list_id)`;
  return await describeOffers(database, (promotions) =>
    promotions.where((row) =>
      row.or(
        (['starts_on', 'ends_on'] as const).map((day) =>
          row.and([row(day, '>', after), row(day, '<=', until), row(day, '>', known)]),
        ),
      ),
    ),
  );
}

/** What of these offers matters to a subscription; whoever asked for prices alone gets none. */
export function selectOffers(offers: readonly NewOffer[], { product, segment, only }: NewsSieve): NewOffer[] {
  if (only !== 'all') return [];
  return offers.filter(({ promotion, segments }) =>
    product
      ? promotion.plans.some(({ reference }) => reference === product.reference)
      : segment === null || segments.includes(segment),
  );
}

async function describeOffers(
  database: Database,
  choose: (promotions: ReturnType<typeof selectPromotions>) => ReturnType<typeof selectPromotions>,
): Promise<NewOffer[]> {
  const rows = await choose(selectPromotions(database))
    .orderBy('ends_on')
    .orderBy('name')
    .orderBy('promotions.id')
    .execute();
  const promotions = rows.map(toPromotion);
  const segmentsOf = await readSegments(database, promotions);
  return promotions.map((promotion) => ({ promotion, segments: segmentsOf(promotion) }));
}

function selectPromotions(database: Database) {
  return database.selectFrom('promotions').selectAll('promotions');
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
