import { z } from 'zod';
import type { User } from '../../account/user';
import { mayGrant } from '../../account/manage-users';
import { holds } from '../../account/rights';
import type { Role } from '../../account/roles';
import { defineRead, type Button, type Context } from '../operation';
import { slot } from '../slots';

/** How many users a page shows: a card of them stays well below Teams' limit. */
const pageSize = 8;

/** The account's users; with a role, who holds it; with a query, whose name or address has it. */
export const usersList = defineRead({
  id: 'users.list',
  group: 'users',
  icon: '👥',
  risk: 'read',
  right: 'users.read',
  audience: 'personal',
  slots: z.object({ role: slot.role.optional(), query: slot.query.optional(), page: slot.page.optional() }),

  async answer(context, { role, query, page = 0 }) {
    const { t, format } = context.speech;
    const { users, total } = await context.account.users({ role, query, offset: page * pageSize, limit: pageSize });
    const pages = Math.max(1, Math.ceil(total / pageSize));
    const title = role ? t('users.list/title-role', { role: t(`roles/${role}`) }) : t('users.list/title');
    return {
      kind: 'view',
      card: 'users.list',
      title,
      subtitle: query ? t('users.list/query', { query }) : undefined,
      summary: t('users.list/summary', {
        title,
        count: total,
        names: format.list(users.map((user) => user.displayName)),
      }),
      model: {
        count: t('users.list/count', { count: total }),
        empty: total === 0 ? t(query ? 'users.list/none-found' : 'users.list/none') : null,
        users: users.map((user) => row(context, user)),
        page: pages > 1 ? t('paging/page', { page: page + 1, pages }) : null,
        hint: pages > 1 && !query && !role ? t('users.list/hint') : null,
      },
      buttons: [
        ...pageButtons(context, { role, query }, page, pages),
        ...addButton(context, role),
        ...users.slice(0, 6).map((user) => showButton(user, users.length > 3)),
      ],
    };
  },
});

function row({ speech: { t, format } }: Context, user: User): object {
  return {
    name: user.displayName,
    address: user.userPrincipalName,
    roles: user.roles.length > 0 ? format.list(user.roles.map((role) => t(`roles/${role}`))) : t('users/no-role'),
    note: user.enabled ? (user.userType === 'Guest' ? t('users/guest') : '') : t('users/blocked'),
    noteColor: user.enabled ? 'Accent' : 'Attention',
  };
}

function pageButtons({ speech: { t } }: Context, filter: object, page: number, pages: number): Button[] {
  const to = (target: number) => ({ operation: 'users.list', slots: { ...filter, page: target } });
  const buttons: Button[] = [];
  if (page + 1 < pages) buttons.push({ id: 'next', title: t('paging/next'), request: to(page + 1) });
  if (page > 0) buttons.push({ id: 'previous', title: t('paging/previous'), request: to(page - 1) });
  return buttons;
}

/** What is likely to be missing in the list: a person, or someone with the role. */
function addButton({ speaker, speech: { t } }: Context, role: Role | undefined): Button[] {
  if (role && mayGrant(speaker, role)) {
    return [{ id: 'open', title: t('users.show/assign'), request: { operation: 'roles.assign', slots: { role } } }];
  }
  if (role || !holds(speaker, 'users.manage')) return [];
  return [{ id: 'edit', title: t('users.list/add'), request: { operation: 'users.add', slots: {} }, form: true }];
}

function showButton(user: User, inMenu: boolean): Button {
  return {
    id: 'choose',
    title: user.displayName,
    request: { operation: 'users.show', slots: { user: user.objectId } },
    secondary: inMenu ? true : undefined,
  };
}
