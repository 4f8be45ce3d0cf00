import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Database, DatabaseTransaction } from '../store/database';
import type { AnnouncedTable, DeliveriesTable } from '../store/schema';
import type { NewsSource } from './deliveries';
import { whenToTell, whenToTellOfDay } from './news-options';
import { numberOf } from './promotion-days';
import type { Home } from './read-changes';
import { readTelling, type Telling } from './telling';
import { toSubscription, type Subscription } from './subscriptions';

export interface Announcing {
  home: Home;
  now: Date;
  newId: () => string;
}

/** So many subscriptions are looked at, and their deliveries written, before others get a turn: some milliseconds. */
const plannedAtOnce = 100;

/**
 * Gives out the news of every price sheet and list of promotions that was taken in since, by this process or another, and of
 * the day: one card for each subscription to which something of it matters, together with what else waits for that
 * subscription's hour. Where an admin is to look at it first, it waits for them.
 *
 * A source is noted before its deliveries and marked when each subscription has its own, which it gets once, so that replicas
 * and crashes neither lose nor repeat any.
 *
 * @returns how many deliveries wait now that did not before
 */
export async function announceNews(database: Database, announcing: Announcing): Promise<number> {
  for (const source of await findNewSources(database, announcing.now)) await note(database, source, announcing);
  let waiting = 0;
  for (const source of await readSources(database, 'released')) waiting += await plan(database, source, announcing);
  return waiting;
}

/** What has come in and was not noted yet, the oldest first. */
async function findNewSources(database: Database, now: Date): Promise<NewsSource[]> {
  const noted = (kind: NewsSource['kind']) =>
    database.selectFrom('announced').select('source_id').where('source', '=', kind);
  const sheets = await database
    .selectFrom('price_sheets')
    .select('id')
    .where('id', 'not in', noted('sheet'))
    .orderBy('id')
    .execute();
  const lists = await database
    .selectFrom('promotion_lists')
    .select('id')
    .where('id', 'not in', noted('promotions'))
    .orderBy('id')
    .execute();
  const today = numberOf(now);
  const day = await noted('promotion-day').where('source_id', '=', today).executeTakeFirst();
  return [
    ...sheets.map(({ id }) => ({ kind: 'sheet' as const, id })),
    ...lists.map(({ id }) => ({ kind: 'promotions' as const, id })),
    ...(day ? [] : [{ kind: 'promotion-day' as const, id: today }]),
  ];
}

/** The sources whose news is in a state, the oldest first. */
export async function readSources(database: Database, state: AnnouncedTable['state']): Promise<NewsSource[]> {
  const rows = await database
    .selectFrom('announced')
    .select(['source', 'source_id'])
    .where('state', '=', state)
    .orderBy('announced_at')
    .orderBy('source')
    .orderBy('source_id')
    .execute();
  return rows.map(({ source, source_id }) => ({ kind: source, id: source_id }));
}

