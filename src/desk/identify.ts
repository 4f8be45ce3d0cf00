import type { Account } from '../account/account';
import type { User } from '../account/user';
import { problem, type Problem } from '../operations/operation';

type Identified = { speaker: User; refusal?: undefined } | { speaker?: undefined; refusal: Problem };

/** Links an Entra object id to a user of the account; strangers, guests and the blocked are refused by default. */
export async function identify(account: Account, objectId: string): Promise<Identified> {
  const user = await account.user(objectId);
  if (!user || user.deletedAt !== null) return { refusal: problem('stranger') };
  if (!user.enabled) return { refusal: problem('blocked-user') };
  if (user.userType === 'Guest') return { refusal: problem('guest') };
  return { speaker: user };
}
