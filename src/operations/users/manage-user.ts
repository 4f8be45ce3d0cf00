import { z } from 'zod';
import type { Account } from '../../account/account';
import {
  globalAdminsBeside,
  isPrivileged,
  mayManage,
  othersWhoMayManage,
  rolesThatMayManage,
} from '../../account/manage-users';
import type { User } from '../../account/user';
import { problem, type Effect, type Problem, type Proposal, type Request } from '../operation';
import { noSecondPerson } from '../second-person';

/** Why the asker may not manage this person: it is themselves, or their roles don't reach that far. */
export function managingObstacle(asker: User, target: User): Problem | undefined {
  if (asker.objectId === target.objectId) return problem('own-account');
  if (mayManage(asker, target)) return undefined;
  return problem('lacks-right', { right: 'users.manage-this', roles: rolesThatMayManage(target) });
}

/** Why someone can't be locked out: nobody locks out themselves, the last global admin, or an admin without a second person. */
export async function lockingOutObstacle(account: Account, asker: User, target: User): Promise<Problem | undefined> {
  if ((await globalAdminsBeside(account, target)) === 0) return problem('last-global-admin', subjectOf(target));
  const obstacle = managingObstacle(asker, target);
  if (obstacle || !isPrivileged(target)) return obstacle;
  const others = await othersWhoMayManage(account, target, asker);
  return others.length > 0 ? undefined : noSecondPerson(rolesThatMayManage(target));
}

/** What whoever agrees to locking someone out should know. */
export async function lockingOutCautions(account: Account, target: User): Promise<string[]> {
  return [
    ...(isPrivileged(target) ? ['cautions/privileged-person'] : []),
    ...((await globalAdminsBeside(account, target)) === 1 ? ['cautions/one-global-admin-left'] : []),
  ];
}

export async function decidersAbout(account: Account, proposal: Proposal, asker: User): Promise<User[]> {
  const target = await account.user(proposal.subject.id);
  return target ? await othersWhoMayManage(account, target, asker) : [];
}

/** The person a proposal is about, as they were when it was made; else why it has to be agreed anew. */
export async function unchangedSubject(account: Account, proposal: Proposal): Promise<User | Problem> {
  const target = await account.user(proposal.subject.id);
  if (!target) return problem('no-such-user', { name: proposal.subject.name });
  return target.version === proposal.subjectVersion ? target : problem('changed-since');
}

export function isProblem(found: User | Problem): found is Problem {
  return 'kind' in found;
}

export function subjectOf(user: User): { subject: string } {
  return { subject: user.displayName };
}

/** Who changed something about a person looks at that person next. */
export function showSubject({ subject }: Pick<Proposal, 'subject'>): Request {
  return { operation: 'users.show', slots: { user: subject.id } };
}

const undoSchema = z.object({ user: z.string(), version: z.number() });

/** What `takeBack` of a change of a whole person needs. */
export function undoOf(user: string, version: number): { undo: z.output<typeof undoSchema> } {
  return { undo: { user, version } };
}

/** The person whose change is to be taken back: untouched since, and by someone who may still manage them. */
export async function subjectOfUndo({ account, asker }: Effect, undo: unknown): Promise<User | Problem> {
  const { user, version } = undoSchema.parse(undo);
  const target = await account.user(user);
  if (!target || target.version !== version) return problem('changed-since');
  return managingObstacle(asker, target) ?? target;
}
