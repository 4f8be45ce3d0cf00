/** What a row says it was before, by the column's name; a value that was nothing is null. */
export type PreviousValues = Record<string, string | null>;

const token = /\s*(?:([{}:,])|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([A-Za-z]+|-?\d+(?:\.\d+)?))\s*/suy;

type Token = { mark: string } | { value: string | null };

/**
 * Reads the column PreviousValues: a dictionary as Python prints it, `{'ERP Price': '1440', 'UnitPrice': '1008'}`.
 *
 * @returns the values by name, or undefined where the text is no such dictionary
 */
export function parsePreviousValues(text: string): PreviousValues | undefined {
  const tokens = readTokens(text);
  if (!tokens || !isMark(tokens.at(0), '{') || !isMark(tokens.at(-1), '}')) return undefined;
  const entries: [string, string | null][] = [];
  for (let at = 1; at < tokens.length - 1; at += 4) {
    const [name, colon, value, separator] = tokens.slice(at, at + 4);
    if (!name || !('value' in name) || name.value === null || !isMark(colon, ':')) return undefined;
    if (!value || !('value' in value)) return undefined;
    const isEnd = at + 3 === tokens.length - 1;
    if (!isEnd && !isMark(separator, ',')) return undefined;
    entries.push([name.value, value.value]);
  }
  return Object.fromEntries(entries);
}

function readTokens(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) return undefined;
    const [, mark, single, double, bare] = match;
    if (mark) tokens.push({ mark });
    else if (bare !== undefined) tokens.push({ value: /^(?:None|nan|NaN)$/.test(bare) ? null : bare });
    else tokens.push({ value: unescape(single ?? double ?? '') });
  }
  return tokens;
}

function isMark(candidate: Token | undefined, mark: string): boolean {
  return candidate !== undefined && 'mark' in candidate && candidate.mark === mark;
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

function unescape(text: string): string {
  return text.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|(.))/gisu,
    (_, byte?: string, unit?: string, other?: string) => {
      const code = byte ?? unit;
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      return escapes[other ?? ''] ?? other ?? '';
    },
  );
}
