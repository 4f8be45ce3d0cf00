import { z } from 'zod';
import { fault, type Checked } from './checked';
import { findCountry, nearestCountry } from './country-names';
import { isState, needsState, rulesOf } from './countries';
import { checkAccountNumber, checkBankCode } from './iban';
import { checkPhone } from './phone';
import { checkTaxNumber } from './tax-number';

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
  /** ISO 3166-1 alpha-2 of the account; empty while it has none. */
  country: string;
  /** The domains of the members' sign-in names; empty while none is known. */
  domains: readonly string[];
  maxLength: number;
}

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
  text: (text) => (/[\p{L}\p{N}]/u.test(text) ? { value: text } : fault('text')),
  name: (text) => (/\p{L}/u.test(text) && !/[\d<>@]/.test(text) ? { value: text } : fault('name')),
  email: (text) => checkEmail(text),
  workEmail: (text, { domains }) => checkWorkEmail(text, domains),
  phone: (text, { country }) => checkPhone(text, country),
  website: (text) => checkWebsite(text),
  country(text) {
    const country = findCountry(text);
    if (country) return { value: country };
    const nearest = nearestCountry(text);
    return nearest ? fault('country-near', { country: nearest }) : fault('country');
  },
  state(text, { country }) {
    const code = text.toUpperCase();
    if (isState(country, code)) return { value: code };
    return needsState(country) ? fault('state', { country }) : fault('state-length');
  },
  postalCode: (text, { country }) => checkPostalCode(text.toUpperCase(), country),
  taxNumber: (text, { country }) => checkTaxNumber(text, country),
  account: (text, { country }) => checkAccountNumber(text, country),
  bank: (text, { country }) => checkBankCode(text, country),
  exemption(text) {
    const state = exemptionStates.find((candidate) => candidate === text);
    return state ? { value: state } : fault('exemption');
  },
};

const emailSchema = z.email().max(254);

function checkEmail(text: string): Checked {
  const address = emailSchema.safeParse(text.replace(/^mailto:/i, ''));
  if (!address.success) return fault('email');
  const [local, domain] = address.data.split('@') as [string, string];
  return { value: `${local}@${domain.toLowerCase()}` };
}

const personalMail =
  /^(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|proton|protonmail|pm|orange|wanadoo|free|sfr|laposte|neuf|bbox)\.(com|net|org|me|de|fr|co\.uk|ca|it|es|be|ch|at)$/;

/** A monitored mailbox on the company's own domain: not a personal one, not `*.onmicrosoft.com` (domain.md 1.1). */
function checkWorkEmail(text: string, domains: readonly string[]): Checked {
  const checked = checkEmail(text);
  if ('fault' in checked) return checked;
  const domain = checked.value.split('@')[1]!;
  if (`.${domain}`.endsWith('.onmicrosoft.com')) return fault('email-onmicrosoft');
  if (domains.some((own) => `.${domain}`.endsWith(`.${own}`))) return checked;
  if (personalMail.test(domain)) return fault('email-personal');
  return domains.length > 0 ? fault('email-domain', { domains }) : checked;
}

function checkWebsite(text: string): Checked {
  const address = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  const url = /\s/.test(address) ? null : URL.parse(address);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  const isNamed = isPlain && /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/.test(url.hostname);
  return isNamed ? { value: address.replace(/\/$/, '') } : fault('website');
}

function checkPostalCode(text: string, country: string): Checked {
  const rules = rulesOf(country)?.postalCode;
  if (!rules) return /^[A-Z0-9](?:[A-Z0-9 -]{0,10}[A-Z0-9])?$/.test(text) ? { value: text } : fault('postal-code-any');
  const [whole, ...groups] = rules.pattern.exec(text.replace(/[\s-]/g, '')) ?? [];
  if (whole === undefined) return fault('postal-code', { country, sample: rules.sample });
  const parts = groups.filter((group) => group !== undefined);
  return { value: parts.length > 0 ? parts.join(rules.sample.includes('-') ? '-' : ' ') : whole };
}
