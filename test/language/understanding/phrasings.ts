import { readFileSync } from 'node:fs';
import type { Labelled } from './measure';
import { createRandom } from './train';

/** How many sentences each line is read as; what asks for nothing has the wider world to tell of. */
const EACH = 4;
const EACH_OF_NOTHING = 7;

type Random = () => number;

/** The sentences that `phrasings.LANGUAGE.txt` stands for; the same in every run. */
export function readPhrasings(language: 'en' | 'fr'): Labelled[] {
  const lines = readFileSync(`${__dirname}/phrasings.${language}.txt`, 'utf8').split('\n');
  const fillers = new Map<string, string[]>();
  const sentences = new Map<string, Labelled>();
  let operation: string | null = null;
  lines.forEach((line, at) => {
    const filler = /^<(\w+)> (.*)$/.exec(line);
    if (operation === null && sentences.size === 0 && filler) fillers.set(filler[1]!, filler[2]!.split('|'));
    else if (line.startsWith('# ')) operation = line === '# nothing' ? null : line.slice(2);
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

function fill(line: string, fillers: ReadonlyMap<string, string[]>, random: Random): string {
  let text = line.replace(/^\[!\]/, '');
  while (/\[[^[\]]*\]/.test(text))
    text = text.replace(/\[([^[\]]*)\]/g, (_, choices: string) => pick(choices.split('|'), random));
  const put = (whole: string, name: string): string => (fillers.has(name) ? pick(fillers.get(name)!, random) : whole);
  return text
    .replace(/<(\w+)>/g, put)
    .replace(/<(\w+)>/g, put)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.])/g, '$1')
    .replace(/(\p{L}) (-\p{L})/gu, '$1$2')
    .replace(/(\p{L})- (?=\p{L})/gu, '$1-')
    .replace(/' /g, "'")
    .trim();
}

/** With courtesy, with a story, with a reason, as people do. */
function surround(bare: string, isCommand: boolean, fillers: ReadonlyMap<string, string[]>, random: Random): string {
  const some = (name: string): string => pick(fillers.get(name) ?? [''], random);
  let text = bare;
  if (isCommand && random() < 0.35) text = `${some('courtesy')} ${text}`;
  const around = random();
  if (around < 0.1) text = `${some('opening')} ${text}`;
  else if (around < 0.2) text += some('closing');
  else if (around < 0.34) text = `${some('story')} ${text}`;
  else if (around < 0.4) text = text.replace(/[?!.]+$/, '') + some('reason');
  return random() < 0.07 ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function pick<Item>(list: readonly Item[], random: Random): Item {
  return list[Math.trunc(random() * list.length)]!;
}
