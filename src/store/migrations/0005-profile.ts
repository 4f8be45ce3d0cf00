import { sql, type Kysely } from 'kysely';

/**
 * A row for each section of the organisation profile, with a version of its own. What the organisation's row held is moved
 * over, an address out of its object; what else that row holds is left where it is.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('profile_sections')
    .addColumn('section', 'text', (column) => column.primaryKey())
    .addColumn('fields', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  for (const section of ['legal', 'contact', 'support', 'billing', 'tax', 'bank', 'security']) {
    const path = sql.lit(`$.${section}`);
    await sql`insert into profile_sections (section, fields, version)
      select ${sql.lit(section)}, json_remove(json_patch(json_extract(profile, ${path}),
        coalesce(json_extract(profile, ${sql.lit(`$.${section}.address`)}), '{}')), '$.address'), 1
      from organization where json_extract(profile, ${path}) is not null`.execute(database);
    await sql`update organization set profile = json_remove(profile, ${path})`.execute(database);
  }
}
