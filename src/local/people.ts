import type { Account } from '../account/account';
import type { LocalPerson } from './local-chat';

/** How many people the local page offers; the sample account has fewer. */
const offeredPeople = 200;

/** The account's users as the local page's person picker shows them. */
export async function describePeople(account: Account): Promise<LocalPerson[]> {
  const { users } = await account.users({ offset: 0, limit: offeredPeople });
  return users.map((user) => ({
    objectId: user.objectId,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    note: [
      user.roles.length > 0 ? user.roles.join(', ') : 'no role',
      ...(user.enabled ? [] : ['blocked']),
      ...(user.userType === 'Guest' ? ['guest'] : []),
    ].join(' · '),
  }));
}
