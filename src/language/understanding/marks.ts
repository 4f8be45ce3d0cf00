import type { Compiled, Word } from './compile';
import { ROOT, type Hit, type Node, type Step, type Walk } from './phrases';
import { actionConcepts } from '../lexicon/lexicon';
import { range, sortFew, type Token } from './tokens';

/** A concept found in the sentence, on the tokens that named it. */
export interface Mark {
  concept: string;
  /** What stands before the colon of a concept that has one (`role`), else nothing. */
  prefix: string;
  start: number;
  end: number;
  /** The tokens that carry it; a phrase with a gap skips those between. */
  tokens: readonly number[];
  typo: boolean;
  /** Common elsewhere too. */
  weak: boolean;
}

export interface Marks {
  marks: Mark[];
  idioms: Mark[];
  foreign: Mark[];
  stems: string[];
  /** Tokens that were taken for a misspelt word of the lexicon. */
  typos: boolean[];
}

/** The steps of a sentence, and the way along phrases that they are looked up on. */
interface Words {
  tokens: readonly Token[];
  steps: readonly Step[];
  walk: Walk;
}

const LONGEST_GAP = 7;
const SENTENCE_END = /^[.!?;,:\n]$/;
const ALL_CAPITALS = /^\p{Lu}+$/u;
/** Phrases that a phrase with a gap must not cut in two ("make … public" in "changes to the public profile"). */
const WHOLE = /^(?:businessProfile|profile|priceSheet|catalog|role:|section:)/;

/** Finds every concept, the longest phrase first; cues, idioms and other matters are found beside them. */
export function findMarks(
  tokens: readonly Token[],
  compiled: Compiled,
  known: readonly Word[],
  isName: readonly boolean[],
): Marks {
  const typos: boolean[] = [];
  const stems: string[] = [];
  const steps: Step[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const { kind, low, capital, first, text } = tokens[at]!;
    const word = known[at]!;
    // In small letters or at the start; what is written in capitals alone is no name.
    const looksNamed = capital && !first;
    const isPlain = isName[at]! || (looksNamed && !ALL_CAPITALS.test(text));
    const mayBeMisspelt =
      kind === 'word' && !word.isKnown && !isName[at] && !(looksNamed && (text.length < 2 || !ALL_CAPITALS.test(text)));
    const corrected = mayBeMisspelt ? compiled.correct(low) : undefined;
    typos.push(Boolean(corrected));
    stems.push(corrected ?? word.stem);
    if (corrected === undefined) steps.push(isPlain ? word.plainStep : word.step);
    else steps.push(compiled.walk.readStep(corrected, low, isPlain || word.step.plain));
  }
  const words: Words = { tokens, steps, walk: compiled.walk };
  const hits: Hit[] = [];
  for (let at = 0; at < tokens.length; at++) compiled.walk.along(steps, ROOT, at, hits);
  const marks = takeLongest(hits, words, typos);
  const idioms: Mark[] = [];
  const foreign: Mark[] = [];
  for (const hit of hits) {
    const { kind } = hit.entry;
    if (kind === 'phrase' || kind === 'pattern') continue;
    const mark = markOf(hit, words);
    if (!mark) continue;
    if (kind === 'cue') marks.push(mark);
    else if (kind === 'idiom') idioms.push(mark);
    else foreign.push(mark);
  }
  return { marks: sortOut(marks, tokens), idioms, foreign, stems, typos };
}

/** The marks in the order of their words, without those whose words mean something else together. */
function sortOut(marks: readonly Mark[], tokens: readonly Token[]): Mark[] {
  const left = marks.some(({ concept }) => concept === 'can')
    ? marks.filter((mark) => !isAfterAll(mark, tokens))
    : marks;
  const turns = left.filter((mark) => mark.tokens.length > 1 && (mark.concept === 'can' || TURNS.has(mark.concept)));
  const sorted = turns.length > 0 ? left.filter((mark) => !isInsideTurn(mark, turns)) : [...left];
  return sortFew(sorted, (one, other) => one.start - other.start);
}

/** Cues of several words that keep their words to themselves: "pull up", "right away", "go ahead". */
const TURNS = new Set(['show', 'display', 'search', 'please', 'filler', 'how']);
const KEPT: ReadonlySet<string> = new Set([...actionConcepts, 'take', 'put', 'right', 'subscription', 'request']);

/** What stands before a month and before no "may I". */
const BEFORE_MONTH = /^(?:in|of|for|since|until|till|during|from|through|before|after|last|this|next|early|late|mid)$/;

