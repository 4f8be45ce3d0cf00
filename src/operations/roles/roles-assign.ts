import { z } from 'zod';
import type { Account } from '../../account/account';
import { mayGrant } from '../../account/manage-users';
import { roleIds, roles, type Role } from '../../account/roles';
import type { User } from '../../account/user';
import { defineChange, problem, type Problem } from '../operation';
import { noSecondPerson } from '../second-person';
import { slot } from '../slots';
import { findUser, isUser } from '../users/find-user';
import { isProblem, subjectOf, unchangedSubject } from '../users/manage-user';
import { askForRole, grantableRoles, mayNotGrant, othersWhoMayGrant } from './grant-role';

/**
 * Gives someone a role (domain.md 2.2: who may give which; 2.1: what guests may hold). Admin roles need a second person, who
 * is not the one to get it, and are not undone by one person alone. Who may not give it learns who may.
 */
export const rolesAssign = defineChange({
  id: 'roles.assign',
  group: 'users',
  icon: '🎖️',
  risk: 'dangerous',
  right: 'roles.assign',
  audience: 'personal',
  slots: z.object({ user: slot.user, role: slot.role.optional() }),

  async refuse(context, { role }) {
    return role ? await mayNotGrant(context, role) : undefined;
  },

  async propose(context, { user: written, role }) {
    const { account, speaker } = context;
    if (role && !mayGrant(speaker, role)) return await mayNotGrant(context, role);
    const target = await findUser(context, written, (user) => ({ operation: 'roles.assign', slots: { user, role } }));
    if (!isUser(target)) return target;
    if (!role) {
      const fitting = grantableRoles(speaker, target, false);
      return fitting.length > 0
        ? askForRole(context, 'roles.assign', target, fitting)
        : problem('no-role-to-give', subjectOf(target));
    }
    const obstacle = await assigningObstacle(account, speaker, target, role);
    if (obstacle) return sayRole(obstacle, context.speech.t(`roles/${role}`));
    const open = await context.matters.open('roles.assign', speaker.objectId, target.objectId);
    if (open && dataSchema.parse(open.proposal.data).role === role) return { kind: 'matter', id: open.id };
    return {
      kind: 'propose',
      subject: { id: target.objectId, name: target.displayName },
      subjectVersion: target.version,
      changes: [{ field: 'role', from: null, to: { word: `roles/${role}` } }],
      confirm: true,
      approval: roles[role].admin === true,
      cautions: roles[role].admin ? ['cautions/admin-role'] : [],
      data: { role },
    };
  },

  async verify(account, asker, proposal) {
    const { role } = dataSchema.parse(proposal.data);
    const target = await unchangedSubject(account, proposal);
    if (isProblem(target)) return target;
    return mayGrant(asker, role) ? await assigningObstacle(account, asker, target, role) : problem('lost-right');
  },

  async deciders(account, proposal, asker) {
    const others = await othersWhoMayGrant(account, dataSchema.parse(proposal.data).role, asker);
    return others.filter((other) => other.objectId !== proposal.subject.id);
  },

  async perform({ account }, { subject, data }) {
    const { role } = dataSchema.parse(data);
    await account.addRole(subject.id, role);
    return roles[role].admin ? {} : { undo: { user: subject.id, role } };
  },

  async takeBack({ account, asker }, undo) {
    const { user, role } = undoSchema.parse(undo);
    const target = await account.user(user);
    if (!target || target.deletedAt !== null || !target.roles.includes(role)) return problem('changed-since');
    if (!mayGrant(asker, role)) return problem('lost-right');
    await account.takeRole(user, role);
    return undefined;
  },
});

const roleSchema = z.enum(roleIds);
const dataSchema = z.object({ role: roleSchema });
const undoSchema = z.object({ user: z.string(), role: roleSchema });

async function assigningObstacle(
  account: Account,
  asker: User,
  target: User,
  role: Role,
): Promise<Problem | undefined> {
  if (target.roles.includes(role)) return problem('has-role-already', subjectOf(target));
  if (target.userType === 'Guest' && !roles[role].guests) return problem('guest-role', subjectOf(target));
  if (!roles[role].admin) return undefined;
  const others = (await othersWhoMayGrant(account, role, asker)).filter((other) => other.objectId !== target.objectId);
  return others.length > 0 ? undefined : noSecondPerson(roles[role].grantedBy);
}

/** Inside of a transaction there is no language to name a role in; here there is. */
export function sayRole(why: Problem, role: string): Problem {
  return { ...why, values: { ...why.values, role } };
}
