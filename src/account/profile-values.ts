import { z } from 'zod';
import {
  findCountry,
  ibanLengthOf,
  isState,
  needsState,
  phonePlanByCallingCode,
  phonePlanOf,
  postalCodeOf,
  taxNumberOf,
  type PhonePlan,
} from './countries';

/** What a field of the profile holds: says how a written value is read. */
export type ValueKind =
  | 'text'
  | 'name'
  | 'email'
  | 'workEmail'
  | 'phone'
  | 'website'
  | 'country'
  | 'state'
  | 'postalCode'
  | 'taxNumber'
  | 'account'
  | 'bank'
  | 'exemption';

/** What a value is judged by besides itself. */
export interface ValueRules {
  /** ISO 3166-1 alpha-2 of the address, phone or tax office. */
  country: string;
  /** The domains of the members' sign-in names; empty while none is known. */
  domains: readonly string[];
  maxLength: number;
}

/** Why a value can't stand: a code below `profile-faults/` of the words, with what its sentence names. */
export interface Fault {
  code: string;
  values?: Record<string, unknown>;
}
export type Checked = { value: string } | { fault: Fault };

export const exemptionStates = ['none', 'requested', 'granted', 'rejected'] as const;
export type ExemptionState = (typeof exemptionStates)[number];

/** Reads a written value and writes it as the account keeps it (a phone in E.164, an IBAN without blanks); or says what is wrong. */
export function checkValue(kind: ValueKind, written: string, rules: ValueRules): Checked {
  const text = written
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  if (text.length > rules.maxLength) return fault('too-long', { count: rules.maxLength });
  return checks[kind](text, rules);
}

const checks: Record<ValueKind, (text: string, rules: ValueRules) => Checked> = {
  text: (text) => ({ value: text }),
  name: (text) => (/\p{L}/u.test(text) && !/[\d<>@]/.test(text) ? { value: text } : fault('name')),
  email: (text) => checkEmail(text),
  workEmail: (text, { domains }) => checkWorkEmail(text, domains),
  phone: (text, { country }) => checkPhone(text, country),
  website: (text) => checkWebsite(text),
  country: (text) => {
    const country = findCountry(text);
    return country ? { value: country } : fault('country');
  },
  state: (text, { country }) => {
    const code = text.toUpperCase();
    return isState(country, code)
      ? { value: code }
      : fault(needsState(country) ? 'state' : 'state-length', { country });
  },
  postalCode: (text, { country }) => {
    const { pattern, sample } = postalCodeOf(country);
    const code = spacePostalCode(text.toUpperCase(), country);
    return pattern.test(code) ? { value: code } : fault('postal-code', { country, sample });
  },
  taxNumber: (text, { country }) => checkTaxNumber(text, country),
  account: (text, { country }) => checkAccountNumber(text, country),
  bank: (text, { country }) => checkBankCode(text, country),
  exemption: (text) => {
    const state = exemptionStates.find((candidate) => candidate === text);
    return state ? { value: state } : fault('exemption');
  },
};

function fault(code: string, values?: Record<string, unknown>): Checked {
  return { fault: { code, values } };
}

const emailSchema = z.email().max(254);

function checkEmail(text: string): Checked {
  const address = emailSchema.safeParse(text.replace(/^mailto:/i, ''));
  if (!address.success) return fault('email');
  const [local, domain] = address.data.split('@');
  return { value: `${local}@${domain!.toLowerCase()}` };
}

const freeMail =
  /^(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|aol|gmx|proton|protonmail|pm|orange|wanadoo|free|sfr|laposte|neuf|bbox)\.[a-z.]{2,6}$/;

/** A monitored mailbox on the company's own domain: not a personal one, not `*.onmicrosoft.com` (domain.md 1.1). */
function checkWorkEmail(text: string, domains: readonly string[]): Checked {
  const checked = checkEmail(text);
  if ('fault' in checked) return checked;
  const domain = checked.value.split('@')[1]!;
  if (domain === 'onmicrosoft.com' || domain.endsWith('.onmicrosoft.com')) return fault('email-onmicrosoft');
  if (freeMail.test(domain)) return fault('email-personal');
  const own = domains.length === 0 || domains.some((known) => domain === known || domain.endsWith(`.${known}`));
  return own ? checked : fault('email-domain', { domains });
}

/** A number in E.164; one without a plus is read as the country's own ("01 70 …" in France). */
function checkPhone(text: string, country: string): Checked {
  if (!/^\+?[\d\s().\-/·]+$/.test(text)) return fault('phone', samplePhone(country));
  const digits = text.replace(/\(0\)/g, '').replace(/\D/g, '');
  const abroad = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : undefined;
  if (abroad === undefined) {
    const plan = phonePlanOf(country);
    const national = plan && withoutTrunk(digits, plan);
    return national ? { value: `+${plan.calling}${national}` } : fault('phone', samplePhone(country));
  }
  const plan = phonePlanByCallingCode(abroad);
  if (!plan) return /^[1-9]\d{6,14}$/.test(abroad) ? { value: `+${abroad}` } : fault('phone', samplePhone(country));
  const rest = abroad.slice(plan.calling.length);
  const national = fits(rest, plan) ? rest : withoutTrunk(rest, plan);
  return national ? { value: `+${plan.calling}${national}` } : fault('phone', samplePhone(country));
}

