import { existsSync, readFileSync } from 'node:fs';
import { lexicons } from '../../../src/language/lexicon';
import { compileLexicon } from '../../../src/language/understanding/compile';
import { builtInModel, type Model } from '../../../src/language/understanding/likelihood';
import { understandWith, type Understanding } from '../../../src/language/understanding/understand';

export interface Labelled {
  locale: string;
  text: string;
  operation: string | null;
  slots: Record<string, string | number>;
  /** The day of asking, if it is not the usual one. */
  today?: string;
}

/** The day of asking where a set names no other. */
export const today = '2026-11-23';

const compiled = lexicons.map(compileLexicon);

export function ask(text: string, locale = 'en-GB', model: Model = builtInModel(), day = today): Understanding {
  return understandWith(compiled, { text, locale }, day, { users: [], products: [] }, model);
}

export function readLabelled(path: string, day?: string): Labelled[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => ({ ...(JSON.parse(line) as Labelled), today: day }));
}

/** The shared sets beside the clone, where they are. */
export function findShared(name: string): string | undefined {
  const path = `${__dirname}/../../../../shared/utterances/${name}`;
  return existsSync(path) ? path : undefined;
}

export interface Measured {
  /** Share of the sentences with an operation whose operation is right. */
  operations: number;
  /** Share of those whose slots are all right. */
  slots: number;
  /** Share of the sentences without an operation that start one. */
  falseStarts: number;
  wrong: string[];
}

export function measure(rows: readonly Labelled[], model: Model = builtInModel()): Measured {
  let [right, whole, asked, started] = [0, 0, 0, 0];
  const wrong: string[] = [];
  for (const row of rows) {
    const answer = ask(row.text, row.locale, model, row.today);
    const missed = `${row.text} → ${answer.operation} ${JSON.stringify(answer.slots)}`;
    if (row.operation === null) {
      if (answer.operation !== null) started++;
    } else {
      asked++;
      if (answer.operation === row.operation) right++;
      if (answer.operation === row.operation && sameSlots(row, answer)) whole++;
    }
    if (answer.operation !== row.operation || (row.operation && !sameSlots(row, answer))) wrong.push(missed);
  }
  return {
    operations: right / Math.max(1, asked),
    slots: whole / Math.max(1, right),
    falseStarts: started / Math.max(1, rows.length - asked),
    wrong,
  };
}

function sameSlots(row: Labelled, answer: Understanding): boolean {
  const own: Record<string, string> = row.operation === 'password.reset' ? { user: 'me' } : {};
  return sorted({ ...own, ...row.slots }) === sorted({ ...own, ...answer.slots });
}

function sorted(slots: Record<string, string | number>): string {
  return JSON.stringify(Object.entries(slots).sort(([one], [other]) => one.localeCompare(other)));
}
