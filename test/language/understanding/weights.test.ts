import { writeFileSync } from 'node:fs';
import { builtIn, readModel } from '../../../src/language/understanding/likelihood';
import { ask, measure, readLabelled, type Labelled } from './measure';
import { readPhrasings } from './phrasings';
import { exampleOf, train } from './train';

/** Sets of other authors, which neither rules nor lexicons were written for. */
const others = ['colloquial', 'plain', 'registers'] as const;
const own = ['sentences', 'hurried', 'varied', 'candid', 'offhand', 'colleagues', 'examples'] as const;
const nothing = ['near-misses', 'talk', 'everyday'] as const;
const languages = ['en', 'fr'] as const;

const read = (name: string): Labelled[] =>
  languages.flatMap((language) => readLabelled(`${__dirname}/${name}.${language}.jsonl`));
const sets = new Map<string, Labelled[]>([...others, ...own, ...nothing].map((name) => [name, read(name)]));
sets.set('phrasings', languages.flatMap(readPhrasings));
const examples = new Map([...sets].map(([name, rows]) => [name, rows.flatMap(exampleOf)]));

const trainWithout = (...left: readonly string[]) =>
  train([...examples].flatMap(([name, rows]) => (left.includes(name) ? [] : rows)));

describe('the weights of the model', () => {
  it('come from the sentences here (npm run weights writes them)', () => {
    const stored = trainWithout();
    if (process.env.UPDATE_WEIGHTS) {
      writeFileSync(
        `${__dirname}/../../../src/language/understanding/weights.json`,
        `${JSON.stringify(stored, undefined, 1)}\n`,
      );
      reportCrossValidation();
      return;
    }
    const trained = readModel(stored);

    const rows = [...sets.values()].flat().filter((_, at) => at % 9 === 0);
    const same = rows.filter(
      ({ text, locale }) => ask(text, locale).operation === ask(text, locale, trained).operation,
    );

    expect(builtIn.facts.size).toBeGreaterThan(0);
    expect(same.length / rows.length).toBeGreaterThanOrEqual(0.99);
  }, 120_000);

  it('hold for authors that they were not learnt from', () => {
    const model = readModel(trainWithout(...others));

    const measured = measure(
      others.flatMap((name) => sets.get(name) ?? []),
      model,
    );

    expect(measured.operations).toBeGreaterThanOrEqual(0.9);
    expect(measured.slots).toBeGreaterThanOrEqual(0.9);
    expect(measured.falseStarts).toBeLessThanOrEqual(0.15);
  }, 120_000);
});

/** Each author's sentences with weights that were learnt without them. */
function reportCrossValidation(): void {
  for (const name of [...others, ...own.slice(0, 6)]) {
    const model = readModel(trainWithout(name));
    for (const language of languages) {
      const { operations, slots, falseStarts } = measure(readLabelled(`${__dirname}/${name}.${language}.jsonl`), model);
      const [right, whole, started] = [operations, slots, falseStarts].map((share) => `${(share * 100).toFixed(1)} %`);
      process.stdout.write(`${name}.${language}: operations ${right}, slots ${whole}, false starts ${started}\n`);
    }
  }
}
