import type { Role } from './roles';
import type { User } from './user';

/**
 * Which roles hold which right: the only such table, and deny by default for what is not in it.
 * Sources: domain.md 2.2 (users, pricing, price sheets, business profile), 1.6 (roles that see prices), 2.1 (who monitors; a
 * global admin may do everything, but deleting the business profile is its admin's alone by 1.4). For the catalog
 * domain.md 1.5 names no role: whoever sees prices sees it, and those of them who sell (the roles of the price-sheet API)
 * decide what is pinned, and which conversations are told of prices and offers; whoever of them is an admin sees the news of
 * all conversations, lets it go out and withdraws it.
 * `everyone` is every enabled member of the account.
 */
export const rights = {
  everyone: 'members',
  'users.read': ['global-admin', 'user-admin', 'account-admin', 'partner-program-admin', 'helpdesk-agent'],
  'users.manage': ['global-admin', 'user-admin'],
  'roles.assign': ['global-admin', 'account-admin', 'user-admin'],
  // domain.md 2.2: who sees and edits which part of the organisation profile. The first two open the door to any of it.
  'profile.read': [
    'global-admin',
    'billing-admin',
    'user-admin',
    'account-admin',
    'compliance-admin',
    'partner-program-admin',
    'incentives-admin',
    'admin-agent',
  ],
  'profile.edit': [
    'global-admin',
    'billing-admin',
    'account-admin',
    'compliance-admin',
    'incentives-admin',
    'admin-agent',
  ],
  'profile.read-company': ['global-admin', 'user-admin', 'account-admin', 'partner-program-admin'],
  'profile.read-billing': [
    'global-admin',
    'billing-admin',
    'user-admin',
    'account-admin',
    'partner-program-admin',
    'admin-agent',
  ],
  'profile.edit-legal': ['global-admin', 'account-admin', 'compliance-admin'],
  'profile.edit-contact': ['global-admin', 'account-admin'],
  'profile.edit-support': ['global-admin'],
  'profile.edit-billing': ['global-admin'],
  'profile.edit-tax': ['global-admin', 'billing-admin', 'admin-agent'],
  'profile.edit-bank': ['global-admin', 'account-admin', 'incentives-admin'],
  'profile.edit-security': ['global-admin'],
  'passwords.reset': ['global-admin', 'user-admin', 'helpdesk-agent'],
  'prices.read': ['global-admin', 'billing-admin', 'user-admin', 'partner-program-admin', 'admin-agent', 'sales-agent'],
  'prices.import': ['global-admin', 'admin-agent', 'sales-agent'],
  'catalog.manage': ['global-admin', 'admin-agent', 'sales-agent'],
  'business-profile.edit': ['global-admin', 'business-profile-admin', 'referrals-admin'],
  'business-profile.delete': ['business-profile-admin'],
  'offers.subscribe': ['global-admin', 'admin-agent', 'sales-agent'],
  'news.manage': ['global-admin', 'admin-agent'],
  'audit.read': ['global-admin', 'compliance-admin', 'account-admin'],
} as const satisfies Record<string, readonly Role[] | 'members'>;

export type Right = keyof typeof rights;

/** Whether a user holds a right at this moment; never for guests and for those whose sign-in is blocked. */
export function holds(user: User, right: Right): boolean {
  if (!user.enabled || user.userType === 'Guest' || user.deletedAt !== null) return false;
  const holders: readonly Role[] | 'members' = rights[right];
  return holders === 'members' || user.roles.some((role) => holders.includes(role));
}

/** The roles that carry a right; empty for what every member may do. */
export function rolesWith(right: Right): readonly Role[] {
  const holders: readonly Role[] | 'members' = rights[right];
  return holders === 'members' ? [] : holders;
}
