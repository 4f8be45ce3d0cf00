import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { operationIds } from './operation-slots';
import type { Reading } from './reading';
import { createWordSums, seeWords, type SeenWord, type WordSums } from './seen-words';

/**
 * How likely each operation is for a sentence: a network with one hidden layer, of several parts that were trained apart.
 * It looks at facts (concepts, moods, kinds of slots), which are the same in every language, and at the words themselves,
 * by place in a table of fixed size; words count only in the languages it was trained in. Trained on the sentences in
 * `test/language/understanding`.
 */
export interface Model {
  languages: ReadonlySet<string>;
  /** The row of each fact. */
  facts: ReadonlyMap<string, number>;
  /** How many hidden units: a multiple of four. */
  hidden: number;
  /** Rows of `hidden` weights, those of facts. */
  input: Int8Array;
  /** What words come to, before `scale`. */
  words: WordSums;
  /** What one step of `input` is worth. */
  scale: number;
  inputBias: Float32Array;
  /** For each hidden unit its weights for the classes. */
  output: Float32Array;
  outputBias: Float32Array;
}

/** What the model looks at in a sentence. */
export interface Features {
  facts: ReadonlyMap<string, number>;
  words: readonly SeenWord[];
  language: string;
}

/** The operations, and `null` for nothing of ours. */
export const classes: readonly (string | null)[] = [...operationIds, null];

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
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const facts = new Map(stored.facts.split('\n').map((fact, at) => [fact, at]));
  // The rows of facts come first.
  const words = rows.subarray(facts.size * stored.hidden);
  return {
    languages: new Set(stored.languages.split(' ')),
    facts,
    hidden: stored.hidden,
    input: rows,
    words: createWordSums(words, stored.hidden),
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

function readFloats(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
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
  return { facts: factsOf(reading), words: seeWords(reading), language: reading.compiled.lexicon.language };
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

/** How likely each class is with these features, as logarithms up to a common addend, in the order of `classes`. */
export function likelihoods(model: Model, { facts, words, language }: Features): Float64Array {
  const { hidden, input, output } = model;
  const sums = new Float64Array(hidden);
  for (const [fact, value] of facts) {
    const row = model.facts.get(fact);
    if (row === undefined) continue;
    // Four at a time (`hidden` is a multiple): the loop itself costs more than the sums.
    for (let at = 0, from = row * hidden; at < hidden; at += 4, from += 4) {
      sums[at]! += input[from]! * value;
      sums[at + 1]! += input[from + 1]! * value;
      sums[at + 2]! += input[from + 2]! * value;
      sums[at + 3]! += input[from + 3]! * value;
    }
  }
  if (model.languages.has(language)) model.words.add(words, sums);
  const scores = Float64Array.from(model.outputBias);
  for (let at = 0; at < hidden; at++) {
    const active = sums[at]! * model.scale + model.inputBias[at]!;
    if (active <= 0) continue;
    const start = at * scores.length;
    for (let one = 0; one < scores.length; one++) scores[one]! += active * output[start + one]!;
  }
  return scores;
}
