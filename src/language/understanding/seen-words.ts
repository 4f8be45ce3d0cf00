import { createByteSum, type ByteTable } from './byte-sums';
import type { Reading } from './reading';
import type { Token } from './tokens';

/** A word as the model sees it. */
export interface SeenWord {
  /** Its stem, or the kind of thing that it stands for. */
  word: string;
  /** Its letters, where they are looked at too; else empty. */
  letters: string;
}

/** How many places there are for words. */
export const WORD_PLACES = 32_768;

/** What stands for a kind of thing is the same whichever it is: every name, every product, every role. */
const kinds = new Map(
  [
    'role',
    'section',
    'field',
    'segment',
    'market',
    'currency',
    'month',
    'weekday',
    'number',
    'ordinal',
    'language',
  ].map((kind) => [kind, `<${kind}>`]),
);
const MOST_WORDS = 64;

/** The words of a sentence, with one for each kind of thing in the place of the words that name it. */
export function seeWords({ tokens, people, products, marks, found }: Reading): SeenWord[] {
  const shown: (string | undefined)[] = [];
  const show = (start: number, end: number, kind: string): void => {
    for (let at = start; at < end; at++) shown[at] ??= at === start ? kind : '';
  };
  for (const { start, end } of people) show(start, end, '<person>');
  for (const { start, end } of products) show(start, end, '<product>');
  for (const { prefix, start, end } of marks) {
    const kind = prefix && kinds.get(prefix);
    if (kind) show(start, end, kind);
  }
  const seen: SeenWord[] = [];
  for (let at = 0; at < tokens.length && seen.length < MOST_WORDS; at++) {
    const token = tokens[at]!;
    const kind = shown[at];
    if (kind === '') continue;
    const word = kind ?? wordOf(token.kind, token.text, found.stems[at] ?? token.low);
    if (word === undefined) continue;
    seen.push({ word, letters: token.kind === 'word' && kind === undefined ? token.low : '' });
  }
  return seen;
}

const tokenKinds: Readonly<Record<Exclude<Token['kind'], 'word' | 'mark'>, string>> = {
  number: '<number>',
  ordinal: '<ordinal>',
  email: '<email>',
  url: '<url>',
  phone: '<phone>',
  mention: '<mention>',
  login: '<login>',
  date: '<date>',
};

function wordOf(kind: Token['kind'], text: string, stem: string): string | undefined {
  if (kind === 'word') return stem;
  if (kind !== 'mark') return tokenKinds[kind];
  return text === '?' || text === '!' || text === ':' ? text : undefined;
}

const WORD = 1;
const PAIR = 2;
const LETTERS = 3;
/** Letters alone say less than words. */
const LETTERS_COUNT = 0.3;

/**
 * The places of words, of each two of them, and of their runs of three to five letters, which misspelt and unknown words have
 * too, with what each counts. Where several come to the same place, the last counts.
 */
export function placesOf(words: readonly SeenWord[]): Map<number, number> {
  const places = new Map<number, number>();
  let before = '^';
  for (const { word, letters } of words) {
    places.set(placeOf(word, WORD), 1);
    places.set(placeOfPair(before, word), 1);
    before = word;
    if (letters) for (const place of runsOf(letters)) places.set(place, LETTERS_COUNT);
  }
  places.set(placeOfPair(before, '$'), 1);
  return places;
}

/** The places of a word's runs of letters, each once. */
function runsOf(word: string): Set<number> {
  const letters = `<${word}>`;
  const places = new Set<number>();
  for (let length = 3; length <= 5; length++)
    for (let from = 0; from + length <= letters.length; from++)
      places.add(placeOf(letters, LETTERS, from, from + length));
  return places;
}

/** The place of a text, or of a part of it. */
function placeOf(text: string, seed: number, from = 0, to = text.length): number {
  return placeAt(hashOn(seed, text, from, to));
}

/** The place of two words, one behind the other. */
function placeOfPair(before: string, word: string): number {
  return placeAt(hashOn(hashOn(hashOn(PAIR, before), ' '), word));
}

/** FNV-1a. */
function hashOn(seed: number, text: string, from = 0, to = text.length): number {
  let hash = seed;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return hash;
}

