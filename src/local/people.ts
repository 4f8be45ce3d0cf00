import type { Account } from '../account/account';
import { speak } from '../language/translate';
import type { LocalPerson } from './local-chat';

/** How many people the local page offers; the sample account has fewer. */
const offeredPeople = 200;

/** The account's users as the local page's person picker shows them. */
export async function describePeople(account: Account): Promise<LocalPerson[]> {
  const { t } = speak('en');
  const { users } = await account.users({ offset: 0, limit: offeredPeople });
  return users.map((user) => ({
    objectId: user.objectId,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    note: [
      user.roles.length > 0 ? user.roles.map((role) => t(`roles/${role}`)).join(', ') : 'no role',
      ...(user.enabled ? [] : ['blocked']),
      ...(user.userType === 'Guest' ? ['guest'] : []),
    ].join(' · '),
  }));
}
