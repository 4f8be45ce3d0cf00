import { roles } from '../../account/roles';
import { problem } from '../operation';
import { subjectOf } from '../users/manage-user';
import { defineRoleChange } from './change-role';

/** Gives someone a role; a guest may hold only those that domain.md 2.1 allows. */
export const rolesAssign = defineRoleChange({
  id: 'roles.assign',
  icon: '🎖️',
  gives: true,
  nothing: 'no-role-to-give',

  obstacle(_account, target, role) {
    const isGuest = target.userType === 'Guest' && !roles[role].guests;
    const why = target.roles.includes(role) ? 'has-role-already' : isGuest ? 'guest-role' : undefined;
    return Promise.resolve(why && problem(why, subjectOf(target)));
  },
});
