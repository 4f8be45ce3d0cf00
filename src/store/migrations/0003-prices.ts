import { sql, type Kysely } from 'kysely';

/** Price sheets taken in, what they price, the effective-dated prices, and what each sheet changed. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('price_sheets')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('view', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('month', 'text', (column) => column.notNull())
    .addColumn('effective_from', 'text', (column) => column.notNull())
    .addColumn('imported_at', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('price_sheets_by_digest').on('price_sheets').column('digest').execute();

  await database.schema
    .createTable('price_sheet_markets')
    .addColumn('sheet_id', 'integer', (column) => column.notNull().references('price_sheets.id').onDelete('cascade'))
    .addColumn('market', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('price_sheet_markets_key', ['market', 'currency', 'sheet_id'])
    .execute();
  await database.schema
    .createIndex('price_sheet_markets_by_sheet')
    .on('price_sheet_markets')
    .column('sheet_id')
    .execute();

  await database.schema
    .createTable('price_items')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('view', 'text', (column) => column.notNull())
    .addColumn('product_id', 'text', (column) => column.notNull())
    .addColumn('sku_id', 'text', (column) => column.notNull())
    .addColumn('segment', 'text', (column) => column.notNull())
    .addColumn('product_title', 'text', (column) => column.notNull())
    .addColumn('sku_title', 'text', (column) => column.notNull())
    .addColumn('publisher', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('unit_of_measure', 'text', (column) => column.notNull())
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('described_by', 'text', (column) => column.notNull())
    .addUniqueConstraint('price_items_key', ['product_id', 'sku_id', 'segment', 'view'])
    .execute();

  // One row for each change of a price. Without a rowid the rows of one SKU in one market lie side by side.
  await database.schema
    .createTable('prices')
    .addColumn('item_id', 'integer', (column) => column.notNull().references('price_items.id'))
    .addColumn('market', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('term', 'text', (column) => column.notNull())
    .addColumn('billing', 'text', (column) => column.notNull())
    .addColumn('valid_from', 'text', (column) => column.notNull())
    .addColumn('valid_to', 'text')
    .addColumn('unit_micros', 'integer')
    .addColumn('retail_micros', 'integer')
    .addColumn('previous_unit_micros', 'integer')
    .addColumn('previous_retail_micros', 'integer')
    .addColumn('sheet_id', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('prices_key', ['item_id', 'market', 'currency', 'term', 'billing', 'valid_from'])
    .modifyEnd(sql`without rowid`)
    .execute();

  await database.schema
    .createTable('price_changes')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('sheet_id', 'integer', (column) => column.notNull().references('price_sheets.id').onDelete('cascade'))
    .addColumn('item_id', 'integer', (column) => column.notNull().references('price_items.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('effective_from', 'text', (column) => column.notNull())
    .addColumn('market', 'text')
    .addColumn('currency', 'text')
    .addColumn('term', 'text')
    .addColumn('billing', 'text')
    .addColumn('unit_before', 'integer')
    .addColumn('unit_after', 'integer')
    .addColumn('retail_before', 'integer')
    .addColumn('retail_after', 'integer')
    .addColumn('text_before', 'text')
    .addColumn('text_after', 'text')
    .execute();
  await database.schema.createIndex('price_changes_by_sheet').on('price_changes').column('sheet_id').execute();
  await database.schema
    .createIndex('price_changes_by_item')
    .on('price_changes')
    .columns(['item_id', 'effective_from'])
    .execute();
}
