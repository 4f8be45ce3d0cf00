import type { Account } from '../account/account';
import type { FirstAdmins } from '../account/embedded/first-admin';
import type { User } from '../account/user';
import { problem, type Problem } from '../operations/operation';

type Identified = { speaker: User; refusal?: undefined } | { speaker?: undefined; refusal: Problem };

/**
 * Links an Entra object id to a user of the account; strangers, guests and the blocked are refused by default.
 *
 * @param speaker the name is only what to call someone: it never authorises
 */
export async function identify(
  account: Account,
  firstAdmins: Pick<FirstAdmins, 'appoint'>,
  speaker: { objectId: string; name: string },
): Promise<Identified> {
  const { objectId, name } = speaker;
  let user = await account.user(objectId);
  if (!user && (await firstAdmins.appoint(objectId, name))) user = await account.user(objectId);
  if (!user || user.deletedAt !== null) return { refusal: problem('stranger') };
  if (!user.enabled) return { refusal: problem('blocked-user') };
  if (user.userType === 'Guest') return { refusal: problem('guest') };
  return { speaker: user };
}
