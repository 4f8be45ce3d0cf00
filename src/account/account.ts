import type { DatabaseTransaction } from '../store/database';
import type { BusinessProfiles } from './business-profile';
import type { Documents } from './document';
import type { PinnedOffer, PinnedOffers } from './pinned-offers';
import type { ProfileStore } from './profile/profile';
import type { Role } from './roles';
import type { Organization, User } from './user';
import type { UserChanges } from './user-changes';

/** The port to the partner account: `embedded/` keeps it in our database, other backends elsewhere. */
export interface Account extends UserChanges {
  organization(): Promise<Organization>;
  businessProfiles: BusinessProfiles;
  /** The organisation profile, section by section. */
  profile: ProfileStore;
  /** Papers for vetting and tax exemptions. */
  documents: Documents;
  /** The user with this Entra object id; undefined for a stranger. Removed users are returned, with `deletedAt`. */
  user(objectId: string): Promise<User | undefined>;
  /** One page of the users who are not removed, in the order of their names. */
  users(filter: UserFilter): Promise<UserPage>;
  /** The enabled members who hold any of the roles, in the order of their names. */
  holders(roles: readonly Role[]): Promise<User[]>;
  /** The users whom a written name, sign-in name, e-mail address or object id may mean, best first. */
  findUsers(written: string): Promise<UserMatches>;
  /** The same account, reading and writing inside of a transaction. */
  within(transaction: DatabaseTransaction): Account;
  /** Sets a password that must be changed at the next sign-in and ends the user's sessions. */
  setTemporaryPassword(objectId: string, passwordHash: string, now: Date): Promise<void>;
  /** What is pinned at the top of the catalog, in its order. */
  pinnedOffers(): Promise<PinnedOffers>;
  /** Pins exactly these, in this order; false where somebody changed the list since that version of it. */
  setPinnedOffers(offers: readonly PinnedOffer[], version: number): Promise<boolean>;
}

export interface UserFilter {
  role?: Role;
  /** Part of a name, sign-in name or e-mail address. */
  query?: string;
  offset: number;
  limit: number;
}

export interface UserPage {
  users: User[];
  total: number;
}

/** `exact`: the words fit wholly (one user, or several of the same name); otherwise they are only near and must be chosen. */
export interface UserMatches {
  exact: boolean;
  users: User[];
}
