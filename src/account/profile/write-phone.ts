/** How the digits behind a calling code stand in groups; `*` takes whatever is left. */
interface Grouping {
  /** How the number begins. */
  begins: RegExp;
  /** How many digits it has; any number where left out. */
  digits?: number;
  groups: readonly (number | '*')[];
}

/** @param groups lengths with blanks between, `*` at the end for the rest */
function grouping(begins: RegExp, groups: string, digits?: number): Grouping {
  return { begins, digits, groups: groups.split(' ').map((group) => (group === '*' ? group : Number(group))) };
}

/**
 * The first that fits counts. Source: the national numbering plans as their countries' people write them (ITU-T E.123 for the
 * plus and the blanks); areas with codes of several lengths are told apart where a digit or two do so.
 */
const groupings: Readonly<Record<string, readonly Grouping[]>> = {
  1: [grouping(/^/, '3 3 4', 10)],
  30: [grouping(/^/, '3 3 4', 10)],
  31: [grouping(/^6/, '1 2 2 2 2', 9), grouping(/^(?:1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7)/, '2 3 4', 9)],
  32: [grouping(/^[2349]/, '1 3 2 2', 8), grouping(/^/, '2 2 2 2', 8), grouping(/^4/, '3 2 2 2', 9)],
  33: [grouping(/^/, '1 2 2 2 2', 9)],
  34: [grouping(/^/, '3 2 2 2', 9)],
  352: [grouping(/^6/, '3 3 3', 9), grouping(/^/, '2 2 2 2', 8), grouping(/^/, '2 2 2', 6)],
  353: [grouping(/^1/, '1 3 4', 8), grouping(/^/, '2 3 4', 9)],
  39: [grouping(/^3/, '3 3 4', 10), grouping(/^0[26]\d{6}/, '2 4 *')],
  41: [grouping(/^/, '2 3 2 2', 9)],
  43: [grouping(/^1/, '1 *'), grouping(/^6/, '3 *')],
  44: [grouping(/^2/, '2 4 4', 10), grouping(/^(?:11|1\d1|[389])/, '3 3 4', 10), grouping(/^/, '4 6', 10)],
  45: [grouping(/^/, '2 2 2 2', 8)],
  46: [grouping(/^8/, '1 3 3 2', 9), grouping(/^7/, '2 3 2 2', 9)],
  47: [grouping(/^[49]/, '3 2 3', 8), grouping(/^/, '2 2 2 2', 8)],
  48: [grouping(/^(?:45|5[0137]|6[069]|7[2389]|88)/, '3 3 3', 9), grouping(/^/, '2 3 2 2', 9)],
  49: [grouping(/^(?:30|40|69|89)/, '2 *'), grouping(/^1/, '3 *')],
};

/** Calling codes of one and of two digits; all others have three. Source: ITU-T E.164, list of assigned codes. */
const shortCodes = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/**
 * A phone number in E.164 as people of its country group it, with no-break blanks: `+33 1 99 00 99 00`. Elsewhere its digits
 * stand in threes. What is no such number stays as it is.
 */
export function writePhone(number: string): string {
  if (!/^\+[1-9]\d{6,14}$/.test(number)) return number;
  const digits = number.slice(1);
  const code = shortCodes.exec(digits)?.[0] ?? digits.slice(0, 3);
  const national = digits.slice(code.length);
  const fitting = groupings[code]?.find(
    ({ begins, digits: count = national.length }) => begins.test(national) && count === national.length,
  );
  return [`+${code}`, ...(fitting ? cut(national, fitting.groups) : inThrees(national))].join('\u00a0');
}

function cut(digits: string, groups: Grouping['groups']): string[] {
  let at = 0;
  return groups.map((length) => digits.slice(at, (at = length === '*' ? digits.length : at + length)));
}

/** Nobody reads a last digit that stands alone. */
function inThrees(digits: string): string[] {
  return digits.match(/\d{3}(?=\d{2})|\d+/g) ?? [];
}
