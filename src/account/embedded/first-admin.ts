import { appendAuditEntry } from '../../audit/audit-trail';
import type { Database, DatabaseTransaction } from '../../store/database';
import { nameWords } from './fold-name';
import { newUserRow } from './user-rows';

/**
 * Gives the role of global admin to those whom FIRST_ADMINS names (contract.md, Environment), while the account has no
 * global admin; never afterwards. Someone named by object id who is not in the account yet becomes a member of it.
 */
export interface FirstAdmins {
  /** Appoints the users that the account has already. */
  appointKnown(): Promise<void>;
  /** Appoints someone who is speaking for the first time. Returns whether they were. */
  appoint(objectId: string, displayName: string): Promise<boolean>;
}

/** @param named object ids or sign-in names, lower case */
export function createFirstAdmins(database: Database, named: readonly string[], now: () => Date): FirstAdmins {
  return {
    async appointKnown() {
      if (named.length === 0) return;
      await database.transaction().execute(async (transaction) => {
        if (await hasGlobalAdmin(transaction)) return;
        const users = await transaction
          .selectFrom('users')
          .select(['object_id', 'display_name'])
          .where((row) => row.or([row('object_id', 'in', named), row('user_principal_name', 'in', named)]))
          .where('deleted_at', 'is', null)
          .execute();
        for (const user of users)
          await grantGlobalAdmin(transaction, 'account.first-admin', user.object_id, user.display_name, now());
      });
    },
    async appoint(objectId, displayName) {
      if (!named.includes(objectId)) return false;
      return await database.transaction().execute(async (transaction) => {
        if (await hasGlobalAdmin(transaction)) return false;
        await insertMember(transaction, objectId, displayName);
        await grantGlobalAdmin(transaction, 'account.first-admin', objectId, displayName, now());
        return true;
      });
    },
  };
}

async function hasGlobalAdmin(transaction: DatabaseTransaction): Promise<boolean> {
  const holder = await transaction
    .selectFrom('user_roles')
    .innerJoin('users', 'users.object_id', 'user_roles.object_id')
    .select('users.object_id')
    .where('role', '=', 'global-admin')
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return holder !== undefined;
}

async function insertMember(transaction: DatabaseTransaction, objectId: string, displayName: string): Promise<void> {
  await transaction
    .insertInto('users')
    // The sign-in name is not part of what the platform vouches for; it is filled in with the profile.
    .values(newUserRow(objectId, objectId, displayName))
    .onConflict((conflict) => conflict.column('object_id').doNothing())
    .execute();
  for (const word of new Set(nameWords(displayName))) {
    await transaction
      .insertInto('user_words')
      .values({ word, object_id: objectId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** The role from outside of the chat, and its entry in the trail under the name of how it came about. */
export async function grantGlobalAdmin(
  transaction: DatabaseTransaction,
  operation: 'account.first-admin' | 'account.appoint-admin',
  objectId: string,
  name: string,
  now: Date,
): Promise<void> {
  await transaction.insertInto('user_roles').values({ object_id: objectId, role: 'global-admin' }).execute();
  const changes = [{ field: 'roles', from: null, to: 'roles/global-admin' }];
  await appendAuditEntry(
    transaction,
    {
      operation,
      outcome: 'done',
      actor: null,
      subject: objectId,
      details: { subjectName: name, changes },
    },
    now,
  );
}

/** An account that nobody filled yet has an organisation without particulars. */
export async function ensureOrganization(database: Database): Promise<void> {
  await database
    .insertInto('organization')
    .values({ id: 1, name: 'Partner', country: 'US', currency: 'USD', profile: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
