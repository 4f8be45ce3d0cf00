import weights from './weights.json';
import { operationIds } from './operation-slots';
import type { Reading } from './reading';

/** Weights of facts for operations ("null" for none of them): a log-linear model, the same for every language. */
export type Model = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Trained on the sentences in `test/language/understanding`; see `weights.test.ts` there. */
export const builtIn: Model = weights;

/** What the model looks at: concepts, kinds of slots and the sentence's shape, never words. */
export function features(reading: Reading): Map<string, number> {
  const { tokens, compiled, marks, people, products } = reading;
  const found = new Map<string, number>([['bias', 1]]);
  for (const fact of reading.facts.keys()) {
    found.set(fact, 1);
    if (reading.strong.has(fact)) found.set(`*${fact}`, 1);
  }
  for (const mood of reading.moods.values()) found.set(`mood ${mood}`, 1);
  const explained = new Set(marks.flatMap((mark) => mark.tokens));
  const within = (spans: readonly { start: number; end: number }[], at: number): boolean =>
    spans.some((span) => at >= span.start && at < span.end);
  const strange = tokens.filter(
    (token, at) =>
      token.kind === 'word' &&
      !compiled.functionWords.has(token.low) &&
      !explained.has(at) &&
      !within(people, at) &&
      !within(products, at),
  ).length;
  const words = tokens.filter((token) => token.kind !== 'mark').length;
  found.set('strange words', Math.min(strange, 5) / 5);
  found.set('share of strange words', strange / Math.max(1, words));
  found.set('words', Math.min(words, 20) / 20);
  found.set('other matters', Math.min(2, reading.found.foreign.length) / 2);
  return found;
}

const classes: readonly (string | null)[] = [...operationIds, null];
const tables = new WeakMap<Model, Map<string, Float64Array>>();

/** The weights by place instead of by name. */
function tabulate(model: Model): Map<string, Float64Array> {
  let table = tables.get(model);
  if (!table) {
    table = new Map(
      Object.entries(model).map(([fact, said]) => [
        fact,
        Float64Array.from(classes, (operation) => said[operation ?? 'null'] ?? 0),
      ]),
    );
    tables.set(model, table);
  }
  return table;
}

/** How likely each operation is with these facts, as logarithms; what the model does not know of has the least. */
export function likelihoods(model: Model, facts: ReadonlyMap<string, number>): Map<string | null, number> {
  const rows = tabulate(model);
  const scores = new Float64Array(classes.length);
  for (const [fact, value] of facts) {
    const row = rows.get(fact);
    if (!row) continue;
    for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (row[at] ?? 0) * value;
  }
  return new Map(classes.map((operation, at) => [operation, scores[at] ?? 0]));
}
