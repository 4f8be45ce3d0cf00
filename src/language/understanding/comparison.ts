import type { Decision } from './decide';
import { isProductWord } from './products';
import type { Reading } from './reading';
import { fillSlots } from './slots';
import type { Token } from './tokens';

/** So sure is a sentence that says “compare” and names two products. */
const certainty = 0.95;

/**
 * “Compare E3 and E5” asks what both cost: the slot `product` is the two as written, with what joins them. It needs a word of
 * comparing and nothing but joining words between the products; undefined for everything else.
 */
export function readComparison(reading: Reading): Decision | undefined {
  const { products, tokens, text, compiled } = reading;
  const first = products[0];
  if (!first) return undefined;
  const wordsOf = (from: number, to: number) => tokens.slice(from, to).map(({ low }) => low);
  const compares = (word: string) => compiled.comparing.has(word);
  const joins = (word: string) => compiled.joining.has(word);
  if (!tokens.some(({ low }) => compares(low))) return undefined;
  let last = first;
  let isJoined = wordsOf(first.start + 1, first.end - 1).some(joins);
  const saidBetween: string[] = [];
  for (const next of products.slice(1)) {
    const between = wordsOf(last.end, next.start);
    if (between.length > 3 || !between.every((word) => joins(word) || compares(word))) break;
    saidBetween.push(...between);
    isJoined = true;
    last = next;
  }
  const short = findShortName(tokens, last.end, joins);
  const end = short ?? last.end;
  isJoined ||= short !== undefined;
  const isCompared = wordsOf(0, first.start).some(compares) || saidBetween.some(compares);
  if (!isJoined || !isCompared) return undefined;
  const product = text.slice(tokens[first.start]!.start, tokens[end - 1]!.end);
  const { slots } = fillSlots('prices.find', reading);
  return { operation: 'prices.find', slots: { ...slots, product }, confidence: certainty, alternatives: [] };
}

/** “Business Basic and Premium”: where what the second is called goes on after a joining word; undefined where nothing does. */
function findShortName(tokens: readonly Token[], from: number, joins: (word: string) => boolean): number | undefined {
  let end = from;
  while (end < tokens.length && joins(tokens[end]!.low)) end += 1;
  if (end === from) return undefined;
  const start = end;
  while (end < tokens.length && isProductWord(tokens[end]!.low)) end += 1;
  return end > start ? end : undefined;
}
