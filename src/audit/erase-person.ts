import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../store/database';
import { appendAuditEntry } from './audit-trail';

/** What was erased, or why nothing was. */
export type Erased = { entries: number; matters: number } | { refused: 'in-account' | 'open-matter' | 'unknown' };

/**
 * Erases what the desk holds of a person who has left the account: their record, the changes that were about them, asked
 * by them or made to a list of people with them in it, and their data in the audit trail, whose chain stays whole (an entry keeps its time, operation and outcome).
 * That it was done is an entry itself, with numbers and no name. One transaction: all of it or nothing.
 *
 * @param named object id or sign-in name
 */
export async function erasePerson(database: Database, named: string, now: Date): Promise<Erased> {
  return await database.transaction().execute(async (transaction): Promise<Erased> => {
    const person = await transaction
      .selectFrom('users')
      .select(['object_id', 'user_principal_name', 'deleted_at'])
      .where((user) => user.or([user('object_id', '=', named), user('user_principal_name', '=', named.toLowerCase())]))
      .executeTakeFirst();
    if (person && person.deleted_at === null) return { refused: 'in-account' };
    const objectId = person?.object_id ?? named;
    const traces = [objectId, person?.user_principal_name ?? named.toLowerCase()];
    const about = transaction
      .selectFrom('matters')
      .select('id')
      .where((matter) =>
        matter.or([
          matter('asker', '=', objectId),
          matter('subject', '=', objectId),
          ...traces.map((trace) => mentions('proposal', trace)),
        ]),
      );
    const open = await about.where('step', 'in', ['proposed', 'waiting', 'ready']).limit(1).executeTakeFirst();
    if (open) return { refused: 'open-matter' };
    const entries = await transaction
      .updateTable('audit_entries')
      .set({ actor: null, subject: null, details: null, salt: null })
      .where((entry) =>
        entry.or([
          entry('actor', '=', objectId),
          entry('subject', '=', objectId),
          ...traces.map((trace) => mentions('details', trace)),
        ]),
      )
      .executeTakeFirstOrThrow();
    const matters = await transaction.deleteFrom('matters').where('id', 'in', about).executeTakeFirstOrThrow();
    await transaction.updateTable('matters').set({ decided_by: null }).where('decided_by', '=', objectId).execute();
    await transaction.updateTable('matters').set({ recipient: null }).where('recipient', '=', objectId).execute();
    await transaction.deleteFrom('matter_cards').where('viewer', '=', objectId).execute();
    const own = transaction.selectFrom('conversations').select('conversation_id').where('person', '=', objectId);
    const cards = transaction.selectFrom('deliveries').select('id').where('conversation_id', 'in', own);
    await transaction.deleteFrom('delivery_sources').where('delivery', 'in', cards).execute();
    await transaction.deleteFrom('deliveries').where('conversation_id', 'in', own).execute();
    await transaction.deleteFrom('acknowledgements').where('person', '=', objectId).execute();
    await transaction.deleteFrom('news_previews').where('viewer', '=', objectId).execute();
    await transaction.updateTable('announced').set({ decided_by: null }).where('decided_by', '=', objectId).execute();
    await transaction.deleteFrom('subscriptions').where('conversation_id', 'in', own).execute();
    await transaction.updateTable('documents').set({ added_by: '' }).where('added_by', '=', objectId).execute();
    // What a channel is told of stays its own.
    await transaction.updateTable('subscriptions').set({ subscriber: '' }).where('subscriber', '=', objectId).execute();
    await transaction.deleteFrom('conversations').where('person', '=', objectId).execute();
    await transaction.deleteFrom('preferences').where('object_id', '=', objectId).execute();
    await transaction.deleteFrom('users').where('object_id', '=', objectId).execute();
    const erased = { entries: Number(entries.numUpdatedRows), matters: Number(matters.numDeletedRows) };
    if (!person && erased.entries + erased.matters === 0) return { refused: 'unknown' };
    await appendAuditEntry(
      transaction,
      {
        operation: 'account.erase-person',
        outcome: 'done',
        actor: null,
        subject: null,
        details: { changes: [{ field: 'entries', from: `${erased.entries}`, to: null }] },
      },
      now,
    );
    return erased;
  });
}

/** Whether a column of JSON names a person: one of a list, whom the row as a whole is not about. */
function mentions(column: 'proposal' | 'details', trace: string): RawBuilder<boolean> {
  return sql<boolean>`instr(lower(${sql.ref(column)}), lower(${trace})) > 0`;
}
