import { holds } from './rights';
import type { Role } from './roles';
import type { User } from './user';

type Resetter = 'helpdesk-agent' | 'user-admin' | 'global-admin';

const anyResetter: readonly Resetter[] = ['helpdesk-agent', 'user-admin', 'global-admin'];
const globalOnly: readonly Resetter[] = ['global-admin'];

/**
 * Who may reset the password of someone who holds a role: the Entra matrix (domain.md 5.1) for the account's roles.
 * Helpdesk, User and Global administrator of Entra are the helpdesk-agent, user-admin and global-admin here. A role that
 * the matrix does not list is "any other built-in or custom role": the global admin alone. That holds also for the two
 * roles that reach money or customers' tenants (incentives-admin sees bank details, admin-agent acts on behalf).
 */
const resettersByTargetRole: Record<Role, readonly Resetter[]> = {
  'global-admin': globalOnly,
  'billing-admin': globalOnly,
  'account-admin': globalOnly,
  'compliance-admin': globalOnly,
  'incentives-admin': globalOnly,
  'admin-agent': globalOnly,
  'user-admin': ['user-admin', 'global-admin'],
  'helpdesk-agent': anyResetter,
  'partner-program-admin': anyResetter,
  'business-profile-admin': anyResetter,
  'referrals-admin': anyResetter,
  'referrals-user': anyResetter,
  'cosell-admin': anyResetter,
  'incentives-user': anyResetter,
  'sales-agent': anyResetter,
  'executive-report-viewer': anyResetter,
  'report-viewer': anyResetter,
};

/** Whether `resetter` may reset the password of `target`: every role of the target must allow it; nobody resets their own. */
export function mayResetPassword(resetter: User, target: User): boolean {
  if (resetter.objectId === target.objectId || !holds(resetter, 'passwords.reset')) return false;
  return rolesThatMayReset(target).some((role) => resetter.roles.includes(role));
}

/** The roles whose holders may reset this person's password. */
export function rolesThatMayReset(target: User): Role[] {
  return anyResetter.filter((resetter) => target.roles.every((role) => resettersByTargetRole[role].includes(resetter)));
}

/** Why a password can't be reset at all, whoever asks: domain.md 5.1 (blocked, removed) and 3b (guests live elsewhere). */
export function resetObstacle(target: User): 'guest' | 'blocked' | 'removed' | undefined {
  if (target.deletedAt !== null) return 'removed';
  if (target.userType === 'Guest') return 'guest';
  return target.enabled ? undefined : 'blocked';
}
