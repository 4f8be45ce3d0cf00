import { z } from 'zod';
import { isEuMember, needsState } from './countries';
import { exemptionStates, groupAccount, maskAccount, type ValueKind } from './profile-values';
import { holds, type Right } from './rights';
import type { Organization, User } from './user';

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

/** domain.md 1.1: `none|pending|authorized|rejected`, as the API words it. */
export const vettingStates = ['none', 'pending', 'authorized', 'rejected'] as const;
export type VettingState = (typeof vettingStates)[number];

export interface ProfileField {
  id: string;
  kind: ValueKind;
  maxLength: number;
  /** Counts for completeness, and can't be emptied. */
  required: boolean | ((organization: Organization) => boolean);
  /** Who may change it, where that is not the section's right. */
  right?: Right;
  /** Never typed: it follows from something else. */
  follows?: true;
}

interface SectionFacts {
  read: Right;
  edit: Right;
  fields: readonly ProfileField[];
}

const field = (id: string, kind: ValueKind, maxLength: number, more: Partial<ProfileField> = {}): ProfileField => ({
  id,
  kind,
  maxLength,
  required: true,
  ...more,
});

/** domain.md 1.1, Address limits: line 1 has 1–200 characters, line 2 up to 200, a state up to 2, names 1–50. */
const address = [
  field('addressLine1', 'text', 200),
  field('addressLine2', 'text', 200, { required: false }),
  field('city', 'text', 100),
  field('state', 'state', 2, { required: ({ country }) => needsState(country) }),
  field('postalCode', 'postalCode', 12),
];
const person = [field('firstName', 'name', 50), field('lastName', 'name', 50)];

/**
 * The blocks and fields of domain.md 1.1, with who may see and edit them by 2.2. A purchase order number is billing that the
 * billing admin and the admin agent edit too; the address and contact of the invoice are the global admin's alone.
 */
export const sectionFacts: Record<ProfileSection, SectionFacts> = {
  legal: {
    read: 'profile.read-company',
    edit: 'profile.edit-legal',
    fields: [field('companyName', 'text', 200), field('country', 'country', 60), ...address],
  },
  contact: {
    read: 'profile.read-company',
    edit: 'profile.edit-contact',
    fields: [...person, field('email', 'workEmail', 254), field('phone', 'phone', 40)],
  },
  support: {
    read: 'profile.read-company',
    edit: 'profile.edit-support',
    fields: [field('website', 'website', 256), field('email', 'email', 254), field('phone', 'phone', 40)],
  },
  billing: {
    read: 'profile.read-billing',
    edit: 'profile.edit-billing',
    fields: [
      field('companyName', 'text', 200, { follows: true }),
      field('country', 'country', 60, { follows: true }),
      field('currency', 'text', 3, { follows: true }),
      ...address,
      ...person,
      field('phone', 'phone', 40),
      field('poNumber', 'text', 100, { required: false, right: 'profile.edit-tax' }),
    ],
  },
  tax: {
    read: 'profile.read-billing',
    edit: 'profile.edit-tax',
    fields: [field('vatNumber', 'taxNumber', 40), field('exemption', 'exemption', 20, { required: false })],
  },
  bank: {
    read: 'profile.read-company',
    edit: 'profile.edit-bank',
    fields: [
      field('accountHolder', 'text', 140),
      field('iban', 'account', 60),
      field('bic', 'bank', 15, { required: ({ country }) => !isEuMember(country) }),
    ],
  },
  security: {
    read: 'profile.read-company',
    edit: 'profile.edit-security',
    fields: [
      field('firstName', 'name', 50),
      field('middleName', 'name', 50, { required: false }),
      field('lastName', 'name', 50),
      field('email', 'email', 254),
      field('phone', 'phone', 40),
    ],
  },
};

export function maySee(user: User, section: ProfileSection): boolean {
  return holds(user, sectionFacts[section].read) || editableFields(user, section).length > 0;
}

export function rightFor(section: ProfileSection, { right }: ProfileField): Right {
  return right ?? sectionFacts[section].edit;
}

/** The fields that this person may change, as far as anybody can. */
export function editableFields(user: User, section: ProfileSection): ProfileField[] {
  return sectionFacts[section].fields.filter((each) => !each.follows && holds(user, rightFor(section, each)));
}

/**
 * Why a field can't be changed by anyone here (domain.md 1.1): the country never changes (it is tied to the tenant, the
 * services and the currency), nor does the billing currency; the bill-to name is read-only; the legal name is locked once
 * vetting has authorised the company.
 */
export type Lock = 'country' | 'currency' | 'bill-to-name' | 'legal-name';

