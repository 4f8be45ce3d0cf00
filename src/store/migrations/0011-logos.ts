import type { Kysely } from 'kysely';

/** The logos that pages name by their hash, as base64. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('logos')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('bytes', 'text', (column) => column.notNull())
    .execute();
}
