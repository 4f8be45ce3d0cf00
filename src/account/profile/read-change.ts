import type { Organization } from '../user';
import { checkValue } from './check-value';
import { fault, type Checked, type Fault } from './checked';
import { billingCurrencyOf } from './countries';
import { findCountry } from './country-names';
import type { Profile, ProfileSection, SectionFields } from './profile';
import { isRequired, sectionFacts, type ProfileField } from './sections';
import { countryOf, exemptionChoices, lockOf, missingFields, valueOf, vettingOf, type Lock } from './standing';

/** What typed values come to: the fields that would change, or what is wrong with which. */
export interface ReadChange {
  changes: { id: string; from: string; to: string }[];
  faults: Record<string, Fault>;
  /** A field that nobody can change here was to become something else. */
  locked?: Lock;
}

/**
 * Reads what was typed for a section. Fields that are not among it stay as they are, one left as it was is not judged, an
 * empty one is emptied.
 *
 * @param domains of the company's own mailboxes
 */
export function readChange(
  profile: Profile,
  section: ProfileSection,
  typed: SectionFields,
  domains: readonly string[],
): ReadChange {
  const read: ReadChange = { changes: [], faults: {} };
  const country = countryFor(profile, section, typed);
  for (const field of sectionFacts[section].fields) {
    const { id } = field;
    const written = typed[id]?.trim();
    const from = valueOf(profile, section, id);
    if (written === undefined || (written === from.trim() && written !== '')) continue;
    const checked = check(profile, field, written, country, domains);
    if ('value' in checked && checked.value === from) continue;
    const lock = lockOf(profile, section, id);
    if (lock) read.locked = lock;
    else if ('fault' in checked) read.faults[id] = checked.fault;
    else read.changes.push({ id, from, to: checked.value });
  }
  if (section === 'legal' && startsVetting(profile, read))
    read.changes.push({ id: 'vettingStatus', from: vettingOf(profile), to: 'pending' });
  return read;
}

/** Whatever changes in the legal profile is vetted anew (domain.md 1.1); the first time, when all of it is there. */
function startsVetting(profile: Profile, { changes }: ReadChange): boolean {
  const state = vettingOf(profile);
  if (changes.length === 0 || state === 'pending') return false;
  if (state !== 'none') return true;
  const { fields, version } = profile.sections.legal;
  const legal = { fields: withChanges(fields, asFields(changes)), version };
  return missingFields({ ...profile, sections: { ...profile.sections, legal } }, 'legal').length === 0;
}

/** The account's country; while it has none, the one that is typed. */
function countryFor(profile: Profile, section: ProfileSection, typed: SectionFields): string {
  const written = section === 'legal' && typed.country ? findCountry(typed.country) : undefined;
  return countryOf(profile) || (written ?? '');
}

function check(
  profile: Profile,
  field: ProfileField,
  written: string,
  country: string,
  domains: readonly string[],
): Checked {
  if (written === '') return isRequired(field, country) ? fault('required') : { value: '' };
  const checked = checkValue(field.kind, written, { country, domains, maxLength: field.maxLength });
  if (field.kind !== 'exemption' || 'fault' in checked) return checked;
  return exemptionChoices(profile).some((state) => state === checked.value) ? checked : fault('exemption');
}

export function asFields(changes: ReadChange['changes']): SectionFields {
  return Object.fromEntries(changes.map(({ id, to }) => [id, to]));
}

/** A section's fields with changes made to them; what became empty is gone. */
export function withChanges(fields: SectionFields, changes: SectionFields): SectionFields {
  return Object.fromEntries(Object.entries({ ...fields, ...changes }).filter(([, value]) => value !== ''));
}

/**
 * The organisation after a legal change: a new account gets its name, its country and, with that, its currency here; later
 * nothing of it changes any more (domain.md 1.1).
 */
export function organizationAfter(profile: Profile, changes: SectionFields): Organization {
  const { organization, sections } = profile;
  const { companyName, country } = changes;
  return {
    ...organization,
    ...(companyName && !sections.legal.fields.companyName ? { name: companyName } : {}),
    ...(country && !countryOf(profile) ? { country, currency: billingCurrencyOf(country) } : {}),
  };
}
