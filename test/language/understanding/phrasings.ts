import { readFileSync } from 'node:fs';
import type { Labelled } from './measure';
import { createRandom } from './train';

/** How many sentences each line is read as; what asks for nothing has the wider world to tell of. */
const EACH = 6;
const EACH_OF_NOTHING = 7;

type Random = () => number;
type Language = 'en' | 'fr';

/** The sentences that `phrasings.LANGUAGE.txt` stands for; the same in every run. */
export function readPhrasings(language: Language): Labelled[] {
  const { fillers, lines } = readFile(language);
  const sentences = new Map<string, Labelled>();
  let operation: string | null = null;
  lines.forEach((line, at) => {
    if (line.startsWith('# ')) operation = line === '# nothing' ? null : line.slice(2);
    else if (line && !line.startsWith(';')) {
      const random = createRandom(at * 7919 + 13);
      for (let time = 0; time < (operation === null ? EACH_OF_NOTHING : EACH); time++) {
        const text = surround(fill(line, fillers, random), line.startsWith('[!]'), fillers, random);
        sentences.set(text, { locale: language === 'en' ? 'en-GB' : 'fr-FR', text, operation, slots: {} });
      }
    }
  });
  return [...sentences.values()];
}

/** The same sentences as they stand among others: with a story before or a reason behind, which change nothing. */
export function embellish(rows: readonly Labelled[], language: Language): Labelled[] {
  const { fillers } = readFile(language);
  const random = createRandom(rows.length);
  return rows.map((row) => ({ ...row, text: addSurroundings(row.text, fillers, random, 0.2 + random() * 0.8) }));
}

/** The lines, and before the first operation what the words in <> may be. */
function readFile(language: Language): { fillers: Map<string, string[]>; lines: string[] } {
  const all = readFileSync(`${__dirname}/phrasings.${language}.txt`, 'utf8').split('\n');
  const first = all.findIndex((line) => line.startsWith('# '));
  const fillers = all.slice(0, first).flatMap((line) => {
    const [, name, choices] = /^<(\w+)> (.*)$/.exec(line) ?? [];
    return name && choices ? [[name, choices.split('|')] as const] : [];
  });
  return { fillers: new Map(fillers), lines: all.slice(first) };
}

function fill(line: string, fillers: ReadonlyMap<string, string[]>, random: Random): string {
  let text = line.replace(/^\[!\]/, '');
  while (/\[[^[\]]*\]/.test(text))
    text = text.replace(/\[([^[\]]*)\]/g, (_, choices: string) => pick(choices.split('|'), random));
  return putNames(putNames(text, fillers, random), fillers, random)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.])/g, '$1')
    .replace(/(\p{L}) (-\p{L})/gu, '$1$2')
    .replace(/(\p{L})- (?=\p{L})/gu, '$1-')
    .replace(/' /g, "'")
    .trim();
}

function putNames(text: string, fillers: ReadonlyMap<string, string[]>, random: Random): string {
  return text.replace(/<(\w+)>/g, (whole, name: string) =>
    fillers.has(name) ? pick(fillers.get(name)!, random) : whole,
  );
}

/** With courtesy, with a story, with a reason, as people do. */
function surround(bare: string, isCommand: boolean, fillers: ReadonlyMap<string, string[]>, random: Random): string {
  const courtesy = isCommand && random() < 0.35 ? `${pick(fillers.get('courtesy') ?? [''], random)} ` : '';
  const text = addSurroundings(`${courtesy}${bare}`, fillers, random, random() * SURROUNDED);
  return random() < 0.07 ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

const SURROUNDED = 2.2;

/** `kind`, from 0 to 1, says with what: an opening, a closing, a story, a reason; beyond 1 with nothing. */
function addSurroundings(text: string, fillers: ReadonlyMap<string, string[]>, random: Random, kind: number): string {
  const some = (name: string): string => putNames(pick(fillers.get(name) ?? [''], random), fillers, random);
  if (kind < 0.2) return `${some('opening')} ${text}`;
  if (kind < 0.4) return text + some('closing');
  if (kind < 0.7) return `${some('story')} ${text}`;
  return kind < 1 ? text.replace(/[?!.]+$/, '') + some('reason') : text;
}

function pick<Item>(list: readonly Item[], random: Random): Item {
  return list[Math.trunc(random() * list.length)]!;
}
