import type { Kysely } from 'kysely';

interface Before {
  organization: { profile: string };
  pinned_offers: { id: number; version: number; offers: string };
}

/** The offers pinned at the top of the catalog. Sample accounts kept them in the organisation's profile until now. */
export async function up(database: Kysely<Before>): Promise<void> {
  await database.schema
    .createTable('pinned_offers')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('offers', 'text', (column) => column.notNull())
    .execute();
  const account = await database.selectFrom('organization').select('profile').executeTakeFirst();
  const { pinned } = JSON.parse(account?.profile ?? '{}') as { pinned?: unknown };
  if (!Array.isArray(pinned)) return;
  await database
    .insertInto('pinned_offers')
    .values({ id: 1, version: 1, offers: JSON.stringify(pinned) })
    .execute();
}
