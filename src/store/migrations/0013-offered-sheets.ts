import type { Kysely } from 'kysely';

/** What a source of price sheets offered, and what became of it: each is taken in once, and a faulty one is told once. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('offered_sheets')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('fault', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('offered_sheets_key', ['source', 'key'])
    .execute();
}
