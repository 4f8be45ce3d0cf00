import type { Role } from './roles';
import type { User } from './user';

/** How long a removed user can be brought back, in days (domain.md 3b: Entra keeps deleted users for 30 days). */
export const restoreDays = 30;

/** What a new member of the account starts with. */
export interface NewUser {
  objectId: string;
  /** Sign-in name and e-mail address; unique in the account, also among the removed who can still be restored. */
  address: string;
  displayName: string;
  role: Role | null;
}

/** The fields of a record that can be edited; null empties one. */
export interface UserFields {
  displayName?: string;
  mail?: string | null;
  phone?: string | null;
  jobTitle?: string | null;
  /** BCP 47. */
  language?: string | null;
}

/** The part of the account's port that changes users. Each change counts the user's version up and returns it. */
export interface UserChanges {
  /** Whoever signs in or is written to under this address, also someone removed who can still be restored. */
  holderOfAddress(address: string, now: Date): Promise<User | undefined>;
  /** Who was removed and can still be restored, the latest first; with a name or address, those whom it may mean. */
  removedUsers(now: Date, written?: string): Promise<User[]>;
  /** How many people who are not removed hold each role. */
  holderCounts(): Promise<Partial<Record<Role, number>>>;
  /** Adds an enabled member without a password; those removed too long ago to be restored are erased. */
  addUser(user: NewUser, now: Date): Promise<number>;
  editUser(objectId: string, fields: UserFields): Promise<number>;
  /** Switches the sign-in on or off; off ends every session. */
  setEnabled(objectId: string, enabled: boolean): Promise<number>;
  /** Removes a user at a moment, which ends every session, or with null brings the user back. */
  setRemoved(objectId: string, at: Date | null): Promise<number>;
  addRole(objectId: string, role: Role): Promise<number>;
  takeRole(objectId: string, role: Role): Promise<number>;
}

/** The first moment from which removed users can still be restored. */
export function restorableSince(now: Date): string {
  return new Date(now.getTime() - restoreDays * 24 * 60 * 60_000).toISOString();
}
