import type { Selectable } from 'kysely';
import type { Database } from '../store/database';
import type { AnnouncedTable, DeliveriesTable } from '../store/schema';

export const deliveryStates = ['pending', 'sent', 'blocked', 'failed', 'unknown', 'recalled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Where news comes from: a price sheet, a list of promotions, or a day on which promotions begin or end. */
export interface NewsSource {
  kind: AnnouncedTable['source'];
  id: number;
}

/** One card of news on its way to one conversation, or on its way back. */
export interface Delivery {
  id: string;
  subscription: string;
  conversationId: string;
  tenantId: string;
  /** How often it was tried. */
  attempts: number;
  /** The message that is to be withdrawn; null where the card is to be sent. */
  withdraws: string | null;
}

/** What became of a delivery. */
export interface Ended {
  delivery: Delivery;
  changed: Partial<Pick<DeliveriesTable, 'state' | 'activity_id' | 'withdrawal' | 'not_before' | 'attempts'>>;
  /** Nothing else can be written to its conversation either. */
  blocks?: true;
  /** Everything of its tenant waits until then: a 429 speaks for all (teams.md, Limits). */
  pausesUntil?: Date;
}

/** What is to be sent and what became of it; the rows outlive the process. */
export interface Deliveries {
  /** The tenants for which something may go out now. */
  tenantsDue(now: Date): Promise<string[]>;
  /** What may go out to a tenant now: what is to be withdrawn, then the oldest. */
  due(tenantId: string, now: Date, limit: number): Promise<Delivery[]>;
  /** Until when a tenant's news has to wait; undefined where it has not. */
  pausedUntil(tenantId: string, now: Date): Promise<Date | undefined>;
  /**
   * Notes what ended, and takes others for sending, in one transaction. From here on the state of what was taken is `unknown`
   * until it is noted otherwise: a process that is killed in between leaves what is true, and nothing is sent twice.
   *
   * @returns those that were taken: not what another replica has, or what was taken back
   */
  step(ended: readonly Ended[], chosen: readonly Delivery[], now: Date): Promise<Delivery[]>;
  /** Leaves one waiting until then. */
  hold(delivery: Delivery, until: Date, now: Date): Promise<void>;
  /** What a card tells of: price sheets, then promotions; the oldest first. */
  sourcesOf(id: string): Promise<NewsSource[]>;
  count(): Promise<Record<DeliveryState, number>>;
}

export function createDeliveries(database: Database): Deliveries {
  return {
    async tenantsDue(now) {
      const pending = database
        .selectFrom('deliveries')
        .select('tenant_id')
        .where('state', '=', 'pending')
        .where('not_before', '<=', now.toISOString());
      const withdrawn = database
        .selectFrom('deliveries')
        .select('tenant_id')
        .where('withdrawal', '=', 'wanted')
        .where('not_before', '<=', now.toISOString());
      const rows = await pending.union(withdrawn).execute();
      return rows.map(({ tenant_id }) => tenant_id);
    },
    async due(tenantId, now, limit) {
      const dueTo = database
        .selectFrom('deliveries')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('not_before', '<=', now.toISOString())
        .orderBy('not_before')
        .orderBy('id')
        .limit(limit);
      const withdrawn = await dueTo.where('withdrawal', '=', 'wanted').execute();
      const pending = withdrawn.length < limit ? await dueTo.where('state', '=', 'pending').execute() : [];
      return [...withdrawn, ...pending].slice(0, limit).map(toDelivery);
    },
    async pausedUntil(tenantId, now) {
      const row = await database
        .selectFrom('sending_pauses')
        .select('until')
        .where('tenant_id', '=', tenantId)
        .where('until', '>', now.toISOString())
        .executeTakeFirst();
      return row && new Date(row.until);
    },
    async step(ended, chosen, now) {
      if (ended.length + chosen.length === 0) return [];
      return await database.transaction().execute(async (transaction) => {
        for (const each of ended) await noteEnd(transaction, each, now);
        const taken: Delivery[] = [];
        for (const delivery of chosen) if (await claim(transaction, delivery, now)) taken.push(delivery);
        return taken;
      });
    },
    async hold({ id }, until, now) {
      await database
        .updateTable('deliveries')
        .set({ not_before: until.toISOString(), updated_at: now.toISOString() })
        .where('id', '=', id)
        .execute();
    },
    async sourcesOf(id) {
      const rows = await database
        .selectFrom('delivery_sources')
        .select(['source', 'source_id'])
        .where('delivery', '=', id)
        .orderBy('source', 'desc')
        .orderBy('source_id')
        .execute();
      return rows.map(({ source, source_id }) => ({ kind: source, id: source_id }));
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

async function claim(transaction: Database, { id, attempts, withdraws }: Delivery, now: Date): Promise<boolean> {
  // To withdraw a message twice does no harm.
  if (withdraws !== null) return true;
  const { numUpdatedRows } = await transaction
    .updateTable('deliveries')
    .set({ state: 'unknown', attempts: attempts + 1, updated_at: now.toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where('attempts', '=', attempts)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function noteEnd(transaction: Database, { delivery, changed, blocks, pausesUntil }: Ended, now: Date) {
  const updated_at = now.toISOString();
  await transaction
    .updateTable('deliveries')
    .set({ ...changed, updated_at })
    .where('id', '=', delivery.id)
    .execute();
  if (blocks) {
    await transaction
      .updateTable('deliveries')
      .set({ state: 'blocked', updated_at })
      .where('conversation_id', '=', delivery.conversationId)
      .where('state', '=', 'pending')
      .execute();
  }
  if (!pausesUntil) return;
  const until = pausesUntil.toISOString();
  await transaction
    .insertInto('sending_pauses')
    .values({ tenant_id: delivery.tenantId, until })
    .onConflict((conflict) =>
      conflict.column('tenant_id').doUpdateSet({ until }).where('sending_pauses.until', '<', until),
    )
    .execute();
}

function toDelivery(row: Selectable<DeliveriesTable>): Delivery {
  return {
    id: row.id,
    subscription: row.subscription,
    conversationId: row.conversation_id,
    tenantId: row.tenant_id,
    attempts: row.attempts,
    withdraws: row.withdrawal === 'wanted' ? row.activity_id : null,
  };
}
