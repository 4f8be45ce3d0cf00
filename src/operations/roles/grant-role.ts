import type { Account } from '../../account/account';
import { mayGrant } from '../../account/manage-users';
import { roleIds, roles, type Role } from '../../account/roles';
import type { User } from '../../account/user';
import { problem, type Context, type Form, type Problem } from '../operation';

/** How many people a refusal names. */
const namedPeople = 4;

/** Everyone but the asker who may give and take a role. */
export async function othersWhoMayGrant(account: Account, role: Role, asker: User): Promise<User[]> {
  const holders = await account.holders(roles[role].grantedBy);
  return holders.filter((holder) => holder.objectId !== asker.objectId);
}

/** The answer to someone who may not give or take this role: who may. */
export async function mayNotGrant({ account, speech: { t, format } }: Context, role: Role): Promise<Problem> {
  const granters = await account.holders(roles[role].grantedBy);
  const names = granters.slice(0, namedPeople).map((user) => user.displayName);
  return problem('may-not-grant', {
    role: t(`roles/${role}`),
    granting: format.list(
      roles[role].grantedBy.map((granting) => t(`roles/${granting}`)),
      'disjunction',
    ),
    names: names.length > 0 ? format.list(names, 'disjunction') : t('roles.show/nobody'),
  });
}

/** The form that asks for a role, with the roles that fit. */
export function askForRole(
  { speech: { t } }: Context,
  operation: 'roles.assign' | 'roles.revoke',
  target: User,
  fitting: Role[],
): Form {
  return {
    kind: 'form',
    question: t(`${operation}/which`, { subject: target.displayName }),
    fields: [
      {
        id: 'role',
        label: t('fields/role'),
        required: true,
        choices: fitting.map((role) => ({ title: t(`roles/${role}`), value: role })),
      },
    ],
    request: { operation, slots: { user: target.objectId } },
    action: 'next',
  };
}

/** The roles that the speaker may give to or take from this person. */
export function grantableRoles(speaker: User, target: User, held: boolean): Role[] {
  return roleIds.filter(
    (role) =>
      mayGrant(speaker, role) &&
      target.roles.includes(role) === held &&
      (held || target.userType === 'Member' || roles[role].guests),
  );
}
