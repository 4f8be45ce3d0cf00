import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../store/database';
import type { AnnouncedTable } from '../store/schema';
import { findTold } from './announce';
import type { Deliveries, DeliveryState, NewsSource } from './deliveries';
import { pacingLimits } from './pacing';
import { dayOf } from './promotion-days';
import { readSheet, type Home, type NewsSheet } from './read-changes';
import { readTelling } from './telling';

export type NewsState = AnnouncedTable['state'];

/** A source by what people call it. */
export type NewsName =
  | { kind: 'sheet'; sheet: Pick<NewsSheet, 'month' | 'kind' | 'effectiveFrom'> }
  | { kind: 'promotions'; day: string }
  | { kind: 'promotion-day'; day: string };

/** What became of the news of one source. */
export interface NewsProgress {
  source: NewsSource;
  name: NewsName;
  state: NewsState;
  announcedAt: string;
  /** Object id and instant of the admin's last word. */
  decidedBy: string | null;
  decidedAt: string | null;
  /** Cards by their state. */
  counts: Record<DeliveryState, number>;
  /** Of those that wait: for their hour, not for their turn. */
  scheduled: number;
  /** Messages that are still to be withdrawn, and those that could not be. */
  withdrawing: number;
  notWithdrawn: number;
  /** People who have said that they read it. */
  acknowledged: number;
  /** In seconds, of what may go out now; 0 where nothing waits. */
  secondsToGo: number;
}

/** To how many conversations of which kind something would go. */
export type Reach = Record<'personal' | 'groupChat' | 'channel', number>;

export interface Acknowledgement {
  /** Object id. */
  person: string;
  at: string;
}

/** The account's news on its way: looked at, released, withdrawn, acknowledged. */
export interface Outbox {
  /** The newest first. */
  recent(now: Date, limit: number): Promise<NewsProgress[]>;
  find(source: NewsSource, now: Date): Promise<NewsProgress | undefined>;
  /** To how many conversations the news of a source would go if it were released now. */
  reachOf(source: NewsSource, home: Home, now: Date): Promise<Reach>;
  /** In seconds: until everything that may go out now is sent, over all tenants. */
  secondsToGo(now: Date): Promise<number>;
  /** How many sources wait for an admin. */
  waiting(): Promise<number>;
  asksForPreview(): Promise<boolean>;
  setPreview(preview: boolean): Promise<void>;
  /** Moves news from one state to another; false where it is not in that state any more. */
  decide(source: NewsSource, from: readonly NewsState[], to: NewsState, by: string, now: Date): Promise<boolean>;
  /** Takes back what waits to be sent of a source, and has what was sent withdrawn. */
  withdraw(source: NewsSource, now: Date): Promise<void>;
  /** What a card tells of, and for which subscription; undefined for one that is not there. */
  card(delivery: string): Promise<{ subscription: string; sources: NewsSource[] } | undefined>;
  /** False where that person has done so already. */
  acknowledge(delivery: string, person: string, at: Date): Promise<boolean>;
  /** Who has said that they read a card. */
  acknowledgementsOf(delivery: string): Promise<Acknowledgement[]>;
  /** Who has said that they read any card with the news of a source, the first in front. */
  acknowledgements(source: NewsSource): Promise<Acknowledgement[]>;
  within(transaction: DatabaseTransaction): Outbox;
}

