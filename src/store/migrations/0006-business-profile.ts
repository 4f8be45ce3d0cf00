import { sql, type Kysely } from 'kysely';

/**
 * The business profiles, one per country. What the organisation's row held of one was sample data in another form, which
 * nobody could see or change: it goes.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('business_profiles')
    .addColumn('country', 'text', (column) => column.primaryKey())
    .addColumn('draft', 'text', (column) => column.notNull())
    .addColumn('published', 'text')
    .addColumn('published_at', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  await sql`update organization set profile = json_remove(profile, '$.businessProfile')`.execute(database);
}
