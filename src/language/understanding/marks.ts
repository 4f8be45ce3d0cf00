import type { Compiled, Key, Node } from './compile';
import type { Token } from './tokens';

/** A concept found in the sentence, on the tokens that named it. */
export interface Mark {
  concept: string;
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

const LONGEST_GAP = 7;
const SENTENCE_END = /^[.!?;\n]$/;

/** Finds every concept, the longest phrase first; idioms and other matters are found beside them. */
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
  const plain = tokens.map((token) => compiled.plainWords.has(token.low) || isName(token) || (token.capital && !token.first && !/^\p{Lu}+$/u.test(token.text)));
  const words: Words = { tokens, stems, plain };
  return {
    marks: [...takeLongest(compiled.phrases, words, typos), ...everywhere(compiled.cues, words)].sort((one, other) => one.start - other.start),
    idioms: everywhere(compiled.idioms, words),
    foreign: everywhere(compiled.foreign, words),
    stems,
    typos,
  };
}

/** The longest phrases first; no word is used twice, but a phrase with a gap may hold others. */
function takeLongest(root: Node, words: Words, typos: readonly boolean[]): Mark[] {
  const marks: Mark[] = [];
  const spans = words.tokens.map((_, at) => ({ at, found: longest(root, words, at) }));
  const taken = new Set<number>();
  const ranked = spans.filter((span) => span.found.concepts).sort((one, other) => other.found.end - other.at - (one.found.end - one.at) || one.at - other.at);
  for (const { at, found } of ranked) {
    const covered = range(at, found.end);
    if (covered.some((word) => taken.has(word))) continue;
    for (const word of covered) taken.add(word);
    const typo = covered.some((word) => typos[word]);
    for (const concept of found.concepts ?? []) marks.push({ concept, start: at, end: found.end, tokens: covered, typo, weak: found.weak.has(concept) });
  }
  const whole = marks.filter((mark) => mark.tokens.length > 1 && /^(?:businessProfile|profile|priceSheet|catalog|role:|section:)/.test(mark.concept));
  const gapped: Mark[] = [];
  for (const { at, found } of spans) for (const gap of found.gaps) addGap(gapped, gap, words, at);
  const cuts = (gap: Mark): boolean => whole.some((mark) => mark.tokens.some((at) => gap.tokens.includes(at)) && !mark.tokens.every((at) => gap.tokens.includes(at)) && !mark.tokens.includes(gap.start));
  return [...marks, ...gapped.filter((gap) => !cuts(gap))];
}

function everywhere(root: Node, words: Words): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < words.tokens.length; at++) {
    const found = longest(root, words, at);
    for (const gap of found.gaps) addGap(marks, gap, words, at);
    for (const { end, node } of found.shorter) {
      for (const concept of node.concepts ?? []) {
        marks.push({ concept, start: at, end, tokens: range(at, end), typo: false, weak: node.weak?.has(concept) === true });
      }
    }
  }
  return marks;
}

const NONE: ReadonlySet<string> = new Set();

interface Gap {
  concept: string;
  rest: Key[][];
  weak: boolean;
  end: number;
}

interface Found {
  end: number;
  concepts?: string[];
  weak: ReadonlySet<string>;
  /** Shorter phrases on the way. */
  shorter: { end: number; node: Node }[];
  gaps: Gap[];
}

interface Words {
  tokens: readonly Token[];
  stems: readonly string[];
  /** Whether a word may only stand for itself. */
  plain: readonly boolean[];
}

function longest(root: Node, words: Words, from: number): Found {
  const found: Found = { end: from, gaps: [], weak: NONE, shorter: [] };
  const walk = (node: Node, at: number): void => {
    if (node.concepts && at > from) found.shorter.push({ end: at, node });
    if (node.concepts && at > found.end) {
      found.end = at;
      found.concepts = node.concepts;
      found.weak = node.weak ?? NONE;
    } else if (node.concepts && at === found.end && found.concepts) {
      found.concepts = [...new Set([...found.concepts, ...node.concepts])];
      if (node.weak) found.weak = new Set([...found.weak, ...node.weak]);
    }
    for (const gap of node.gaps ?? []) found.gaps.push({ ...gap, end: at });
    const token = words.tokens[at];
    if (!token) return;
    const byStem = node.next.get(words.stems[at] ?? '');
    if (byStem) {
      if (words.plain[at]) {
        const same = byStem.get(token.low);
        if (same) walk(same, at + 1);
      } else for (const next of byStem.values()) walk(next, at + 1);
    }
    const exact = node.next.get(`=${token.low}`)?.get(token.low);
    if (exact) walk(exact, at + 1);
  };
  walk(root, from);
  return found;
}

function addGap(marks: Mark[], gap: Gap, words: Words, start: number): void {
  const tokens = range(start, gap.end);
  let at = gap.end;
  for (const keys of gap.rest) {
    const found = seek(keys, words, at);
    if (found < 0) return;
    tokens.push(...range(found, found + keys.length));
    at = found + keys.length;
  }
  marks.push({ concept: gap.concept, start, end: at, tokens, typo: false, weak: gap.weak });
}

function seek(keys: readonly Key[], words: Words, from: number): number {
  const matches = (key: Key, at: number): boolean =>
    words.tokens[at]?.low === key.low || (words.stems[at] === key.stem && !words.plain[at]);
  for (let at = from; at < Math.min(words.tokens.length, from + LONGEST_GAP); at++) {
    if (keys.every((key, step) => matches(key, at + step))) return at;
    if (SENTENCE_END.test(words.tokens[at]?.text ?? '')) return -1;
  }
  return -1;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
