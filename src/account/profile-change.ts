import { billingCurrencyOf, findCountry } from './countries';
import {
  exemptionChoices,
  isRequired,
  lockOf,
  sectionFacts,
  valueOf,
  vettingOf,
  type Lock,
  type Profile,
  type ProfileField,
  type ProfileSection,
  type SectionFields,
} from './profile';
import { checkValue, type Checked, type Fault } from './profile-values';
import type { Organization } from './user';

/** What typed values come to: the fields that would change, or what is wrong with which. */
export interface ReadChange {
  changes: { id: string; from: string; to: string }[];
  faults: Record<string, Fault>;
  /** A field that nobody can change here was to become something else. */
  locked?: Lock;
}

/** Reads what was typed for a section. Fields that are not among it stay as they are; an empty one is emptied. */
export function readChange(
  profile: Profile,
  section: ProfileSection,
  typed: SectionFields,
  domains: readonly string[],
): ReadChange {
  const read: ReadChange = { changes: [], faults: {} };
  const country = countryFor(profile, section, typed);
  for (const field of sectionFacts[section].fields) {
    const written = typed[field.id]?.trim();
    if (written === undefined) continue;
    const from = valueOf(profile, section, field.id);
    if (written === from) {
      if (written === '' && isRequired(field, { ...profile.organization, country })) read.faults[field.id] = { code: 'required' };
      continue;
    }
    const lock = lockOf(profile, section, field.id);
    const checked = check(profile, field, written, country, domains);
    if ('value' in checked && checked.value === from) continue;
    if (lock) read.locked = lock;
    else if ('fault' in checked) read.faults[field.id] = checked.fault;
    else read.changes.push({ id: field.id, from, to: checked.value });
  }
  // Whatever changes in the legal profile is vetted anew, and only that (domain.md 1.1).
  if (section === 'legal' && read.changes.length > 0 && vettingOf(profile) !== 'pending')
    read.changes.push({ id: 'vettingStatus', from: vettingOf(profile), to: 'pending' });
  return read;
}

/** The address's own country: the one typed with it while the account has none yet. */
function countryFor({ organization, sections }: Profile, section: ProfileSection, typed: SectionFields): string {
  const known = sections.legal.fields.country;
  const written = section === 'legal' && !known && typed.country ? findCountry(typed.country) : undefined;
  return written ?? known ?? organization.country;
}

function check(
  profile: Profile,
  field: ProfileField,
  written: string,
  country: string,
  domains: readonly string[],
): Checked {
  if (written === '')
    return isRequired(field, { ...profile.organization, country }) ? { fault: { code: 'required' } } : { value: '' };
  const checked = checkValue(field.kind, written, { country, domains, maxLength: field.maxLength });
  if (field.kind !== 'exemption' || 'fault' in checked) return checked;
  return exemptionChoices(profile).some((state) => state === checked.value) ? checked : { fault: { code: 'exemption' } };
}

/** A section's fields with changes made to them; what became empty is gone. */
export function withChanges(fields: SectionFields, changes: SectionFields): SectionFields {
  return Object.fromEntries(Object.entries({ ...fields, ...changes }).filter(([, value]) => value !== ''));
}

/**
 * The organisation after a legal change: a new account gets its name, its country and, with that, its currency here; later
 * nothing of it changes any more (domain.md 1.1).
 */
export function organizationAfter({ organization, sections }: Profile, changes: SectionFields): Organization {
  const { companyName, country } = sections.legal.fields;
  return {
    name: !companyName && changes.companyName ? changes.companyName : organization.name,
    ...(!country && changes.country
      ? { country: changes.country, currency: billingCurrencyOf(changes.country) }
      : { country: organization.country, currency: organization.currency }),
  };
}
