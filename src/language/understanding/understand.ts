import { lexicons } from '../lexicon';
import { compileLexicon, type Compiled } from './compile';
import { frameStrength, readInner, type Frame } from './inner';
import { foldNames, isGivenName } from './people';
import { findProducts, foldTitles } from './products';
import { readSentence, type KnownNames, type Reading, type Text } from './reading';
import { changing } from './rules';
import { matchRules, weigh, type Candidate } from './score';
import { fillSlots, type Filled, type Slots } from './slots';
import { cleanText, fold, range, splitTokens, type Token } from './tokens';

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

const SURE = 0.75;
const UNSURE = 0.45;
const frames: readonly Frame[] = ['help', 'permissions.show', 'audit.show'];
const botNames = new Set(['partner desk', 'partnerdesk']);

export interface SentenceReader {
  /** Sentence → operation and slots. It needs no model, no network and never throws. */
  understand(utterance: Utterance, today: string): Understanding;
  /** What a sentence says for the slots of an operation that is known already: the answer to a question, a correction. */
  readSlots(operation: string, utterance: Utterance, today: string): Slots;
}

/** Creates the built-in reader of sentences. */
export function createUnderstanding(options: { names?: () => Names } = {}): SentenceReader {
  const compiled = lexicons.map(compileLexicon);
  let last: Names | undefined;
  let known: KnownNames = { users: [], products: [] };
  const current = (): KnownNames => {
    const names = options.names?.() ?? {};
    if (names.users !== last?.users || names.products !== last?.products) {
      known = { users: foldNames(names.users ?? []), products: foldTitles(names.products ?? []) };
    }
    last = names;
    return known;
  };
  return {
    understand: (utterance, today) => understandWith(compiled, utterance, today, current()),
    readSlots(operation, utterance, today) {
      const own =
        compiled.find((one) => utterance.locale.toLowerCase().startsWith(one.lexicon.language)) ?? compiled[0]!;
      return readSlotsWith(own, operation, utterance, today, current());
    },
  };
}

function readSlotsWith(
  compiled: Compiled,
  operation: string,
  { text: written, locale }: Utterance,
  today: string,
  known: KnownNames,
): Slots {
  const text = cleanText(written);
  const tokens = splitTokens(text).filter((token) => token.kind !== 'mention' || !isBotName(token.text));
  if (tokens.length === 0) return {};
  const isWord = (token: Token): boolean => isGivenName(token) || compiled.known.has(compiled.stem(token.low));
  const products = findProducts(tokens, text, known.products, isWord);
  const dayFirst = compiled.lexicon.dayFirst && !/^en-us$/i.test(locale);
  return fillSlots(operation, readSentence({ text, tokens, products }, compiled, known, today, dayFirst)).slots;
}

/** The same with given lexicons, for languages beyond the two that the product speaks. */
export function understandWith(
  compiled: readonly Compiled[],
  utterance: Utterance,
  today: string,
  known: KnownNames,
): Understanding {
  const text = cleanText(utterance.text);
  const tokens = splitTokens(text).filter((token) => token.kind !== 'mention' || !isBotName(token.text));
  const knownUsers = new Set(known.users.flat());
  const isWord = (token: Token): boolean =>
    knownUsers.has(token.low) || isGivenName(token) || compiled.some((one) => one.known.has(one.stem(token.low)));
  const products = findProducts(tokens, text, known.products, isWord);
  const prepared = { text, tokens, products };
  const named = new Set(products.flatMap((product) => range(product.start, product.end)));
  const order = rankLanguages(
    tokens.filter((_, at) => !named.has(at)),
    compiled,
    utterance.locale,
  );
  const first = order[0];
  if (!first || !tokens.length) return { operation: null, slots: {}, confidence: 0, alternatives: [], language: 'en' };
  let best = understandIn(first.compiled, prepared, utterance.locale, today, known);
  const second = order[1];
  if (best.confidence < SURE && second && second.score > 0 && first.score - second.score <= 2) {
    const other = understandIn(second.compiled, prepared, utterance.locale, today, known);
    if (other.confidence > Math.max(0.6, best.confidence + 0.1)) best = other;
  }
  return best;
}

