import type { UserFields } from './user-changes';
import type { User } from './user';

/** The fields of a person's record by the ids of operations.md. */
export const userFieldIds = ['name', 'email', 'phone', 'jobTitle', 'language'] as const;
export type UserFieldId = (typeof userFieldIds)[number];

export type FieldFlaw =
  | 'name-missing'
  | 'name-long'
  | 'name-letters'
  | 'address-form'
  | 'address-long'
  | 'address-characters'
  | 'address-dot'
  | 'phone-form'
  | 'jobTitle-long'
  | 'language-unknown';

export type ParsedField = { value: string | null; flaw?: undefined } | { value?: undefined; flaw: FieldFlaw };

export const longestName = 256;
export const longestJobTitle = 128;

/**
 * What is wrong with a sign-in name. Source: domain.md 5.2: 113 characters at most, 64 before the @ and 48 after it; letters,
 * digits and ' . - _ ! # ^ ~; no dot right before the @.
 */
export function addressFlaw(address: string): FieldFlaw | undefined {
  const [local = '', domain = '', ...more] = address.split('@');
  if (more.length > 0 || local === '' || !/^([a-z0-9-]+\.)+[a-z]{2,}$/i.test(domain)) return 'address-form';
  if (address.length > 113 || local.length > 64 || domain.length > 48) return 'address-long';
  if (!/^[a-z0-9'.\-_!#^~]+$/i.test(local)) return 'address-characters';
  return local.endsWith('.') ? 'address-dot' : undefined;
}

/** Reads what was typed for a field; what can be empty is emptied by empty text. */
export function parseUserField(field: UserFieldId, written: string): ParsedField {
  const text = written.trim().replace(/\s+/g, ' ');
  switch (field) {
    case 'name':
      return parseName(text);
    case 'email': {
      const flaw = text === '' ? 'address-form' : addressFlaw(text);
      return flaw ? { flaw } : { value: text.toLowerCase() };
    }
    case 'phone':
      return parsePhone(text);
    case 'jobTitle':
      return text.length > longestJobTitle ? { flaw: 'jobTitle-long' } : { value: text || null };
    case 'language':
      return parseLanguage(text);
  }
}

function parseName(text: string): ParsedField {
  if (text === '') return { flaw: 'name-missing' };
  if (text.length > longestName) return { flaw: 'name-long' };
  return /\p{L}/u.test(text) && !/[\p{Cc}<>@]/u.test(text) ? { value: text } : { flaw: 'name-letters' };
}

/** E.164: a plus, the country code, 15 digits at most. */
function parsePhone(text: string): ParsedField {
  if (text === '') return { value: null };
  const digits = text.replace(/\(0\)|[\s.()/-]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? { value: digits } : { flaw: 'phone-form' };
}

const languageNames = { en: /^(en\b|english|anglais)/i, fr: /^(fr\b|french|fran[cç]ais)/i } as const;

function parseLanguage(text: string): ParsedField {
  if (text === '') return { value: null };
  if (languageNames.en.test(text)) return { value: 'en' };
  return languageNames.fr.test(text) ? { value: 'fr' } : { flaw: 'language-unknown' };
}

/** A field of a record as it is today. */
export function readUserField(user: User, field: UserFieldId): string | null {
  if (field === 'language') return user.language?.slice(0, 2).toLowerCase() ?? null;
  return user[columns[field]];
}

/** The values by field id as the account's port takes them. */
export function toUserFields(values: Partial<Record<UserFieldId, string | null>>): UserFields {
  const { name, email, ...others } = values;
  return { ...others, ...(email === undefined ? {} : { mail: email }), ...(name ? { displayName: name } : {}) };
}

const columns = { name: 'displayName', email: 'mail', phone: 'phone', jobTitle: 'jobTitle' } as const;
