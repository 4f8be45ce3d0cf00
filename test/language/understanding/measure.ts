import { existsSync, readFileSync } from 'node:fs';
import { createUnderstanding, type Understanding } from '../../../src/language/understanding/understand';

export interface Labelled {
  locale: string;
  text: string;
  operation: string | null;
  slots: Record<string, string | number>;
}

/** The day of asking in every set. */
export const today = '2026-11-23';

const { understand } = createUnderstanding();

export function ask(text: string, locale = 'en-GB'): Understanding {
  return understand({ text, locale }, today);
}

export function readLabelled(path: string): Labelled[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Labelled);
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

export function measure(rows: readonly Labelled[]): Measured {
  let [right, whole, asked, started] = [0, 0, 0, 0];
  const wrong: string[] = [];
  for (const row of rows) {
    const answer = ask(row.text, row.locale);
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
