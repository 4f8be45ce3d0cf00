import type { ExpressionBuilder, UpdateResult } from 'kysely';
import type { Database } from '../store/database';
import { prepareQuery } from '../store/prepared';
import type { MatterCardsTable, Schema } from '../store/schema';
import { toMatterCard, type CardRole, type MatterCard } from './matter';

/** Deliveries of a card that may still be made. */
const deliverable = ['pending', 'sent'] as const;

/**
 * Adds a person's card of a matter, to be sent; one that exists stays as it is.
 *
 * @param notBefore until then somebody else is about to send it: the answer of the turn
 */
export async function ensureCard(
  database: Database,
  card: { id: string; matter: string; viewer: string; role: CardRole; conversationId: string | null },
  notBefore: Date | null = null,
): Promise<MatterCard> {
  await database
    .insertInto('matter_cards')
    .values({
      id: card.id,
      matter: card.matter,
      viewer: card.viewer,
      role: card.role,
      conversation_id: card.conversationId,
      activity_id: null,
      shown_version: 0,
      delivery: 'pending',
      not_before: notBefore?.toISOString() ?? null,
    })
    .onConflict((conflict) => conflict.columns(['matter', 'viewer', 'role']).doNothing())
    .execute();
  const row = await database
    .selectFrom('matter_cards')
    .selectAll()
    .where('matter', '=', card.matter)
    .where('viewer', '=', card.viewer)
    .where('role', '=', card.role)
    .executeTakeFirstOrThrow();
  return toMatterCard(row);
}

/** Notes which message carries a card, and the version of the matter that it shows. */
export async function noteShown(
  database: Database,
  { id, version }: { id: string; version: number },
  conversationId: string,
  activityId: string,
): Promise<void> {
  await updateShown(database, [conversationId, activityId, version, 'sent', null, id]);
}

const updateShown = prepareQuery<
  [conversationId: string, activityId: string, version: number, delivery: 'sent', notBefore: null, id: string],
  UpdateResult
>((database) =>
  database
    .updateTable('matter_cards')
    .set({ conversation_id: '', activity_id: '', shown_version: 0, delivery: 'sent', not_before: null })
    .where('id', '=', ''),
);

/** Notes the version that the message which carries a card was brought to. */
export async function noteUpdated(database: Database, { id, version }: { id: string; version: number }): Promise<void> {
  await updateVersion(database, [version, null, id]);
}

const updateVersion = prepareQuery<[version: number, notBefore: null, id: string], UpdateResult>((database) =>
  database.updateTable('matter_cards').set({ shown_version: 0, not_before: null }).where('id', '=', ''),
);

/**
 * The same for many cards, all at once; a card that is to be drawn anew, or that was brought to a later version meanwhile, is left as it
 * is.
 */
export async function noteUpdatedAll(
  database: Database,
  updated: readonly [id: string, version: number][],
): Promise<void> {
  if (updated.length === 0) return;
  await database.transaction().execute(async (transaction) => {
    for (const [id, version] of updated) await updateLaterVersion(transaction, [version, null, id, 1, version - 1]);
  });
}

const updateLaterVersion = prepareQuery<
  [version: number, notBefore: null, id: string, least: 1, most: number],
  UpdateResult
>((database) =>
  database
    .updateTable('matter_cards')
    .set({ shown_version: 0, not_before: null })
    .where('id', '=', '')
    .where((row) => row.between('shown_version', 0, 0)),
);

/**
 * Makes the message on which a button was pressed the one that carries the matter which the press opened, unless the card is
 * in a message already. The message still shows what was pressed, so the next delivery updates it.
 *
 * @returns false where the card is in a message already
 */
export async function adoptMessage(
  database: Database,
  cardId: string,
  conversationId: string,
  activityId: string,
): Promise<boolean> {
  const adopted = await updateAdopted(database, [conversationId, activityId, 0, 'sent', null, cardId]);
  if (adopted.length === 0) return false;
  await noteBehind(database, cardId);
  return true;
}

const updateAdopted = prepareQuery<
  [conversationId: string, activityId: string, version: 0, delivery: 'sent', notBefore: null, id: string],
  { id: string }
