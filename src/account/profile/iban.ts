import { fault, type Checked } from './checked';

/** Length of the IBAN by country. Source: the IBAN registry of ISO 13616. */
const lengths: ReadonlyMap<string, number> = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22
   GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27
   MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 VG24 XK20`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

export const ibanCountries: readonly string[] = [...lengths.keys()];

/** An IBAN with its check digits right (ISO 13616); an account number where the account's country has no IBAN. */
export function checkAccountNumber(text: string, country: string): Checked {
  const number = text
    .toUpperCase()
    .replace(/^IBAN:?/, '')
    .replace(/[\s\-.]/g, '');
  if (/^[A-Z]{2}\d{2}/.test(number)) return checkIban(number);
  if (country === '' || lengths.has(country)) return fault('iban');
  return /^(?=.*\d)[A-Z0-9]{4,34}$/.test(number) ? { value: number } : fault('account-number');
}

function checkIban(number: string): Checked {
  const country = number.slice(0, 2);
  const length = lengths.get(country);
  if (length === undefined) return fault('iban-country', { letters: country });
  if (!/^[A-Z0-9]+$/.test(number)) return fault('iban');
  if (number.length !== length) return fault('iban-length', { country, count: length, given: number.length });
  return remainderOf(number) === 1 ? { value: number } : fault('iban-digits');
}

/** The account moved in front of the country, letters as numbers from A = 10, modulo 97. */
function remainderOf(iban: string): number {
  const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((character) => parseInt(character, 36)).join('');
  return Number(BigInt(digits) % 97n);
}

/** A BIC (ISO 9362); in the United States a routing number with its check digit (ABA). */
export function checkBankCode(text: string, country: string): Checked {
  const code = text.toUpperCase().replace(/\s/g, '');
  if (/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(code)) return { value: code };
  return country === 'US' && isRoutingNumber(code) ? { value: code } : fault(country === 'US' ? 'bic-us' : 'bic');
}

function isRoutingNumber(code: string): boolean {
  if (!/^\d{9}$/.test(code)) return false;
  return [...code].reduce((sum, digit, at) => sum + Number(digit) * [3, 7, 1][at % 3]!, 0) % 10 === 0;
}

/** An account's number for whoever may not see it: `FR76 •••• 0189`. */
export function maskAccount(number: string): string {
  if (number.length < 8) return '••••';
  return /^[A-Z]{2}\d{2}/.test(number)
    ? `${number.slice(0, 4)} •••• ${number.slice(-4)}`
    : `•••• ${number.slice(-Math.min(4, number.length - 6))}`;
}

/** In groups of four, as it stands on a bank's papers. */
export function groupAccount(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}
