import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { lexicons } from '../lexicon';
import { readComparison } from './comparison';
import { decide, SURE } from './decide';
import { builtInModel, type Model } from './likelihood';
import { compileLexicon, type Compiled } from './compile';
import { foldNames, readNameWords } from './people';
import { findProducts, foldTitles } from './products';
import { readSentence, type KnownNames, type Reading, type Text } from './reading';
import { fillSlots, type Slots } from './slots';
import { cleanText, fold, spellOut, splitTokens, type Token } from './tokens';

/** What someone wrote, and the BCP 47 locale of the activity. */
export interface Utterance {
  text: string;
  locale: string;
}

/** The account's own names: with them a name is known as one however it is written. */
export interface Names {
  users?: readonly string[];
  products?: readonly string[];
}

/** What was understood: sure from 0.75, unsure from 0.45 (ask which), else `operation` is null. */
export interface Understanding {
  operation: string | null;
  slots: Record<string, string | number>;
  confidence: number;
  /** Other operations it may mean, most likely first. */
  alternatives: { operation: string; slots: Record<string, string | number>; confidence: number }[];
  /** The language the sentence is written in, else the locale's. */
  language: 'en' | 'fr';
}

const botNames = new Set(['partner desk', 'partnerdesk']);

export interface SentenceReader {
  /** Sentence → operation and slots. It needs no model, no network and never throws. */
  understand(utterance: Utterance, today: string): Understanding;
  /** What a sentence says for the slots of an operation that is known already: the answer to a question, a correction. */
  readSlots(operation: string, utterance: Utterance, today: string): Slots;
  /** Compiles the lexicons and loads the model, so that the first sentence does not wait; other work goes on in between. */
  prepare(): Promise<void>;
}

/** Creates the built-in reader of sentences. */
export function createUnderstanding(options: { names?: () => Names } = {}): SentenceReader {
  let ready: readonly Compiled[] | undefined;
  const compiled = (): readonly Compiled[] => (ready ??= lexicons.map(compileLexicon));
  /** What everybody says in the same words, the commands that a client lists among them, by those words. */
  const plain = new Map<string, Understanding>();
  let last: Names | undefined;
  let known: KnownNames = { users: [], products: [] };
  const current = (): KnownNames => {
    const names = options.names?.() ?? {};
    if (names.users !== last?.users || names.products !== last?.products) {
      known = { users: foldNames(names.users ?? []), products: foldTitles(names.products ?? []) };
      plain.clear();
    }
    last = names;
    return known;
  };
  return {
    understand(utterance, today) {
      const names = current();
      const { text, locale } = utterance;
      if (text.length > longestPlain || /\d/.test(text)) return understandWith(compiled(), utterance, today, names);
      const key = `${today} ${locale} ${text}`;
      const before = plain.get(key);
      if (before) return copy(before);
      const understood = understandWith(compiled(), utterance, today, names);
      if (!isPlain(understood)) return understood;
      if (plain.size >= rememberedPlain) plain.clear();
      plain.set(key, understood);
      return copy(understood);
    },
    readSlots(operation, utterance, today) {
      const all = compiled();
      const locale = utterance.locale.toLowerCase();
      const own = all.find((one) => locale.startsWith(one.lexicon.language)) ?? all[0]!;
      const [read] = readUtterance([own], utterance, today, current());
      return read ? fillSlots(operation, read()).slots : {};
    },
    async prepare() {
      for (const lexicon of lexicons) {
        await yieldToOthers();
        compileLexicon(lexicon);
      }
      await yieldToOthers();
      builtInModel();
    },
  };
}

/** So many sentences are remembered at most, none of more UTF-16 units than that, and none with a digit: it may hold a secret. */
const rememberedPlain = 500;
const longestPlain = 100;

/** Whether a sentence asks for something and names nobody and nothing: “list users”. Nothing else that people write is kept. */
function isPlain({ confidence, slots, alternatives }: Understanding): boolean {
  return confidence >= SURE && [slots, ...alternatives.map((one) => one.slots)].every(isEmpty);
}

function isEmpty(slots: Slots): boolean {
  return Object.keys(slots).length === 0;
}

/** Whoever gets an answer may add to it. */
function copy(understood: Understanding): Understanding {
  return { ...understood, slots: {}, alternatives: understood.alternatives.map((one) => ({ ...one, slots: {} })) };
}

