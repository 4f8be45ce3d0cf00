import { globalAdminsBeside } from '../../account/manage-users';
import { problem } from '../operation';
import { subjectOf } from '../users/manage-user';
import { defineRoleChange } from './change-role';

/** Takes a role away; at least one global admin stays. */
export const rolesRevoke = defineRoleChange({
  id: 'roles.revoke',
  icon: '✂️',
  gives: false,
  nothing: 'no-role-to-take',

  async obstacle(account, target, role) {
    if (!target.roles.includes(role)) return problem('has-not-role', subjectOf(target));
    const isLast = role === 'global-admin' && (await globalAdminsBeside(account, target)) === 0;
    return isLast ? problem('last-global-admin', subjectOf(target)) : undefined;
  },

  async cautions(account, target, role) {
    const oneLeft = role === 'global-admin' && (await globalAdminsBeside(account, target)) === 1;
    return oneLeft ? ['cautions/one-global-admin-left'] : [];
  },
});
