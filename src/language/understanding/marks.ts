import type { Compiled } from './compile';
import type { Token } from './tokens';

/** A concept found in the sentence, on the tokens that named it. */
export interface Mark {
  concept: string;
  start: number;
  end: number;
  /** The tokens that carry it; a phrase with a gap skips those between. */
  tokens: readonly number[];
  typo: boolean;
}

export interface Marks {
  marks: Mark[];
  idioms: Mark[];
  foreign: Mark[];
  stems: string[];
  /** Tokens that were taken for a misspelt word of the lexicon. */
  typos: boolean[];
}

type Node = Compiled['phrases'];

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
  const marks: Mark[] = [];
  let at = 0;
  while (at < tokens.length) {
    const found = longest(compiled.phrases, tokens, stems, at);
    for (const gap of found.gaps) addGap(marks, gap, tokens, stems, at);
    if (!found.concepts) {
      at++;
      continue;
    }
    const words = range(at, found.end);
    const typo = words.some((word) => typos[word]);
    for (const concept of found.concepts) marks.push({ concept, start: at, end: found.end, tokens: words, typo });
    for (let inner = at + 1; inner < found.end; inner++) {
      for (const gap of longest(compiled.phrases, tokens, stems, inner).gaps) addGap(marks, gap, tokens, stems, inner);
    }
    at = found.end;
  }
  return { marks, idioms: everywhere(compiled.idioms, tokens, stems), foreign: everywhere(compiled.foreign, tokens, stems), stems, typos };
}

function everywhere(root: Node, tokens: readonly Token[], stems: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = longest(root, tokens, stems, at);
    for (const gap of found.gaps) addGap(marks, gap, tokens, stems, at);
    for (const concept of found.concepts ?? []) {
      marks.push({ concept, start: at, end: found.end, tokens: range(at, found.end), typo: false });
    }
  }
  return marks;
}

interface Gap {
  concept: string;
  rest: string[][];
  end: number;
}

function longest(root: Node, tokens: readonly Token[], stems: readonly string[], from: number): { end: number; concepts?: string[]; gaps: Gap[] } {
  const found: { end: number; concepts?: string[]; gaps: Gap[] } = { end: from, gaps: [] };
  const walk = (node: Node, at: number): void => {
    if (node.concepts && at > found.end) {
      found.end = at;
      found.concepts = node.concepts;
    } else if (node.concepts && at === found.end && found.concepts) {
      found.concepts = [...new Set([...found.concepts, ...node.concepts])];
    }
    for (const gap of node.gaps ?? []) found.gaps.push({ ...gap, end: at });
    const token = tokens[at];
    if (!token) return;
    const byStem = node.next.get(stems[at] ?? '');
    if (byStem) walk(byStem, at + 1);
    const exact = node.next.get(`=${token.low}`);
    if (exact) walk(exact, at + 1);
  };
  walk(root, from);
  return found;
}

function addGap(marks: Mark[], gap: Gap, tokens: readonly Token[], stems: readonly string[], start: number): void {
  const words = range(start, gap.end);
  let at = gap.end;
  for (const keys of gap.rest) {
    const found = seek(keys, tokens, stems, at);
    if (found < 0) return;
    words.push(...range(found, found + keys.length));
    at = found + keys.length;
  }
  marks.push({ concept: gap.concept, start, end: at, tokens: words, typo: false });
}

function seek(keys: readonly string[], tokens: readonly Token[], stems: readonly string[], from: number): number {
  for (let at = from; at < Math.min(tokens.length, from + LONGEST_GAP); at++) {
    if (keys.every((key, step) => stems[at + step] === key || `=${tokens[at + step]?.low}` === key)) return at;
    if (SENTENCE_END.test(tokens[at]?.text ?? '')) return -1;
  }
  return -1;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
