import { sql, type Kysely } from 'kysely';

/**
 * News with options (which changes, when, quiet hours), gathered into one card, looked at before it goes out, withdrawn and
 * acknowledged; and how long a tenant has asked to be left alone.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  for (const [column, initial] of Object.entries({
    only: 'all',
    quiet_from: '',
    quiet_until: '',
    daily_at: '',
    time_zone: 'UTC',
  })) {
    await schema
      .alterTable('subscriptions')
      .addColumn(column, 'text', (added) => added.notNull().defaultTo(initial))
      .execute();
  }
  for (const column of ['above', 'acknowledge']) {
    await schema
      .alterTable('subscriptions')
      .addColumn(column, 'integer', (added) => added.notNull().defaultTo(0))
      .execute();
  }

  await schema
    .alterTable('announced')
    .addColumn('state', 'text', (column) => column.notNull().defaultTo('announced'))
    .execute();
  for (const column of ['decided_by', 'decided_at']) {
    await schema.alterTable('announced').addColumn(column, 'text').execute();
  }

  // One card may tell of several sources: what it tells of moves to rows of its own.
  await schema
    .createTable('delivery_sources')
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('source_id', 'integer', (column) => column.notNull())
    .addColumn('delivery', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('delivery_sources_once', ['subscription', 'source', 'source_id'])
    .execute();
  await schema.createIndex('delivery_sources_by_delivery').on('delivery_sources').column('delivery').execute();
  await schema
    .createIndex('delivery_sources_by_source')
    .on('delivery_sources')
    .columns(['source', 'source_id'])
    .execute();
  await sql`insert into delivery_sources (subscription, source, source_id, delivery)
    select subscription, source, source_id, id from deliveries`.execute(database);

  await sql`alter table deliveries rename to deliveries_before`.execute(database);
  await schema.dropIndex('deliveries_by_state').execute();
  await schema
    .createTable('deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('not_before', 'text', (column) => column.notNull())
    .addColumn('activity_id', 'text')
    .addColumn('withdrawal', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into deliveries (id, subscription, conversation_id, tenant_id, state, attempts, not_before, activity_id,
      created_at, updated_at)
    select id, subscription, conversation_id, tenant_id, state, attempts, coalesce(not_before, created_at), activity_id,
      created_at, updated_at from deliveries_before`.execute(database);
  await schema.dropTable('deliveries_before').execute();
  await schema
    .createIndex('deliveries_due')
    .on('deliveries')
    .columns(['state', 'tenant_id', 'not_before', 'id'])
    .execute();
  await schema.createIndex('deliveries_of_subscription').on('deliveries').column('subscription').execute();
  await schema.createIndex('deliveries_to_conversation').on('deliveries').column('conversation_id').execute();
  await sql`create index deliveries_to_withdraw on deliveries (tenant_id, not_before, id)
    where withdrawal = 'wanted'`.execute(database);

  await schema
    .createTable('sending_pauses')
    .addColumn('tenant_id', 'text', (column) => column.primaryKey())
    .addColumn('until', 'text', (column) => column.notNull())
    .execute();

  await schema
    .createTable('acknowledgements')
    .addColumn('delivery', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('acknowledged_once', ['delivery', 'person'])
    .execute();

  await schema
    .createTable('news_previews')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('source_id', 'integer', (column) => column.notNull())
    .addColumn('viewer', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('activity_id', 'text')
    .addColumn('shown', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('news_previews_one_each', ['source', 'source_id', 'viewer'])
    .execute();

  await schema
    .createTable('news_settings')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('preview', 'integer', (column) => column.notNull())
    .execute();
}