>((database) =>
  database
    .updateTable('matter_cards')
    .set({ conversation_id: '', activity_id: '', shown_version: 0, delivery: 'sent', not_before: null })
    .where('id', '=', '')
    .where('activity_id', 'is', null)
    .returning('id'),
);

/** Leaves the messages of a matter's cards to others: they are neither updated nor sent anew. */
export async function releaseMessages(database: Database, matter: string): Promise<void> {
  await database
    .updateTable('matter_cards')
    .set({ activity_id: null, delivery: 'blocked' })
    .where('matter', '=', matter)
    .execute();
}

/** Has the next delivery draw a card again, although it shows the latest state. */
export async function showAnew(database: Database, cardId: string): Promise<void> {
  await database.updateTable('matter_cards').set({ shown_version: 0 }).where('id', '=', cardId).execute();
  await noteBehind(database, cardId);
}

/** Has the sweep look at a card whose matter did not move: it looks at those alone of which a card may be behind. */
export async function noteBehind(database: Database, cardId: string): Promise<void> {
  await database
    .updateTable('matters')
    .set({ behind: 1 })
    .where('id', '=', (cards) => cards.selectFrom('matter_cards').select('matter').where('id', '=', cardId))
    .execute();
}

/** Matters of which a card does not show the latest state and may be delivered now. */
export async function readMattersBehind(database: Database, now: Date, limit: number): Promise<string[]> {
  const rows = await database
    .selectFrom('matters')
    .innerJoin('matter_cards', 'matter_cards.matter', 'matters.id')
    .select('matters.id')
    .distinct()
    .where('matters.behind', '=', 1)
    .where((row) => row('matter_cards.shown_version', '<', row.ref('matters.version')))
    .where('matter_cards.delivery', 'in', deliverable)
    .where((row) => row.or([row('not_before', 'is', null), row('not_before', '<=', now.toISOString())]))
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The cards of a matter that do not show its latest state and may be delivered now. */
export async function readCardsToDeliver(
  database: Database,
  { id, version }: { id: string; version: number },
  now: Date,
): Promise<MatterCard[]> {
  return (await selectCardsToDeliver(database, [id, version, ...deliverable, now.toISOString()])).map(toMatterCard);
}

const selectCardsToDeliver = prepareQuery<
  [matter: string, version: number, ...deliveries: typeof deliverable, now: string],
  MatterCardsTable
>((database) =>
  database
    .selectFrom('matter_cards')
    .selectAll()
    .where('matter', '=', '')
    .where('shown_version', '<', 0)
    .where('delivery', 'in', deliverable)
    .where((row) => row.or([row('not_before', 'is', null), row('not_before', '<=', '')])),
);

/** Takes those of which every card shows the latest state out of the sweep's sight, until they move again. */
export async function forgetShown(database: Database): Promise<void> {
  const shown = await database.selectFrom('matters').select('id').where('behind', '=', 1).where(isShown).execute();
  // A sweep that has nothing to note writes nothing.
  if (shown.length === 0) return;
  await database.updateTable('matters').set({ behind: 0 }).where('behind', '=', 1).where(isShown).execute();
}

function isShown({ not, exists, selectFrom }: ExpressionBuilder<Schema, 'matters'>) {
  return not(
    exists(
      selectFrom('matter_cards')
        .select('matter_cards.id')
        .whereRef('matter', '=', 'matters.id')
        .whereRef('shown_version', '<', 'matters.version')
        .where('delivery', 'in', deliverable),
    ),
  );
}

export async function readCard(database: Database, id: string): Promise<MatterCard | undefined> {
  const [row] = await selectCard(database, [id]);
  return row && toMatterCard(row);
}

const selectCard = prepareQuery<[id: string], MatterCardsTable>((database) =>
  database.selectFrom('matter_cards').selectAll().where('id', '=', ''),
);

export async function readCardsOf(database: Database, matter: string): Promise<MatterCard[]> {
  return (await selectCardsOf(database, [matter])).map(toMatterCard);
}

const selectCardsOf = prepareQuery<[matter: string], MatterCardsTable>((database) =>
  database.selectFrom('matter_cards').selectAll().where('matter', '=', ''),
);
