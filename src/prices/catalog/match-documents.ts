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
  /** The search in which a document was found last: so that none is taken twice. */
  const taken = new Uint32Array(size);
  let search = 0;
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

  return {
    match(hard, soft) {
      const hits: Hits = { documents: [], ...arrays };
      const [rarest, ...others] = hard
        .map((word) => index.matchWord(word))
        .sort((one, other) => countDocuments(one) - countDocuments(other));
      if (!rarest || others.some((matches) => matches.length === 0)) return hits;
      search += 1;
      const places = new Array<Place>(others.length);
      for (const match of rarest) {
        for (let at = 0; at < match.documents.length; at += 1) {
          const number = match.documents[at]!;
          if (taken[number] === search) continue;
          taken[number] = search;
          // Most hold only the one word: nothing is written for them.
          if (!findPlaces(others, number, places)) continue;
          makeReady(number);
          hits.documents.push(number);
          hold(hits, number, match, at);
          for (const place of places) hold(hits, number, place.match, place.at);
        }
      }
      for (const word of soft) {
        const exact = index.matchWord(word).find((match) => match.penalty === 0);
        for (const number of hits.documents) if (!exact || exact.find(number) === -1) hits.families[number]! += 1;
      }
      return hits;
    },
    take(documents) {
      documents.forEach(makeReady);
      return { documents: [...documents], ...arrays };
    },
  };
}

/** Where a document holds a word. */
interface Place {
  match: WordMatch;
  at: number;
}

/** Where a document holds each of some words, by its likeliest meaning. @returns whether it holds them all */
function findPlaces(words: readonly (readonly WordMatch[])[], number: number, places: Place[]): boolean {
  for (let word = 0; word < words.length; word += 1) {
    const place = findPlace(words[word]!, number);
    if (!place) return false;
    places[word] = place;
  }
  return true;
}

function findPlace(matches: readonly WordMatch[], number: number): Place | undefined {
  for (const match of matches) {
    const at = match.find(number);
    if (at !== -1) return { match, at };
  }
  return undefined;
}

function hold(hits: Hits, number: number, match: WordMatch, at: number): void {
  const weight = match.weights[at]!;
  hits.penalty[number]! += match.penalty;
  if (weight > 0) hits.plain[number] = Math.max(0, hits.plain[number]! - weight);
  if (weight < 0) hits.qualifiers[number] = Math.max(0, hits.qualifiers[number]! + weight);
}

function countDocuments(matches: readonly WordMatch[]): number {
  return matches.reduce((count, match) => count + match.documents.length, 0);
}
