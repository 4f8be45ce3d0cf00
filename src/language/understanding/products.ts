import { productHeads, productParts, productPhrases } from '../lexicon/product-words';
import { editDistance } from './compile';
import { fold, splitTokens, type Token } from './tokens';

/** A product named in the sentence. */
export interface Product {
  text: string;
  start: number;
  end: number;
}

const heads = new Set(productHeads.split(' '));
const parts = new Set(productParts.split(' '));
const phrases = new Map<string, string[][]>();
for (const phrase of productPhrases.split(',')) {
  const words = splitTokens(phrase.trim()).map((token) => token.low);
  const first = words[0] ?? '';
  phrases.set(first, [...(phrases.get(first) ?? []), words]);
}
const longWords = [...new Set([...heads, ...parts, ...[...phrases.values()].flat(2)])].filter(
  (word) => word.length > 4 && !/\d/.test(word),
);
const corrections = new Map<string, string>();

/** Whether a word belongs to product names, so that it is nobody's name. */
export function isProductWord(low: string): boolean {
  return heads.has(low) || (parts.has(low) && low.length > 4);
}

/** The product word that a word is, or was meant to be; a word of the language is none. */
function readWord({ low, kind }: Token, at: number, isKnown: (at: number) => boolean): string {
  if (kind === 'number') return low;
  if (kind !== 'word') return '\0';
  if (low.length < 5 || heads.has(low) || parts.has(low) || phrases.has(low) || isKnown(at)) return low;
  let meant = corrections.get(low);
  if (meant === undefined) {
    if (corrections.size > 20_000) corrections.clear();
    meant = longWords.find((word) => isNear(word, low)) ?? low;
    corrections.set(low, meant);
  }
  return meant;
}

function isNear(word: string, low: string): boolean {
  const most = word.length > 7 ? 2 : 1;
  return word[0] === low[0] && editDistance(low, word, most) <= most;
}

/**
 * Finds the longest runs of product words that hold a head or a known phrase; the account's own titles are found as they
 * are written.
 */
export function findProducts(
  tokens: readonly Token[],
  text: string,
  known: readonly string[][],
  isKnown: (at: number) => boolean,
): Product[] {
  const words = tokens.map((token, at) => readWord(token, at, isKnown));
  const titles = namesByFirstWord(known);
  const products: Product[] = [];
  let at = 0;
  while (at < tokens.length) {
    const end = Math.max(endOfReference(tokens, text, at), endOfRun(tokens, words, at), endOfKnown(words, at, titles));
    const first = tokens[at];
    const last = tokens[end - 1];
    if (end > at && first && last) {
      products.push({ text: text.slice(first.start, last.end), start: at, end });
      at = end;
    } else at++;
  }
  return products;
}

/** A product's id, with its SKU's or without: `CFQ7TTC0LCHC:0002` (domain.md 4.1, 4.5). */
const reference = /(?:CFQ7|DZH3|DG7G)[0-9A-Z]{8}(?:[:/][0-9A-Z]{1,4})?(?![0-9A-Z])/iy;

const SHORTEST_REFERENCE = 12;

function endOfReference(tokens: readonly Token[], text: string, start: number): number {
  const token = tokens[start]!;
  if (token.end - token.start < SHORTEST_REFERENCE) return start;
  reference.lastIndex = token.start;
  if (!reference.test(text)) return start;
  let end = start + 1;
  while ((tokens[end]?.start ?? Infinity) < reference.lastIndex) end += 1;
  return end;
}

function endOfKnown(words: readonly string[], start: number, known: ReadonlyMap<string, readonly string[][]>): number {
  const names = known.get(words[start]!);
  let end = start;
  if (names)
    for (const name of names)
      if (name.every((word, step) => words[start + step] === word)) end = Math.max(end, start + name.length);
  return end;
}

const sorted = new WeakMap<readonly string[][], Map<string, string[][]>>();

/** Names by their first word, sorted once for each list of them: a price list has thousands of titles. */
function namesByFirstWord(names: readonly string[][]): Map<string, string[][]> {
  let byFirst = sorted.get(names);
  if (!byFirst) {
    byFirst = new Map<string, string[][]>();
    for (const name of names) {
      const [first] = name;
      if (first === undefined) continue;
      const same = byFirst.get(first);
      if (same) same.push(name);
      else byFirst.set(first, [name]);
    }
    sorted.set(names, byFirst);
  }
  return byFirst;
}

function phraseAt(words: readonly string[], at: number): number {
  let longest = 0;
  const begun = phrases.get(words[at]!);
  if (!begun) return longest;
  for (const phrase of begun) {
    if (phrase.length > longest && phrase.every((word, step) => words[at + step] === word)) longest = phrase.length;
  }
  return longest;
}

/** Words that end a name but never begin one ("plus" is French for "no longer"). */
const NEVER_FIRST = new Set(
  'plus pro for plan online service user users premium standard basic unlimited and'.split(' '),
);

function endOfRun(tokens: readonly Token[], words: readonly string[], start: number): number {
  if (NEVER_FIRST.has(words[start] ?? '')) return start;
  let at = start;
  let isNamed = false;
  while (at < tokens.length && at - start < 10) {
    const named = phraseAt(words, at) || (heads.has(words[at]!) ? 1 : 0);
    const taken = named || (isMore(tokens, words, at, start) ? 1 : 0);
    if (taken === 0) break;
    isNamed ||= named > 0;
    at += taken;
  }
  if (!isNamed) return start;
  while (at > start && /^(?:for|per|ms)$/.test(words[at - 1] ?? '')) at--;
  return at;
}

/** Whether a word may stand in a product's name that begins at `start`, though none is named by it. */
function isMore(tokens: readonly Token[], words: readonly string[], at: number, start: number): boolean {
  const word = words[at]!;
  const before = words[at - 1] ?? '';
  if (parts.has(word) && (word !== 'for' || (at > start && isPart(words[at + 1]))))
    return (word !== 'user' && word !== 'users') || (at > start && before === 'per');
  if (word === '365' && heads.has(words[at + 1] ?? '')) return true;
  if (tokens[at]!.kind !== 'number' || at === start) return false;
  return (
    before === 'plan' ||
    (/^(?:microsoft|office|windows|dynamics|planner|project|visio|stream)$/.test(before) &&
      /^(?:365|10|11|[1-5])$/.test(word))
  );
}

function isPart(word: string | undefined): boolean {
  return (
    word !== undefined &&
    (heads.has(word) || parts.has(word)) &&
    !/^(?:for|students?|faculty|teams|online|enterprise)$/.test(word)
  );
}

/** Words that stand in product names and in much else. */
const GENERIC = new Set(
  'mail sync studio cloud drive desk suite office backup voice vault hub connect pro plus'.split(' '),
);

/** A name where only a product can be meant ("pin Zephyria Mail"), with the words that go with it. */
export function asProduct(named: Product, tokens: readonly Token[], text: string): Product {
  let end = named.end;
  while (end < tokens.length && end - named.end < 3) {
    const token = tokens[end];
    if (token?.kind !== 'word' || !(GENERIC.has(token.low) || isProductWord(token.low) || /\d/.test(token.low))) break;
    end++;
  }
  const last = tokens[end - 1];
  const first = tokens[named.start];
  return first && last ? { text: text.slice(first.start, last.end), start: named.start, end } : named;
}

/** The account's own titles as folded words. */
export function foldTitles(titles: readonly string[]): string[][] {
  return titles.map((title) => splitTokens(title).map((token) => fold(token.text)));
}
