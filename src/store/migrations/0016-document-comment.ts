import type { Kysely } from 'kysely';

/** What is written with a document, for whoever looks at it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable('documents')
    .addColumn('comment', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}
