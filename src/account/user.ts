import type { Role } from './roles';

/** A person of the account as the desk sees them. */
export interface User {
  /** Microsoft Entra object id: with the tenant, the only thing that says who someone is. */
  objectId: string;
  userPrincipalName: string;
  displayName: string;
  mail: string | null;
  phone: string | null;
  jobTitle: string | null;
  /** Preferred language of the account's record, BCP 47. */
  language: string | null;
  enabled: boolean;
  userType: 'Member' | 'Guest';
  roles: readonly Role[];
  mustChangePassword: boolean;
  /** Counts every change: what was agreed on an older version is agreed anew. */
  version: number;
  /** ISO 8601; null while the user is not removed. */
  deletedAt: string | null;
}

export interface Organization {
  name: string;
  /** ISO 3166-1 alpha-2: the account's own market. */
  country: string;
  /** ISO 4217: the currency in which the partner is billed. */
  currency: string;
}
