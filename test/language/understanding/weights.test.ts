import { writeFileSync } from 'node:fs';
import { builtIn } from '../../../src/language/understanding/likelihood';
import { measure, readLabelled, type Labelled } from './measure';
import { exampleOf, train } from './train';

/** Written at different times and in different moods: what is learnt from some must hold for the others. */
const groups = ['sentences', 'hurried', 'varied', 'candid', 'offhand'] as const;
const others = ['colleagues', 'examples', 'near-misses', 'talk', 'everyday'] as const;
const languages = ['en', 'fr'] as const;

const read = (name: string): Labelled[] =>
  languages.flatMap((language) => readLabelled(`${__dirname}/${name}.${language}.jsonl`));
const sets = new Map([...groups, ...others].map((name) => [name, read(name)]));
const examples = new Map([...sets].map(([name, rows]) => [name, rows.map(exampleOf)]));

const trainWithout = (left?: string) => train([...examples].flatMap(([name, rows]) => (name === left ? [] : rows)));

describe('the weights of the model', () => {
  it('come from the sentences here (npm run weights writes them)', () => {
    const trained = trainWithout();
    if (process.env.UPDATE_WEIGHTS) {
      const lines = Object.entries(trained).map(([fact, said]) => `  ${JSON.stringify(fact)}: ${JSON.stringify(said)}`);
      writeFileSync(`${__dirname}/../../../src/language/understanding/weights.json`, `{\n${lines.join(',\n')}\n}\n`);
      return;
    }

    const furthest = Math.max(
      ...Object.entries(trained).flatMap(([fact, said]) =>
        Object.entries(said).map(([operation, weight]) => Math.abs(weight - (builtIn[fact]?.[operation] ?? 0))),
      ),
    );

    expect(Object.keys(builtIn)).toEqual(Object.keys(trained));
    expect(furthest).toBeLessThanOrEqual(0.1);
  }, 120_000);

  it.each(groups)(
    'hold for sentences that they were not learnt from: %s',
    (name) => {
      const measured = measure(sets.get(name) ?? [], trainWithout(name));

      expect({ ...measured, enough: measured.operations >= 0.9 && measured.slots >= 0.9 }).toMatchObject({
        enough: true,
      });
    },
    120_000,
  );
});
