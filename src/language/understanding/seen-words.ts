import type { Reading } from './reading';

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
const KINDS = /^(?:role|section|field|segment|market|currency|month|weekday|number|ordinal|language):/;
const MOST_WORDS = 64;

/** The words of a sentence, with one for each kind of thing in the place of the words that name it. */
export function seeWords({ tokens, people, products, marks, found }: Reading): SeenWord[] {
  const kinds: (string | undefined)[] = [];
  const fill = (start: number, end: number, kind: string): void => {
    for (let at = start; at < end; at++) kinds[at] ??= at === start ? kind : '';
  };
  for (const { start, end } of people) fill(start, end, '<person>');
  for (const { start, end } of products) fill(start, end, '<product>');
  for (const { concept, start, end } of marks)
    if (KINDS.test(concept)) fill(start, end, `<${concept.slice(0, concept.indexOf(':'))}>`);
  const seen: SeenWord[] = [];
  for (let at = 0; at < tokens.length && seen.length < MOST_WORDS; at++) {
    const token = tokens[at]!;
    const kind = kinds[at];
    if (kind === '') continue;
    const word = kind ?? wordOf(token.kind, token.text, found.stems[at] ?? token.low);
    if (word === undefined) continue;
    seen.push({ word, letters: token.kind === 'word' && kind === undefined ? token.low : '' });
  }
  return seen;
}

function wordOf(kind: string, text: string, stem: string): string | undefined {
  if (kind === 'word') return stem;
  if (kind !== 'mark') return `<${kind}>`;
  return /[?!:]/.test(text) ? text : undefined;
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
    places.set(placeOf(`${before} ${word}`, PAIR), 1);
    before = word;
    if (letters) for (const place of runsOf(letters)) places.set(place, LETTERS_COUNT);
  }
  places.set(placeOf(`${before} $`, PAIR), 1);
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

/** FNV-1a with its bits mixed once more. */
function placeOf(text: string, seed: number, from = 0, to = text.length): number {
  let hash = seed;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) % WORD_PLACES;
}

/** A word's runs of letters, summed up. */
interface Runs {
  places: Uint16Array;
  /** The sum of their rows. */
  sum: Int32Array;
}

/** People say the same words again and again; of each some 1.2 kB are kept. */
const rememberedWords = 1_000;
/** No word of a language is longer: what is, is not kept. */
const longestWord = 32;

/**
 * Sums up the rows of words in a table that lies far beyond the processor's caches: of each word's letters the sum is remembered, so
 * that a sentence takes some dozen of its rows instead of hundreds. In whole numbers, so that it is exactly what `placesOf` comes to.
 */
export interface WordSums {
  /** Adds what words count to sums, one for each column. */
  add(words: readonly SeenWord[], sums: Float64Array): void;
}

/**
 * @param rows `WORD_PLACES` rows of so many columns
 */
export function createWordSums(rows: Int8Array, columns: number): WordSums {
  const known = new Map<string, Runs>();
  const whole = new Int32Array(columns);
  const letters = new Int32Array(columns);
  // A bit for each place: what was last said of it.
  const isWhole = new Uint32Array(WORD_PLACES / 32);
  const isLetters = new Uint32Array(WORD_PLACES / 32);

  function addRow(to: Int32Array, place: number, times: 1 | -1): void {
    const start = place * columns;
    for (let at = 0; at < columns; at++) to[at]! += times * rows[start + at]!;
  }

  function readRuns(word: string): Runs {
    const places = Uint16Array.from(runsOf(word));
    const sum = new Int32Array(columns);
    for (const place of places) addRow(sum, place, 1);
    const runs = { places, sum };
    if (word.length > longestWord) return runs;
    if (known.size >= rememberedWords) known.clear();
    known.set(word, runs);
    return runs;
  }

  function takeWhole(place: number): void {
    const [at, bit] = [place >>> 5, 1 << (place & 31)];
    if (isWhole[at]! & bit) return;
    if (isLetters[at]! & bit) addRow(letters, place, -1);
    isLetters[at]! &= ~bit;
    isWhole[at]! |= bit;
    addRow(whole, place, 1);
  }

  function takeLetters(word: string): void {
    const { places, sum } = known.get(word) ?? readRuns(word);
    for (let at = 0; at < columns; at++) letters[at]! += sum[at]!;
    for (const place of places) {
      const [at, bit] = [place >>> 5, 1 << (place & 31)];
      // Already there: what the sum brought once more goes again.
      if (isLetters[at]! & bit) addRow(letters, place, -1);
      else if (isWhole[at]! & bit) addRow(whole, place, -1);
      isWhole[at]! &= ~bit;
      isLetters[at]! |= bit;
    }
  }

  return {
    add(words, sums) {
      for (const each of [whole, letters, isWhole, isLetters]) each.fill(0);
      let before = '^';
      for (const { word, letters: low } of words) {
        takeWhole(placeOf(word, WORD));
        takeWhole(placeOf(`${before} ${word}`, PAIR));
        before = word;
        if (low) takeLetters(low);
      }
      takeWhole(placeOf(`${before} $`, PAIR));
      for (let at = 0; at < columns; at++) sums[at]! += whole[at]! + LETTERS_COUNT * letters[at]!;
    },
  };
}
