/** A piece of a sentence as written, with what comparison needs. */
export interface Token {
  text: string;
  /** Lower case, without accents. */
  low: string;
  /** Lower case, with accents. */
  raw: string;
  start: number;
  end: number;
  kind: 'word' | 'number' | 'ordinal' | 'email' | 'url' | 'phone' | 'mention' | 'login' | 'date' | 'mark';
  capital: boolean;
  /** No space between this token and the one before. */
  glued: boolean;
  quoted: boolean;
  first: boolean;
}

/** No sentence that asks for something is as long, in UTF-16 units. */
const LONGEST = 4096;
const MOST_TOKENS = 600;

const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;
const ENTITIES: Record<string, string> = {
  '&nbsp;': ' ',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
};

const PATTERN = new RegExp(
  [
    '<at[^<>]{0,80}>([^<>]{0,200})</at>',
    '(?:https?://|www\\.)[^\\s<>"«»]{1,300}',
    "(?!(?:[cdjlmnst]|qu)?')[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,5}",
    '\\d{4}-\\d{1,2}-\\d{1,2}(?!\\d)|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}(?!\\d)|\\d{1,2}/\\d{1,2}(?:/\\d{2})?(?![\\d/])',
    '(?:\\+\\d|\\(\\d|\\b0 ?\\d)[\\d ().\\u00a0\\u202f-]{6,20}\\d|\\b(?:1[-. ])?\\d{3}[-. ]\\d{3}[-. ]\\d{4}\\b|\\b\\d{3}-\\d{4}\\b',
    '\\d{1,3}(?:[ \\u00a0\\u202f,.]\\d{3}){1,2}(?![\\d.,]*\\d)|\\d{1,12}',
    'x(?=\\d{1,4}(?![\\p{L}\\d]))|[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N}]*(?:[._][\\p{L}\\p{N}]+)*(?:\\.[\\p{L}\\p{N}]{2,}/[^\\s]{0,100})?',
    '[^\\s\\p{L}\\p{N}]',
  ]
    .map((part) => `(${part})`)
    .join('|'),
  'gu',
);

/** Compares without case and accents. */
export function fold(text: string): string {
  const low = text.toLowerCase();
  if (/^[\x20-\x7e]*$/.test(low)) return low;
  return low
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l');
}

/** Signs of ASCII that can be seen, without those that begin an entity or a tag. */
const CLEAN = /^[\x20-\x25\x27-\x3b\x3d-\x7e]*$/;

