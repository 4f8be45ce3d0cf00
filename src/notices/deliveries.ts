import type { Selectable } from 'kysely';
import type { Database } from '../store/database';
import type { DeliveriesTable } from '../store/schema';

export const deliveryStates = ['pending', 'sent', 'blocked', 'failed', 'unknown', 'recalled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Where news comes from: a price sheet, or a list of promotions. */
export interface NewsSource {
  kind: DeliveriesTable['source'];
  id: number;
}

/** One card of news on its way to one conversation. */
export interface Delivery {
  id: string;
  subscription: string;
  source: NewsSource;
  conversationId: string;
  tenantId: string;
  /** How often it was tried. */
  attempts: number;
}

/** What is to be sent and what became of it; the rows outlive the process. */
export interface Deliveries {
  /** The oldest that may go out now. */
  next(now: Date): Promise<Delivery | undefined>;
  /**
   * Takes one for sending; false where another has, or it was taken back. From here on its state is `unknown` until it is
   * noted otherwise: a process that is killed in between leaves what is true, and nothing is sent twice.
   */
  claim(delivery: Delivery, now: Date): Promise<boolean>;
  note(delivery: Delivery, state: DeliveryState, now: Date, activityId?: string): Promise<void>;
  /** Leaves one waiting until then. */
  hold(delivery: Delivery, until: Date, now: Date): Promise<void>;
  /** Puts one back, and holds everything of its tenant until then: a 429 speaks for all (teams.md, Limits). */
  putBack(delivery: Delivery, until: Date, now: Date): Promise<void>;
  /** What else waits for a conversation that can't be written to. */
  blockAllTo(conversationId: string, now: Date): Promise<void>;
  count(): Promise<Record<DeliveryState, number>>;
}

export function createDeliveries(database: Database): Deliveries {
  const update = (now: Date, changed: Partial<DeliveriesTable>) =>
    database.updateTable('deliveries').set({ ...changed, updated_at: now.toISOString() });
  return {
    async next(now) {
      const row = await database
        .selectFrom('deliveries')
        .selectAll()
        .where('state', '=', 'pending')
        .where((row) => row.or([row('not_before', 'is', null), row('not_before', '<=', now.toISOString())]))
        .orderBy('created_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row && toDelivery(row);
    },
    async claim({ id, attempts }, now) {
      const { numUpdatedRows } = await update(now, { state: 'unknown', attempts: attempts + 1 })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .where('attempts', '=', attempts)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async note({ id }, state, now, activityId) {
      await update(now, { state, ...(activityId ? { activity_id: activityId } : {}) })
        .where('id', '=', id)
        .execute();
    },
    async hold({ id }, until, now) {
      await update(now, { not_before: until.toISOString() })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .execute();
    },
    async putBack({ id, tenantId }, until, now) {
      const not_before = until.toISOString();
      await update(now, { state: 'pending' }).where('id', '=', id).execute();
      await update(now, { not_before })
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'pending')
        .where((row) => row.or([row('not_before', 'is', null), row('not_before', '<', not_before)]))
        .execute();
    },
    async blockAllTo(conversationId, now) {
      await update(now, { state: 'blocked' })
        .where('conversation_id', '=', conversationId)
        .where('state', '=', 'pending')
        .execute();
    },
    async count() {
      const rows = await database
        .selectFrom('deliveries')
        .select((row) => ['state', row.fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute();
      const counted = new Map(rows.map(({ state, count }) => [state, count]));
      const of = (state: DeliveryState) => [state, counted.get(state) ?? 0] as const;
      return Object.fromEntries(deliveryStates.map(of)) as Record<DeliveryState, number>;
    },
  };
}

function toDelivery(row: Selectable<DeliveriesTable>): Delivery {
  return {
    id: row.id,
    subscription: row.subscription,
    source: { kind: row.source, id: row.source_id },
    conversationId: row.conversation_id,
    tenantId: row.tenant_id,
    attempts: row.attempts,
  };
}
