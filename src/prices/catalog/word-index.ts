import type { TitleWords } from './words';
import { countAllowedSlips, countSlips, maskLetters, mayBeSimilar } from './spelling';

/** Documents (by number) under each word, with what the word weighs in that document. */
export interface WordIndex extends TitleWords {
  /** Words of titles that the word may mean, the likeliest first; `penalty` 0 is the word itself. */
  matchWord(word: string): WordMatch[];
}

export interface WordMatch {
  word: string;
  penalty: number;
  documents: number[];
  weights: number[];
}

interface Entry {
  word: string;
  mask: number;
  documents: number[];
  weights: number[];
}

const prefixPenalty = 2;
const slipPenalty = 3;
/** Shorter beginnings would mean half of the catalog. */
const shortestPrefix = 3;

export interface WordIndexBuilder {
  add(document: number, word: string, weight: number): void;
  addPair(one: string, other: string): void;
  build(): WordIndex;
}

export function createWordIndexBuilder(): WordIndexBuilder {
  const entries = new Map<string, Entry>();
  const pairs = new Map<string, readonly string[]>();
  return {
    add(document, word, weight) {
      let entry = entries.get(word);
      if (!entry) {
        entry = { word, mask: maskLetters(word), documents: [], weights: [] };
        entries.set(word, entry);
      }
      entry.documents.push(document);
      entry.weights.push(weight);
    },
    addPair: (one, other) => void pairs.set(one + other, [one, other]),
    build: () => createWordIndex(entries, pairs),
  };
}

function createWordIndex(entries: Map<string, Entry>, pairs: Map<string, readonly string[]>): WordIndex {
  const all = [...entries.values()];
  const withPenalty = ({ word, documents, weights }: Entry, penalty: number) => ({ word, penalty, documents, weights });

  function findPrefixed(word: string): WordMatch[] {
    if (word.length < shortestPrefix || /^\d/.test(word)) return [];
    return all.filter((entry) => entry.word.startsWith(word)).map((entry) => withPenalty(entry, prefixPenalty));
  }

  function findSimilar(word: string): WordMatch[] {
    const limit = countAllowedSlips(word.length);
    if (limit === 0) return [];
    const mask = maskLetters(word);
    const similar: WordMatch[] = [];
    for (const entry of all) {
      if (Math.abs(entry.word.length - word.length) > limit || !mayBeSimilar(mask, entry.mask, limit)) continue;
      const slips = countSlips(word, entry.word, limit);
      if (slips <= limit) similar.push(withPenalty(entry, slips * slipPenalty));
    }
    return similar.sort((one, other) => one.penalty - other.penalty);
  }

  return {
    isKnown: (word) => entries.has(word),
    splitJoined: (word) => pairs.get(word),
    matchWord(word) {
      const exact = entries.get(word);
      const prefixed = findPrefixed(word).filter((match) => match.word !== word);
      const found = exact ? [withPenalty(exact, 0), ...prefixed] : prefixed;
      return found.length > 0 ? found : findSimilar(word);
    },
  };
}
