import type { Kysely } from 'kysely';

/** What keeps a sweep and a list of requests quick where many matters are closed, or many are open. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable('matters')
    .addColumn('behind', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await database.schema.createIndex('matters_behind').on('matters').column('behind').execute();
  await database.schema.createIndex('matters_by_age').on('matters').columns(['step', 'created_at']).execute();
  await database.schema.createIndex('matter_cards_by_viewer').on('matter_cards').columns(['viewer', 'role']).execute();
}
