import type { Kysely } from 'kysely';

/** What conversations are told of, what was announced, what went out to whom, and the promotions known. */
export async function up(database: Kysely<{ price_sheets: { id: number }; announced: Announced }>): Promise<void> {
  // Filters are part of the key, and null equals no null: nothing is ''.
  await database.schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('product', 'text', (column) => column.notNull())
    .addColumn('product_title', 'text', (column) => column.notNull())
    .addColumn('segment', 'text', (column) => column.notNull())
    .addColumn('subscriber', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('subscriptions_once', ['conversation_id', 'product', 'segment'])
    .execute();

  await database.schema
    .createTable('announced')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('source_id', 'integer', (column) => column.notNull())
    .addColumn('announced_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('announced_once', ['source', 'source_id'])
    .execute();
  // What was taken in before there was news is none.
  await database
    .insertInto('announced')
    .columns(['source', 'source_id', 'announced_at'])
    .expression((query) =>
      query
        .selectFrom('price_sheets')
        .select([query.val('sheet').as('source'), 'id as source_id', query.val('').as('announced_at')]),
    )
    .execute();

  await database.schema
    .createTable('deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('source_id', 'integer', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('not_before', 'text')
    .addColumn('activity_id', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('deliveries_one_each', ['subscription', 'source', 'source_id'])
    .execute();
  await database.schema.createIndex('deliveries_by_state').on('deliveries').columns(['state', 'created_at']).execute();

  await database.schema
    .createTable('promotion_lists')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('imported_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('promotions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('starts_on', 'text', (column) => column.notNull())
    .addColumn('ends_on', 'text', (column) => column.notNull())
    .addColumn('automatic', 'integer', (column) => column.notNull())
    .addColumn('products', 'text', (column) => column.notNull())
    .addColumn('list_id', 'integer', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('promotions_by_list').on('promotions').column('list_id').execute();
  await database.schema.createIndex('promotions_by_end').on('promotions').column('ends_on').execute();
}

interface Announced {
  source: string;
  source_id: number;
  announced_at: string;
}
