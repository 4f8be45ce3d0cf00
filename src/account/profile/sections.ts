import { holds, type Right } from '../rights';
import type { User } from '../user';
import type { ValueKind } from './check-value';
import { isEuMember, needsState } from './countries';
import type { ProfileSection } from './profile';

export interface ProfileField {
  id: string;
  kind: ValueKind;
  maxLength: number;
  /** Counts for completeness, and can't be emptied; where it is so in some countries only, in which. */
  required: boolean | ((country: string) => boolean);
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

function field(id: string, kind: ValueKind, maxLength: number, more: Partial<ProfileField> = {}): ProfileField {
  return { id, kind, maxLength, required: true, ...more };
}

/** domain.md 1.1, Address limits: line 1 has 1–200 characters, line 2 up to 200, a state up to 2, names 1–50. */
const address = [
  field('addressLine1', 'text', 200),
  field('addressLine2', 'text', 200, { required: false }),
  field('city', 'text', 100),
  field('state', 'state', 2, { required: needsState }),
  field('postalCode', 'postalCode', 12),
];
const person = [field('firstName', 'name', 50), field('lastName', 'name', 50)];

/**
 * The blocks and fields of domain.md 1.1, with who may see and edit them by 2.2. A purchase order number is billing that the
 * billing admin and the admin agent edit too; the address and contact of the invoice are the global admin's alone.
 */
export const sectionFacts: Readonly<Record<ProfileSection, SectionFacts>> = {
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
      // Within the EU the IBAN is enough.
      field('bic', 'bank', 15, { required: (country) => country !== '' && !isEuMember(country) }),
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

export function isRequired({ required }: ProfileField, country: string): boolean {
  return typeof required === 'function' ? required(country) : required;
}

export function maySee(user: User, section: ProfileSection): boolean {
  return holds(user, sectionFacts[section].read) || editableFields(user, section).length > 0;
}

/** The fields that this person may change, as far as anybody can. */
export function editableFields(user: User, section: ProfileSection): ProfileField[] {
  return sectionFacts[section].fields.filter((each) => !each.follows && holds(user, rightFor(section, each)));
}

/** The right that someone lacks for these fields; for a whole section (no fields), where they may change nothing of it. */
export function lackingRight(user: User, section: ProfileSection, ids: readonly string[]): Right | undefined {
  const { fields, edit } = sectionFacts[section];
  if (ids.length === 0) return editableFields(user, section).length > 0 ? undefined : edit;
  const needed = ids.map((id) =>
    rightFor(
      section,
      fields.find((each) => each.id === id),
    ),
  );
  return needed.find((right) => !holds(user, right));
}

function rightFor(section: ProfileSection, each: ProfileField | undefined): Right {
  return each?.right ?? sectionFacts[section].edit;
}
