/**
 * Exact money. Amounts are whole millionths ("micros") of a currency's unit, so that no sum passes through a float;
 * outside they are decimal text, which JSON keeps and `Intl.NumberFormat` prints digit by digit.
 */

/** A decimal number as text, without exponent, sign only where negative, no needless zeros: `21.5`. */
export type Decimal = `${number}`;

export interface Money {
  amount: Decimal;
  /** ISO 4217. */
  currency: string;
}

/** Digits of a micro behind the point. */
const decimals = 6;
const decimalForm = /^\d{1,15}(?:\.\d{1,6})?$/;

/**
 * Reads a plain decimal (`1440`, `30.25`; dot, at most six places, no sign, no grouping, no exponent).
 *
 * @returns whole micros, or undefined where the text is no such number or too large to be kept exactly
 */
export function parseMicros(text: string): number | undefined {
  if (!decimalForm.test(text)) return undefined;
  const dot = text.indexOf('.');
  const whole = Number(dot === -1 ? text : text.slice(0, dot));
  const fraction = dot === -1 ? 0 : Number(text.slice(dot + 1).padEnd(6, '0'));
  const micros = whole * 1_000_000 + fraction;
  return Number.isSafeInteger(micros) ? micros : undefined;
}

const anyDecimal = /^(\d{1,19})(?:\.(\d{1,20}))?(?:e([+-]?\d{1,2}))?$/i;

/**
 * Reads a decimal of any length, as meters are priced (`0.0000034`; spreadsheets write `3.4E-06`), without losing a digit.
 *
 * @returns its shortest text without exponent, or undefined where the text is no such number, or a negative one
 */
export function readDecimal(text: string): Decimal | undefined {
  const [, whole, fraction = '', exponent = '0'] = anyDecimal.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const point = whole.length + Number(exponent);
  const digits = `${'0'.repeat(Math.max(0, -point))}${whole}${fraction}`.padEnd(point, '0');
  const at = Math.max(0, point);
  const integer = digits.slice(0, at).replace(/^0+(?=\d)/, '') || '0';
  const rest = digits.slice(at).replace(/0+$/, '');
  return (rest ? `${integer}.${rest}` : integer) as Decimal;
}

/** The shortest decimal text of an amount. */
export function formatMicros(micros: number | bigint): Decimal {
  const digits = `${micros < 0 ? -micros : micros}`.padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals);
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  const text = fraction ? `${whole}.${fraction}` : whole;
  return (micros < 0 ? `-${text}` : text) as Decimal;
}

export function toMoney(micros: number | bigint, currency: string): Money {
  return { amount: formatMicros(micros), currency };
}

/** `numerator / denominator`, rounded half up (away from zero) to a whole number. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const quotient = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -quotient : quotient;
}

/** What the reseller keeps of the retail price: the amount, the exact ratio in lowest terms, and per cent to two places. */
export interface Margin {
  amount: Money;
  ratio: { numerator: string; denominator: string };
  percent: Decimal;
}

/** 1 − unit ÷ retail; null where the retail price is zero. */
export function computeMargin(
  unitMicros: number | bigint,
  retailMicros: number | bigint,
  currency: string,
): Margin | null {
  if (BigInt(retailMicros) === 0n) return null;
  const kept = BigInt(retailMicros) - BigInt(unitMicros);
  const retail = BigInt(retailMicros);
  const divisor = greatestCommonDivisor(kept < 0n ? -kept : kept, retail);
  const hundredths = divideHalfUp(kept * 10_000n, retail);
  return {
    amount: toMoney(kept, currency),
    ratio: { numerator: `${kept / divisor}`, denominator: `${retail / divisor}` },
    percent: formatMicros(hundredths * 10_000n),
  };
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}
