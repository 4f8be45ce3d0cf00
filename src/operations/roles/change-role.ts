import { z } from 'zod';
import type { Account } from '../../account/account';
import { mayGrant } from '../../account/manage-users';
import { roleIds, roles, type Role } from '../../account/roles';
import type { User } from '../../account/user';
import { defineChange, problem, type ChangeOperation, type Problem } from '../operation';
import { noSecondPerson } from '../second-person';
import { slot } from '../slots';
import { findUser, isUser } from '../users/find-user';
import { isProblem, showSubject, subjectOf, unchangedSubject } from '../users/manage-user';
import { askForRole, grantableRoles, mayNotGrant, othersWhoMayGrant } from './grant-role';

/** In what giving a role and taking one away differ. */
interface RoleChange {
  id: 'roles.assign' | 'roles.revoke';
  icon: string;
  /** Else it is taken away. */
  gives: boolean;
  /** The problem where the person has no role that could be given or taken. */
  nothing: string;
  /** Why this role can't be given to, or taken from, this person by anyone. */
  obstacle(account: Account, target: User, role: Role): Promise<Problem | undefined>;
  /** What whoever agrees should know besides. */
  cautions?(account: Account, target: User, role: Role): Promise<string[]>;
}

/**
 * A change of somebody's roles, by whoever may grant the role (domain.md 2.2); who may not learns who may. Admin roles take a
 * second person, and are not undone by one person alone. Whoever is to get one is not the second person; whoever is to lose
 * one may be: that is their own loss.
 */
export function defineRoleChange({ id, icon, gives, nothing, obstacle, cautions }: RoleChange): ChangeOperation {
  async function secondPersons(account: Account, role: Role, asker: User, target: string): Promise<User[]> {
    const others = await othersWhoMayGrant(account, role, asker);
    return others.filter(({ objectId }) => !gives || objectId !== target);
  }

  async function whyNot(account: Account, asker: User, target: User, role: Role): Promise<Problem | undefined> {
    const own = await obstacle(account, target, role);
    if (own || !roles[role].admin) return own;
    const others = await secondPersons(account, role, asker, target.objectId);
    return others.length > 0 ? undefined : noSecondPerson(roles[role].grantedBy);
  }

  const change = (account: Account, user: string, role: Role, given: boolean) =>
    given ? account.addRole(user, role) : account.takeRole(user, role);

  return defineChange({
    id,
    group: 'users',
    icon,
    risk: 'dangerous',
    right: 'roles.assign',
    audience: 'personal',
    next: showSubject,
    slots: z.object({ user: slot.user, role: slot.role.optional() }),

    async refuse(context, { role }) {
      return role ? await mayNotGrant(context, role) : undefined;
    },

    async propose(context, { user: written, role }) {
      const { account, speaker, speech } = context;
      if (role && !mayGrant(speaker, role)) return await mayNotGrant(context, role);
      const target = await findUser(context, written, (user) => ({ operation: id, slots: { user, role } }));
      if (!isUser(target)) return target;
      if (!role) {
        const fitting = grantableRoles(speaker, target, !gives);
        return fitting.length > 0 ? askForRole(context, id, target, fitting) : problem(nothing, subjectOf(target));
      }
      const stopped = await whyNot(account, speaker, target, role);
      // Inside of a transaction there is no language to name a role in; here there is.
      if (stopped) return { ...stopped, values: { ...stopped.values, role: speech.t(`roles/${role}`) } };
      const open = await context.matters.open(id, speaker.objectId, target.objectId);
      if (open && dataSchema.parse(open.proposal.data).role === role) return { kind: 'matter', id: open.id };
      const word = { word: `roles/${role}` };
      return {
        kind: 'propose',
        subject: { id: target.objectId, name: target.displayName },
        subjectVersion: target.version,
        changes: [{ field: 'role', from: gives ? null : word, to: gives ? word : null }],
        confirm: true,
        approval: roles[role].admin === true,
        cautions: [
          ...(roles[role].admin ? ['cautions/admin-role'] : []),
          ...((await cautions?.(account, target, role)) ?? []),
        ],
        data: { role },
      };
    },

    async verify(account, asker, proposal) {
      const { role } = dataSchema.parse(proposal.data);
      const target = await unchangedSubject(account, proposal);
      if (isProblem(target)) return target;
      return mayGrant(asker, role) ? await whyNot(account, asker, target, role) : problem('lost-right');
    },

    deciders: (account, { data, subject }, asker) =>
      secondPersons(account, dataSchema.parse(data).role, asker, subject.id),

    async perform({ account }, { subject, data }) {
      const { role } = dataSchema.parse(data);
      await change(account, subject.id, role, gives);
      return roles[role].admin ? {} : { undo: { user: subject.id, role } };
    },

    async takeBack({ account, asker }, undo) {
      const { user, role } = undoSchema.parse(undo);
      const target = await account.user(user);
      if (!target || target.deletedAt !== null || target.roles.includes(role) !== gives)
        return problem('changed-since');
      if (!mayGrant(asker, role)) return problem('lost-right');
      await change(account, user, role, !gives);
      return undefined;
    },
  });
}

const roleSchema = z.enum(roleIds);
const dataSchema = z.object({ role: roleSchema });
const undoSchema = z.object({ user: z.string(), role: roleSchema });
