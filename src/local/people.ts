import type { Account } from '../account/account';
import { holds } from '../account/rights';
import type { Language } from '../language/languages';
import { speak } from '../language/translate';
import type { LocalPerson } from './local-chat';

/** How many people the local page offers; the sample account has fewer. */
const offeredPeople = 200;

/** The account's users as the local page's person picker shows them, and the first admins who are not in it yet. */
export async function describePeople(
  account: Account,
  firstAdmins: readonly string[],
  language: Language,
): Promise<LocalPerson[]> {
  const { t } = speak(language);
  const { users } = await account.users({ offset: 0, limit: offeredPeople });
  const inAccount = users.map((user): LocalPerson => ({
    objectId: user.objectId,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    note: [
      user.roles.length > 0 ? user.roles.map((role) => t(`roles/${role}`)).join(', ') : t('users/no-role'),
      ...(user.enabled ? [] : [t('users/blocked')]),
      ...(user.userType === 'Guest' ? [t('users/guest')] : []),
    ].join(' · '),
    seesPrices: holds(user, 'prices.read'),
  }));
  const known = new Set(users.flatMap((user) => [user.objectId.toLowerCase(), user.userPrincipalName.toLowerCase()]));
  const toCome = firstAdmins.filter((named) => !known.has(named));
  return [...inAccount, ...toCome.map((named) => describeFirstAdmin(named, t('users/first-admin')))];
}

/** Here a sign-in name serves as the object id as well: nobody else vouches for people on this page. */
function describeFirstAdmin(named: string, note: string): LocalPerson {
  const words = named.split('@')[0]!.split(/[._-]+/);
  const displayName = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return { objectId: named, userPrincipalName: named, displayName, note, seesPrices: true };
}
