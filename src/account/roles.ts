/**
 * The roles of a partner account. Scope says where a role lives (domain.md 2.1): `tenant` is a Microsoft Entra role,
 * `csp` a Cloud Solution Provider role backed by an Entra group, `partner` a role of the partner company alone.
 * `admin` marks the roles that contract.md calls admin roles; `guests` those that a guest may hold (domain.md 2.1).
 */
export interface RoleFacts {
  scope: 'tenant' | 'csp' | 'partner';
  /** The roles whose holders may give and take this role (domain.md 2.2). */
  grantedBy: readonly Role[];
  admin?: true;
  guests?: true;
}

export const roleIds = [
  'global-admin',
  'billing-admin',
  'user-admin',
  'account-admin',
  'compliance-admin',
  'partner-program-admin',
  'business-profile-admin',
  'referrals-admin',
  'referrals-user',
  'cosell-admin',
  'incentives-admin',
  'incentives-user',
  'admin-agent',
  'sales-agent',
  'helpdesk-agent',
  'executive-report-viewer',
  'report-viewer',
] as const;

export type Role = (typeof roleIds)[number];

const byGlobalAdmin = ['global-admin'] as const;
const byAccountAdmins = ['global-admin', 'account-admin'] as const;
const byUserAdmins = ['global-admin', 'user-admin'] as const;
const byAnyAdmin = ['global-admin', 'account-admin', 'user-admin'] as const;

/** Sources: domain.md 2.1 (scope, guests) and 2.2 (who sets Entra roles, company roles, the compliance admin). */
export const roles: Record<Role, RoleFacts> = {
  'global-admin': { scope: 'tenant', grantedBy: byGlobalAdmin, admin: true },
  'billing-admin': { scope: 'tenant', grantedBy: byGlobalAdmin, admin: true },
  'user-admin': { scope: 'tenant', grantedBy: byGlobalAdmin, admin: true },
  'account-admin': { scope: 'partner', grantedBy: byAccountAdmins, admin: true },
  'compliance-admin': { scope: 'partner', grantedBy: byGlobalAdmin, admin: true },
  'partner-program-admin': { scope: 'partner', grantedBy: byAccountAdmins, guests: true },
  'business-profile-admin': { scope: 'partner', grantedBy: byAccountAdmins, guests: true },
  'referrals-admin': { scope: 'partner', grantedBy: byAccountAdmins, guests: true },
  'referrals-user': { scope: 'partner', grantedBy: byAnyAdmin },
  'cosell-admin': { scope: 'partner', grantedBy: byAnyAdmin },
  'incentives-admin': { scope: 'partner', grantedBy: byAccountAdmins },
  'incentives-user': { scope: 'partner', grantedBy: byAccountAdmins },
  'admin-agent': { scope: 'csp', grantedBy: byUserAdmins },
  'sales-agent': { scope: 'csp', grantedBy: byUserAdmins },
  'helpdesk-agent': { scope: 'csp', grantedBy: byUserAdmins },
  'executive-report-viewer': { scope: 'partner', grantedBy: byAnyAdmin },
  'report-viewer': { scope: 'partner', grantedBy: byAnyAdmin },
};

/** The roles whose holders may grant at least one of the given roles: whom to ask for a missing right. */
export function grantersOf(wanted: readonly Role[]): Role[] {
  return roleIds.filter((granter) => wanted.some((role) => roles[role].grantedBy.includes(granter)));
}
