import { sql, type Kysely } from 'kysely';

const sections = ['legal', 'contact', 'support', 'billing', 'tax', 'bank', 'security'] as const;

/**
 * A row for each section of the organisation profile, with a version of its own. What the organisation's row held of it is
 * moved over, flat; what else that row holds is left. What was typed to open a matter is no longer kept: it may be bank details.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('profile_sections')
    .addColumn('section', 'text', (column) => column.primaryKey())
    .addColumn('fields', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  const { rows } = await sql<{ id: number; profile: string }>`select id, profile from organization`.execute(database);
  for (const { id, profile } of rows) {
    const rest = JSON.parse(profile) as Record<string, unknown>;
    for (const section of sections) {
      const fields = flatten(section, rest[section]);
      delete rest[section];
      if (Object.keys(fields).length === 0) continue;
      await sql`insert into profile_sections (section, fields, version)
        values (${section}, ${JSON.stringify(fields)}, 1)`.execute(database);
    }
    await sql`update organization set profile = ${JSON.stringify(rest)} where id = ${id}`.execute(database);
  }
  await database.schema.alterTable('matters').dropColumn('slots').execute();
}

/** The address out of its object; the country and currency of the invoice are those of the account. */
function flatten(section: string, nested: unknown): Record<string, string> {
  const { address, purchaseOrderNumber, ...own } = { ...(nested as Record<string, unknown> | undefined) };
  const all = { ...own, ...(address as object | undefined), poNumber: purchaseOrderNumber };
  const kept = Object.entries(all).filter(
    ([id, value]) =>
      typeof value === 'string' && value && !(section === 'billing' && (id === 'country' || id === 'currency')),
  );
  return Object.fromEntries(kept) as Record<string, string>;
}
