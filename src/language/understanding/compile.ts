import { countryCodes } from '../lexicon/country-codes';
import { givenNames } from '../lexicon/given-names';
import { actionConcepts, cueConcepts, type Lexicon } from '../lexicon/lexicon';
import { createPhrases, PLAIN, type Step, type Walk } from './phrases';
import { fold, splitTokens, type Token } from './tokens';

/** What a lexicon knows of a word. */
export interface Word {
  stem: string;
  /** Whether it is known for certain, by its stem. */
  isKnown: boolean;
  /** Whether it carries no matter. */
  isFunction: boolean;
  /** As it is looked up in phrases: as one of its forms; and as itself alone, which words that stand for themselves always are. */
  step: Step;
  plainStep: Step;
}

/** A lexicon made ready for looking up. */
export interface Compiled {
  lexicon: Lexicon;
  walk: Walk;
  functionWords: ReadonlySet<string>;
  rolePlurals: ReadonlySet<string>;
  /** Words that compare products, and such as join two of them. */
  comparing: ReadonlySet<string>;
  joining: ReadonlySet<string>;
  tellTale: ReadonlySet<string>;
  /** Undefined where no letter tells the language. */
  tellTaleLetters: RegExp | undefined;
  /** Every word that is known for certain, by its stem. */
  known: ReadonlySet<string>;
  stem: (low: string) => string;
  /** All that is known of a word, in one look: people say the same ones again and again. */
  wordOf: (low: string) => Word;
  /** Whether a form says "done", by its ending or as an irregular one. */
  isDone: (raw: string, low: string) => boolean;
  hasDoneEnding: (raw: string) => boolean;
  /** How shortened words are written out. */
  spellings: ReadonlyMap<string, readonly Token[]>;
  /** The stem that a misspelt word stands for. */
  correct: (low: string) => string | undefined;
}

const cues: ReadonlySet<string> = new Set(cueConcepts);
/** Concepts whose words of three and four letters are known with two letters swapped ("pni", "shwo"). */
const OFTEN_SWAPPED: ReadonlySet<string> = new Set([...actionConcepts, 'show', 'user', 'role', 'price']);
const cache = new Map<Lexicon, Compiled>();

/** Compiles once for each lexicon. */
export function compileLexicon(lexicon: Lexicon): Compiled {
  const known = cache.get(lexicon);
  if (known) return known;
  const compiled = compile(lexicon);
  cache.set(lexicon, compiled);
  return compiled;
}

const split = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean);

