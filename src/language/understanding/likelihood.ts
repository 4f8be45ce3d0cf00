import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { byteAt, createByteSum, readTable, type ByteSum, type ByteTable } from './byte-sums';
import type { Mood } from './moods';
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
  /** The row of each fact, and of each that a word shows which is ours alone. */
  facts: { plain: ReadonlyMap<string, number>; strong: ReadonlyMap<string, number> };
  /** The rows of `shares`. */
  shares: readonly (number | undefined)[];
  /** How many hidden units: a multiple of four. */
  hidden: number;
  /** Rows of `hidden` weights: those of facts, then those of words. */
  table: ByteTable;
  /** Sums up rows of facts. */
  sum: ByteSum;
  /** Where the sums of a sentence stand while it is read: by hidden unit, and by class. */
  sums: Float64Array;
  scores: Float64Array;
  /** What words come to, before `scale`. */
  words: WordSums;
  /** What one step of the table's weights is worth. */
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
export const classNumbers: ReadonlyMap<string | null, number> = new Map(classes.map((one, at) => [one, at]));

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
  const table = readTable(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), stored.hidden);
  const plain = new Map<string, number>();
  const strong = new Map<string, number>();
  stored.facts.split('\n').forEach((fact, row) => {
    if (fact.startsWith('*')) strong.set(fact.slice(1), row);
    else plain.set(fact, row);
  });
  return {
    languages: new Set(stored.languages.split(' ')),
    facts: { plain, strong },
    shares: shares.map((fact) => plain.get(fact)),
    hidden: stored.hidden,
    table,
    sum: createByteSum(table),
    sums: new Float64Array(stored.hidden),
    scores: new Float64Array(classes.length),
    words: createWordSums(table),
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

/** What training sees of a sentence. */
export function features(reading: Reading): Features {
  const facts = new Map<string, number>();
  tellFacts(reading, (fact, isStrong) => facts.set(isStrong ? `*${fact}` : fact, 1));
  const values = sharesOf(reading);
  shares.forEach((fact, at) => facts.set(fact, values[at]!));
  return { facts, words: seeWords(reading), language: reading.compiled.lexicon.language };
}

/** Tells of all facts that count as a whole: also, where one is shown by a word that is ours alone, of that. */
function tellFacts({ facts, strong, moods }: Reading, tell: (fact: string, isStrong: boolean) => void): void {
  tell('bias', false);
  for (const fact of facts.keys()) {
    tell(fact, false);
    if (strong.has(fact)) tell(fact, true);
  }
  const told: Mood[] = [];
  for (const mood of moods.values()) {
    if (told.includes(mood)) continue;
    told.push(mood);
    tell(moodFacts[mood], false);
  }
}

const moodFacts: Readonly<Record<Mood, string>> = {
  live: 'mood live',
  was: 'mood was',
  is: 'mood is',
  not: 'mood not',
  quoted: 'mood quoted',
};

/** Facts that count by how much of them there is. */
const shares = ['strange words', 'share of strange words', 'words', 'other matters'] as const;

/** How much there is of each, from 0 to 1. */
function sharesOf({ tokens, words: known, marks, people, products, found }: Reading): number[] {
  const explained: boolean[] = [];
  for (const { tokens: shown } of marks) for (const at of shown) explained[at] = true;
  for (const named of [people, products])
    for (const { start, end } of named) for (let at = start; at < end; at++) explained[at] = true;
  let strange = 0;
  let words = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.kind === 'mark') continue;
    words++;
    if (token.kind === 'word' && !explained[at] && !known[at]!.isFunction) strange++;
  }
  return [
    Math.min(strange, 5) / 5,
    strange / Math.max(1, words),
    Math.min(words, 20) / 20,
    Math.min(2, found.foreign.length) / 2,
  ];
}

/**
 * How likely each class is for a sentence, as logarithms up to a common addend, in the order of `classes`. It is written over by the
 * next sentence's.
 */
export function likelihoods(model: Model, reading: Reading): Float64Array {
  const { hidden, table, facts, sum, inputBias } = model;
  sum.clear();
  tellFacts(reading, (fact, isStrong) => {
    const row = (isStrong ? facts.strong : facts.plain).get(fact);
    if (row !== undefined) sum.add(row);
  });
  const { sums } = model;
  sums.set(sum.read());
  const shown = sharesOf(reading);
  for (let at = 0; at < shown.length; at++) {
    const row = model.shares[at];
    const share = shown[at]!;
    if (row === undefined || share === 0) continue;
    for (let column = 0; column < hidden; column++) sums[column]! += byteAt(table, row, column) * share;
  }
  if (model.languages.has(reading.compiled.lexicon.language)) model.words.add(seeWords(reading), sums);
  for (let unit = 0; unit < hidden; unit++) sums[unit] = sums[unit]! * model.scale + inputBias[unit]!;
  return sumOutputs(model, sums);
}

/** The classes' sums of the units that are active, four classes at a time: their sums then stay in the processor. */
function sumOutputs({ hidden, output, outputBias, scores }: Model, units: Float64Array): Float64Array {
  let active = 0;
  for (let unit = 0; unit < hidden; unit++) if (units[unit]! > 0) activeUnits[active++] = unit;
  const width = classes.length;
  scores.set(outputBias);
  let one = 0;
  for (; one + 3 < width; one += 4) {
    let a = scores[one]!;
    let b = scores[one + 1]!;
    let c = scores[one + 2]!;
    let d = scores[one + 3]!;
    for (let at = 0; at < active; at++) {
      const unit = activeUnits[at]!;
      const value = units[unit]!;
      const from = unit * width + one;
      a += value * output[from]!;
      b += value * output[from + 1]!;
      c += value * output[from + 2]!;
      d += value * output[from + 3]!;
    }
    scores[one] = a;
    scores[one + 1] = b;
    scores[one + 2] = c;
    scores[one + 3] = d;
  }
  for (; one < width; one++)
    for (let at = 0; at < active; at++)
      scores[one]! += units[activeUnits[at]!]! * output[activeUnits[at]! * width + one]!;
  return scores;
}

const activeUnits = new Uint16Array(1_024);
