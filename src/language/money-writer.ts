/**
 * Writes amounts of money as `Intl.NumberFormat` does, which takes ten times as long: a card has a dozen amounts, and those for many
 * licences are seldom the same twice. How a locale writes a currency is asked of Intl once; no amount passes through a float.
 *
 * @returns writes decimal text (`-1234.5`) exactly, with at least the currency's own decimals, or rounded to these, halves away from zero
 */
export function createMoneyWriter(
  locale: string,
  currency: string,
): (amount: string, precision: 'exact' | 'rounded') => string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().minimumFractionDigits ?? 0;
  const parts = format.formatToParts(1_111_111.1);
  const separatorOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const [group, point] = [separatorOf('group'), separatorOf('decimal') || decimalOf(locale)];
  const [before, after] = around(format, 1);
  const [beforeNegative, afterNegative] = around(format, -1);
  return (amount, precision) => {
    const isNegative = amount.startsWith('-');
    const dot = amount.indexOf('.');
    let whole = amount.slice(isNegative ? 1 : 0, dot === -1 ? undefined : dot);
    let fraction = dot === -1 ? '' : amount.slice(dot + 1);
    if (fraction.length < digits) fraction = fraction.padEnd(digits, '0');
    else if (fraction.length > digits && precision === 'rounded') [whole, fraction] = round(whole, fraction, digits);
    const text = `${groupDigits(whole, group)}${fraction && point}${fraction}`;
    return isNegative ? `${beforeNegative}${text}${afterNegative}` : `${before}${text}${after}`;
  };
}

/** What stands before and behind a number's digits. */
function around(format: Intl.NumberFormat, number: number): [string, string] {
  const parts = format.formatToParts(number);
  const isDigits = ({ type }: Intl.NumberFormatPart) => /^(?:integer|group|decimal|fraction)$/.test(type);
  const first = parts.findIndex(isDigits);
  const last = parts.findLastIndex(isDigits);
  const join = (some: readonly Intl.NumberFormatPart[]) => some.map(({ value }) => value).join('');
  return [join(parts.slice(0, first)), join(parts.slice(last + 1))];
}

/** Of a currency without decimals of its own, where an exact amount may have some. */
function decimalOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')!.value;
}

function round(whole: string, fraction: string, digits: number): [string, string] {
  const kept = `${whole}${fraction.slice(0, digits)}`;
  const rounded = fraction.charCodeAt(digits) < 0x35 ? kept : `${BigInt(kept) + 1n}`.padStart(kept.length, '0');
  const at = rounded.length - digits;
  return [rounded.slice(0, at), rounded.slice(at)];
}

function groupDigits(whole: string, group: string): string {
  let at = whole.length - 3;
  if (at <= 0) return whole;
  let grouped = whole.slice(at);
  for (; at > 3; at -= 3) grouped = `${whole.slice(at - 3, at)}${group}${grouped}`;
  return `${whole.slice(0, at)}${group}${grouped}`;
}