async function note(database: Database, source: NewsSource, { home, now }: Announcing): Promise<void> {
  const telling = await readTelling(database, source, home, now);
  const waits = telling !== undefined && (await asksForPreview(database)) && (await isForAnyone(database, telling));
  await database
    .insertInto('announced')
    .values({
      source: source.kind,
      source_id: source.id,
      announced_at: now.toISOString(),
      state: telling ? (waits ? 'waiting' : 'released') : 'announced',
      decided_by: null,
      decided_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function asksForPreview(database: Database): Promise<boolean> {
  const row = await database.selectFrom('news_settings').select('preview').executeTakeFirst();
  return row?.preview === 1;
}

/** A subscription with what is known of its conversation. */
export interface Told {
  subscription: Subscription;
  kind: 'personal' | 'groupChat' | 'channel';
  tenantId: string;
  isBlocked: boolean;
}

/** Those to whom something matters, some at a time; people are answered in between. */
export async function* findTold(database: Database, telling: Telling): AsyncGenerator<Told[]> {
  for (let last = ''; ; await yieldToOthers()) {
    const rows = await database
      .selectFrom('subscriptions')
      .innerJoin('conversations', 'conversations.conversation_id', 'subscriptions.conversation_id')
      .selectAll('subscriptions')
      .select(['conversations.kind', 'conversations.tenant_id', 'conversations.blocked'])
      .where('subscriptions.created_at', '<=', telling.takenInAt)
      .where('subscriptions.id', '>', last)
      .orderBy('subscriptions.id')
      .limit(plannedAtOnce)
      .execute();
    yield rows
      .map((row) => ({
        subscription: toSubscription(row),
        kind: row.kind,
        tenantId: row.tenant_id,
        isBlocked: row.blocked === 1,
      }))
      .filter(({ subscription, kind }) => telling.mattersTo(subscription, kind === 'personal' ? 'unit' : 'retail'));
    if (rows.length < plannedAtOnce) return;
    last = rows.at(-1)!.id;
  }
}

async function isForAnyone(database: Database, telling: Telling): Promise<boolean> {
  for await (const told of findTold(database, telling)) if (told.length > 0) return true;
  return false;
}

async function plan(database: Database, source: NewsSource, announcing: Announcing): Promise<number> {
  const { home, now } = announcing;
  const telling = await readTelling(database, source, home, now);
  let waiting = 0;
  if (telling) {
    for await (const told of findTold(database, telling)) {
      if (told.length === 0) continue;
      waiting += await database.transaction().execute((transaction) => planSome(transaction, source, told, announcing));
    }
  }
  await database
    .updateTable('announced')
    .set({ state: 'announced' })
    .where('source', '=', source.kind)
    .where('source_id', '=', source.id)
    .where('state', '=', 'released')
    .execute();
  return waiting;
}

/** Each gets the source once: on the card that waits for its hour, else on one of its own. */
async function planSome(
  transaction: DatabaseTransaction,
  source: NewsSource,
  told: readonly Told[],
  { now, newId }: Announcing,
): Promise<number> {
  const isReleased = await transaction
    .selectFrom('announced')
    .select('state')
    .where('source', '=', source.kind)
    .where('source_id', '=', source.id)
    .where('state', '=', 'released')
    .executeTakeFirst();
  // Taken back by an admin, or done by another replica.
  if (!isReleased) return 0;
  const ids = told.map(({ subscription }) => subscription.id);
  const done = await transaction
    .selectFrom('delivery_sources')
    .select('subscription')
    .where('source', '=', source.kind)
    .where('source_id', '=', source.id)
    .where('subscription', 'in', ids)
    .execute();
  const gathering = await transaction
    .selectFrom('deliveries')
    .select(['id', 'subscription'])
    .where('state', '=', 'pending')
    .where('not_before', '>', now.toISOString())
    .where('subscription', 'in', ids)
    .execute();
  const doneFor = new Set(done.map(({ subscription }) => subscription));
  const cardOf = new Map(gathering.map(({ id, subscription }) => [subscription, id]));
  const open = told.filter(({ subscription }) => !doneFor.has(subscription.id));
  if (open.length === 0) return 0;
  const fresh = open
    .filter(({ subscription }) => !cardOf.has(subscription.id))
    .map((each) => toDelivery(each, source, now, newId()));
  for (const { id, subscription } of fresh) cardOf.set(subscription, id);
  if (fresh.length > 0) await transaction.insertInto('deliveries').values(fresh).execute();
  await transaction
    .insertInto('delivery_sources')
    .values(
      open.map(({ subscription: { id } }) => ({
        subscription: id,
        source: source.kind,
        source_id: source.id,
        delivery: cardOf.get(id)!,
      })),
    )
    .execute();
  return fresh.filter(({ state }) => state === 'pending').length;
}

function toDelivery(told: Told, source: NewsSource, now: Date, id: string): DeliveriesTable {
  const { subscription, tenantId, isBlocked } = told;
  const due = (source.kind === 'promotion-day' ? whenToTellOfDay : whenToTell)(subscription, now);
  return {
    id,
    subscription: subscription.id,
    conversation_id: subscription.conversationId,
    tenant_id: tenantId,
    state: isBlocked ? 'blocked' : 'pending',
    attempts: 0,
    not_before: due.toISOString(),
    activity_id: null,
    withdrawal: null,
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
  };
}
