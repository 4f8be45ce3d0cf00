import { z } from 'zod';
import { holds, rights, rolesWith, type Right } from '../../account/rights';
import { grantersOf } from '../../account/roles';
import type { User } from '../../account/user';
import { leadTo } from '../lead-to';
import { defineRead, problem, type Answer, type Context, type Operation } from '../operation';
import { slot } from '../slots';
import { findUser, isUser } from '../users/find-user';
import { sayRight } from './roles-show';

/** How many people an answer names. */
const namedPeople = 6;

/** What everyone may ask but not everyone may have done: the right that the doing takes. */
const rightBehind: Partial<Record<string, Right>> = {
  'password.reset': 'passwords.reset',
  'users.show': 'users.read',
};

/** What someone may do, in plain words; or whether they may do one thing, and else what is missing and who can grant it. */
export const permissionsShow = defineRead({
  id: 'permissions.show',
  group: 'users',
  icon: '🗝️',
  risk: 'read',
  right: 'everyone',
  audience: 'personal',
  slots: z.object({ user: slot.user.optional(), operation: slot.operation.optional() }),

  async answer(context, { user: written, operation: id }) {
    const operation = id === undefined ? undefined : context.operations.find((candidate) => candidate.id === id);
    if (id !== undefined && !operation) return problem('not-built-yet', { operation: id });
    if (operation && written === undefined) return await whoMay(context, operation);
    const user = await findUser(context, written ?? 'me', (found) => ({
      operation: 'permissions.show',
      slots: { user: found, operation: id },
    }));
    const self = isUser(user) && user.objectId === context.speaker.objectId;
    if (!self && !holds(context.speaker, 'users.read')) {
      return problem('lacks-right', { right: 'users.read', roles: rolesWith('users.read') });
    }
    if (!isUser(user)) return user;
    return operation ? await verdict(context, user, self, operation) : everything(context, user, self);
  },
});

function everything(context: Context, user: User, self: boolean): Answer {
  const { t, format, has } = context.speech;
  const all = (Object.keys(rights) as Right[]).filter((right) => right !== 'everyone' && has(`rights/${right}`));
  const held = all.filter((right) => holds(user, right));
  const values = { name: user.displayName };
  const who = self ? 'self' : 'other';
  const roles = user.roles.length > 0 ? format.list(user.roles.map((role) => t(`roles/${role}`))) : t('users/no-role');
  return notice(
    context,
    t(held.length > 0 ? `permissions.show/may-${who}` : `permissions.show/little-${who}`, values),
    user.enabled ? t('permissions.show/roles', { roles }) : t('users/blocked'),
    [
      ...held.map((right) => `✓ ${sayRight(context, right)}`),
      ...(holds(user, 'everyone') ? [`✓ ${t('powers/everyone')}`] : []),
    ],
  );
}

/** Yes or no, and for a no: the missing right, the roles that carry it, and who can give them. */
async function verdict(context: Context, user: User, self: boolean, operation: Operation): Promise<Answer> {
  const { t } = context.speech;
  const right = rightBehind[operation.id] ?? operation.right;
  const values = { name: user.displayName, deed: t(`${operation.id}/title`) };
  const who = self ? 'self' : 'other';
  if (holds(user, right)) {
    return notice(context, t(`permissions.show/yes-${who}`, values), t(`${operation.id}/does`), []);
  }
  const detail = user.enabled ? t('permissions.show/missing', { right: sayRight(context, right) }) : t('users/blocked');
  return notice(context, t(`permissions.show/no-${who}`, values), detail, await waysTo(context, right));
}

/** Who may do one thing, where nobody was named. */
async function whoMay(context: Context, operation: Operation): Promise<Answer> {
  const { t, format } = context.speech;
  const right = rightBehind[operation.id] ?? operation.right;
  const lead = t('permissions.show/who-may', { deed: t(`${operation.id}/title`) });
  const needed = rolesWith(right);
  if (needed.length === 0) return notice(context, lead, t('permissions.show/every-member'), []);
  const rolesNamed = format.list(
    needed.map((role) => t(`roles/${role}`)),
    'disjunction',
  );
  const holders = holds(context.speaker, 'users.read') ? await context.account.holders(needed) : [];
  const points = holders.length > 0 ? [t('permissions.show/at-present', { names: named(context, holders) })] : [];
  return notice(context, lead, t('refusal/roles', { roles: rolesNamed }), points);
}

async function waysTo(context: Context, right: Right): Promise<string[]> {
  const { t, format } = context.speech;
  const needed = rolesWith(right);
  const granters = await context.account.holders(grantersOf(needed));
  const roles = format.list(
    needed.map((role) => t(`roles/${role}`)),
    'disjunction',
  );
  return [
    t('refusal/roles', { roles }),
    granters.length > 0 ? t('permissions.show/granters', { names: named(context, granters) }) : t('refusal/no-granter'),
  ];
}

function named({ speech: { format } }: Context, users: User[]): string {
  return format.list(
    users.slice(0, namedPeople).map((user) => user.displayName),
    'disjunction',
  );
}

function notice({ speech: { t } }: Context, lead: string, detail: string, points: string[]): Answer {
  return {
    kind: 'view',
    card: 'notice',
    title: t('permissions.show/title'),
    summary: lead,
    model: { lead, leadSize: 'Large', detail, points: points.map((text) => ({ text })) },
    buttons: [leadTo(t, 'roles.list')],
  };
}
