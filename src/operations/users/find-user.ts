import type { User } from '../../account/user';
import { problem, type Choice, type Context, type Problem, type Request } from '../operation';

/** How many candidates a choice card shows. */
const shownCandidates = 6;

/**
 * The one user whom a slot means; where it fits several or none wholly, the choice card or the problem to show instead.
 *
 * @param request the request that each choice leads to, given the chosen user's object id
 */
export async function findUser(
  context: Context,
  written: string,
  request: (objectId: string) => Request,
): Promise<User | Choice | Problem> {
  if (written === 'me') return context.speaker;
  const { exact, users } = await context.account.findUsers(written);
  const [first] = users;
  if (!first) return problem('no-such-user', { name: written });
  if (exact && users.length === 1) return first;
  const { t } = context.speech;
  return {
    kind: 'choice',
    question: t(exact ? 'choice/several-users' : 'choice/near-users', { name: written, count: users.length }),
    options: users.slice(0, shownCandidates).map((user) => ({
      title: user.displayName,
      detail: [user.userPrincipalName, user.jobTitle].filter(Boolean).join(' · '),
      request: request(user.objectId),
    })),
    more: Math.max(0, users.length - shownCandidates),
  };
}

export function isUser(found: User | Choice | Problem): found is User {
  return 'objectId' in found;
}
