import type { User } from '../../account/user';
import { dialogueLexicons } from '../../language/lexicon/dialogue';
import { problem, type Choice, type Context, type Form, type Problem, type Request } from '../operation';

/** How many candidates a choice card shows. */
const shownCandidates = 6;

/**
 * The one user whom a slot means; where it fits several or none wholly, what to show instead.
 *
 * @param request the request that each choice leads to, given the chosen user's object id
 */
export async function findUser(
  context: Context,
  written: string,
  request: (objectId: string) => Request,
): Promise<User | Choice | Form | Problem> {
  const { self, relation } = dialogueLexicons[context.speech.language];
  if (written === 'me' || self.test(written.trim().toLowerCase())) return context.speaker;
  if (relation.test(written)) return askWho(context, request(''), context.speech.t('ask/relation', { who: written }));
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

/** Asks about whom a request is, which says everything else. */
export function askWho({ speech: { t } }: Context, { operation, slots }: Request, question: string): Form {
  const { user: _unknown, ...given } = slots;
  const field = { id: 'user', label: t('fields/user'), required: true, placeholder: t('ask/user-placeholder') };
  return { kind: 'form', question, fields: [field], request: { operation, slots: given }, action: 'next' };
}

export function isUser(found: User | Choice | Form | Problem): found is User {
  return 'objectId' in found;
}
