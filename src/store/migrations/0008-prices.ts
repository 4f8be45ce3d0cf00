import type { Kysely } from 'kysely';

/** What changed in a market since a day is found without walking through the changes of all markets and years. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createIndex('price_changes_by_market')
    .on('price_changes')
    .columns(['market', 'currency', 'effective_from'])
    .execute();
}