function samplePhone(country: string): Record<string, unknown> {
  return { sample: country === 'FR' ? '+33 1 70 18 99 00' : country === 'GB' ? '+44 20 7946 0958' : '+1 425 555 0100' };
}

function withoutTrunk(digits: string, plan: PhonePlan): string | undefined {
  const { trunk } = plan;
  if (trunk && digits.startsWith(trunk) && fits(digits.slice(trunk.length), plan)) return digits.slice(trunk.length);
  // Where numbers are always dialled with a zero in front, one without it was cut off.
  return trunk !== '0' && fits(digits, plan) ? digits : undefined;
}

function fits(national: string, { calling, trunk, digits: [fewest, most] }: PhonePlan): boolean {
  if (national.length < fewest || national.length > most) return false;
  if (trunk === '0' && national.startsWith('0')) return false;
  return calling !== '1' || /^[2-9]\d{2}[2-9]\d{6}$/.test(national);
}

function checkWebsite(text: string): Checked {
  const address = /^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]+:\d/.test(text) ? text : `https://${text}`;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return fault('website');
  }
  const plain = (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password;
  const named = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/.test(url.hostname);
  return plain && named && !/\s/.test(address) ? { value: address.replace(/\/$/, '') } : fault('website');
}

function spacePostalCode(code: string, country: string): string {
  const bare = code.replace(/\s+/g, '');
  if (country === 'CA' || country === 'GB') return `${bare.slice(0, -3)} ${bare.slice(-3)}`;
  return code;
}

/** A VAT or tax number in its country's form; the country's letters may be left out. */
function checkTaxNumber(text: string, country: string): Checked {
  const { pattern, sample } = taxNumberOf(country);
  const bare = text.toUpperCase().replace(/[\s.\-/]/g, '');
  const prefix = /^[A-Z]{2}/.exec(sample)?.[0] ?? '';
  const number = [bare, prefix + bare].find((candidate) => pattern.test(candidate));
  if (!number) return fault('tax-number', { country, sample });
  return country === 'FR' && !isFrenchVatNumber(number) ? fault('tax-number-digits') : { value: number };
}

/** Two check characters and a SIREN, whose own last digit is a Luhn check. Source: the French tax code, art. 286 ter. */
function isFrenchVatNumber(number: string): boolean {
  const [key, siren] = [number.slice(2, 4), number.slice(4)];
  if (!isLuhnNumber(siren)) return false;
  return !/^\d{2}$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
}

function isLuhnNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** An IBAN with its check digits right (ISO 13616); an account number where the country has no IBAN. */
function checkAccountNumber(text: string, country: string): Checked {
  const number = text
    .toUpperCase()
    .replace(/^IBAN:?/, '')
    .replace(/[\s\-.]/g, '');
  const looksLikeIban = /^[A-Z]{2}\d{2}/.test(number);
  if (!looksLikeIban && ibanLengthOf(country) === undefined)
    return /^[A-Z0-9]{4,34}$/.test(number) ? { value: number } : fault('account-number');
  if (!looksLikeIban || !/^[A-Z0-9]+$/.test(number)) return fault('iban');
  const length = ibanLengthOf(number.slice(0, 2));
  if (length === undefined) return fault('iban-country', { country: number.slice(0, 2) });
  if (number.length !== length)
    return fault('iban-length', { country: number.slice(0, 2), count: length, given: number.length });
  return remainderOfIban(number) === 1 ? { value: number } : fault('iban-digits');
}

function remainderOfIban(iban: string): number {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of parseInt(character, 36).toString()) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder;
}

/** A BIC (ISO 9362); or an American routing number with its check digit. */
function checkBankCode(text: string, country: string): Checked {
  const code = text.toUpperCase().replace(/\s/g, '');
  if (/^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(code)) return { value: code };
  const routing =
    /^\d{9}$/.test(code) &&
    [...code].reduce((sum, digit, at) => sum + Number(digit) * [3, 7, 1][at % 3]!, 0) % 10 === 0;
  return country === 'US' && routing ? { value: code } : fault('bic');
}

/** A bank account's number as whoever may not see it sees it: `FR76 •••• 0189`. */
export function maskAccount(number: string): string {
  return number.length >= 12 ? `${number.slice(0, 4)} •••• ${number.slice(-4)}` : `•••• ${number.slice(-2)}`;
}

/** In groups of four, as it stands on a bank's papers. */
export function groupAccount(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}