/** Puts the words of a macro into a pattern, as choices of its braces or as braces of their own. */
function withMacros(pattern: string, macros: Record<string, string>): string {
  return pattern.replace(/([{|]?)<([a-z]+)>/gi, (_, before: string, name: string) =>
    before ? `${before}${macros[name] ?? ''}` : `{${macros[name] ?? ''}}`,
  );
}

function compile(lexicon: Lexicon): Compiled {
  const list = (text: string): string[] => split(text).map((phrase) => withMacros(phrase, lexicon.macros));
  const stem = createStemmer(lexicon);
  const phrases = createPhrases(stem);
  const vocabulary = new Set<string>();
  const short = new Set<string>();
  const words = new Set<string>();
  const functionWords = new Set(list(lexicon.functionWords).flatMap((phrase) => wordsOf(phrase)));

  const groups: [string, Record<string, string | undefined>][] = [
    ['', lexicon.concepts],
    ['role:', lexicon.roles],
    ['section:', lexicon.sections],
    ['field:', lexicon.fields],
    ['segment:', lexicon.segments],
    ['term:', lexicon.terms],
    ['billing:', lexicon.billings],
    ['currency:', lexicon.currencies],
    ['language:', lexicon.languages],
    ['market:', { ...regionNames(lexicon.language) }],
    ['market:', lexicon.markets],
    ['number:', lexicon.numbers],
    ['ordinal:', lexicon.ordinals],
    ['month:', lexicon.months],
    ['weekday:', lexicon.weekdays],
  ];
  for (const [prefix, entries] of groups) {
    for (const [concept, text] of Object.entries(entries)) {
      for (const phrase of list(text ?? '')) {
        const kind = prefix === '' && cues.has(concept) ? 'cue' : phrase.includes('{') ? 'pattern' : 'phrase';
        const parts = phrases.insert(kind, phrase, prefix + concept);
        for (const word of parts) words.add(word);
        if (phrase.startsWith('=')) words.add(stem(fold(phrase.slice(1).trim())));
        if (prefix !== '' && prefix !== 'market:' && /^\p{L}{3,} \p{L}{3,}$/u.test(phrase))
          parts.push(...phrases.insert('phrase', phrase.replace(' ', ''), prefix + concept));
        if (prefix === '' && OFTEN_SWAPPED.has(concept) && /^~?\p{L}{3,4}$/u.test(phrase))
          for (const word of parts) short.add(word);
        if (prefix === 'market:' || prefix === 'number:' || prefix === 'weekday:' || cues.has(concept)) continue;
        for (const word of parts) if (word.length > 3 && !functionWords.has(word)) vocabulary.add(word);
      }
    }
  }
  for (const [operation, text] of Object.entries(lexicon.idioms)) {
    for (const phrase of list(text ?? ''))
      for (const word of phrases.insert('idiom', phrase, operation)) words.add(word);
  }
  for (const phrase of list(lexicon.foreignWords)) {
    if (functionWords.has(fold(phrase))) continue;
    const exact = !phrase.includes(' ') && vocabulary.has(stem(fold(phrase)));
    for (const word of phrases.insert('foreign', exact ? `=${phrase}` : phrase, 'foreign')) words.add(word);
  }
  for (const word of functionWords) words.add(stem(word));
  for (const phrase of list(lexicon.everydayWords)) for (const word of wordsOf(phrase)) words.add(stem(word));
  const names = new Set(givenNames.split(' '));
  const walk = phrases.walk();
  // Words that stand for themselves alone, whatever else has their stem.
  const plainWords = new Set([
    ...functionWords,
    ...list(lexicon.everydayWords)
      .map(fold)
      .filter((phrase) => !/[ '-]/.test(phrase)),
  ]);
  const readWord = (low: string): Word => {
    const own = stem(low);
    const plainStep = walk.readStep(own, low, true);
    const step = plainWords.has(low) ? plainStep : walk.readStep(own, low, false);
    return { stem: own, isKnown: words.has(own), isFunction: functionWords.has(low), step, plainStep };
  };
  return {
    lexicon,
    walk,
    functionWords,
    wordOf: rememberWords(readWord),
    rolePlurals: new Set(list(lexicon.rolePlurals).flatMap((phrase) => wordsOf(phrase))),
    comparing: new Set(lexicon.comparison?.comparing.split(' ')),
    joining: new Set(lexicon.comparison?.joining.split(' ')),
    tellTale: new Set(list(lexicon.tellTale).flatMap((phrase) => splitTokens(phrase).map((token) => token.raw))),
    tellTaleLetters: lexicon.tellTaleLetters ? new RegExp(`[${lexicon.tellTaleLetters}]`) : undefined,
    known: words,
    stem,
    spellings: new Map(Object.entries(lexicon.spellings).map(([short, long]) => [fold(short), splitTokens(long)])),
    isDone: createDoneTest(lexicon),
    hasDoneEnding: (raw) => hasEnding(raw, lexicon.doneEndings),
    correct: createCorrector(lexicon, vocabulary, short, stem, (low) => words.has(stem(low)) || names.has(low)),
  };
}

function wordsOf(phrase: string): string[] {
  if (PLAIN.test(phrase)) return fold(phrase).split(' ').filter(Boolean);
  return splitTokens(phrase.replace(/[=~]/g, ''))
    .filter((token) => token.kind !== 'mark')
    .map((token) => token.low);
}

/** So many words are remembered, none that is longer, and none with a digit: numbers are hardly ever the same. */
const rememberedWords = 5_000;
const longestRemembered = 32;

function rememberWords(read: (low: string) => Word): (low: string) => Word {
  const known = new Map<string, Word>();
  return (low) => {
    let word = known.get(low);
    if (word) return word;
    word = read(low);
    if (low.length > longestRemembered || /\d/.test(low)) return word;
    if (known.size >= rememberedWords) known.clear();
    known.set(low, word);
    return word;
  };
}

function createStemmer(lexicon: Lexicon): (low: string) => string {
  const memory = new Map<string, string>();
  const forms = new Map(
    Object.entries(lexicon.forms).flatMap(([word, text]) =>
      split(text).map((form) => [fold(form), fold(word)] as const),
    ),
  );
  return (low) => {
    let stem = memory.get(low);
    if (stem === undefined) {
      stem = cutEnding(forms.get(low) ?? low, lexicon.endings);
      if (memory.size > 20_000) memory.clear();
      memory.set(low, stem);
    }
    return stem;
  };
}

function cutEnding(low: string, endings: Lexicon['endings']): string {
  let word = low;
  for (const [ending, instead, least = 3] of endings) {
    if (!word.endsWith(ending) || word.length - ending.length < least) continue;
    word = word.slice(0, word.length - ending.length) + instead;
    break;
  }
  const last = word.length - 1;
  if (last > 2 && word[last] === word[last - 1] && !/[sle]/.test(word[last] ?? '')) word = word.slice(0, last);
  else if (last > 3 && word.endsWith('ll')) word = word.slice(0, last);
  if (last > 2 && word.endsWith('e')) word = word.slice(0, -1);
  if (last > 2 && word.endsWith('y')) word = `${word.slice(0, -1)}i`;
  return word;
}

function createDoneTest(lexicon: Lexicon): (raw: string, low: string) => boolean {
  const irregular = new Set(split(lexicon.doneWords).map(fold));
  return (raw, low) => irregular.has(low) || hasEnding(raw, lexicon.doneEndings);
}

function hasEnding(raw: string, endings: readonly string[]): boolean {
  return endings.some((ending) => raw.length > ending.length + 2 && raw.endsWith(ending));
}

/** Every country's name in the language, as Unicode's CLDR has it. */
function regionNames(language: string): Record<string, string> {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const regions: Record<string, string> = {};
  for (const code of countryCodes.split(' ')) {
    const name = names.of(code);
    if (name) regions[code] = name.replace(/[,()]/g, ' ').replace(/\s+/g, ' ');
  }
  return regions;
}

/** Finds what a misspelt word was meant to be: a letter wrong, missing, added or swapped (two in long words), or its sound. */
function createCorrector(
  lexicon: Lexicon,
  vocabulary: ReadonlySet<string>,
  short: ReadonlySet<string>,
  stem: (low: string) => string,
  isKnown: (low: string) => boolean,
): (low: string) => string | undefined {
  const byDelete = new Map<string, string[]>();
  const bySound = new Map<string, string>();
  const longByStart = new Map<string, string[]>();
  const file = (index: Map<string, string[]>, key: string, word: string): void => {
    const words = index.get(key);
    if (words) words.push(word);
    else index.set(key, [word]);
  };
  for (const word of vocabulary) {
    file(byDelete, word, word);
    for (let at = 0; at < word.length; at++) file(byDelete, word.slice(0, at) + word.slice(at + 1), word);
    const sound = soundOf(word, lexicon);
    if (word.length > 4 && !bySound.has(sound)) bySound.set(sound, word);
    if (word.length > 7) file(longByStart, word.slice(0, 2), word);
  }
  const memory = new Map<string, string | undefined>();

  const swapped = new Map<string, string>();
  for (const word of short)
    for (let at = 1; at + 1 < word.length; at++)
      swapped.set(word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2), word);

  const look = (low: string): string | undefined => {
    const meant = isKnown(low) ? undefined : (swapped.get(low) ?? swapped.get(stem(low)));
    if (meant) return meant;
    if (low.length < 4 || low.length > 24 || /\d/.test(low) || isKnown(low)) return undefined;
    if (vocabulary.has(stem(low))) return undefined;
    return find(stem(low), low) ?? (low.endsWith('e') ? undefined : find(low, low));
  };
  const find = (written: string, low: string): string | undefined => {
    const near = new Set(byDelete.get(written) ?? []);
    for (let at = 0; at < written.length; at++) {
      for (const word of byDelete.get(written.slice(0, at) + written.slice(at + 1)) ?? []) near.add(word);
    }
    let best: string | undefined;
    for (const word of near) {
      if (low.length === 4 && (word.length < 5 || word[0] !== low[0])) continue;
      if (word.length < 4 || (low.length < 6 && word[0] !== written[0]) || editDistance(written, word, 1) > 1) continue;
      if (written.length < 7 && !isSlip(written, word)) continue;
      if (
        best === undefined ||
        (word[0] === written[0] && best[0] !== written[0]) ||
        (word.length > best.length && word[0] === written[0])
      )
        best = word;
    }
    if (best) return best;
    if (written.length > 4) best = bySound.get(soundOf(written, lexicon));
    if (best) return best;
    if (written.length < 7) return undefined;
    return (longByStart.get(written.slice(0, 2)) ?? []).find(
      (word) => Math.abs(word.length - written.length) < 3 && editDistance(written, word, 2) <= 2,
    );
  };
  return (low) => {
    if (memory.has(low)) return memory.get(low);
    const found = look(low);
    if (memory.size > 20_000) memory.clear();
    memory.set(low, found);
    return found;
  };
}

/** Keys beside each other on QWERTY and AZERTY keyboards, and letters taken for each other by ear. */
const NEIGHBOURS =
  'qwertyuiop asdfghjkl zxcvbnm azertyuiop qsdfghjklm wxcvbn qaz wsx edc rfv tgb yhn ujm ik ol aq za sw';
const ALIKE = 'aeiouy csz ckq vw bp dt gj mn';

function areClose(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one === other) return true;
  return (
    NEIGHBOURS.split(' ').some((row) => row.includes(one + other) || row.includes(other + one)) ||
    ALIKE.split(' ').some((letters) => letters.includes(one) && letters.includes(other))
  );
}

/** Whether one slip of a finger or of the ear makes the one word of the other, in words that are too short for any slip. */
function isSlip(written: string, word: string): boolean {
  let at = 0;
  while (at < written.length && written[at] === word[at]) at++;
  if (written.length === word.length)
    return areClose(written[at], word[at]) || (written[at] === word[at + 1] && written[at + 1] === word[at]);
  if (written.length > word.length)
    return areClose(written[at], written[at - 1]) || areClose(written[at], written[at + 1]);
  return true;
}

function soundOf(word: string, lexicon: Lexicon): string {
  let sound = word;
  for (const [letters, heard] of lexicon.sounds) sound = sound.replaceAll(letters, heard);
  return sound.replace(/(.)\1+/g, '$1');
}

/** Optimal string alignment distance, given up beyond `most`. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = previous;
    previous = current;
  }
  return previous[other.length] ?? most + 1;
}
