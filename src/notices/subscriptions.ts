import type { Selectable } from 'kysely';
import type { Segment } from '../prices/prices';
import type { Database, DatabaseTransaction } from '../store/database';
import type { DeliveriesTable, SubscriptionsTable } from '../store/schema';

/** What news is wanted: of one product, of a segment, or, where both are null, of everything. */
export interface NewsFilter {
  product: { reference: string; title: string } | null;
  /** A product's own, where one is named. */
  segment: Segment | null;
}

/** What a conversation is told of. */
export interface Subscription extends NewsFilter {
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
  /** False where it is there no more. What waits to be sent for it is not sent. */
  remove(id: string): Promise<boolean>;
  /** The bot was taken out of the conversation. */
  removeAllOf(conversationId: string): Promise<void>;
  within(transaction: DatabaseTransaction): Subscriptions;
}

/** Whether everything that one filter lets through passes the other too. */
export function covers(wider: NewsFilter, narrower: NewsFilter): boolean {
  if (wider.product) return wider.product.reference === narrower.product?.reference;
  return wider.segment === null || wider.segment === narrower.segment;
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
        .orderBy('source_id')
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

function toRow({ id, conversationId, product, segment, subscriber, language, createdAt }: Subscription) {
  return {
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
    id: row.id,
    conversationId: row.conversation_id,
    product: row.product ? { reference: row.product, title: row.product_title } : null,
    segment: (row.segment || null) as Segment | null,
    subscriber: row.subscriber,
    language: row.language,
    createdAt: row.created_at,
  };
}