export function createOutbox(database: Database, deliveries: Pick<Deliveries, 'sourcesOf'>): Outbox {
  const cardsOf = (source: NewsSource) => selectCards(database, source);
  return {
    async recent(now, limit) {
      const rows = await readAnnounced(database, undefined, limit);
      return await Promise.all(rows.map((row) => describe(database, row, now)));
    },
    async find(source, now) {
      const [row] = await readAnnounced(database, source, 1);
      return row && (await describe(database, row, now));
    },
    async reachOf(source, home, now) {
      const conversations = { personal: new Set(), groupChat: new Set(), channel: new Set() };
      const telling = await readTelling(database, source, home, now);
      if (telling) {
        for await (const told of findTold(database, telling)) {
          for (const { subscription, kind } of told) conversations[kind].add(subscription.conversationId);
        }
      }
      const { personal, groupChat, channel } = conversations;
      return { personal: personal.size, groupChat: groupChat.size, channel: channel.size };
    },
    async secondsToGo(now) {
      const rows = await database
        .selectFrom('deliveries')
        .leftJoin('sending_pauses', 'sending_pauses.tenant_id', 'deliveries.tenant_id')
        .select((row) => ['sending_pauses.until', row.fn.countAll<number>().as('count')])
        .where('state', '=', 'pending')
        .where('not_before', '<=', now.toISOString())
        .groupBy('deliveries.tenant_id')
        .execute();
      return Math.max(0, ...rows.map(({ until, count }) => timeFor(count, until, now)));
    },
    async waiting() {
      const row = await database
        .selectFrom('announced')
        .select((each) => each.fn.countAll<number>().as('count'))
        .where('state', '=', 'waiting')
        .executeTakeFirstOrThrow();
      return row.count;
    },
    async asksForPreview() {
      const row = await database.selectFrom('news_settings').select('preview').executeTakeFirst();
      return row?.preview === 1;
    },
    async setPreview(preview) {
      const value = preview ? 1 : 0;
      await database
        .insertInto('news_settings')
        .values({ id: 1, preview: value })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ preview: value }))
        .execute();
    },
    async decide(source, from, to, by, now) {
      const { numUpdatedRows } = await database
        .updateTable('announced')
        .set({ state: to, decided_by: by, decided_at: now.toISOString() })
        .where('source', '=', source.kind)
        .where('source_id', '=', source.id)
        .where('state', 'in', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async withdraw(source, now) {
      const updated_at = now.toISOString();
      // A card that waits with other news goes out without this one.
      await sql`delete from delivery_sources where source = ${source.kind} and source_id = ${source.id}
        and delivery in (select id from deliveries where state = 'pending')
        and exists (select 1 from delivery_sources as other where other.delivery = delivery_sources.delivery
          and (other.source <> delivery_sources.source or other.source_id <> delivery_sources.source_id))`.execute(
        database,
      );
      const ids = cardsOf(source).select('deliveries.id');
      await database
        .updateTable('deliveries')
        .set({ state: 'recalled', updated_at })
        .where('id', 'in', ids)
        .where('state', '=', 'pending')
        .execute();
      await database
        .updateTable('deliveries')
        .set({ withdrawal: 'wanted', not_before: updated_at, attempts: 0, updated_at })
        .where('id', 'in', ids)
        .where('state', '=', 'sent')
        .where('activity_id', 'is not', null)
        .execute();
    },
    async card(delivery) {
      const row = await database
        .selectFrom('deliveries')
        .select('subscription')
        .where('id', '=', delivery)
        .executeTakeFirst();
      return row && { subscription: row.subscription, sources: await deliveries.sourcesOf(delivery) };
    },
    async acknowledge(delivery, person, at) {
      const inserted = await database
        .insertInto('acknowledgements')
        .values({ delivery, person, at: at.toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return inserted.numInsertedOrUpdatedRows === 1n;
    },
    async acknowledgementsOf(delivery) {
      return await database
        .selectFrom('acknowledgements')
        .select(['person', 'at'])
        .where('delivery', '=', delivery)
        .orderBy('at')
        .execute();
    },
    async acknowledgements(source) {
      return await database
        .selectFrom('acknowledgements')
        .select((row) => ['person', row.fn.min('at').as('at')])
        .where('delivery', 'in', cardsOf(source).select('deliveries.id'))
        .groupBy('person')
        .orderBy('at')
        .execute();
    },
    within: (transaction) => createOutbox(transaction, deliveries),
  };
}

/** What of it was ever to be told: a source with nothing to tell, or to nobody, is of no interest. */
async function readAnnounced(database: Database, source: NewsSource | undefined, limit: number) {
  return await database
    .selectFrom('announced')
    .selectAll()
    .where(
      sql<boolean>`(announced.state <> 'announced' or exists (select 1 from delivery_sources as told
        where told.source = announced.source and told.source_id = announced.source_id))`,
    )
    .$if(source !== undefined, (query) => query.where('source', '=', source!.kind).where('source_id', '=', source!.id))
    .orderBy('announced_at', 'desc')
    .orderBy('source_id', 'desc')
    .limit(limit)
    .execute();
}

function selectCards(database: Database, { kind, id }: NewsSource) {
  return database
    .selectFrom('delivery_sources')
    .innerJoin('deliveries', 'deliveries.id', 'delivery_sources.delivery')
    .where('delivery_sources.source', '=', kind)
    .where('delivery_sources.source_id', '=', id);
}

async function describe(
  database: Database,
  row: Awaited<ReturnType<typeof readAnnounced>>[number],
  now: Date,
): Promise<NewsProgress> {
  const source: NewsSource = { kind: row.source, id: row.source_id };
  const cards = selectCards(database, source);
  const at = now.toISOString();
  const states = await cards
    .select((card) => ['state', 'withdrawal', card.fn.countAll<number>().as('count')])
    .select(sql<0 | 1>`not_before > ${at}`.as('is_later'))
    .groupBy(['state', 'withdrawal', sql`not_before > ${at}`])
    .execute();
  const sum = (fits: (each: (typeof states)[number]) => boolean) =>
    states.filter(fits).reduce((total, { count }) => total + count, 0);
  const counts: Record<DeliveryState, number> = { pending: 0, sent: 0, blocked: 0, failed: 0, unknown: 0, recalled: 0 };
  for (const { state, count } of states) counts[state] += count;
  const scheduled = sum(({ state, is_later }) => state === 'pending' && is_later === 1);
  const acknowledged = await database
    .selectFrom('acknowledgements')
    .select((each) => each.fn.count<number>('person').distinct().as('count'))
    .where('delivery', 'in', cards.select('deliveries.id'))
    .executeTakeFirstOrThrow();
  return {
    source,
    name: await nameOf(database, source, row.announced_at),
    state: row.state,
    announcedAt: row.announced_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    counts,
    scheduled,
    withdrawing: sum(({ withdrawal }) => withdrawal === 'wanted'),
    notWithdrawn: sum(({ withdrawal }) => withdrawal === 'failed'),
    acknowledged: acknowledged.count,
    secondsToGo: timeFor(counts.pending - scheduled, null, now),
  };
}

async function nameOf(database: Database, { kind, id }: NewsSource, announcedAt: string): Promise<NewsName> {
  const sheet = kind === 'sheet' ? await readSheet(database, id) : undefined;
  if (sheet) return { kind: 'sheet', sheet };
  return kind === 'promotion-day' ? { kind, day: dayOf(id) } : { kind: 'promotions', day: announcedAt.slice(0, 10) };
}

/** At the rate that the pacer keeps to. */
const cardsPerSecond = pacingLimits.news.points / pacingLimits.news.seconds;

function timeFor(cards: number, pausedUntil: string | null, now: Date): number {
  if (cards === 0) return 0;
  const pause = pausedUntil ? Math.max(0, Date.parse(pausedUntil) - now.getTime()) / 1000 : 0;
  return Math.ceil(pause + cards / cardsPerSecond);
}
