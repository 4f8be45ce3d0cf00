import { lexicons } from '../../../src/language/lexicon';
import { compileLexicon } from '../../../src/language/understanding/compile';
import { features, type Model } from '../../../src/language/understanding/likelihood';
import { operationIds } from '../../../src/language/understanding/operation-slots';
import { readUtterance } from '../../../src/language/understanding/understand';
import { today, type Labelled } from './measure';

/** A sentence as the model sees it. */
export interface Example {
  facts: ReadonlyMap<string, number>;
  operation: string;
}

const compiled = lexicons.map(compileLexicon);

export function exampleOf({ text, locale, operation }: Labelled): Example {
  const [first] = readUtterance(compiled, { text, locale }, today, { users: [], products: [] });
  return { facts: first ? features(first()) : new Map(), operation: operation ?? 'null' };
}

const ROUNDS = 60;
/** Keeps weights small: a fact that is seen once says little. */
const PENALTY = 3;
/** Sentences that ask for nothing are many and alike. */
const NOTHING_COUNTS = 0.5;

/** Softmax regression by Adam over all examples at once; deterministic. Weights below 0.05 are left out. */
export function train(examples: readonly Example[]): Model {
  const classes = [...operationIds, 'null'];
  const counts = new Map<string, number>();
  for (const { facts } of examples) for (const fact of facts.keys()) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count > 1).map(([fact]) => fact);
  const index = new Map(names.map((name, at) => [name, at]));
  const rows = examples.map((example) => ({
    at: classes.indexOf(example.operation),
    weight: example.operation === 'null' ? NOTHING_COUNTS : 1,
    facts: [...example.facts].flatMap(([fact, value]) => {
      const at = index.get(fact);
      return at === undefined ? [] : [[at, value] as const];
    }),
  }));
  const width = classes.length;
  const [weights, mean, square, slope] = [0, 0, 0, 0].map(() => new Float64Array(names.length * width)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const scores = new Float64Array(width);
  for (let round = 1; round <= ROUNDS; round++) {
    for (let at = 0; at < weights.length; at++) slope[at] = (PENALTY * (weights[at] ?? 0)) / rows.length;
    for (const row of rows) {
      scores.fill(0);
      for (const [fact, value] of row.facts)
        for (let at = 0; at < width; at++) scores[at] = (scores[at] ?? 0) + value * (weights[fact * width + at] ?? 0);
      const most = Math.max(...scores);
      let sum = 0;
      for (let at = 0; at < width; at++) sum += scores[at] = Math.exp((scores[at] ?? 0) - most);
      for (let at = 0; at < width; at++)
        scores[at] = (((scores[at] ?? 0) / sum - (at === row.at ? 1 : 0)) * row.weight) / rows.length;
      for (const [fact, value] of row.facts)
        for (let at = 0; at < width; at++)
          slope[fact * width + at] = (slope[fact * width + at] ?? 0) + value * (scores[at] ?? 0);
    }
    for (let at = 0; at < weights.length; at++) {
      const step = slope[at] ?? 0;
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * step;
      square[at] = 0.99 * (square[at] ?? 0) + 0.01 * step * step;
      weights[at] =
        (weights[at] ?? 0) -
        (0.08 * ((mean[at] ?? 0) / (1 - 0.9 ** round))) / (Math.sqrt((square[at] ?? 0) / (1 - 0.99 ** round)) + 1e-9);
    }
  }
  const model: Record<string, Record<string, number>> = {};
  for (const [at, name] of names
    .map((fact, place) => [place, fact] as const)
    .sort(([, one], [, other]) => (one < other ? -1 : 1))) {
    const said = classes.flatMap((operation, place) => {
      const weight = Math.round((weights[at * width + place] ?? 0) * 100) / 100;
      return Math.abs(weight) < 0.05 ? [] : [[operation, weight] as const];
    });
    if (said.length) model[name] = Object.fromEntries(said);
  }
  return model;
}