/** The languages by how many of the words only they have; the locale's first where that is equal. */
function rankLanguages(
  tokens: readonly Token[],
  compiled: readonly Compiled[],
  locale: string,
): { compiled: Compiled; score: number }[] {
  return compiled
    .map((one) => {
      let score = locale.toLowerCase().startsWith(one.lexicon.language) ? 1.2 : 0;
      for (const token of tokens) {
        if (one.tellTale.has(token.raw)) score++;
        if (!token.capital && [...one.lexicon.tellTaleLetters].some((letter) => token.raw.includes(letter)))
          score += 0.6;
      }
      return { compiled: one, score };
    })
    .sort((one, other) => other.score - one.score);
}

interface Weighed {
  candidate: Candidate;
  filled: Filled;
  score: number;
}

function understandIn(compiled: Compiled, text: Text, locale: string, today: string, known: KnownNames): Understanding {
  const language = compiled.lexicon.language as Understanding['language'];
  const dayFirst = compiled.lexicon.dayFirst && !/^en-us$/i.test(locale);
  const reading = readSentence(text, compiled, known, today, dayFirst);
  const weighed = weighAll(reading).sort((one, other) => other.score - one.score);
  const top = weighed[0];
  if (!top) return { operation: null, slots: {}, confidence: 0, alternatives: [], language };
  const alternatives = weighed
    .slice(1, 4)
    .filter((one) => one.score > 0.3)
    .map(proposed);
  const confidence = round(top.score);
  if (confidence < UNSURE) {
    return {
      operation: null,
      slots: {},
      confidence,
      alternatives: [proposed(top), ...alternatives].slice(0, 3),
      language,
    };
  }
  return { operation: top.candidate.operation, slots: top.filled.slots, confidence, alternatives, language };
}

function proposed({ candidate, filled, score }: Weighed): Understanding['alternatives'][number] {
  return { operation: candidate.operation, slots: filled.slots, confidence: round(score) };
}

function weighAll(reading: Reading): Weighed[] {
  const candidates = matchRules(reading);
  const framed = frames.filter((frame) => frameStrength(frame, reading) > 0);
  const inner = framed.length ? readInner(reading, framed) : undefined;
  const plain = candidates.slice(0, 9).map((candidate) => weighCandidate(candidate, reading, undefined));
  if (!inner) return plain;
  return [...plain, ...framed.map((frame) => weighCandidate(frameCandidate(frame, inner, reading), reading, inner))];
}

function frameCandidate(frame: Frame, inner: Candidate, reading: Reading): Candidate {
  const core = new Set(inner.core);
  for (const fact of ['how', 'who', 'why', 'cannot', 'allowed', 'deed', 'idiom:permissions.show', 'was:any']) {
    for (const token of reading.facts.get(fact) ?? []) core.add(token);
  }
  return {
    operation: frame,
    score: frameStrength(frame, reading) + 0.03,
    rule: { ...inner.rule, operation: frame, pastOk: true, notOk: true },
    core,
  };
}

function weighCandidate(candidate: Candidate, reading: Reading, inner: Candidate | undefined): Weighed {
  const filled = fillSlots(candidate.operation, reading, inner);
  let score = weigh(candidate, reading, filled.used, inner?.operation);
  const needsPerson = candidate.rule.groups.some(
    (group) => group.some((fact) => fact === '#person' || fact === '#sure') && group.length === 1,
  );
  if (
    needsPerson &&
    !inner &&
    filled.slots.user === undefined &&
    filled.slots.name === undefined &&
    filled.slots.email === undefined &&
    filled.slots.query === undefined
  )
    score -= 0.4;
  if (changing.has(candidate.operation)) {
    score -= 0.03;
    if (filled.person?.strength === 1 && candidate.rule.groups.some((group) => group.includes('#person')))
      score -= 0.08;
  }
  return { candidate, filled, score: Math.max(0, score) };
}

/** Evidence below this says next to nothing: of the sentences there, most are about something else. */
const WEAK = 0.6;

/** Evidence as confidence: under WEAK it stays below UNSURE, from SURE on it stands as it is. */
function round(score: number): number {
  let confidence = score;
  if (score < WEAK) confidence = (score / WEAK) * (UNSURE - 0.01);
  else if (score < SURE) confidence = UNSURE + ((score - WEAK) / (SURE - WEAK)) * (SURE - UNSURE);
  return Math.min(0.99, Math.round(confidence * 100) / 100);
}

/** Whether a text is the bot's own name. */
export function isBotName(text: string): boolean {
  return botNames.has(fold(text).trim());
}