export function lockOf(profile: Profile, section: ProfileSection, id: string): Lock | undefined {
  const { legal } = profile.sections;
  if (id === 'currency') return 'currency';
  if (id === 'country') return section === 'legal' && !legal.fields.country ? undefined : 'country';
  if (id !== 'companyName') return undefined;
  if (section === 'billing') return 'bill-to-name';
  return vettingOf(profile) === 'authorized' && legal.fields.companyName ? 'legal-name' : undefined;
}

export function vettingOf({ sections: { legal } }: Profile): VettingState {
  return z.enum(vettingStates).catch('none').parse(legal.fields.vettingStatus);
}

export function exemptionOf({ sections: { tax } }: Profile): (typeof exemptionStates)[number] {
  return z.enum(exemptionStates).catch('none').parse(tax.fields.exemption);
}

/** Where an exemption may go by the partner's own doing: Microsoft alone grants or rejects it (domain.md 1.1). */
export function exemptionChoices(profile: Profile): (typeof exemptionStates)[number][] {
  const now = exemptionOf(profile);
  return now === 'none' || now === 'requested' ? ['none', 'requested'] : [now, 'requested'];
}

/** The value of a field as it stands, also of one that follows from another; empty where there is none. */
export function valueOf(profile: Profile, section: ProfileSection, id: string): string {
  const { organization, sections } = profile;
  if (section === 'billing' && id === 'companyName')
    return sections.billing.fields.companyName ?? sections.legal.fields.companyName ?? '';
  if (section === 'billing' && id === 'country') return sections.legal.fields.country ?? '';
  if (section === 'billing' && id === 'currency') return organization.currency;
  if (section === 'tax' && id === 'exemption') return exemptionOf(profile);
  return sections[section].fields[id] ?? '';
}

/** Bank details as they may stand on cards, in changes and in the trail: never whole. */
export function maskValue(section: ProfileSection, id: string, value: string): string {
  if (section !== 'bank' || !value) return value;
  if (id === 'iban') return maskAccount(value);
  return id === 'bic' ? `${value.slice(0, 4)} ••••` : value;
}

/** A value for someone who may see it: bank details whole only to those who may also change them. */
export function valueFor(user: User, profile: Profile, section: ProfileSection, id: string): string {
  const value = valueOf(profile, section, id);
  if (section !== 'bank' || !holds(user, sectionFacts.bank.edit)) return maskValue(section, id, value);
  return id === 'iban' ? groupAccount(value) : value;
}

export function isRequired({ required }: ProfileField, organization: Organization): boolean {
  return typeof required === 'function' ? required(organization) : required;
}

/** The fields of a section that still have to be filled in. */
export function missingFields(profile: Profile, section: ProfileSection): ProfileField[] {
  return requiredFields(profile, section).filter(({ id }) => !valueOf(profile, section, id));
}

export function requiredFields(profile: Profile, section: ProfileSection): ProfileField[] {
  return sectionFacts[section].fields.filter((each) => !each.follows && isRequired(each, profile.organization));
}

/** How much of the given sections is filled in, from 0 to 1; 1 only where nothing is missing. */
export function completenessOf(profile: Profile, sections: readonly ProfileSection[]): number {
  const count = (list: (section: ProfileSection) => readonly ProfileField[]) =>
    sections.reduce((sum, section) => sum + list(section).length, 0);
  const required = count((section) => requiredFields(profile, section));
  const missing = count((section) => missingFields(profile, section));
  return required === 0 ? 1 : Math.floor((100 * (required - missing)) / required) / 100;
}

/** Which papers a tax exemption asks for. Source: domain.md 1.1, Tax exemption. */
export function exemptionPapers(country: string): 'us' | 'ca' | 'eu' | 'other' {
  if (country === 'US') return 'us';
  if (country === 'CA') return 'ca';
  return isEuMember(country) ? 'eu' : 'other';
}

const addressSchema = z.strictObject({
  addressLine1: z.string(),
  addressLine2: z.string().optional(),
  city: z.string(),
  state: z.string().optional(),
  postalCode: z.string(),
  country: z.string().optional(),
});

/** A section as `env/sample-account.json` and older databases have it, the address in an object of its own. */
const nestedSection = z.looseObject({ address: addressSchema.optional() });

/** Reads the sections of a profile in its nested form; what is no section of the profile is left out. */
export function flattenProfile(nested: Record<string, unknown>): [ProfileSection, SectionFields][] {
  return profileSections.flatMap((section) => {
    const found = nestedSection.safeParse(nested[section]);
    if (!found.success) return [];
    const { address: place, ...rest } = found.data;
    const fields = Object.entries({ ...rest, ...place }).flatMap(([id, value]) =>
      typeof value === 'string' && value ? [[id, value] as const] : [],
    );
    return [[section, Object.fromEntries(fields)] as [ProfileSection, SectionFields]];
  });
}
