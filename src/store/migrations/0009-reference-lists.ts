import { sql, type Kysely } from 'kysely';

/**
 * Lists beside the price sheets: the offer matrix, and what is priced by use. Each row holds from the list that brought it to
 * the one that replaced it, so that every version is kept.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('reference_lists')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('form', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('imported_at', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('reference_lists_by_digest').on('reference_lists').column('digest').execute();
  await database.schema
    .createTable('reference_list_scopes')
    .addColumn('list_id', 'integer', (column) => column.notNull().references('reference_lists.id').onDelete('cascade'))
    .addColumn('scope', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('reference_list_scopes_key', ['scope', 'list_id'])
    .execute();

  await database.schema
    .createTable('offer_rules')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('product_id', 'text', (column) => column.notNull())
    .addColumn('sku_id', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('min_seats', 'integer')
    .addColumn('max_seats', 'integer')
    .addColumn('owned_limit', 'integer')
    .addColumn('owned_limit_type', 'text', (column) => column.notNull())
    .addColumn('prerequisites', 'text', (column) => column.notNull())
    .addColumn('conversions', 'text', (column) => column.notNull())
    .addColumn('countries', 'text', (column) => column.notNull())
    .addColumn('from_list', 'integer', (column) => column.notNull())
    .addColumn('until_list', 'integer')
    .execute();
  await sql`create unique index offer_rules_now on offer_rules (product_id, sku_id) where until_list is null`.execute(
    database,
  );

  await database.schema
    .createTable('usage_prices')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('product_id', 'text', (column) => column.notNull())
    .addColumn('sku_id', 'text', (column) => column.notNull())
    .addColumn('family', 'text', (column) => column.notNull())
    .addColumn('term', 'text', (column) => column.notNull())
    .addColumn('billing', 'text', (column) => column.notNull())
    .addColumn('market', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('tier_from', 'text', (column) => column.notNull())
    .addColumn('meter_ids', 'text', (column) => column.notNull())
    .addColumn('product_title', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('search', 'text', (column) => column.notNull())
    .addColumn('publisher', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('meter_type', 'text', (column) => column.notNull())
    .addColumn('tier_to', 'text')
    .addColumn('price', 'text', (column) => column.notNull())
    .addColumn('retail', 'text')
    .addColumn('valid_from', 'text', (column) => column.notNull())
    .addColumn('valid_to', 'text')
    .addColumn('from_list', 'integer', (column) => column.notNull())
    .addColumn('until_list', 'integer')
    .addColumn('until_day', 'text')
    .execute();
  await sql`create unique index usage_prices_now on usage_prices (product_id, sku_id, family, term, billing, market,
    currency, tier_from, meter_ids) where until_list is null`.execute(database);
  await database.schema
    .createIndex('usage_prices_by_sku')
    .on('usage_prices')
    .columns(['product_id', 'sku_id'])
    .execute();
}
