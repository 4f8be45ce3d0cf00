import type { Account } from './account';
import { rolesThatMayReset } from './password-reset';
import { holds } from './rights';
import { roles, type Role } from './roles';
import type { User } from './user';

/**
 * The roles whose holders may block, unblock, edit, remove and restore this person: the sensitive actions of domain.md 5.1,
 * by a table like the one of password resets, in which Helpdesk has no part.
 */
export function rolesThatMayManage(target: User): Role[] {
  return rolesThatMayReset(target).filter((role) => role !== 'helpdesk-agent');
}

/** Whether `manager` may do that to `target`; nobody manages themselves. */
export function mayManage(manager: User, target: User): boolean {
  if (manager.objectId === target.objectId || !holds(manager, 'users.manage')) return false;
  return rolesThatMayManage(target).some((role) => manager.roles.includes(role));
}

/** Everyone else who may manage this person: who can be the second person. */
export async function othersWhoMayManage(account: Account, target: User, asker: User): Promise<User[]> {
  const holders = await account.holders(rolesThatMayManage(target));
  return holders.filter((holder) => holder.objectId !== asker.objectId && mayManage(holder, target));
}

/** Privileged: whoever holds an admin role (contract.md, Risk). */
export function isPrivileged(user: User): boolean {
  return user.roles.some((role) => roles[role].admin);
}

/** Whether a user may give and take a role (domain.md 2.2). */
export function mayGrant(granter: User, role: Role): boolean {
  return holds(granter, 'everyone') && roles[role].grantedBy.some((needed) => granter.roles.includes(needed));
}

/** How many other global admins could still sign in if this person were none any more; undefined for who is none now. */
export async function globalAdminsBeside(account: Account, user: User): Promise<number | undefined> {
  const admins = await account.holders(['global-admin']);
  const others = admins.filter((admin) => admin.objectId !== user.objectId);
  return others.length === admins.length ? undefined : others.length;
}
