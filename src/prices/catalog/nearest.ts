import type { CatalogItem } from './catalog';
import type { TitleWeights } from './match-documents';
import type { WordIndex, WordMatch } from './word-index';
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
  const scoreSharedWords = createWordScorer(index, scores);

  return (text, limit) => {
    const considered = limit * consideredPerResult;
    let touched = scoreSharedWords(text, considered);
    if (touched.length === 0) {
      letters ??= indexLetters(items);
      touched = scoreSharedLetters(letters, scores, text);
    }
    const ranked = takeHighest(touched, scores, considered);
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

/** Those of the highest scores, the earlier ones of equal score. */
function takeHighest(numbers: readonly number[], scores: Float64Array, limit: number): number[] {
  const least = findLeastOfHighest(numbers, scores, limit);
  const above = numbers.filter((number) => scores[number]! > least);
  const equal = numbers.filter((number) => scores[number] === least).sort((one, other) => one - other);
  return [...above, ...equal.slice(0, limit - above.length)];
}

/** The score that the last of the highest has; 0 where there are not so many. */
function findLeastOfHighest(numbers: readonly number[], scores: Float64Array, limit: number): number {
  if (numbers.length < limit) return 0;
  // Sums of few words: there are few scores, however many have them.
  const values: number[] = [];
  const counts: number[] = [];
  for (const number of numbers) {
    const at = values.indexOf(scores[number]!);
    if (at !== -1) counts[at]! += 1;
    else if (values.push(scores[number]!) > manyScores) return findBySorting(numbers, scores, limit);
    else counts.push(1);
  }
  let left = limit;
  for (const value of [...values].sort((one, other) => other - one)) {
    left -= counts[values.indexOf(value)]!;
    if (left <= 0) return value;
  }
  return 0;
}

/** More are sorted faster than told apart one by one. */
const manyScores = 24;

function findBySorting(numbers: readonly number[], scores: Float64Array, limit: number): number {
  return Float64Array.from(numbers, (number) => scores[number]!).sort()[numbers.length - limit]!;
}

interface SoughtWord {
  matches: { match: WordMatch; rarity: number }[];
  /** No document gets more from this word. */
  most: number;
}

/**
 * Scores documents by the words that they share with a text, a rare one counting more than a common one. The rarest words come
 * first; once those that follow could bring no other document among the highest, only those found before are looked up: a
 * word that half of the titles hold is not worth walking through.
 *
 * @returns what was scored, under its numbers in `scores`: the highest `wanted` are among them
 */
function createWordScorer(index: WordIndex, scores: Float64Array): (text: string, wanted: number) => number[] {
  /** The word with which a document was scored last, counted over all searches. */
  const scored = new Uint32Array(scores.length);
  let round = 0;

  function readWord(word: string): SoughtWord {
    const matches = index.matchWord(word).map((match) => ({
      match,
      rarity: Math.log(1 + scores.length / match.documents.length) / (1 + match.penalty),
    }));
    return { matches, most: Math.max(0, ...matches.map(({ rarity }) => rarity)) };
  }

  return (text, wanted) => {
    const words = [...new Set(splitWords(text))].map(readWord).sort((one, other) => other.most - one.most);
    let toCome = words.reduce((sum, { most }) => sum + most, 0);
    const touched: number[] = [];
    for (const { matches, most } of words) {
      round += 1;
      const mayBringOthers = touched.length < wanted || findLeastOfHighest(touched, scores, wanted) <= toCome;
      toCome -= most;
      if (mayBringOthers) {
        for (const { match, rarity } of matches) {
          for (const number of match.documents) {
            if (scored[number] === round) continue;
            scored[number] = round;
            if (scores[number] === 0) touched.push(number);
            scores[number]! += rarity;
          }
        }
      } else {
        for (const number of touched) {
          scores[number]! += matches.find(({ match }) => match.find(number) !== -1)?.rarity ?? 0;
        }
      }
    }
    return touched;
  };
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
