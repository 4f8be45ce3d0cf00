import type { Kysely } from 'kysely';

/** Where people can be reached, what was asked and agreed, and the cards that show it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('conversations')
    .addColumn('conversation_id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('service_url', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('bot_id', 'text', (column) => column.notNull())
    .addColumn('person', 'text')
    .addColumn('locale', 'text')
    .addColumn('blocked', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('conversations_by_person')
    .on('conversations')
    .columns(['person', 'updated_at'])
    .execute();

  await database.schema
    .createTable('matters')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('slots', 'text', (column) => column.notNull())
    .addColumn('proposal', 'text', (column) => column.notNull())
    .addColumn('asker', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('approval', 'integer', (column) => column.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'text')
    .addColumn('reason', 'text')
    .addColumn('recipient', 'text')
    .addColumn('outcome', 'text')
    .addColumn('undo', 'text')
    .addColumn('undone_at', 'text')
    .addColumn('activity_key', 'text', (column) => column.unique())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text')
    .execute();
  await database.schema
    .createIndex('matters_by_asker')
    .on('matters')
    .columns(['asker', 'step', 'updated_at'])
    .execute();
  await database.schema.createIndex('matters_by_expiry').on('matters').columns(['step', 'expires_at']).execute();
  await database.schema
    .createIndex('matters_by_subject')
    .on('matters')
    .columns(['operation', 'subject', 'step'])
    .execute();

  await database.schema
    .createTable('matter_cards')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('matter', 'text', (column) => column.notNull().references('matters.id').onDelete('cascade'))
    .addColumn('viewer', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text')
    .addColumn('activity_id', 'text')
    .addColumn('shown_version', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('delivery', 'text', (column) => column.notNull())
    .addColumn('not_before', 'text')
    .addUniqueConstraint('matter_cards_one_each', ['matter', 'viewer', 'role'])
    .execute();
  await database.schema
    .createIndex('matter_cards_by_delivery')
    .on('matter_cards')
    .columns(['delivery', 'not_before'])
    .execute();
}
