import type { Kysely } from 'kysely';

/** The conversation to which the audit trail's checkpoints are posted: one row, kept empty where there is none. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('checkpoint_place')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text')
    .addColumn('language', 'text')
    .addColumn('posted_on', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
}
