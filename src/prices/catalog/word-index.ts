import type { TitleWords } from './words';
import { countAllowedSlips, countSlips, maskLetters, mayBeSimilar } from './spelling';

/** Documents (by number) under each word, with what the word weighs in that document. */
export interface WordIndex extends TitleWords {
  /** Words of titles that the word may mean, the likeliest first; `penalty` 0 is the word itself. */
  matchWord(word: string): readonly WordMatch[];
}

/** A word, and the documents that hold it. */
interface Posting {
  word: string;
  /** In the order in which they were indexed, so sorted. */
  documents: readonly number[];
  weights: readonly number[];
  /** @returns the document's place in the list, or -1 */
  find(document: number): number;
}

export interface WordMatch extends Posting {
  penalty: number;
}

interface Entry extends Posting {
  mask: number;
}

const prefixPenalty = 2;
const slipPenalty = 3;
/** Shorter beginnings would mean half of the catalog. */
const shortestPrefix = 3;
/** What words were found to mean; people ask with the same few. */
const keptLookups = 2_000;
/** A word in more documents than one in so many has a table of them: a look instead of a search. */
const tableShare = 32;

export interface WordIndexBuilder {
  add(document: number, word: string, weight: number): void;
  addPair(one: string, other: string): void;
  build(): WordIndex;
}

export function createWordIndexBuilder(): WordIndexBuilder {
  const postings = new Map<string, { documents: number[]; weights: number[] }>();
  const pairs = new Map<string, readonly string[]>();
  let size = 0;
  return {
    add(document, word, weight) {
      let posting = postings.get(word);
      if (!posting) postings.set(word, (posting = { documents: [], weights: [] }));
      posting.documents.push(document);
      posting.weights.push(weight);
      size = document + 1;
    },
    addPair: (one, other) => void pairs.set(one + other, [one, other]),
    build: () => createWordIndex(postings, pairs, size),
  };
}

/** Where a document stands in a list: by a table where the list is long, made when it is first needed. */
function createFinder(documents: readonly number[], size: number): (document: number) => number {
  if (documents.length * tableShare < size) return (document) => findSorted(documents, document);
  let table: Uint32Array | undefined;
  return (document) => {
    if (!table) {
      table = new Uint32Array(size);
      for (let at = 0; at < documents.length; at += 1) table[documents[at]!] = at + 1;
    }
    return table[document]! - 1;
  };
}

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

function createWordIndex(
  postings: ReadonlyMap<string, Pick<Posting, 'documents' | 'weights'>>,
  pairs: ReadonlyMap<string, readonly string[]>,
  size: number,
): WordIndex {
  const entries = new Map<string, Entry>();
  for (const [word, { documents, weights }] of postings) {
    entries.set(word, { word, mask: maskLetters(word), documents, weights, find: createFinder(documents, size) });
  }
  const all = [...entries.values()];
  const lookups = new Map<string, readonly WordMatch[]>();
  const withPenalty = ({ word, documents, weights, find }: Entry, penalty: number): WordMatch => ({
    word,
    penalty,
    documents,
    weights,
    find,
  });

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

  function lookUp(word: string): readonly WordMatch[] {
    const exact = entries.get(word);
    const prefixed = findPrefixed(word).filter((match) => match.word !== word);
    const found = exact ? [withPenalty(exact, 0), ...prefixed] : prefixed;
    return found.length > 0 ? found : findSimilar(word);
  }

  return {
    isKnown: (word) => entries.has(word),
    splitJoined: (word) => pairs.get(word),
    matchWord(word) {
      const known = lookups.get(word);
      if (known) return known;
      if (lookups.size >= keptLookups) lookups.clear();
      const found = lookUp(word);
      lookups.set(word, found);
      return found;
    },
  };
}
