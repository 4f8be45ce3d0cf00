import type { Database } from '../store/database';
import type { DeliveriesTable } from '../store/schema';
import { selectNews } from './news';
import { isNew, readChanges, readSheet, type Home } from './read-changes';
import { toSubscription } from './subscriptions';

export interface Announcing {
  home: Home;
  now: Date;
  newId: () => string;
}

/** So many rows in one statement. */
const insertedAtOnce = 500;

/**
 * Gives out the news of every sheet that was taken in since, by this process or another: one delivery for each subscription
 * to which something of it matters. A sheet and its deliveries are one transaction, so that replicas and crashes neither lose
 * nor repeat it.
 *
 * @returns how many deliveries wait now that did not before
 */
export async function announceSheets(database: Database, announcing: Announcing): Promise<number> {
  const sheets = await database
    .selectFrom('price_sheets')
    .select('id')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('announced_sheets').select('sheet_id').whereRef('sheet_id', '=', 'price_sheets.id'))),
    )
    .orderBy('id')
    .execute();
  let waiting = 0;
  for (const { id } of sheets) waiting += await announceSheet(database, id, announcing);
  return waiting;
}

async function announceSheet(database: Database, sheetId: number, announcing: Announcing): Promise<number> {
  const deliveries = await planDeliveries(database, sheetId, announcing);
  const announced_at = announcing.now.toISOString();
  return await database.transaction().execute(async (transaction) => {
    const claimed = await transaction
      .insertInto('announced_sheets')
      .values({ sheet_id: sheetId, announced_at })
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

async function planDeliveries(
  database: Database,
  sheetId: number,
  { home, now, newId }: Announcing,
): Promise<DeliveriesTable[]> {
  const sheet = await readSheet(database, sheetId);
  if (!sheet || !(await isNew(database, sheet, home))) return [];
  const changes = await readChanges(database, sheetId, home);
  if (changes.length === 0) return [];
  const rows = await database
    .selectFrom('subscriptions')
    .innerJoin('conversations', 'conversations.conversation_id', 'subscriptions.conversation_id')
    .selectAll('subscriptions')
    .select(['conversations.kind', 'conversations.tenant_id', 'conversations.blocked'])
    .where('subscriptions.created_at', '<=', sheet.importedAt)
    .orderBy('subscriptions.created_at')
    .execute();
  return rows
    .filter((row) => {
      const figures = row.kind === 'personal' ? 'unit' : 'retail';
      return selectNews(changes, toSubscription(row), figures).items.length > 0;
    })
    .map((row) => ({
      id: newId(),
      subscription: row.id,
      sheet_id: sheetId,
      conversation_id: row.conversation_id,
      tenant_id: row.tenant_id,
      state: row.blocked ? ('blocked' as const) : ('pending' as const),
      attempts: 0,
      not_before: null,
      activity_id: null,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    }));
}
