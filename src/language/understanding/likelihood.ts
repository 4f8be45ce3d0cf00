import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { operationIds } from './operation-slots';
import type { Reading } from './reading';

/**
 * How likely each operation is for a sentence: a network with one hidden layer, of several parts that were trained apart.
 * It looks at facts (concepts, moods, kinds of slots), which are the same in every language, and at the words themselves,
 * by place in a table of fixed size; words count only in the languages it was trained in. Trained on the sentences in
 * `test/language/understanding`.
 */
export interface Model {
  languages: ReadonlySet<string>;
  /** The row of each fact; those of words come after. */
  facts: ReadonlyMap<string, number>;
  /** How many hidden units: a multiple of four. */
  hidden: number;
  /** Rows of `hidden` weights. */
  input: Int8Array;
  /** What one step of `input` is worth. */
  scale: number;
  inputBias: Float64Array;
  /** For each hidden unit its weights for the classes. */
  output: Float64Array;
  outputBias: Float64Array;
}

/** What the model looks at in a sentence. */
export interface Features {
  facts: ReadonlyMap<string, number>;
  words: ReadonlyMap<number, number>;
  language: string;
}

/** The operations, and `null` for nothing of ours. */
export const classes: readonly (string | null)[] = [...operationIds, null];
/** How many places there are for words. */
export const WORD_PLACES = 32_768;

/** A model as it is stored. */
export interface StoredModel {
  languages: string;
  hidden: number;
  scale: number;
  facts: string;
  /** Base64 of four bytes for each number, the lowest first. */
  inputBias: string;
  output: string;
  outputBias: string;
  /** Base64 of a signed byte for each weight, deflated. */
  input: string;
}

export function readModel(stored: StoredModel): Model {
  const bytes = inflateSync(Buffer.from(stored.input, 'base64'));
  return {
    languages: new Set(stored.languages.split(' ')),
    facts: new Map(stored.facts.split('\n').map((fact, at) => [fact, at])),
    hidden: stored.hidden,
    input: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    scale: stored.scale,
    inputBias: readFloats(stored.inputBias),
    output: readFloats(stored.output),
    outputBias: readFloats(stored.outputBias),
  };
}

/** A file of ASCII: read at once it would take its length outside of the heap twice over, of which the system gets nothing back. */
function readPieces(path: string): string {
  const piece = Buffer.allocUnsafe(64 * 1_024);
  const pieces: string[] = [];
  const file = openSync(path, 'r');
  try {
    for (let read; (read = readSync(file, piece)) > 0;) pieces.push(piece.toString('latin1', 0, read));
  } finally {
    closeSync(file);
  }
  return pieces.join('');
}

function readFloats(base64: string): Float64Array {
  const bytes = Buffer.from(base64, 'base64');
  return Float64Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}

let known: Model | undefined;

/** What the model was trained to (`npm run weights`); beside this module in the sources, and beside the bundle in the build. */
const storedWeights = join(__dirname, 'weights.json');

/** The model that comes with the desk: read when the first sentence needs it, as a file, of whose text nothing stays. */
export function builtInModel(): Model {
  known ??= readModel(JSON.parse(readPieces(storedWeights)) as StoredModel);
  return known;
}

export function features(reading: Reading): Features {
  return { facts: factsOf(reading), words: wordsOf(reading), language: reading.compiled.lexicon.language };
}

function factsOf(reading: Reading): Map<string, number> {
  const { tokens, compiled, marks, people, products } = reading;
  const found = new Map<string, number>([['bias', 1]]);
  for (const fact of reading.facts.keys()) {
    found.set(fact, 1);
    if (reading.strong.has(fact)) found.set(`*${fact}`, 1);
  }
  for (const mood of reading.moods.values()) found.set(`mood ${mood}`, 1);
  const explained = new Set<number>();
  for (const { tokens: shown } of marks) for (const at of shown) explained.add(at);
  for (const { start, end } of [...people, ...products]) for (let at = start; at < end; at++) explained.add(at);
  let strange = 0;
  let words = 0;
  tokens.forEach((token, at) => {
    if (token.kind !== 'mark') words++;
    if (token.kind === 'word' && !compiled.functionWords.has(token.low) && !explained.has(at)) strange++;
  });
  found.set('strange words', Math.min(strange, 5) / 5);
  found.set('share of strange words', strange / Math.max(1, words));
  found.set('words', Math.min(words, 20) / 20);
  found.set('other matters', Math.min(2, reading.found.foreign.length) / 2);
  return found;
}

