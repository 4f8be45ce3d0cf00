import { z } from 'zod';
import { holds } from '../rights';
import type { User } from '../user';
import { exemptionStates, type ExemptionState } from './check-value';
import { isEuMember, needsState } from './countries';
import { groupAccount, maskAccount } from './iban';
import type { Profile, ProfileSection } from './profile';
import { isRequired, sectionFacts, type ProfileField } from './sections';

/** domain.md 1.1: `none|pending|authorized|rejected`, as the API words it. */
export const vettingStates = ['none', 'pending', 'authorized', 'rejected'] as const;
export type VettingState = (typeof vettingStates)[number];

export function vettingOf({ sections: { legal } }: Profile): VettingState {
  return z.enum(vettingStates).catch('none').parse(legal.fields.vettingStatus);
}

export function exemptionOf({ sections: { tax } }: Profile): ExemptionState {
  return z.enum(exemptionStates).catch('none').parse(tax.fields.exemption);
}

/** Where an exemption may go by the partner's own doing: Microsoft alone grants or rejects it (domain.md 1.1). */
export function exemptionChoices(profile: Profile): readonly ExemptionState[] {
  const now = exemptionOf(profile);
  return now === 'none' || now === 'requested' ? ['none', 'requested'] : [now, 'requested'];
}

/** Which papers a tax exemption asks for. Source: domain.md 1.1, Tax exemption. */
export function exemptionPapers(country: string): 'us' | 'ca' | 'eu' | 'other' {
  if (country === 'US') return 'us';
  if (country === 'CA') return 'ca';
  return isEuMember(country) ? 'eu' : 'other';
}

/** The account's country by its legal profile; empty while it has none. */
export function countryOf({ sections: { legal } }: Profile): string {
  return legal.fields.country ?? '';
}

/**
 * Why a field can't be changed by anyone here (domain.md 1.1): the country never changes (it is tied to the tenant, the
 * services and the currency), nor does the billing currency; the bill-to name is read-only; the legal name is locked once
 * vetting has authorised the company.
 */
export type Lock = 'country' | 'currency' | 'bill-to-name' | 'legal-name';

export function lockOf(profile: Profile, section: ProfileSection, id: string): Lock | undefined {
  if (id === 'currency') return 'currency';
  if (id === 'country') return section === 'legal' && !countryOf(profile) ? undefined : 'country';
  if (id !== 'companyName') return undefined;
  if (section === 'billing') return 'bill-to-name';
  return vettingOf(profile) === 'authorized' && profile.sections.legal.fields.companyName ? 'legal-name' : undefined;
}

/** The value of a field as it stands, also of one that follows from another; empty where there is none. */
export function valueOf(profile: Profile, section: ProfileSection, id: string): string {
  const { organization, sections } = profile;
  if (section === 'billing' && id === 'companyName')
    return sections.billing.fields.companyName ?? sections.legal.fields.companyName ?? '';
  if (section === 'billing' && id === 'country') return countryOf(profile);
  // Until the account has a country, its currency is not settled.
  if (section === 'billing' && id === 'currency') return countryOf(profile) && organization.currency;
  if (section === 'tax' && id === 'exemption') return exemptionOf(profile);
  return sections[section].fields[id] ?? '';
}

/**
 * What a field of a section that nobody has written yet most likely becomes: an invoice goes to the legal address and to the
 * primary contact, payouts to the company. A proposal in a form, and nothing else.
 */
export function likelyValue({ sections }: Profile, section: ProfileSection, id: string): string {
  const { legal, contact } = sections;
  if (sections[section].version > 0) return '';
  if (section === 'bank' && id === 'accountHolder') return legal.fields.companyName ?? '';
  if (section !== 'billing') return '';
  return contact.fields[id] ?? (id === 'companyName' ? '' : (legal.fields[id] ?? ''));
}

/** Whether a value is to be masked for all but those who may change it. */
export function isMasked(section: ProfileSection, id: string): boolean {
  return section === 'bank' && (id === 'iban' || id === 'bic');
}

/** A value as it may stand on everybody's cards, in changes and in the trail: bank details never whole. */
export function maskValue(section: ProfileSection, id: string, value: string): string {
  if (!value || !isMasked(section, id)) return value;
  return id === 'iban' ? maskAccount(value) : `${value.slice(0, 4)} ••••`;
}

/** A value for this person: bank details whole only to those who may also change them. */
export function valueFor(user: User, profile: Profile, section: ProfileSection, id: string): string {
  const value = valueOf(profile, section, id);
  if (!isMasked(section, id) || !holds(user, sectionFacts[section].edit)) return maskValue(section, id, value);
  return id === 'iban' ? groupAccount(value) : value;
}

/** The fields of a section in this account: a state only where addresses have one, or while the country is not known. */
export function fieldsOf(profile: Profile, section: ProfileSection): ProfileField[] {
  const country = countryOf(profile);
  const hasState = country === '' || needsState(country) || valueOf(profile, section, 'state') !== '';
  return sectionFacts[section].fields.filter(({ id }) => id !== 'state' || hasState);
}

export function requiredFields(profile: Profile, section: ProfileSection): ProfileField[] {
  const country = countryOf(profile);
  return sectionFacts[section].fields.filter((each) => !each.follows && isRequired(each, country));
}

/** The fields of a section that still have to be filled in. */
export function missingFields(profile: Profile, section: ProfileSection): ProfileField[] {
  return requiredFields(profile, section).filter(({ id }) => !valueOf(profile, section, id));
}

/** How much of the given sections is filled in, from 0 to 1 in hundredths; 1 only where nothing is missing. */
export function completenessOf(profile: Profile, sections: readonly ProfileSection[]): number {
  const required = sections.flatMap((section) => requiredFields(profile, section)).length;
  const missing = sections.flatMap((section) => missingFields(profile, section)).length;
  return required === 0 ? 1 : Math.floor((100 * (required - missing)) / required) / 100;
}