/** Where a hash leads, its bits mixed once more. */
function placeAt(seed: number): number {
  let hash = seed ^ (seed >>> 15);
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) % WORD_PLACES;
}

/** Words are said again and again; of so many what their letters come to is kept, each in half a kilobyte. */
const rememberedWords = 1_000;
/** No word of a language is longer: what is, is not kept. */
const longestWord = 32;
/** Runs of three to five letters of such a word, with a sign before it and one behind. */
const mostRuns = 3 * longestWord;

/**
 * Sums up the rows of words in a table that lies far beyond the processor's caches: of each word's letters the sum is remembered, so
 * that a sentence takes some dozen of its rows instead of hundreds. In whole numbers, so that it is exactly what `placesOf` comes to.
 */
export interface WordSums {
  /** Adds what words count to sums, one for each column. */
  add(words: readonly SeenWord[], sums: Float64Array): void;
}

/**
 * @param table its last `WORD_PLACES` rows are those of words
 */
export function createWordSums(table: ByteTable): WordSums {
  const { columns } = table;
  const firstRow = table.bytes.length / columns - WORD_PLACES;
  const whole = createByteSum(table);
  const letters = createByteSum(table);
  // A bit for each place: what was last said of it.
  const isWhole = new Int32Array(WORD_PLACES / 32);
  const isLetters = new Int32Array(WORD_PLACES / 32);

  /** The numbers of the words whose runs are kept; of each: how many, their places, and the sum of their rows. */
  const kept = new Map<string, number>();
  const counts = new Uint8Array(rememberedWords);
  const places = new Uint16Array(rememberedWords * mostRuns);
  const half = columns / 2;
  const sums = new Int32Array(rememberedWords * half);

  function keepRuns(word: string): number {
    if (kept.size >= rememberedWords) kept.clear();
    // As it stands in a sentence it would keep the whole of it.
    const number = kept.size;
    kept.set(Buffer.from(word).toString(), number);
    const runs = runsOf(word);
    places.set([...runs], number * mostRuns);
    counts[number] = runs.size;
    const sum = createByteSum(table);
    for (const place of runs) sum.add(firstRow + place);
    sum.keep(sums, number * half);
    return number;
  }

  function takeWhole(place: number): void {
    const [at, bit] = [place >>> 5, 1 << (place & 31)];
    if (isWhole[at]! & bit) return;
    if (isLetters[at]! & bit) letters.subtract(firstRow + place);
    isLetters[at]! &= ~bit;
    isWhole[at]! |= bit;
    whole.add(firstRow + place);
  }

  /** Says of a place that letters stand there; whether they did before. */
  function takePlace(place: number): boolean {
    const [at, bit] = [place >>> 5, 1 << (place & 31)];
    if (isWhole[at]! & bit) whole.subtract(firstRow + place);
    const before = (isLetters[at]! & bit) !== 0;
    isWhole[at]! &= ~bit;
    isLetters[at]! |= bit;
    return before;
  }

  function takeLetters(word: string): void {
    if (word.length > longestWord) {
      for (const place of runsOf(word)) if (!takePlace(place)) letters.add(firstRow + place);
      return;
    }
    const number = kept.get(word) ?? keepRuns(word);
    letters.addKept(sums, number * half, counts[number]!);
    const start = number * mostRuns;
    const end = start + counts[number]!;
    // Where letters stood already, what the sum brought once more goes again.
    for (let at = start; at < end; at++) if (takePlace(places[at]!)) letters.subtract(firstRow + places[at]!);
  }

  return {
    add(words, to) {
      whole.clear();
      letters.clear();
      isWhole.fill(0);
      isLetters.fill(0);
      let before = '^';
      for (const { word, letters: low } of words) {
        takeWhole(placeOf(word, WORD));
        takeWhole(placeOfPair(before, word));
        before = word;
        if (low) takeLetters(low);
      }
      takeWhole(placeOfPair(before, '$'));
      const [ofWhole, ofLetters] = [whole.read(), letters.read()];
      for (let at = 0; at < columns; at++) to[at]! += ofWhole[at]! + LETTERS_COUNT * ofLetters[at]!;
    },
  };
}