/** What stands for a kind of thing is the same whichever it is: every name, every product, every role. */
const KINDS = /^(?:role|section|field|segment|market|currency|month|weekday|number|ordinal|language):/;
const WORD = 1;
const PAIR = 2;
const LETTERS = 3;
/** Letters alone say less than words. */
const LETTERS_COUNT = 0.3;
const MOST_WORDS = 64;

/** The words, each two of them, and their runs of three to five letters, which misspelt and unknown words have too. */
function wordsOf({ tokens, people, products, marks, found }: Reading): Map<number, number> {
  const kinds: (string | undefined)[] = [];
  const fill = (start: number, end: number, kind: string): void => {
    for (let at = start; at < end; at++) kinds[at] ??= at === start ? kind : '';
  };
  for (const { start, end } of people) fill(start, end, '<person>');
  for (const { start, end } of products) fill(start, end, '<product>');
  for (const { concept, start, end } of marks)
    if (KINDS.test(concept)) fill(start, end, `<${concept.slice(0, concept.indexOf(':'))}>`);
  const places = new Map<number, number>();
  const count = (place: number, value: number): void => {
    places.set(place, value);
  };
  let before = '^';
  let read = 0;
  for (let at = 0; at < tokens.length && read < MOST_WORDS; at++) {
    const token = tokens[at];
    const kind = kinds[at];
    if (!token || kind === '') continue;
    const word = kind ?? wordOf(token.kind, token.text, found.stems[at] ?? token.low);
    if (word === undefined) continue;
    read++;
    count(placeOf(word, WORD), 1);
    count(placeOf(`${before} ${word}`, PAIR), 1);
    before = word;
    if (token.kind !== 'word' || kind !== undefined) continue;
    const letters = `<${token.low}>`;
    for (let length = 3; length <= 5; length++)
      for (let from = 0; from + length <= letters.length; from++)
        count(placeOf(letters, LETTERS, from, from + length), LETTERS_COUNT);
  }
  count(placeOf(`${before} $`, PAIR), 1);
  return places;
}

function wordOf(kind: string, text: string, stem: string): string | undefined {
  if (kind === 'word') return stem;
  if (kind !== 'mark') return `<${kind}>`;
  return /[?!:]/.test(text) ? text : undefined;
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

/** How likely each class is with these features, as logarithms up to a common addend, in the order of `classes`. */
export function likelihoods(model: Model, { facts, words, language }: Features): Float64Array {
  const { hidden, input } = model;
  const sums = new Float64Array(hidden);
  const add = (row: number, value: number): void => {
    // Four at a time (`hidden` is a multiple): the loop itself costs more than the sums.
    for (let at = 0, from = row * hidden; at < hidden; at += 4, from += 4) {
      sums[at]! += input[from]! * value;
      sums[at + 1]! += input[from + 1]! * value;
      sums[at + 2]! += input[from + 2]! * value;
      sums[at + 3]! += input[from + 3]! * value;
    }
  };
  for (const [fact, value] of facts) {
    const row = model.facts.get(fact);
    if (row !== undefined) add(row, value);
  }
  if (model.languages.has(language)) for (const [place, value] of words) add(model.facts.size + place, value);
  const scores = Float64Array.from(model.outputBias);
  for (let at = 0; at < hidden; at++) {
    const active = sums[at]! * model.scale + model.inputBias[at]!;
    if (active <= 0) continue;
    const start = at * scores.length;
    for (let one = 0; one < scores.length; one++) scores[one]! += active * model.output[start + one]!;
  }
  return scores;
}
