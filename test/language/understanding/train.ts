import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { lexicons } from '../../../src/language/lexicon';
import { compileLexicon } from '../../../src/language/understanding/compile';
import { classes, features, type Features, type StoredModel } from '../../../src/language/understanding/likelihood';
import { placesOf, WORD_PLACES } from '../../../src/language/understanding/seen-words';
import { range } from '../../../src/language/understanding/tokens';
import { readUtterance } from '../../../src/language/understanding/understand';
import { today, type Labelled } from './measure';

/** A sentence as the model sees it. */
export interface Example {
  features: Features;
  operation: string | null;
}

const compiled = lexicons.map(compileLexicon);

export function exampleOf({ text, locale, operation, today: day = today }: Labelled): Example[] {
  const [first] = readUtterance(compiled, { text, locale }, day, { users: [], products: [] });
  return first ? [{ features: features(first()), operation }] : [];
}

/** Stands for the sentences and what they are labelled with. */
export function digest(rows: readonly Labelled[]): string {
  const hash = createHash('sha256');
  for (const { locale, text, operation } of rows) hash.update(`${locale}\t${text}\t${operation}\n`);
  return hash.digest('base64');
}

/** Named here, as what is global is slow to reach in a test. */
const { exp, sqrt, trunc, imul } = Math;

/** The hidden units of each network, and how many networks are trained apart: chance leads each astray elsewhere. */
const HIDDEN = 64;
const NETWORKS = 3;
const ROUNDS = 10;
/** Of so many rounds, the last, the mean is taken: the weights are then less a matter of chance. */
const AVERAGED = 4;
const PACE = 0.05;
/** What is left out at random, so that nothing leans on one word: of what is seen, of what is made of it, of all words. */
const FEATURES_DROPPED = 0.4;
const HIDDEN_DROPPED = 0.3;
const WORDS_DROPPED = 0.1;
const SHRINK = 1e-5;

type Floats = Float32Array;

interface Row {
  places: Int32Array;
  values: Float32Array;
  /** How many of the places are of facts. */
  facts: number;
  answer: number;
}

/** Trains networks that answer together, as one of all their hidden units; the same examples give the same model. */
export function train(examples: readonly Example[], networks = NETWORKS): StoredModel {
  const names = listFacts(examples);
  const rows = examples.map((example) => placeFeatures(example, names));
  return store(
    names,
    range(0, networks).map((at) => trainOne(rows, names.size + WORD_PLACES, 7 + at)),
  );
}

/** Stochastic gradient descent with a pace for each row (Adagrad). */
function trainOne(rows: readonly Row[], size: number, seed: number): Network {
  const used = new Uint16Array(size);
  for (const { places } of rows) for (const place of places) used[place]!++;
  const random = createRandom(seed);
  const input = new Float32Array(size * HIDDEN);
  for (let at = 0; at < input.length; at++) if (used[trunc(at / HIDDEN)]! > 1) input[at] = (random() - 0.5) / 10;
  const output = Float32Array.from({ length: HIDDEN * classes.length }, () => (random() - 0.5) * 0.3);
  const inputBias = new Float32Array(HIDDEN).fill(0.1);
  const outputBias = new Float32Array(classes.length);
  const paces = {
    input: new Float32Array(size).fill(1e-3),
    output: new Float32Array(HIDDEN).fill(1e-3),
    inputBias: 1e-3,
    outputBias: 1e-3,
  };
  const order = Int32Array.from(rows, (_, at) => at);
  const kept = new Int32Array(Math.max(...rows.map(({ places }) => places.length)));
  const hidden = new Float32Array(HIDDEN);
  const open = new Float32Array(HIDDEN);
  const back = new Float32Array(HIDDEN);
  const scores = new Float32Array(classes.length);
  const width = classes.length;
  const learnt: readonly Floats[] = [input, inputBias, output, outputBias];
  const sums = learnt.map(({ length }) => new Float32Array(length));

  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random);
    for (const at of order) learn(rows[at]!);
    if (round >= ROUNDS - AVERAGED) learnt.forEach((weights, at) => addShare(weights, sums[at]!));
  }
  const [meanInput, meanInputBias, meanOutput, meanOutputBias] = sums as [Floats, Floats, Floats, Floats];
  return { input: meanInput, inputBias: meanInputBias, output: meanOutput, outputBias: meanOutputBias };

  function learn(row: Row): void {
    let count = 0;
    const last = random() < WORDS_DROPPED ? row.facts : row.places.length;
    for (let at = 0; at < last; at++)
      if (used[row.places[at]!]! > 1 && random() >= FEATURES_DROPPED) kept[count++] = at;
    hidden.set(inputBias);
    for (let one = 0; one < count; one++) {
      const at = kept[one]!;
      const start = row.places[at]! * HIDDEN;
      const value = row.values[at]! / (1 - FEATURES_DROPPED);
      for (let unit = 0; unit < HIDDEN; unit++) hidden[unit]! += value * input[start + unit]!;
    }
    for (let unit = 0; unit < HIDDEN; unit++) {
      open[unit] = hidden[unit]! > 0 && random() >= HIDDEN_DROPPED ? 1 / (1 - HIDDEN_DROPPED) : 0;
      hidden[unit]! *= open[unit]!;
    }
    const error = compare(row.answer);
    if (error < 1e-8) return;
    descend(row, count, error);
  }

  /** Leaves in `scores` how far each class is from the answer, and returns the sum of the squares. */
  function compare(answer: number): number {
    scores.set(outputBias);
    for (let unit = 0; unit < HIDDEN; unit++) {
      const active = hidden[unit]!;
      if (active !== 0) for (let one = 0; one < width; one++) scores[one]! += active * output[unit * width + one]!;
    }
    let most = -Infinity;
    for (let one = 0; one < width; one++) if (scores[one]! > most) most = scores[one]!;
    let sum = 0;
    for (let one = 0; one < width; one++) sum += scores[one] = exp(scores[one]! - most);
    let squares = 0;
    for (let one = 0; one < width; one++) {
      scores[one] = scores[one]! / sum - (one === answer ? 1 : 0);
      squares += scores[one]! ** 2;
    }
    return squares;
  }

  function descend(row: Row, count: number, error: number): void {
    let squares = 0;
    for (let unit = 0; unit < HIDDEN; unit++) {
      back[unit] = 0;
      if (open[unit] === 0) continue;
      let blame = 0;
      for (let one = 0; one < width; one++) blame += output[unit * width + one]! * scores[one]!;
      back[unit] = blame * open[unit]!;
      squares += back[unit]! ** 2;
      paces.output[unit]! += (hidden[unit]! ** 2 * error) / width;
      const step = (PACE * hidden[unit]!) / sqrt(paces.output[unit]!);
      for (let one = 0; one < width; one++) output[unit * width + one]! -= step * scores[one]!;
    }
    paces.outputBias += error / width;
    for (let one = 0; one < width; one++) outputBias[one]! -= (PACE / sqrt(paces.outputBias)) * scores[one]!;
    if (squares === 0) return;
    paces.inputBias += squares / HIDDEN;
    const pace = PACE / sqrt(paces.inputBias);
    for (let unit = 0; unit < HIDDEN; unit++) inputBias[unit]! -= pace * back[unit]!;
    for (let one = 0; one < count; one++) {
      const at = kept[one]!;
      const place = row.places[at]!;
      const value = row.values[at]! / (1 - FEATURES_DROPPED);
      paces.input[place]! += (value ** 2 * squares) / HIDDEN;
      const step = (PACE * value) / sqrt(paces.input[place]!);
      const start = place * HIDDEN;
      for (let unit = 0; unit < HIDDEN; unit++)
        input[start + unit]! -= step * back[unit]! + SHRINK * input[start + unit]!;
    }
  }
}

