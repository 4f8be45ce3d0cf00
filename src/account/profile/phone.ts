import { fault, type Checked } from './checked';
import { phonePlanByCallingCode, rulesOf, type PhonePlan } from './countries';

/** A number in E.164; one without a plus is read as the country's own ("01 99 …" in France). */
export function checkPhone(text: string, country: string): Checked {
  const number = /^\+?[\d\s().\-/·]+$/.test(text) ? readNumber(text, country) : undefined;
  return number ? { value: number } : fault('phone', { sample: samplePhone(country) });
}

function readNumber(text: string, country: string): string | undefined {
  const digits = text.replace(/\(0\)/g, '').replace(/\D/g, '');
  const abroad = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : undefined;
  const plan = abroad === undefined ? rulesOf(country)?.phone : phonePlanByCallingCode(abroad);
  if (!plan) return abroad && /^[1-9]\d{6,14}$/.test(abroad) ? `+${abroad}` : undefined;
  const rest = abroad?.slice(plan.calling.length);
  const national = rest !== undefined && fits(rest, plan) ? rest : withoutTrunk(rest ?? digits, plan);
  return national && `+${plan.calling}${national}`;
}

function withoutTrunk(digits: string, plan: PhonePlan): string | undefined {
  const { trunk } = plan;
  if (trunk && digits.startsWith(trunk) && fits(digits.slice(trunk.length), plan)) return digits.slice(trunk.length);
  // Where numbers are always dialled with a zero in front, one without it was cut off.
  return trunk !== '0' && fits(digits, plan) ? digits : undefined;
}

function fits(national: string, { calling, trunk, fewest, most }: PhonePlan): boolean {
  if (national.length < fewest || national.length > most) return false;
  if (trunk === '0' && national.startsWith('0')) return false;
  return calling !== '1' || /^[2-9]\d{2}[2-9]\d{6}$/.test(national);
}

/** Numbers that are kept for fiction: of France, the United Kingdom, else the United States. */
export function samplePhone(country: string): string {
  if (country === 'FR') return '+33 1 99 00 99 00';
  return country === 'GB' ? '+44 20 7946 0958' : '+1 425 555 0100';
}
