import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Database } from '../store/database';
import type { DeliveriesTable } from '../store/schema';
import type { NewsSource } from './deliveries';
import { hasNews, type Figures } from './news';
import { isNew, readSheetChanges, readSheet, type Home } from './read-changes';
import { readNewOffers, selectOffers } from './read-offers';
import { toSubscription, type NewsFilter } from './subscriptions';

export interface Announcing {
  home: Home;
  now: Date;
  newId: () => string;
}

/** So many subscriptions are looked at before others get a turn: some milliseconds, even with a large sheet. */
const plannedAtOnce = 20;
/** So many rows in one statement. */
const insertedAtOnce = 500;

/**
 * Gives out the news of every price sheet and list of promotions that was taken in since, by this process or another: one
 * delivery for each subscription to which something of it matters. A source and its deliveries are one transaction, so that
 * replicas and crashes neither lose nor repeat it.
 *
 * @returns how many deliveries wait now that did not before
 */
export async function announceNews(database: Database, announcing: Announcing): Promise<number> {
  let waiting = 0;
  for (const source of await findSources(database)) waiting += await announce(database, source, announcing);
  return waiting;
}

/** What has come in and was not announced, the oldest first. */
async function findSources(database: Database): Promise<NewsSource[]> {
  const announced = (kind: NewsSource['kind']) =>
    database.selectFrom('announced').select('source_id').where('source', '=', kind);
  const sheets = await database
    .selectFrom('price_sheets')
    .select('id')
    .where('id', 'not in', announced('sheet'))
    .orderBy('id')
    .execute();
  const lists = await database
    .selectFrom('promotion_lists')
    .select('id')
    .where('id', 'not in', announced('promotions'))
    .orderBy('id')
    .execute();
  return [
    ...sheets.map(({ id }) => ({ kind: 'sheet' as const, id })),
    ...lists.map(({ id }) => ({ kind: 'promotions' as const, id })),
  ];
}

async function announce(database: Database, source: NewsSource, announcing: Announcing): Promise<number> {
  const deliveries = await planDeliveries(database, source, announcing);
  return await database.transaction().execute(async (transaction) => {
    const claimed = await transaction
      .insertInto('announced')
      .values({ source: source.kind, source_id: source.id, announced_at: announcing.now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (claimed.numInsertedOrUpdatedRows !== 1n) return 0;
    for (let at = 0; at < deliveries.length; at += insertedAtOnce) {
      await transaction
        .insertInto('deliveries')
        .values(deliveries.slice(at, at + insertedAtOnce))
        .execute();
    }
    return deliveries.filter(({ state }) => state === 'pending').length;
  });
}

/** What a source has to tell. */
interface Telling {
  takenInAt: string;
  mattersTo(filter: NewsFilter, figures: Figures): boolean;
}

async function readSheetTelling(database: Database, id: number, { home }: Announcing): Promise<Telling | undefined> {
  const sheet = await readSheet(database, id);
  if (!sheet || !(await isNew(database, sheet, home))) return undefined;
  const changes = await readSheetChanges(database, id, home);
  if (changes.length === 0) return undefined;
  return {
    takenInAt: sheet.importedAt,
    mattersTo: (filter, figures) => hasNews(changes, filter, figures),
  };
}

async function readOffersTelling(database: Database, id: number, { now }: Announcing): Promise<Telling | undefined> {
  const list = await database.selectFrom('promotion_lists').selectAll().where('id', '=', id).executeTakeFirst();
  const offers = await readNewOffers(database, id, now.toISOString().slice(0, 10));
  if (!list || offers.length === 0) return undefined;
  return { takenInAt: list.imported_at, mattersTo: (filter) => selectOffers(offers, filter).length > 0 };
}

async function planDeliveries(
  database: Database,
  source: NewsSource,
  announcing: Announcing,
): Promise<DeliveriesTable[]> {
  const read = source.kind === 'sheet' ? readSheetTelling : readOffersTelling;
  const telling = await read(database, source.id, announcing);
  if (!telling) return [];
  const rows = await database
    .selectFrom('subscriptions')
    .innerJoin('conversations', 'conversations.conversation_id', 'subscriptions.conversation_id')
    .selectAll('subscriptions')
    .select(['conversations.kind', 'conversations.tenant_id', 'conversations.blocked'])
    .where('subscriptions.created_at', '<=', telling.takenInAt)
    .orderBy('subscriptions.created_at')
    .execute();
  const at = announcing.now.toISOString();
  const planned: DeliveriesTable[] = [];
  for (const [index, row] of rows.entries()) {
    // People are answered in between.
    if (index % plannedAtOnce === plannedAtOnce - 1) await yieldToOthers();
    if (!telling.mattersTo(toSubscription(row), row.kind === 'personal' ? 'unit' : 'retail')) continue;
    planned.push({
      id: announcing.newId(),
      subscription: row.id,
      source: source.kind,
      source_id: source.id,
      conversation_id: row.conversation_id,
      tenant_id: row.tenant_id,
      state: row.blocked ? 'blocked' : 'pending',
      attempts: 0,
      not_before: null,
      activity_id: null,
      created_at: at,
      updated_at: at,
    });
  }
  return planned;
}
