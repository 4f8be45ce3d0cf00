import { existsSync } from 'node:fs';
import { readLabelled, type Labelled } from './measure';
import { embellish, readPhrasings } from './phrasings';

/** What a set of labelled sentences is for; a set is `NAME.LANGUAGE.jsonl`. */
const uses = {
  /** Each by one author, who knew nothing of the rules and the lexicons. */
  others: [
    'colloquial',
    'plain',
    'registers',
    'command-line',
    'second-language',
    'wordy',
    'mixed',
    'twins',
    'look-alikes',
    'terse',
    'office',
    'close-calls',
    'refrained',
    'breezy',
    'deceptive',
    'workday',
    'counter',
  ],
  /** By whoever wrote the rules. */
  own: ['sentences', 'hurried', 'varied', 'candid', 'offhand', 'colleagues', 'examples', 'pairs'],
  /** Sentences that ask for nothing. */
  nothing: [
    'near-misses',
    'talk',
    'everyday',
    'day-to-day',
    'asides',
    'daily-hr',
    'daily-it',
    'daily-life',
    'daily-trade',
    'daily-office',
    'remarks',
  ],
  /** By other authors, and never read nor learnt from: they only measure. */
  heldOut: [
    'unseen',
    'held-out',
    'held-out-twins',
    'held-out-later',
    'held-out-everyday',
    'held-out-fresh',
    'held-out-fresh-everyday',
  ],
} as const;

type Use = keyof typeof uses;

/** The sets of another day of asking than the first ones. */
const laterSets: ReadonlySet<string> = new Set([
  ...uses.others.slice(uses.others.indexOf('command-line')),
  ...uses.heldOut.slice(1),
  'day-to-day',
  'daily-hr',
  'daily-it',
  'daily-life',
  'daily-trade',
  'daily-office',
  'remarks',
  'pairs',
]);
const laterDay = '2026-12-01';

/** The names of the sets of a use, with their languages: `plain.en`. */
export function listSets(use: Use): string[] {
  return uses[use].flatMap((name) =>
    ['en', 'fr'].map((language) => `${name}.${language}`).filter((set) => existsSync(pathOf(set))),
  );
}

/** The sentences of a set, by its name and language. */
export function readSet(set: string): Labelled[] {
  const isLater = laterSets.has(set.slice(0, set.lastIndexOf('.')));
  return readLabelled(pathOf(set), isLater ? laterDay : undefined);
}

/** All that the model is learnt from, by what it is called. */
export function readLessons(): Map<string, Labelled[]> {
  const lessons = new Map<string, Labelled[]>();
  for (const name of [...listSets('others'), ...listSets('own')]) {
    const rows = readSet(name);
    lessons.set(name, [...rows, ...embellish(rows, name.endsWith('.fr') ? 'fr' : 'en')]);
  }
  // As they are: with stories they would outweigh what asks for something.
  for (const name of listSets('nothing')) lessons.set(name, readSet(name));
  for (const language of ['en', 'fr'] as const) lessons.set(`phrasings.${language}`, readPhrasings(language));
  return lessons;
}

function pathOf(set: string): string {
  return `${__dirname}/${set}.jsonl`;
}
