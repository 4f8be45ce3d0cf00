import { sql, type Kysely } from 'kysely';

/** The account, the sessions of `/account`, what people prefer, the audit trail, and the desk's own keys. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('organization')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('country', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('profile', 'text', (column) => column.notNull())
    .execute();

  await database.schema
    .createTable('users')
    .addColumn('object_id', 'text', (column) => column.primaryKey())
    .addColumn('user_principal_name', 'text', (column) => column.notNull().unique())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('sort_name', 'text', (column) => column.notNull())
    .addColumn('mail', 'text')
    .addColumn('phone', 'text')
    .addColumn('job_title', 'text')
    .addColumn('language', 'text')
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('user_type', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('must_change_password', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('deleted_at', 'text')
    .execute();
  await database.schema.createIndex('users_by_name').on('users').columns(['sort_name', 'object_id']).execute();
  await database.schema.createIndex('users_by_mail').on('users').column('mail').execute();

  await database.schema
    .createTable('user_roles')
    .addColumn('object_id', 'text', (column) => column.notNull().references('users.object_id').onDelete('cascade'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('user_roles_key', ['role', 'object_id'])
    .execute();
  await database.schema.createIndex('user_roles_by_user').on('user_roles').column('object_id').execute();

  // The words of a name, folded: how "marie" finds everyone of that name without reading all users.
  await database.schema
    .createTable('user_words')
    .addColumn('word', 'text', (column) => column.notNull())
    .addColumn('object_id', 'text', (column) => column.notNull().references('users.object_id').onDelete('cascade'))
    .addPrimaryKeyConstraint('user_words_key', ['word', 'object_id'])
    .execute();
  await database.schema.createIndex('user_words_by_user').on('user_words').column('object_id').execute();

  await database.schema
    .createTable('sessions')
    .addColumn('token_digest', 'text', (column) => column.primaryKey())
    .addColumn('object_id', 'text', (column) => column.notNull().references('users.object_id').onDelete('cascade'))
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('sessions_by_user').on('sessions').column('object_id').execute();

  await database.schema
    .createTable('preferences')
    .addColumn('object_id', 'text', (column) => column.primaryKey())
    .addColumn('language', 'text', (column) => column.notNull())
    .execute();

  await database.schema
    .createTable('audit_entries')
    .addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('actor', 'text')
    .addColumn('subject', 'text')
    .addColumn('details', 'text')
    .addColumn('salt', 'text')
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('audit_by_actor').on('audit_entries').columns(['actor', 'sequence']).execute();
  await database.schema.createIndex('audit_by_subject').on('audit_entries').columns(['subject', 'sequence']).execute();
  await database.schema
    .createIndex('audit_by_operation')
    .on('audit_entries')
    .columns(['operation', 'sequence'])
    .execute();
  await database.schema.createIndex('audit_by_time').on('audit_entries').column('at').execute();
  // The trail only grows: no statement may change what an entry says or take one out. Erasing personal data clears the
  // columns that the chain holds only as a digest.
  await sql`create trigger audit_entries_are_not_deleted before delete on audit_entries
    begin select raise(abort, 'audit entries are not deleted'); end`.execute(database);
  await sql`create trigger audit_entries_are_not_changed before update on audit_entries
    when new.sequence is not old.sequence or new.at is not old.at or new.operation is not old.operation
      or new.outcome is not old.outcome or new.digest is not old.digest
      or new.previous_hash is not old.previous_hash or new.hash is not old.hash
    begin select raise(abort, 'audit entries are not changed'); end`.execute(database);

  await database.schema
    .createTable('keys')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}
