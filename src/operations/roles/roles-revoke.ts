import { z } from 'zod';
import type { Account } from '../../account/account';
import { globalAdminsBeside, mayGrant } from '../../account/manage-users';
import { roleIds, roles, type Role } from '../../account/roles';
import type { User } from '../../account/user';
import { defineChange, problem, type Problem } from '../operation';
import { noSecondPerson } from '../second-person';
import { slot } from '../slots';
import { findUser, isUser } from '../users/find-user';
import { isProblem, subjectOf, unchangedSubject } from '../users/manage-user';
import { askForRole, grantableRoles, mayNotGrant, othersWhoMayGrant } from './grant-role';
import { sayRole } from './roles-assign';

/**
 * Takes a role away, by whoever may give it. For admin roles a second person agrees, who may be the holder: that is their own
 * loss. At least one global admin stays.
 */
export const rolesRevoke = defineChange({
  id: 'roles.revoke',
  group: 'users',
  icon: '✂️',
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
    const target = await findUser(context, written, (user) => ({ operation: 'roles.revoke', slots: { user, role } }));
    if (!isUser(target)) return target;
    if (!role) {
      const fitting = grantableRoles(speaker, target, true);
      return fitting.length > 0
        ? askForRole(context, 'roles.revoke', target, fitting)
        : problem('no-role-to-take', subjectOf(target));
    }
    const obstacle = await revokingObstacle(account, speaker, target, role);
    if (obstacle) return sayRole(obstacle, context.speech.t(`roles/${role}`));
    const open = await context.matters.open('roles.revoke', speaker.objectId, target.objectId);
    if (open && dataSchema.parse(open.proposal.data).role === role) return { kind: 'matter', id: open.id };
    const oneLeft = role === 'global-admin' && (await globalAdminsBeside(account, target)) === 1;
    return {
      kind: 'propose',
      subject: { id: target.objectId, name: target.displayName },
      subjectVersion: target.version,
      changes: [{ field: 'role', from: { word: `roles/${role}` }, to: null }],
      confirm: true,
      approval: roles[role].admin === true,
      cautions: [
        ...(roles[role].admin ? ['cautions/admin-role'] : []),
        ...(oneLeft ? ['cautions/one-global-admin-left'] : []),
      ],
      data: { role },
    };
  },

  async verify(account, asker, proposal) {
    const { role } = dataSchema.parse(proposal.data);
    const target = await unchangedSubject(account, proposal);
    if (isProblem(target)) return target;
    return mayGrant(asker, role) ? await revokingObstacle(account, asker, target, role) : problem('lost-right');
  },

  deciders: (account, proposal, asker) => othersWhoMayGrant(account, dataSchema.parse(proposal.data).role, asker),

  async perform({ account }, { subject, data }) {
    const { role } = dataSchema.parse(data);
    await account.takeRole(subject.id, role);
    return roles[role].admin ? {} : { undo: { user: subject.id, role } };
  },

  async takeBack({ account, asker }, undo) {
    const { user, role } = undoSchema.parse(undo);
    const target = await account.user(user);
    if (!target || target.deletedAt !== null || target.roles.includes(role)) return problem('changed-since');
    if (!mayGrant(asker, role)) return problem('lost-right');
    await account.addRole(user, role);
    return undefined;
  },
});

const roleSchema = z.enum(roleIds);
const dataSchema = z.object({ role: roleSchema });
const undoSchema = z.object({ user: z.string(), role: roleSchema });

async function revokingObstacle(account: Account, asker: User, target: User, role: Role): Promise<Problem | undefined> {
  if (!target.roles.includes(role)) return problem('has-not-role', subjectOf(target));
  if (!roles[role].admin) return undefined;
  if (role === 'global-admin' && (await globalAdminsBeside(account, target)) === 0) {
    return problem('last-global-admin', subjectOf(target));
  }
  const others = await othersWhoMayGrant(account, role, asker);
  return others.length > 0 ? undefined : noSecondPerson(roles[role].grantedBy);
}
