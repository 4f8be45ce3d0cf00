import type { Kysely } from 'kysely';

/** How often each person's sentences were given to a language model today, and how many tokens that took. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('model_usage')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('tokens', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('model_usage_key', ['day', 'person'])
    .execute();
}
