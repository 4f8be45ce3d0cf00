import { fault, type Checked } from './checked';
import { rulesOf } from './countries';

/** A VAT or tax number in its country's form (domain.md 1.1: format per country); the country's letters may be left out. */
export function checkTaxNumber(text: string, country: string): Checked {
  const bare = text.toUpperCase().replace(/[\s.\-/]/g, '');
  const rules = rulesOf(country);
  if (!rules) return /^(?=.*\d)[A-Z0-9]{4,20}$/.test(bare) ? { value: bare } : fault('tax-number-any');
  const { pattern, sample } = rules.taxNumber;
  // Two letters in front are a country's: another one's number must not be taken for part of this one's.
  const prefix = /^[A-Z]{2}/.test(bare) ? '' : (/^[A-Z]{2}/.exec(sample)?.[0] ?? '');
  const number = [bare, prefix + bare].find((candidate) => pattern.test(candidate));
  if (!number) return fault('tax-number', { country, sample });
  return country === 'FR' && !isFrenchVatNumber(number) ? fault('tax-number-digits') : { value: number };
}

/** Two check characters and a SIREN, whose own last digit is a Luhn check. Source: the French tax code, art. 286 ter. */
function isFrenchVatNumber(number: string): boolean {
  const [key, siren] = [number.slice(2, 4), number.slice(4)];
  if (!isLuhnNumber(siren)) return false;
  // Keys with a letter follow a rule that is not published.
  return !/^\d{2}$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
}

function isLuhnNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
