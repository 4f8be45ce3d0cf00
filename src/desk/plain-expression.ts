/** An expression of a template, in the shape in which the library of expressions has it. */
export interface PlainExpression {
  type: string;
  children: readonly PlainExpression[];
  /** Of a `Constant`. */
  value?: unknown;
}

/**
 * Parses what templates are full of: fields, comparisons with constants, and texts with fields in them. The library's grammar
 * takes some ten milliseconds for each kind of card, in which nobody else is answered, and a tenth of a second to be loaded.
 *
 * @param text `${count(rows) > 0}`, `${who} · ${when}`
 * @returns undefined for everything else: that is the library's
 */
export function parsePlainly(text: string): PlainExpression | undefined {
  const pieces = text.split(/(\$\{[^{}]*\})/).filter((piece) => piece !== '');
  const parsed: PlainExpression[] = [];
  for (const piece of pieces) {
    const isExpression = piece.startsWith('${') && piece.endsWith('}');
    if (!isExpression && /[\\$`]/.test(piece)) return undefined;
    const part = isExpression ? parseOne(piece.slice(2, -1)) : constant(piece);
    if (!part) return undefined;
    parsed.push(part);
  }
  return parsed.length === 1 ? parsed[0] : { type: 'concat', children: parsed };
}

/** Functions whose arguments are expressions themselves. */
const functions = new Set(['count', 'if', 'contains', 'exists']);
const constants = new Map<string, unknown>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

/** How tightly operators bind, the loosest first. */
const operators = [['||'], ['&&'], ['==', '!='], ['>']];

function parseOne(text: string): PlainExpression | undefined {
  const tokens = tokenize(text);
  if (!tokens) return undefined;
  let at = 0;
  const takes = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };

  function parseOperators(level = 0): PlainExpression | undefined {
    const own = operators[level];
    if (!own) return parseUnary();
    let left = parseOperators(level + 1);
    while (left && own.includes(tokens![at] ?? '')) {
      const type = tokens![at++]!;
      const right = parseOperators(level + 1);
      left = right && { type, children: [left, right] };
    }
    return left;
  }

  function parseUnary(): PlainExpression | undefined {
    if (!takes('!')) return parsePrimary();
    const inside = parseUnary();
    return inside && { type: '!', children: [inside] };
  }

  function parsePrimary(): PlainExpression | undefined {
    if (takes('(')) {
      const inside = parseOperators();
      return takes(')') ? inside : undefined;
    }
    const token = tokens![at++] ?? '';
    if (token.startsWith("'")) return constant(token.slice(1, -1));
    if (/^\d/.test(token)) return constant(Number(token));
    if (constants.has(token)) return constant(constants.get(token));
    if (!/^[a-z]/i.test(token)) return undefined;
    return takes('(') ? parseArguments(token) : accessor(token.split('.'));
  }

  function parseArguments(type: string): PlainExpression | undefined {
    const children: PlainExpression[] = [];
    do {
      const argument = parseOperators();
      if (!argument) return undefined;
      children.push(argument);
    } while (takes(','));
    return takes(')') && functions.has(type) ? { type, children } : undefined;
  }

  const parsed = parseOperators();
  return at === tokens.length ? parsed : undefined;
}

function tokenize(text: string): string[] | undefined {
  const token = /\s*(\|\||&&|==|!=|[>!(),]|'[^'\\]*'|\d+(?![\w.])|[a-z]\w*(?:\.[a-z]\w*)*)\s*/iy;
  const tokens: string[] = [];
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (!found) return undefined;
    tokens.push(found[1]!);
  }
  return tokens;
}

function constant(value: unknown): PlainExpression {
  return { type: 'Constant', children: [], value };
}

/** The last name comes first, with the rest of the way inside. */
function accessor(names: readonly string[]): PlainExpression {
  const last = constant(names.at(-1));
  return { type: 'Accessor', children: names.length > 1 ? [last, accessor(names.slice(0, -1))] : [last] };
}
