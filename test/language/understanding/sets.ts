import { existsSync } from 'node:fs';
import { readLabelled, type Labelled } from './measure';
import { readPhrasings } from './phrasings';

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
  ],
  /** By whoever wrote the rules. */
  own: ['sentences', 'hurried', 'varied', 'candid', 'offhand', 'colleagues', 'examples'],
  /** Sentences that ask for nothing. */
  nothing: ['near-misses', 'talk', 'everyday'],
  /** By other authors, and never read nor learnt from: they only measure. */
  heldOut: ['unseen', 'held-out', 'held-out-twins'],
} as const;

type Use = keyof typeof uses;

/** The day of asking where it is not that of the first sets. */
const days: Readonly<Record<string, string>> = Object.fromEntries(
  ['command-line', 'second-language', 'wordy', 'mixed', 'twins', 'look-alikes', 'held-out', 'held-out-twins'].map(
    (name) => [name, '2026-12-01'],
  ),
);

/** The names of the sets of a use, with their languages: `plain.en`. */
export function listSets(use: Use): string[] {
  return uses[use].flatMap((name) =>
    ['en', 'fr'].map((language) => `${name}.${language}`).filter((set) => existsSync(pathOf(set))),
  );
}

/** The sentences of a set, by its name and language. */
export function readSet(set: string): Labelled[] {
  return readLabelled(pathOf(set), days[set.slice(0, set.lastIndexOf('.'))]);
}

/** All that the model is learnt from, by what it is called. */
export function readLessons(): Map<string, Labelled[]> {
  const names = [...listSets('others'), ...listSets('own'), ...listSets('nothing')];
  const lessons = new Map(names.map((name) => [name, readSet(name)]));
  for (const language of ['en', 'fr'] as const) lessons.set(`phrasings.${language}`, readPhrasings(language));
  return lessons;
}

function pathOf(set: string): string {
  return `${__dirname}/${set}.jsonl`;
}
