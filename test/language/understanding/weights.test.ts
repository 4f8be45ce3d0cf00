import { writeFileSync } from 'node:fs';
import stored from '../../../src/language/understanding/weights.json';
import { readModel } from '../../../src/language/understanding/likelihood';
import { measure, type Measured } from './measure';
import { listSets, readLessons, readSet } from './sets';
import { digest, exampleOf, train, type Example } from './train';

const lessons = readLessons();
const learnt = new Map<string, Example[]>();

/** Trains on all sets but those. */
function trainWithout(left: readonly string[] = [], networks?: number) {
  for (const [name, rows] of lessons)
    if (!left.includes(name) && !learnt.has(name)) learnt.set(name, rows.flatMap(exampleOf));
  return train(
    [...learnt].flatMap(([name, rows]) => (left.includes(name) ? [] : rows)),
    networks,
  );
}

describe('the weights of the model', () => {
  it('were learnt from the sentences here (npm run weights writes them)', () => {
    const sentences = digest([...lessons.values()].flat());
    if (process.env.UPDATE_WEIGHTS) {
      writeFileSync(
        `${__dirname}/../../../src/language/understanding/weights.json`,
        `${JSON.stringify({ sentences, ...trainWithout() }, undefined, 1)}\n`,
      );
      reportCrossValidation();
      return;
    }

    expect(stored.sentences).toBe(sentences);
  }, 600_000);

  // With a few authors only, since it takes a while: `npm run weights` reports it for all of them.
  it('learn from some authors what holds for others', () => {
    const known = ['second-language', 'mixed', 'office', 'twins'].flatMap((name) => listLanguages(name));
    const unknown = ['colloquial', 'plain', 'registers'].flatMap((name) => listLanguages(name));
    const model = readModel(train(known.flatMap(readSet).flatMap(exampleOf), 1));

    const measured = measure(unknown.flatMap(readSet), model);

    expect(measured.operations).toBeGreaterThanOrEqual(0.9);
    expect(measured.slots).toBeGreaterThanOrEqual(0.95);
    expect(measured.falseStarts).toBeLessThanOrEqual(0.1);
  }, 120_000);
});

function listLanguages(name: string): string[] {
  return listSets('others').filter((set) => set.startsWith(`${name}.`));
}

/** So many authors are left out at a time. */
const LEFT_OUT = 5;

/** Each author's sentences with weights that were learnt without them, and those that are never learnt from. */
function reportCrossValidation(): void {
  const say = (name: string, { operations, slots, falseStarts }: Measured): void => {
    const [right, whole, started] = [operations, slots, falseStarts].map((share) => `${(share * 100).toFixed(1)} %`);
    process.stdout.write(`${name}: operations ${right}, slots ${whole}, false starts ${started}\n`);
  };
  const all = readModel(trainWithout());
  for (const name of listSets('heldOut')) say(name, measure(readSet(name), all));
  const authors = listSets('others');
  for (let at = 0; at < authors.length; at += LEFT_OUT) {
    const left = authors.slice(at, at + LEFT_OUT);
    const model = readModel(trainWithout(left, 1));
    for (const name of left) say(name, measure(readSet(name), model));
  }
}
