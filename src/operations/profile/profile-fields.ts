import { findCountry } from '../../account/profile/country-names';
import { rulesOf } from '../../account/profile/countries';
import type { Profile, ProfileSection, SectionFields } from '../../account/profile/profile';
import { sectionFacts } from '../../account/profile/sections';
import { countryOf } from '../../account/profile/standing';
import { writePhone } from '../../account/profile/write-phone';
import type { Speech } from '../../language/translate';

const addressIds = ['addressLine1', 'addressLine2', 'city', 'state', 'postalCode'];
const personIds = ['firstName', 'lastName'];

/** The fields of a section that a spoken field means: itself, or the parts of a name or an address; none where it has no such. */
export function fieldsMeant(section: ProfileSection, spoken: string): string[] {
  const known = sectionFacts[section].fields.map(({ id }) => id);
  if (known.includes(spoken)) return [spoken];
  if (spoken === 'address') return addressIds.filter((id) => known.includes(id));
  if (spoken !== 'name') return [];
  if (section === 'bank') return ['accountHolder'];
  return known.includes('companyName') ? ['companyName'] : personIds.filter((id) => known.includes(id));
}

/** Lays a spoken value out over the fields that it means; a part that can't be told is left to the form. */
export function spreadValue(profile: Profile, ids: readonly string[], value: string): SectionFields {
  const [only, second] = ids;
  if (only && !second) return { [only]: value };
  if (ids.includes('addressLine1')) return readAddress(profile, value);
  const [first, ...rest] = value.trim().split(/\s+/);
  return { firstName: first ?? '', lastName: rest.join(' ') };
}

/** "14 rue des Exemples, 69003 Lyon" in its parts; else the whole as its first line. */
function readAddress(profile: Profile, written: string): SectionFields {
  const parts = written.split(/\s*[,;\n]\s*/).filter(Boolean);
  if (parts.length > 1 && findCountry(parts.at(-1)!)) parts.pop();
  const place = /^(\S*\d\S*(?: \d[A-Z]{2}| [A-Z]{2})?)\s+(\D+)$/i.exec(parts.at(-1) ?? '');
  const pattern = rulesOf(countryOf(profile))?.postalCode.pattern;
  const code = place?.[1]?.toUpperCase().replace(/[\s-]/g, '');
  if (parts.length < 2 || !place || !code || !pattern?.test(code)) return { addressLine1: written };
  const [addressLine1, ...more] = parts.slice(0, -1);
  return { addressLine1: addressLine1!, addressLine2: more.join(', '), city: place[2]!, postalCode: place[1]! };
}

/** A field's value as a card writes it. */
export function sayValue({ t, format }: Speech, id: string, value: string): string {
  if (!value) return '—';
  if (id === 'country') return format.country(value);
  if (id === 'phone') return writePhone(value);
  return id === 'exemption' ? t(`exemption/${value}`) : value;
}
