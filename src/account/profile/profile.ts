import type { Organization } from '../user';

/** The sections of the organisation profile, in the order in which they are shown (operations.md, Slots). */
export const profileSections = ['legal', 'contact', 'support', 'billing', 'tax', 'bank', 'security'] as const;
export type ProfileSection = (typeof profileSections)[number];

/** What is written in a section; what is missing or empty is not filled in. */
export type SectionFields = Readonly<Record<string, string>>;

export interface SectionState {
  fields: SectionFields;
  /** Counts every change; 0 while nothing was ever written. */
  version: number;
}

export interface Profile {
  organization: Organization;
  sections: Record<ProfileSection, SectionState>;
}

/** The port to the organisation profile. */
export interface ProfileStore {
  read(): Promise<Profile>;
  /** The domains of the members' sign-in names: where the company's own mailboxes are. */
  emailDomains(): Promise<string[]>;
  /** Writes a whole section, if it still has this version. Returns whether it had. */
  saveSection(section: ProfileSection, fields: SectionFields, version: number): Promise<boolean>;
  saveOrganization(organization: Organization): Promise<void>;
}
