import { z } from 'zod';
import { mayGrant } from '../../account/manage-users';
import { holds, rights, rolesWith, type Right } from '../../account/rights';
import { roles, type Role } from '../../account/roles';
import { defineRead, type Button, type Context } from '../operation';
import { slot } from '../slots';

/** How many holders and granters are named. */
const namedPeople = 6;

/** One role: where it lives, what it may do, who holds it (to those who may see people), who can give it. */
export const rolesShow = defineRead({
  id: 'roles.show',
  group: 'users',
  icon: '🎭',
  risk: 'read',
  right: 'everyone',
  audience: 'personal',
  slots: z.object({ role: slot.role }),

  async answer(context, { role }) {
    const { t, format } = context.speech;
    const facts = roles[role];
    const granters = (await context.account.holders(facts.grantedBy)).map((user) => user.displayName);
    const granting = format.list(
      facts.grantedBy.map((each) => t(`roles/${each}`)),
      'disjunction',
    );
    return {
      kind: 'view',
      card: 'roles.show',
      title: t('roles.show/title-role', { role: t(`roles/${role}`) }),
      subtitle: t(`scopes/${facts.scope}`),
      summary: t(`role-reach/${role}`),
      model: {
        reach: t(`role-reach/${role}`),
        rights: rightsOf(role)
          .filter((right) => context.speech.has(`rights/${right}`))
          .map((right) => ({ text: sayRight(context, right) })),
        facts: [
          { title: t('roles.show/holders'), value: await holdersOf(context, role) },
          { title: t('roles.show/granted-by'), value: granting },
          { title: t('roles.show/granters'), value: namesOf(context, granters) },
          {
            title: t('roles.show/guests'),
            value: t(facts.guests ? 'roles.show/guests-may' : 'roles.show/guests-may-not'),
          },
          ...(facts.admin ? [{ title: t('roles.show/kind'), value: t('roles.show/admin') }] : []),
        ],
      },
      buttons: buttons(context, role),
    };
  },
});

/** The rights of the desk that a role carries. */
export function rightsOf(role: Role): Right[] {
  return (Object.keys(rights) as Right[]).filter((right) => rolesWith(right).includes(role));
}

/** A right in words that fit a list of them. */
export function sayRight({ speech: { t, has } }: Context, right: Right): string {
  return t(has(`powers/${right}`) ? `powers/${right}` : `rights/${right}`);
}

async function holdersOf(context: Context, role: Role): Promise<string> {
  const { t } = context.speech;
  const { users, total } = await context.account.users({ role, offset: 0, limit: namedPeople });
  if (!holds(context.speaker, 'users.read') || total === 0) {
    return total === 0 ? t('roles.list/no-holder') : t('roles.list/holders', { count: total });
  }
  return namesOf(
    context,
    users.map((user) => user.displayName),
    total,
  );
}

function namesOf({ speech: { t, format } }: Context, names: string[], total = names.length): string {
  if (total === 0) return t('roles.show/nobody');
  const named = names.slice(0, namedPeople);
  return total > named.length
    ? format.list([...named, t('roles.show/others', { count: total - named.length })])
    : format.list(named);
}

function buttons({ speaker, speech: { t } }: Context, role: Role): Button[] {
  const list: Button = {
    id: 'previous',
    title: t('roles.list/button'),
    request: { operation: 'roles.list', slots: {} },
  };
  if (holds(speaker, 'users.read')) {
    const request = { operation: 'users.list', slots: { role } };
    const who: Button = { id: 'open', title: t('roles.show/who'), request };
    return mayGrant(speaker, role) ? [who, { ...giveButton(t('users.show/assign'), role) }, list] : [who, list];
  }
  return [list];
}

function giveButton(title: string, role: Role): Button {
  return { id: 'choose', title, request: { operation: 'roles.assign', slots: { role } } };
}
