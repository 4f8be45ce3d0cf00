import type { CatalogItem } from './catalog';
import type { TitleWeights } from './match-documents';
import type { WordIndex } from './word-index';
import { splitWords } from './words';

/** Below it two titles have no more in common than any two. */
const leastLikeness = 0.3;

/** Only so many of equal rank are looked at for their order. */
const consideredPerResult = 20;

/**
 * Finds products that come near to what was said though they do not hold all of it: those that share its rarest words, else
 * those that look alike letter by letter. Plain commercial items come first; nothing is offered that has nothing in common.
 */
export function createNearestSearch(
  items: readonly CatalogItem[],
  index: WordIndex,
  weights: TitleWeights,
): (text: string, limit: number) => CatalogItem[] {
  let letters: LetterIndex | undefined;

  const countDepartures = (number: number): number =>
    (items[number]!.segment === 'commercial' ? 0 : 1_000) + weights.qualifiers[number]! * 10 + weights.plain[number]!;

  const scores = new Float64Array(items.length);

  return (text, limit) => {
    let touched = scoreSharedWords(index, scores, text);
    if (touched.length === 0) {
      letters ??= indexLetters(items);
      touched = scoreSharedLetters(letters, scores, text);
    }
    const ranked = takeHighest(touched, scores, limit * consideredPerResult);
    ranked.sort(
      (one, other) => scores[other]! - scores[one]! || countDepartures(one) - countDepartures(other) || one - other,
    );
    const byTitle = new Map<string, CatalogItem>();
    for (const number of ranked) {
      const item = items[number]!;
      if (byTitle.size < limit && !byTitle.has(item.productTitle)) byTitle.set(item.productTitle, item);
    }
    for (const number of touched) scores[number] = 0;
    return [...byTitle.values()];
  };
}

/** Those of the highest scores, the earlier ones of equal score; their order is none. */
function takeHighest(numbers: readonly number[], scores: Float64Array, limit: number): number[] {
  if (numbers.length <= limit) return [...numbers];
  const least = Float64Array.from(numbers, (number) => scores[number]!).sort()[numbers.length - limit]!;
  const above = numbers.filter((number) => scores[number]! > least);
  for (const number of numbers) {
    if (above.length === limit) break;
    if (scores[number] === least) above.push(number);
  }
  return above;
}

/** What the documents share with the text, under their numbers. @returns those that share something */
function scoreSharedWords(index: WordIndex, scores: Float64Array, text: string): number[] {
  const touched: number[] = [];
  const seen = new Int32Array(scores.length);
  let round = 0;
  for (const word of new Set(splitWords(text))) {
    round += 1;
    for (const { penalty, documents } of index.matchWord(word)) {
      const rarity = Math.log(1 + scores.length / documents.length) / (1 + penalty);
      for (const number of documents) {
        if (seen[number] === round) continue;
        if (seen[number] === 0) touched.push(number);
        seen[number] = round;
        scores[number]! += rarity;
      }
    }
  }
  return touched;
}

/** Three letters in a row → the first item of each product whose title holds them. */
interface LetterIndex {
  products: Map<string, number[]>;
  sizes: Map<number, number>;
}

function indexLetters(items: readonly CatalogItem[]): LetterIndex {
  const products = new Map<string, number[]>();
  const sizes = new Map<number, number>();
  const seen = new Set<string>();
  items.forEach((item, number) => {
    if (seen.has(item.productTitle)) return;
    seen.add(item.productTitle);
    const triples = readTriples(item.productTitle);
    sizes.set(number, triples.size);
    for (const triple of triples) {
      const holders = products.get(triple);
      if (holders) holders.push(number);
      else products.set(triple, [number]);
    }
  });
  return { products, sizes };
}

/** Dice's measure: what two titles share of all that they hold. */
function scoreSharedLetters({ products, sizes }: LetterIndex, scores: Float64Array, text: string): number[] {
  const wanted = readTriples(text);
  const touched: number[] = [];
  for (const triple of wanted) {
    for (const number of products.get(triple) ?? []) {
      if (scores[number] === 0) touched.push(number);
      scores[number]! += 1;
    }
  }
  return touched.filter((number) => {
    const likeness = (2 * scores[number]!) / (wanted.size + sizes.get(number)!);
    scores[number] = likeness >= leastLikeness ? likeness : 0;
    return likeness >= leastLikeness;
  });
}

function readTriples(text: string): Set<string> {
  const joined = ` ${splitWords(text).join(' ')} `;
  const triples = new Set<string>();
  for (let at = 0; at + 3 <= joined.length; at += 1) triples.add(joined.slice(at, at + 3));
  return triples;
}