/** Removes what cannot be seen and reads HTML's entities. A text that is too long is none: what was read in part must start nothing. */
export function cleanText(text: string): string {
  if (text.length <= LONGEST && CLEAN.test(text) && !text.includes('..')) return text;
  const seen = text.length > LONGEST * 2 ? '' : text.replace(INVISIBLE, '');
  if (seen.length > LONGEST) return '';
  return seen
    .normalize('NFC')
    .replace(/&(?:nbsp|amp|quot|apos|lt|gt|#39);/g, (entity) => ENTITIES[entity] ?? ' ')
    .replace(/(\d)\.{2,3}(?=\d)/g, '$1 – ')
    .replace(/<(?!\/?at\b)[^<>@]{1,80}>/g, ' ');
}

/** English endings after an apostrophe that stay with their word. */
const CONTRACTED = /^(?:t|re|ve|ll|m|d)$/i;
const TLD = /\.(?:com|fr|org|net|eu|io|de|be|ch|ca|uk|info|biz|example|test|onmicrosoft)(?:\/|$)/i;

/** A drawing that is read as the word for it. */
const PIN = '📌';

/** Typographic apostrophes, each one character long, so that places in the text stay the same. */
const APOSTROPHES = /[\u2018\u2019\u02bc\u2032\uff07`\u00b4]/g;

/** What a token is compared by, however it is written. */
type Forms = Pick<Token, 'low' | 'raw' | 'capital'>;

function readForms(written: string): Forms {
  if (/^[\d!-/:-@]*$/.test(written)) return { low: written, raw: written, capital: false };
  return { low: fold(written), raw: written.toLowerCase(), capital: /^\p{Lu}/u.test(written) };
}

/** Of so many words of a usual length the forms are remembered: they are the same few, and looked up many times a sentence. */
const rememberedForms = 5_000;
const longestRemembered = 32;
const knownForms = new Map<string, Forms>();

function formsOf(word: string): Forms {
  const known = knownForms.get(word);
  if (known) return known;
  if (word.length > longestRemembered) return readForms(word);
  // A part of a sentence would keep the whole of it.
  const copy = Buffer.from(word).toString();
  const forms = readForms(copy);
  if (knownForms.size >= rememberedForms) knownForms.clear();
  knownForms.set(copy, forms);
  return forms;
}

export function splitTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let quoted = false;
  let first = true;
  let hyphen = false;
  const plain = text.replace(APOSTROPHES, "'");
  for (let end = 0; tokens.length < MOST_TOKENS;) {
    const piece = nextPiece(plain, end);
    if (!piece) break;
    const { kind, found, start } = piece;
    end = start + found.length;
    const before = tokens[tokens.length - 1];
    if (found === '-' && before?.end === start && before.kind !== 'mark' && /[\p{L}\p{N}]/u.test(text[end] ?? '')) {
      hyphen = true;
      continue;
    }
    if (kind === 'mark' && /["“”«»„]/.test(found)) quoted = found === '«' || (found !== '»' && !quoted);
    const written = kind === 'mention' ? text.slice(start, end).replace(/^<at[^<>]*>|<\/at>$/gu, '') : found;
    const { low, raw, capital } = kind === 'word' ? formsOf(written === PIN ? 'pin' : written) : readForms(written);
    const token: Token = {
      text: written,
      low,
      raw,
      start,
      end,
      kind,
      capital,
      glued: hyphen || before?.end === start,
      quoted,
      first,
    };
    hyphen = false;
    if (kind === 'word' && before && joins(tokens, before, token, plain)) continue;
    tokens.push(token);
    if (kind !== 'mark') first = false;
    else if (/[.!?\n]/.test(found)) first = true;
  }
  const last = tokens[tokens.length - 1];
  const word = tokens[tokens.length - 2];
  if (last?.text === "'" && last.glued && word?.kind === 'word') {
    tokens.pop();
    extend(word, last, plain);
  }
  return tokens;
}

interface Piece {
  kind: Token['kind'];
  found: string;
  start: number;
}

/** What stands next in a text, from a place on. */
function nextPiece(text: string, from: number): Piece | undefined {
  let start = from;
  while (text.charCodeAt(start) === SPACE) start++;
  const end = endOfPlainWord(text, start);
  if (end > start) return { kind: 'word', found: text.slice(start, end), start };
  PATTERN.lastIndex = start;
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const kind = kindOf(match);
  const found = kind === 'url' ? match[0].replace(/[.,;:!?)\]]+$/, '') : match[0];
  return { kind, found, start: match.index };
}

const SPACE = 0x20;

/** Where a word of nothing but plain letters ends, if that is all there is to it: most words need no pattern. */
function endOfPlainWord(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === SPACE || code === COMMA || code === QUESTION) return end;
    // Upper and lower case differ in one bit.
    const low = code | 0x20;
    if (low < LOW_A || low > LOW_Z) return start;
  }
  return end;
}

const COMMA = 0x2c;
const QUESTION = 0x3f;
const LOW_A = 0x61;
const LOW_Z = 0x7a;

function kindOf(match: RegExpExecArray): Token['kind'] {
  if (match[1] !== undefined) return 'mention';
  const text = match[0];
  if (match[3] !== undefined) return 'url';
  if (match[4] !== undefined) return 'email';
  if (match[5] !== undefined) return 'date';
  if (match[6] !== undefined)
    return text.replace(/\D/g, '').length >= (text.includes('-') ? 7 : 8) ? 'phone' : 'number';
  if (match[7] !== undefined) return 'number';
  if (text === PIN) return 'word';
  if (match[8] === undefined) return 'mark';
  if (TLD.test(text)) return 'url';
  return /[._]/.test(text) && text.replace(/[._]/g, '').length > 3 ? 'login' : 'word';
}

/** Puts "don" + "'" + "t" and "d" + "'" back together; an apostrophe belongs to the word before it. */
function joins(tokens: Token[], apostrophe: Token, token: Token, text: string): boolean {
  const number = tokens[tokens.length - 1];
  if (number?.kind === 'number' && token.glued && /^(?:st|nd|rd|th|er|ere|re|e|eme|nde|ieme)$/.test(token.low)) {
    extend(number, token, text);
    number.kind = 'ordinal';
    return true;
  }
  if (apostrophe.text !== "'" || !apostrophe.glued || !token.glued) return false;
  const word = tokens[tokens.length - 2];
  if (!word || word.kind !== 'word') return false;
  tokens.pop();
  if (CONTRACTED.test(token.text)) {
    extend(word, token, text);
    return true;
  }
  if (token.low === 's') {
    token.text = "'s";
    token.low = token.raw = "'s";
    token.start = apostrophe.start;
    tokens.push(token);
    return true;
  }
  extend(word, apostrophe, text);
  return false;
}

/**
 * Writes out what people shorten in a chat ("dont", "pk", "jai", "pin-"); the new words stand where the short one stood.
 * Nothing where nothing is shortened.
 */
export function spellOut(
  tokens: readonly Token[],
  spellings: ReadonlyMap<string, readonly Token[]>,
): Token[] | undefined {
  const signed = (at: number): string => {
    const [word, sign] = [tokens[at], tokens[at + 1]];
    return word?.kind === 'word' && sign?.glued && /^[+-]$/.test(sign.text) ? word.low + sign.text : '';
  };
  const longOf = (token: Token, at: number): readonly Token[] | undefined =>
    token.kind === 'word' && !token.glued ? (spellings.get(signed(at)) ?? spellings.get(token.low)) : undefined;
  const isSpelled = (at: number): boolean => !tokens[at - 1]?.glued && spellings.has(signed(at - 1));
  if (!tokens.some((token, at) => longOf(token, at))) return undefined;
  return tokens.flatMap((token, at) => {
    if (at > 0 && isSpelled(at)) return [];
    const long = longOf(token, at);
    if (!long) return [token];
    return long.map((word, place) => ({
      ...token,
      low: word.low,
      raw: word.raw,
      glued: place > 0 && word.glued,
      first: token.first && place === 0,
    }));
  });
}

function extend(word: Token, by: Token, text: string): void {
  word.end = by.end;
  word.text = text.slice(word.start, word.end);
  word.low = fold(word.text);
  word.raw = word.text.toLowerCase();
}

/** The numbers from `from` to `to`, without the last. */
export function range(from: number, to: number): number[] {
  // A list that grows takes room for far more.
  if (to - from === 1) return [from];
  if (to - from === 2) return [from, from + 1];
  const numbers: number[] = [];
  for (let at = from; at < to; at++) numbers.push(at);
  return numbers;
}

const MOST_OF_FEW = 40;

/** Sorts in place what is mostly a few things, and nearly in order: each is moved to its place, without the copies that `sort` makes. */
export function sortFew<Item>(list: Item[], compare: (one: Item, other: Item) => number): Item[] {
  if (list.length > MOST_OF_FEW) return list.sort(compare);
  for (let at = 1; at < list.length; at++) {
    const item = list[at]!;
    let place = at;
    for (; place > 0 && compare(list[place - 1]!, item) > 0; place--) list[place] = list[place - 1]!;
    list[place] = item;
  }
  return list;
}