/** The same with given lexicons, for languages beyond the two that the product speaks. */
export function understandWith(
  compiled: readonly Compiled[],
  utterance: Utterance,
  today: string,
  known: KnownNames,
  model: Model = builtInModel(),
): Understanding {
  const [first, second] = readUtterance(compiled, utterance, today, known);
  const answer = (reading: Reading): Understanding => ({
    ...(readComparison(reading) ?? decide(reading, model)),
    language: reading.compiled.lexicon.language as Understanding['language'],
  });
  if (!first) return { operation: null, slots: {}, confidence: 0, alternatives: [], language: 'en' };
  const reading = first();
  const best = answer(reading);
  if (best.confidence >= SURE) return best;
  const other = second && answer(second());
  if (other && other.confidence > Math.max(0.6, best.confidence + 0.1)) return other;
  return best.operation === null ? (understandEnd(reading) ?? best) : best;

  /** "The sheet has just landed in my inbox, can we load it": a story says nothing of ours, what follows it asks for sure. */
  function understandEnd(whole: Reading): Understanding | undefined {
    const end = whole.text.slice(Math.max(0, ...[...whole.text.matchAll(BREAK)].map((at) => at.index + at[0].length)));
    if (end.length === whole.text.length || !/\S\s+\S/.test(end)) return undefined;
    // "The insurance won't pay, what are my rights": the story's matter is that of the question.
    if (whole.found.foreign.length) return undefined;
    const asked = understandWith(compiled, { text: end, locale: utterance.locale }, today, known, model);
    if (asked.operation === null || asked.confidence < SURE_ALONE) return undefined;
    if (takesMatter.has(asked.operation) && !Object.values(asked.slots).some((value) => value !== 'me'))
      return undefined;
    const { user, product } = fillSlots(asked.operation, whole).slots;
    return { ...asked, slots: { ...(user && { user }), ...(product && { product }), ...asked.slots } };
  }
}

/** What may part a story from what is asked at its end. */
const BREAK = /[.!?;:…\n]+\s+|,\s+|\s[–—-]\s|\p{Extended_Pictographic}\s*/gu;
/** "A dresser in oak, where do I start": what has no matter of its own asks about that of the story. */
const takesMatter: ReadonlySet<string> = new Set(['help', 'permissions.show']);
/** How sure the end of a message must be, where the whole says nothing. */
const SURE_ALONE = 0.96;

/** The sentence as read in the languages that it may be in, the likeliest first. */
export function readUtterance(
  compiled: readonly Compiled[],
  utterance: Utterance,
  today: string,
  known: KnownNames,
): (() => Reading)[] {
  const text = cleanText(utterance.text);
  const tokens = splitTokens(text).filter((token) => token.kind !== 'mention' || !isBotName(token.text));
  if (!tokens.length) return [];
  const prepare = (words: readonly Token[]): Text => {
    const names = readNameWords(words, known.users);
    const isKnown = (at: number): boolean =>
      names.isOwn[at]! || names.isGiven[at]! || compiled.some((one) => one.wordOf(words[at]!.low).isKnown);
    return { text, tokens: words, names, products: findProducts(words, text, known.products, isKnown) };
  };
  const prepared = prepare(tokens);
  const ranked = rankLanguages(prepared, compiled, utterance.locale);
  return ranked.map((one) => () => {
    const spelled = spellOut(tokens, one.spellings);
    const dayFirst = one.lexicon.dayFirst && !/^en-us$/i.test(utterance.locale);
    return readSentence(spelled ? prepare(spelled) : prepared, one, today, dayFirst);
  });
}

/**
 * The languages that a sentence may be in, by how many of its words only they have; the locale's first where that is equal. Names of
 * products are of no language.
 */
function rankLanguages({ tokens, products }: Text, compiled: readonly Compiled[], locale: string): Compiled[] {
  const low = locale.toLowerCase();
  const named: boolean[] = [];
  for (const { start, end } of products) for (let at = start; at < end; at++) named[at] = true;
  const order = compiled
    .map((one) => {
      let score = low.startsWith(one.lexicon.language) ? 1.2 : 0;
      for (let at = 0; at < tokens.length; at++) {
        if (named[at]) continue;
        const { raw, capital } = tokens[at]!;
        if (one.tellTale.has(raw)) score++;
        if (!capital && one.tellTaleLetters?.test(raw)) score += 0.6;
      }
      return { compiled: one, score };
    })
    .sort((one, other) => other.score - one.score);
  const [first] = order;
  if (!first) return [];
  const countKnown = (one: Compiled): number =>
    tokens.filter((token, at) => token.kind === 'word' && !named[at] && one.wordOf(token.low).isKnown).length;
  const mayBe = ({ score, compiled: one }: { compiled: Compiled; score: number }): boolean =>
    first.score - score <= 2 && (score > 0 || countKnown(one) > countKnown(first.compiled));
  return order.filter((each) => each === first || mayBe(each)).map((each) => each.compiled);
}

/** Whether a text is the bot's own name. */
export function isBotName(text: string): boolean {
  return botNames.has(fold(text).trim());
}
