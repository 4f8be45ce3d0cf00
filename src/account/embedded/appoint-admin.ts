import type { Database } from '../../store/database';
import { grantGlobalAdmin } from './first-admin';

/** Who was appointed, or why nobody was. */
export type Appointed = { name: string } | { refused: 'unknown' | 'not-a-member' | 'is-one' | 'two-there' };

/**
 * Makes someone in the account a global admin, while fewer than two can sign in: giving that role takes two of them
 * (contract.md, Risk), so that the second one can't be appointed in the chat.
 *
 * @param named object id or sign-in name
 */
export async function appointAdmin(database: Database, named: string, now: Date): Promise<Appointed> {
  return await database.transaction().execute(async (transaction): Promise<Appointed> => {
    const person = await transaction
      .selectFrom('users')
      .select(['object_id', 'display_name', 'enabled', 'user_type'])
      .where((user) => user.or([user('object_id', '=', named), user('user_principal_name', '=', named.toLowerCase())]))
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (!person) return { refused: 'unknown' };
    if (person.user_type !== 'Member' || !person.enabled) return { refused: 'not-a-member' };
    const admins = await transaction
      .selectFrom('user_roles')
      .innerJoin('users', 'users.object_id', 'user_roles.object_id')
      .select('users.object_id')
      .where('role', '=', 'global-admin')
      .where('deleted_at', 'is', null)
      .where('enabled', '=', 1)
      .execute();
    if (admins.some((admin) => admin.object_id === person.object_id)) return { refused: 'is-one' };
    if (admins.length > 1) return { refused: 'two-there' };
    await grantGlobalAdmin(transaction, 'account.appoint-admin', person.object_id, person.display_name, now);
    return { name: person.display_name };
  });
}