function addShare(weights: Floats, sum: Floats): void {
  for (let at = 0; at < sum.length; at++) sum[at]! += weights[at]! / AVERAGED;
}

/** The facts that are seen more than once, each with its row. */
function listFacts(examples: readonly Example[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features: seen } of examples)
    for (const fact of seen.facts.keys()) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count > 1).map(([fact]) => fact);
  return new Map(names.sort().map((fact, at) => [fact, at]));
}

function placeFeatures({ features: seen, operation }: Example, names: ReadonlyMap<string, number>): Row {
  const facts = [...seen.facts].flatMap(([fact, value]) => {
    const place = names.get(fact);
    return place === undefined ? [] : [[place, value] as const];
  });
  const all = [...facts, ...[...placesOf(seen.words)].map(([place, value]) => [names.size + place, value] as const)];
  return {
    places: Int32Array.from(all, ([place]) => place),
    values: Float32Array.from(all, ([, value]) => value),
    facts: facts.length,
    answer: classes.indexOf(operation),
  };
}

interface Network {
  input: Floats;
  inputBias: Floats;
  output: Floats;
  outputBias: Floats;
}

/** What one step of the input's weights is worth: finer ones make the file larger and no answer better. */
const SCALE = 16 / 127;

/** The networks side by side: each has its own hidden units, and of what they say of a class the mean counts. */
function store(names: ReadonlyMap<string, number>, networks: readonly Network[]): StoredModel {
  const share = 1 / networks.length;
  const size = names.size + WORD_PLACES;
  const hidden = HIDDEN * networks.length;
  const bytes = new Int8Array(size * hidden);
  networks.forEach(({ input }, part) => {
    for (let at = 0; at < input.length; at++) {
      const row = trunc(at / HIDDEN);
      const step = Math.max(-127, Math.min(127, Math.round(input[at]! / SCALE)));
      bytes[row * hidden + part * HIDDEN + (at % HIDDEN)] = step;
    }
  });
  const asBase64 = (list: readonly number[]): string => {
    const floats = Buffer.alloc(list.length * 4);
    list.forEach((weight, at) => floats.writeFloatLE(weight, at * 4));
    return floats.toString('base64');
  };
  return {
    languages: lexicons.map((one) => one.language).join(' '),
    hidden,
    scale: SCALE,
    facts: [...names.keys()].join('\n'),
    inputBias: asBase64(networks.flatMap(({ inputBias }) => [...inputBias])),
    output: asBase64(networks.flatMap(({ output }) => Array.from(output, (weight) => weight * share))),
    outputBias: asBase64(
      classes.map((_, at) => networks.reduce((sum, { outputBias }) => sum + outputBias[at]! * share, 0)),
    ),
    input: deflateSync(bytes, { level: 9 }).toString('base64'),
  };
}

/** The same numbers from 0 to 1 in every run. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

function shuffle(list: Int32Array, random: () => number): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = trunc(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
}
