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

  return (text, limit) => {
    let scores = scoreSharedWords(index, items.length, text);
    if (scores.size === 0) {
      letters ??= indexLetters(items);
      scores = scoreSharedLetters(letters, text);
    }
    const ranked = [...scores].sort(([, one], [, other]) => other - one).slice(0, limit * consideredPerResult);
    ranked.sort(
      ([one, oneScore], [other, otherScore]) =>
        otherScore - oneScore || countDepartures(one) - countDepartures(other) || one - other,
    );
    const byTitle = new Map<string, CatalogItem>();
    for (const [number] of ranked) {
      const item = items[number]!;
      if (byTitle.size < limit && !byTitle.has(item.productTitle)) byTitle.set(item.productTitle, item);
    }
    return [...byTitle.values()];
  };
}

function scoreSharedWords(index: WordIndex, documentCount: number, text: string): Map<number, number> {
  const scores = new Map<number, number>();
  for (const word of new Set(splitWords(text))) {
    const seen = new Set<number>();
    for (const { penalty, documents } of index.matchWord(word)) {
      const rarity = Math.log(1 + documentCount / documents.length) / (1 + penalty);
      for (const number of documents) {
        if (seen.has(number)) continue;
        seen.add(number);
        scores.set(number, (scores.get(number) ?? 0) + rarity);
      }
    }
  }
  return scores;
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
function scoreSharedLetters({ products, sizes }: LetterIndex, text: string): Map<number, number> {
  const wanted = readTriples(text);
  const common = new Map<number, number>();
  for (const triple of wanted)
    for (const number of products.get(triple) ?? []) common.set(number, (common.get(number) ?? 0) + 1);
  const scores = new Map<number, number>();
  for (const [number, count] of common) {
    const likeness = (2 * count) / (wanted.size + sizes.get(number)!);
    if (likeness >= leastLikeness) scores.set(number, likeness);
  }
  return scores;
}

function readTriples(text: string): Set<string> {
  const joined = ` ${splitWords(text).join(' ')} `;
  const triples = new Set<string>();
  for (let at = 0; at + 3 <= joined.length; at += 1) triples.add(joined.slice(at, at + 3));
  return triples;
}