/** "In May I was away": the words of "may I", but a month. */
function isAfterAll({ concept, start, end }: Mark, tokens: readonly Token[]): boolean {
  return (
    concept === 'can' &&
    end - start > 1 &&
    tokens[start]?.low === 'may' &&
    BEFORE_MONTH.test(tokens[start - 1]?.low ?? '')
  );
}

function isInsideTurn(mark: Mark, turns: readonly Mark[]): boolean {
  if (mark.tokens.length > 1) return false;
  const isMonth = mark.prefix === 'month';
  if (!isMonth && !KEPT.has(mark.concept)) return false;
  // "May I see …" names no month.
  return turns.some((turn) => isMonth === (turn.concept === 'can') && turn.tokens.includes(mark.start));
}

/** The longest phrases first; no word is used twice, but a phrase with a gap may hold others. */
function takeLongest(hits: readonly Hit[], words: Words, typos: readonly boolean[]): Mark[] {
  const marks: Mark[] = [];
  const owner: (Hit | undefined)[] = [];
  const whole = hits.filter(({ entry }) => entry.kind === 'phrase' && !entry.rest);
  sortFew(whole, (one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start);
  for (const hit of whole) {
    if (!isFree(hit, owner)) continue;
    const { entry, start, end } = hit;
    let typo = false;
    for (let at = start; at < end; at++) {
      owner[at] = hit;
      typo ||= typos[at]!;
    }
    const { concept, prefix, weak } = entry;
    marks.push({ concept, prefix, start, end, tokens: range(start, end), typo, weak });
  }
  let uncut: Mark[] | undefined;
  for (const hit of hits) {
    if (hit.entry.kind !== 'pattern' && (hit.entry.kind !== 'phrase' || !hit.entry.rest)) continue;
    const mark = markOf(hit, words);
    if (!mark) continue;
    uncut ??= marks.filter((other) => other.tokens.length > 1 && WHOLE.test(other.concept));
    addPattern(mark, uncut, marks);
  }
  return marks;
}

/** Of the same concept at the same place the longest is kept. */
function addPattern(mark: Mark, uncut: readonly Mark[], marks: Mark[]): void {
  if (uncut.some((other) => cuts(mark, other))) return;
  const same = marks.findIndex((other) => other.concept === mark.concept && other.start === mark.start);
  const known = marks[same];
  if (!known) marks.push(mark);
  else if (known.tokens.length < mark.tokens.length) marks[same] = mark;
}

/** Whether no longer phrase has any of the words; what takes the very same ones may have them too. */
function isFree({ start, end }: Hit, owner: readonly (Hit | undefined)[]): boolean {
  for (let at = start; at < end; at++) {
    const other = owner[at];
    if (other && (other.start !== start || other.end !== end)) return false;
  }
  return true;
}

/** Whether a mark takes but a part of what belongs together. */
function cuts(mark: Mark, whole: Mark): boolean {
  const shared = whole.tokens.filter((at) => mark.tokens.includes(at)).length;
  return shared > 0 && shared < whole.tokens.length && !whole.tokens.includes(mark.start);
}

function markOf({ entry, start, end }: Hit, words: Words): Mark | undefined {
  const { concept, prefix, rest, weak } = entry;
  let tokens: number[];
  let last = end;
  if (rest === undefined) tokens = range(start, end);
  else {
    const found = seekAll(rest, words, end);
    if (!found) return undefined;
    tokens = [...range(start, end), ...found];
    last = tokens[tokens.length - 1]! + 1;
  }
  return { concept, prefix, start, end: last, tokens, typo: false, weak };
}

/** The words behind each gap of a phrase, one after another. */
function seekAll(first: Node, words: Words, from: number): number[] | undefined {
  const tokens: number[] = [];
  let at = from;
  for (let rest: Node | undefined = first; rest !== undefined;) {
    const found = seek(rest, words, at);
    if (!found) return undefined;
    for (at = found.start; at < found.end; at++) tokens.push(at);
    rest = found.entry.rest;
  }
  return tokens;
}

/** The words behind a gap: the nearest place where they stand, and as many of them as there are. */
function seek(rest: Node, { tokens, steps, walk }: Words, from: number): Hit | undefined {
  const hits: Hit[] = [];
  for (let at = from; at < Math.min(tokens.length, from + LONGEST_GAP); at++) {
    walk.along(steps, rest, at, hits);
    let longest = hits[0];
    for (const hit of hits) if (hit.end > longest!.end) longest = hit;
    if (longest) return longest;
    if (tokens[at]!.text.length === 1 && SENTENCE_END.test(tokens[at]!.text)) return undefined;
  }
  return undefined;
}
