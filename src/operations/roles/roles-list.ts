import { z } from 'zod';
import { roleIds, roles, type Role } from '../../account/roles';
import { defineRead, type Button, type Context } from '../operation';

const scopes = ['tenant', 'csp', 'partner'] as const;

/** The roles of the account by scope, and how many people hold each. */
export const rolesList = defineRead({
  id: 'roles.list',
  group: 'users',
  icon: '🎭',
  risk: 'read',
  right: 'everyone',
  audience: 'anyone',
  slots: z.object({}),

  async answer(context) {
    const { t } = context.speech;
    const counts = await context.account.holderCounts();
    return {
      kind: 'view',
      card: 'roles.list',
      title: t('roles.list/title'),
      summary: t('roles.list/summary', { count: roleIds.length }),
      model: {
        count: t('roles.list/summary', { count: roleIds.length }),
        hint: t('roles.list/hint', { example: t('roles.show/examples/0') }),
        scopes: scopes.map((scope) => ({
          title: t(`scopes/${scope}`),
          roles: roleIds
            .filter((role) => roles[role].scope === scope)
            .map((role) => ({
              name: t(`roles/${role}`),
              holders: holdersOf(context, counts[role] ?? 0),
              isHeld: (counts[role] ?? 0) > 0,
            })),
        })),
      },
      buttons: [
        { id: 'open', title: t('roles.list/show'), request: { operation: 'roles.show', slots: {} }, form: true },
        ...context.speaker.roles.slice(0, 3).map((role: Role): Button => ({
          id: 'choose',
          title: t(`roles/${role}`),
          request: { operation: 'roles.show', slots: { role } },
          secondary: true,
        })),
      ],
    };
  },
});

function holdersOf({ speech: { t } }: Context, count: number): string {
  return count === 0 ? t('roles.list/no-holder') : t('roles.list/holders', { count });
}
