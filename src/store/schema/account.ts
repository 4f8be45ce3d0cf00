import type { Flag, Instant, Json } from './values';

/** The partner account: its profile, its people and what belongs to them. */
export interface AccountTables {
  organization: OrganizationTable;
  profile_sections: ProfileSectionsTable;
  users: UsersTable;
  user_roles: UserRolesTable;
  user_words: UserWordsTable;
  sessions: SessionsTable;
  preferences: PreferencesTable;
  pinned_offers: PinnedOffersTable;
  business_profiles: BusinessProfilesTable;
  logos: LogosTable;
  documents: DocumentsTable;
}

export interface OrganizationTable {
  id: 1;
  name: string;
  country: string;
  currency: string;
  profile: Json;
}

/** A section of the organisation profile. */
export interface ProfileSectionsTable {
  section: string;
  fields: Json;
  /** Counts every change, so that a change agreed on an older state is noticed. */
  version: number;
}

export interface UsersTable {
  object_id: string;
  user_principal_name: string;
  display_name: string;
  /** The name folded for sorting and searching. */
  sort_name: string;
  mail: string | null;
  phone: string | null;
  job_title: string | null;
  language: string | null;
  enabled: Flag;
  user_type: 'Member' | 'Guest';
  password_hash: string | null;
  must_change_password: Flag;
  /** Counts every change of the user, so that a change agreed on an older state is noticed. */
  version: number;
  deleted_at: Instant | null;
}

export interface UserRolesTable {
  object_id: string;
  role: string;
}

export interface UserWordsTable {
  word: string;
  object_id: string;
}

export interface SessionsTable {
  token_digest: string;
  object_id: string;
  expires_at: Instant;
}

export interface PreferencesTable {
  object_id: string;
  language: string;
}

/** The pinned offers of the account: one row, since they are an order and change as a whole. */
export interface PinnedOffersTable {
  id: 1;
  /** Counts every change of the list. */
  version: number;
  offers: Json;
}

/** The company's public page, one per country. */
export interface BusinessProfilesTable {
  country: string;
  draft: Json;
  published: Json | null;
  published_at: Instant | null;
  /** Counts every change, so that a change agreed on an older state is noticed. */
  version: number;
}

/** The logos that pages name. */
export interface LogosTable {
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  type: 'png' | 'jpeg' | 'gif';
  /** base64 */
  bytes: string;
}

/** Papers for vetting and tax exemptions. */
export interface DocumentsTable {
  id: string;
  kind: 'business' | 'employment' | 'email-domain' | 'exemption';
  name: string;
  type: 'pdf' | 'png' | 'jpeg';
  /** In bytes. */
  size: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  /** May be empty. */
  comment: string;
  /** base64 */
  bytes: string;
  /** Object id; empty once that person's data was erased. */
  added_by: string;
  added_at: Instant;
  /** It can be brought back for as long as an undo is possible; then it is deleted. */
  removed_at: Instant | null;
}
