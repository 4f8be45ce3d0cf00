import { z } from 'zod';
import { mayResetPassword } from '../../account/password-reset';
import { writePhone } from '../../account/profile/write-phone';
import { mayManage } from '../../account/manage-users';
import { holds, rolesWith } from '../../account/rights';
import type { User } from '../../account/user';
import { defineRead, problem, type Button, type Context } from '../operation';
import { slot } from '../slots';
import { describeEntry } from '../audit/describe-entry';
import { grantableRoles } from '../roles/grant-role';
import { findUser, isUser } from './find-user';

/** How many of the last changes the card shows. */
const shownChanges = 5;

/** One user: roles, state, last changes. Everyone sees their own record; others' need the right to see users. */
export const usersShow = defineRead({
  id: 'users.show',
  group: 'users',
  icon: '👤',
  risk: 'read',
  right: 'everyone',
  audience: 'personal',
  // Of others only those may ask who see people.
  example: (speaker) => (holds(speaker, 'users.read') ? 0 : 2),
  slots: z.object({ user: slot.user }),

  async answer(context, { user: written }) {
    const user = await findUser(context, written, (found) => ({ operation: 'users.show', slots: { user: found } }));
    const self = isUser(user) && user.objectId === context.speaker.objectId;
    // The right is asked before it is told who exists.
    if (!self && !holds(context.speaker, 'users.read')) {
      return problem('lacks-right', { right: 'users.read', roles: rolesWith('users.read') });
    }
    if (!isUser(user)) return user;
    const { t, format } = context.speech;
    const roles =
      user.roles.length > 0 ? format.list(user.roles.map((role) => t(`roles/${role}`))) : t('users/no-role');
    const state = t(user.enabled ? 'users/enabled' : 'users/blocked');
    const changes = await context.audit.entries({ subject: user.objectId, limit: shownChanges });
    return {
      kind: 'view',
      card: 'users.show',
      title: user.displayName,
      subtitle: user.userPrincipalName,
      summary: t('users.show/summary', { name: user.displayName, roles, state }),
      model: {
        state,
        stateColor: user.enabled ? 'Good' : 'Attention',
        facts: [
          { title: t('fields/roles'), value: roles },
          { title: t('fields/type'), value: t(user.userType === 'Guest' ? 'users/guest' : 'users/member') },
          { title: t('fields/email'), value: user.mail ?? '—' },
          { title: t('fields/phone'), value: user.phone ? writePhone(user.phone) : '—' },
          { title: t('fields/jobTitle'), value: user.jobTitle ?? '—' },
          {
            title: t('fields/password'),
            value: t(user.mustChangePassword ? 'users/must-change' : 'users/own-password'),
          },
        ],
        entries: await Promise.all(changes.map((entry) => describeEntry(context, entry))),
        noChanges: changes.length === 0 ? t('users.show/no-changes') : null,
      },
      buttons: actions(context, user, self),
    };
  },
});

/** What the viewer may do with this person; each button is a request of its own, asked again with its own rights. */
function actions({ speaker, speech: { t } }: Context, user: User, self: boolean): Button[] {
  const slots = { user: user.objectId };
  const buttons: Button[] = [];
  if (self || mayResetPassword(speaker, user)) {
    buttons.push({ id: 'open', title: t('users.show/reset'), request: { operation: 'password.reset', slots } });
  }
  const offer = (word: string, operation: string, secondary?: true) =>
    buttons.push({ id: 'choose', title: t(`users.show/${word}`), request: { operation, slots }, secondary });
  if (grantableRoles(speaker, user, false).length > 0) offer('assign', 'roles.assign');
  if (mayManage(speaker, user)) {
    buttons.push({ id: 'edit', title: t('users.show/edit'), request: { operation: 'users.edit', slots }, form: true });
    // Whoever is blocked is looked at to be unblocked.
    if (user.enabled) offer('block', 'users.block', true);
    else offer('unblock', 'users.unblock');
    offer('remove', 'users.remove', true);
  }
  if (grantableRoles(speaker, user, true).length > 0) offer('revoke', 'roles.revoke', true);
  return buttons;
}
