import type { Compiled } from './compile';
import { ROOT, type Entry, type Node, type Step, type Walk } from './phrases';
import { actionConcepts } from '../lexicon/lexicon';
import { range, type Token } from './tokens';

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

/** The words of a sentence, and the way along phrases that they are looked up on. */
interface Words {
  tokens: readonly Token[];
  steps: readonly Step[];
  walk: Walk;
}

interface Hit {
  entry: Entry;
  start: number;
  end: number;
}

const LONGEST_GAP = 7;
const SENTENCE_END = /^[.!?;,:\n]$/;
/** Phrases that a phrase with a gap must not cut in two ("make … public" in "changes to the public profile"). */
const WHOLE = /^(?:businessProfile|profile|priceSheet|catalog|role:|section:)/;

/** Finds every concept, the longest phrase first; cues, idioms and other matters are found beside them. */
export function findMarks(tokens: readonly Token[], compiled: Compiled, isName: (token: Token) => boolean): Marks {
  const typos: boolean[] = [];
  const stems = tokens.map((token, at) => {
    const stem = compiled.stem(token.low);
    typos[at] = false;
    if (token.kind !== 'word' || compiled.known.has(stem) || isName(token)) return stem;
    if (token.capital && !token.first && !/^\p{Lu}{2,}$/u.test(token.text)) return stem;
    const corrected = compiled.correct(token.low);
    if (corrected) typos[at] = true;
    return corrected ?? stem;
  });
  const steps = tokens.map((token, at) =>
    compiled.walk.readStep(
      stems[at]!,
      token.low,
      compiled.plainWords.has(token.low) ||
        isName(token) ||
        (token.capital && !token.first && !/^\p{Lu}+$/u.test(token.text)),
    ),
  );
  const words: Words = { tokens, steps, walk: compiled.walk };
  const hits: Hit[] = [];
  for (let at = 0; at < tokens.length; at++) {
    compiled.walk.along(steps, ROOT, at, (entry, end) => hits.push({ entry, start: at, end }));
  }
  const found: Marks = { marks: takeLongest(hits, words, typos), idioms: [], foreign: [], stems, typos };
  for (const hit of hits) {
    const { kind } = hit.entry;
    if (kind === 'phrase' || kind === 'pattern') continue;
    const mark = markOf(hit, words);
    if (!mark) continue;
    if (kind === 'cue') found.marks.push(mark);
    else if (kind === 'idiom') found.idioms.push(mark);
    else found.foreign.push(mark);
  }
  found.marks = found.marks.filter((mark) => !isAfterAll(mark, tokens));
  found.marks = found.marks.filter((mark) => !isInsideTurn(mark, found.marks));
  found.marks.sort((one, other) => one.start - other.start);
  return found;
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

function isInsideTurn(mark: Mark, marks: readonly Mark[]): boolean {
  if (mark.tokens.length > 1) return false;
  const isMonth = mark.concept.startsWith('month:');
  if (!isMonth && !KEPT.has(mark.concept)) return false;
  return marks.some(
    (turn) =>
      // "May I see …" names no month.
      (isMonth ? turn.concept === 'can' : TURNS.has(turn.concept)) &&
      turn.tokens.length > 1 &&
      turn.tokens.includes(mark.start),
  );
}

/** The longest phrases first; no word is used twice, but a phrase with a gap may hold others. */
function takeLongest(hits: readonly Hit[], words: Words, typos: readonly boolean[]): Mark[] {
  const marks: Mark[] = [];
  const owner: (Hit | undefined)[] = [];
  const whole = hits.filter((hit) => hit.entry.kind === 'phrase' && !hit.entry.rest);
  whole.sort((one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start);
  for (const hit of whole) {
    const tokens = range(hit.start, hit.end);
    if (tokens.some((at) => owner[at] && (owner[at].start !== hit.start || owner[at].end !== hit.end))) continue;
    for (const at of tokens) owner[at] = hit;
    marks.push({
      concept: hit.entry.concept,
      prefix: hit.entry.prefix,
      start: hit.start,
      end: hit.end,
      tokens,
      typo: tokens.some((at) => typos[at]),
      weak: hit.entry.weak,
    });
  }
  const uncut = marks.filter((mark) => mark.tokens.length > 1 && WHOLE.test(mark.concept));
  for (const hit of hits) {
    if (hit.entry.kind !== 'pattern' && (hit.entry.kind !== 'phrase' || !hit.entry.rest)) continue;
    const mark = markOf(hit, words);
    if (!mark || uncut.some((other) => cuts(mark, other))) continue;
    const same = marks.findIndex((other) => other.concept === mark.concept && other.start === mark.start);
    const known = marks[same];
    if (!known) marks.push(mark);
    else if (known.tokens.length < mark.tokens.length) marks[same] = mark;
  }
  return marks;
}

/** Whether a mark takes but a part of what belongs together. */
function cuts(mark: Mark, whole: Mark): boolean {
  const shared = whole.tokens.filter((at) => mark.tokens.includes(at)).length;
  return shared > 0 && shared < whole.tokens.length && !whole.tokens.includes(mark.start);
}

function markOf({ entry, start, end }: Hit, words: Words): Mark | undefined {
  const tokens = range(start, end);
  let at = end;
  for (let rest = entry.rest; rest !== undefined;) {
    const found = seek(rest, words, at);
    if (!found) return undefined;
    tokens.push(...range(found.start, found.end));
    at = found.end;
    rest = found.entry.rest;
  }
  return { concept: entry.concept, prefix: entry.prefix, start, end: at, tokens, typo: false, weak: entry.weak };
}

/** The words behind a gap: the nearest place where they stand, and as many of them as there are. */
function seek(rest: Node, words: Words, from: number): Hit | undefined {
  for (let at = from; at < Math.min(words.tokens.length, from + LONGEST_GAP); at++) {
    let longest: Hit | undefined;
    words.walk.along(words.steps, rest, at, (entry, end) => {
      if (!longest || end > longest.end) longest = { entry, start: at, end };
    });
    if (longest) return longest;
    if (SENTENCE_END.test(words.tokens[at]?.text ?? '')) return undefined;
  }
  return undefined;
}
