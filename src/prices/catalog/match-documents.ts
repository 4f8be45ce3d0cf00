import type { WordIndex, WordMatch } from './word-index';

/** What a title weighs, and what of it was said so far. */
export interface TitleWeights {
  /** All words that say more than the family. */
  plain: Float64Array;
  /** The words by which it departs from the product that the rest names: a trial, students, "no Teams". */
  qualifiers: Float64Array;
}

/** Documents that hold every word that was said, and, under each one's number, how well. Holds until the next search. */
export interface Hits {
  documents: number[];
  /** How far what was said is from how it is written; 0 is to the letter. */
  penalty: Float64Array;
  /** What of the title was left unsaid. */
  plain: Float64Array;
  qualifiers: Float64Array;
  /** Words of the family that were said and are not in the title ("Microsoft" Power BI). */
  families: Float64Array;
}

/** The same arrays serve every search: only what the first word finds is made ready. */
export interface Matcher {
  /**
   * The documents that hold all words of `hard`; the words of `soft` only weigh. The rarest word is looked up first, so
   * that the work follows the number of hits, not of items.
   */
  match(hard: readonly string[], soft: readonly string[]): Hits;
  /** Documents that were named otherwise than by words of their title. */
  take(documents: readonly number[]): Hits;
}

export function createMatcher(index: WordIndex, weights: TitleWeights): Matcher {
  const size = weights.plain.length;
  const arrays = {
    penalty: new Float64Array(size),
    plain: new Float64Array(size),
    qualifiers: new Float64Array(size),
    families: new Float64Array(size),
  };

  function makeReady(number: number): void {
    arrays.penalty[number] = 0;
    arrays.plain[number] = weights.plain[number]!;
    arrays.qualifiers[number] = weights.qualifiers[number]!;
    arrays.families[number] = 0;
  }

  function takeFirst(hits: Hits, matches: readonly WordMatch[]): number[] {
    const held = matches.length > 1 ? new Set<number>() : undefined;
    const documents: number[] = [];
    for (const match of matches) {
      for (let at = 0; at < match.documents.length; at += 1) {
        const number = match.documents[at]!;
        if (held?.has(number)) continue;
        held?.add(number);
        documents.push(number);
        makeReady(number);
        hold(hits, number, match, at);
      }
    }
    return documents;
  }

  return {
    match(hard, soft) {
      const hits: Hits = { documents: [], ...arrays };
      const lookups = hard
        .map((word) => index.matchWord(word))
        .sort((one, other) => countDocuments(one) - countDocuments(other));
      lookups.forEach((matches, at) => {
        hits.documents = at === 0 ? takeFirst(hits, matches) : narrow(hits, matches);
      });
      if (hits.documents.length === 0) return hits;
      for (const word of soft) {
        const holders = index.matchWord(word).find((match) => match.penalty === 0)?.documents ?? [];
        for (const number of hits.documents) if (findSorted(holders, number) === -1) hits.families[number]! += 1;
      }
      return hits;
    },
    take(documents) {
      documents.forEach(makeReady);
      return { documents: [...documents], ...arrays };
    },
  };
}

function narrow(hits: Hits, matches: WordMatch[]): number[] {
  return hits.documents.filter((number) =>
    matches.some((match) => {
      const at = findSorted(match.documents, number);
      if (at !== -1) hold(hits, number, match, at);
      return at !== -1;
    }),
  );
}

function hold(hits: Hits, number: number, match: WordMatch, at: number): void {
  const weight = match.weights[at]!;
  hits.penalty[number]! += match.penalty;
  if (weight > 0) hits.plain[number] = Math.max(0, hits.plain[number]! - weight);
  if (weight < 0) hits.qualifiers[number] = Math.max(0, hits.qualifiers[number]! + weight);
}

/** Documents are numbered in the order in which they were indexed, so every list is sorted. */
function findSorted(documents: readonly number[], wanted: number): number {
  let low = 0;
  let high = documents.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = documents[middle]!;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function countDocuments(matches: WordMatch[]): number {
  return matches.reduce((count, match) => count + match.documents.length, 0);
}
