import { isDeepStrictEqual } from 'node:util';
import type { Selectable } from 'kysely';
import type { Segment } from '../prices/prices';
import type { Database, DatabaseTransaction } from '../store/database';
import type { DeliveriesTable, SubscriptionsTable } from '../store/schema';
import type { NewsOptions } from './news-options';

/** Of what news is wanted: of one product, of a segment, or, where both are null, of everything. */
export interface NewsFilter {
  product: { reference: string; title: string } | null;
  /** A product's own, where one is named. */
  segment: Segment | null;
}

/** A filter with the kinds of change that are let through. */
export interface NewsSieve extends NewsFilter, Pick<NewsOptions, 'only' | 'above'> {}

/** What a conversation is told of, and how. */
export interface Subscription extends NewsFilter, NewsOptions {
  id: string;
  conversationId: string;
  /** Object id. */
  subscriber: string;
  /** In which it was asked for, and in which a conversation of several people is told. */
  language: string;
  /** Instant: sheets taken in before it are no news to it. */
  createdAt: string;
}

export interface LastNews {
  /** Instant at which it was to be told. */
  at: string;
  state: DeliveriesTable['state'];
}

/** How many subscriptions a conversation can have: each makes a card of its own, and all are listed on one. */
export const subscriptionLimit = 10;

export interface Subscriptions {
  /** The oldest first. */
  of(conversationId: string): Promise<Subscription[]>;
  find(id: string): Promise<Subscription | undefined>;
  /** The newest card that each of a conversation's subscriptions led to, by the subscription's id. */
  lastNewsOf(conversationId: string): Promise<ReadonlyMap<string, LastNews>>;
  /** False where the conversation has the same already. */
  add(subscription: Subscription): Promise<boolean>;
  /** False where it is there no more, or has other options than `before`. */
  changeOptions(id: string, before: NewsOptions, after: NewsOptions): Promise<boolean>;
  /** False where it is there no more. What waits to be sent for it is not sent. */
  remove(id: string): Promise<boolean>;
  /** The bot was taken out of the conversation. */
  removeAllOf(conversationId: string): Promise<void>;
  within(transaction: DatabaseTransaction): Subscriptions;
}

/** Whether everything that one lets through passes the other too. */
export function covers(wider: NewsSieve, narrower: NewsSieve): boolean {
  if (wider.only === 'prices' && narrower.only === 'all') return false;
  if (wider.only === 'increases' && (narrower.only !== 'increases' || narrower.above < wider.above)) return false;
  if (wider.product) return wider.product.reference === narrower.product?.reference;
  return wider.segment === null || wider.segment === narrower.segment;
}

/** Whether two are of the same: a conversation has one of them. */
export function isOfSame(one: NewsFilter, other: NewsFilter): boolean {
  return one.product?.reference === other.product?.reference && one.segment === other.segment;
}

export function createSubscriptions(database: Database): Subscriptions {
  return {
    async of(conversationId) {
      const rows = await database
        .selectFrom('subscriptions')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toSubscription);
    },
    async find(id) {
      const row = await database.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toSubscription(row);
    },
    async lastNewsOf(conversationId) {
      const rows = await database
        .selectFrom('deliveries')
        .select(['subscription', 'state', 'created_at'])
        .where('conversation_id', '=', conversationId)
        .orderBy('created_at')
        .orderBy('updated_at')
        .execute();
      return new Map(rows.map(({ subscription, state, created_at }) => [subscription, { state, at: created_at }]));
    },
    async add(subscription) {
      const inserted = await database
        .insertInto('subscriptions')
        .values(toRow(subscription))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return inserted.numInsertedOrUpdatedRows === 1n;
    },
    async changeOptions(id, before, after) {
      const row = await database.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row || !isDeepStrictEqual(toOptions(row), pickOptions(before))) return false;
      await database.updateTable('subscriptions').set(toOptionColumns(after)).where('id', '=', id).execute();
      return true;
    },
    async remove(id) {
      const { numDeletedRows } = await database.deleteFrom('subscriptions').where('id', '=', id).executeTakeFirst();
      await recallPending(database, 'subscription', id);
      return numDeletedRows === 1n;
    },
    async removeAllOf(conversationId) {
      await database.deleteFrom('subscriptions').where('conversation_id', '=', conversationId).execute();
      await recallPending(database, 'conversation_id', conversationId);
    },
    within: (transaction) => createSubscriptions(transaction),
  };
}

async function recallPending(
  database: Database,
  column: 'subscription' | 'conversation_id',
  value: string,
): Promise<void> {
  await database
    .updateTable('deliveries')
    .set({ state: 'recalled' })
    .where(column, '=', value)
    .where('state', '=', 'pending')
    .execute();
}

function toRow(subscription: Subscription) {
  const { id, conversationId, product, segment, subscriber, language, createdAt } = subscription;
  return {
    ...toOptionColumns(subscription),
    id,
    conversation_id: conversationId,
    product: product?.reference ?? '',
    product_title: product?.title ?? '',
    segment: segment ?? '',
    subscriber,
    language,
    created_at: createdAt,
  };
}

export function toSubscription(row: Selectable<SubscriptionsTable>): Subscription {
  return {
    ...toOptions(row),
    id: row.id,
    conversationId: row.conversation_id,
    product: row.product ? { reference: row.product, title: row.product_title } : null,
    segment: (row.segment || null) as Segment | null,
    subscriber: row.subscriber,
    language: row.language,
    createdAt: row.created_at,
  };
}

/** The options among what a subscription has. */
export function pickOptions({ only, above, quiet, dailyAt, timeZone, acknowledge }: NewsOptions): NewsOptions {
  return { only, above, quiet, dailyAt, timeZone, acknowledge };
}

function toOptionColumns({ only, above, quiet, dailyAt, timeZone, acknowledge }: NewsOptions) {
  return {
    only,
    above,
    quiet_from: quiet?.from ?? '',
    quiet_until: quiet?.until ?? '',
    daily_at: dailyAt ?? '',
    time_zone: timeZone,
    acknowledge: acknowledge ? (1 as const) : (0 as const),
  };
}

function toOptions(row: Selectable<SubscriptionsTable>): NewsOptions {
  return {
    only: row.only,
    above: row.above,
    quiet: row.quiet_from ? { from: row.quiet_from, until: row.quiet_until } : null,
    dailyAt: row.daily_at || null,
    timeZone: row.time_zone,
    acknowledge: row.acknowledge === 1,
  };
}
