import { createPhraseTree, type PhraseTree } from './phrase-tree';
import { fold, splitTokens } from './tokens';

/**
 * What a phrase is there for: the matter (a pattern leaves its words to other phrases too), how it is meant, a whole turn
 * of phrase, or another matter.
 */
export type Kind = 'phrase' | 'pattern' | 'cue' | 'idiom' | 'foreign';

export interface Entry {
  kind: Kind;
  concept: string;
  /** What stands before the colon of a concept that has one (`role`), else nothing. */
  prefix: string;
  /** Whether the phrase is common elsewhere too: alone it shows little. */
  weak: boolean;
  /** What must follow within a few words, for phrases with a gap. */
  rest?: Node;
}

/** A place in the phrases, by its number: the words so far lead here. */
export type Node = number;

/** Where all phrases begin. */
export const ROOT: Node = 0;

/** A word of a phrase: its stem, or nothing where only the word itself counts. */
interface Key {
  stem: string;
  low: string;
}

type Stemmer = (low: string) => string;

/** All phrases of a lexicon, filed under their words. */
export interface Phrases {
  /**
   * Files a phrase and returns the stems of its words. `{a|b}` stands for either, `…` for a gap, `~` before it for a phrase that
   * is common elsewhere, `=` for that very word.
   */
  insert(kind: Kind, phrase: string, concept: string): string[];
  /** The way along the phrases, once all are filed. */
  walk(): Walk;
}

export function createPhrases(stem: Stemmer): Phrases {
  const tree = createPhraseTree();

  /** Goes on along words that other phrases may share. */
  function follow(from: Node, keys: readonly Key[]): Node {
    let node = from;
    for (const { stem: label, low } of keys)
      node = tree.findShared(node, label, low) ?? tree.grow(node, label, low, false);
    return node;
  }

  /** Goes on along any of the choices to one place of their own; an empty choice stays where it is. */
  function followAny(from: readonly Node[], choices: readonly Key[][]): Node[] {
    const end = tree.addNode();
    const nodes: Node[] = [end];
    for (const keys of choices) {
      const last = keys[keys.length - 1];
      if (!last) {
        nodes.push(...from);
        continue;
      }
      for (const start of from) {
        let node = start;
        for (const key of keys.slice(0, -1)) node = tree.grow(node, key.stem, key.low, true);
        tree.grow(node, last.stem, last.low, true, end);
      }
    }
    return nodes;
  }

  return {
    insert(kind, phrase, concept) {
      const weak = phrase.startsWith('~');
      const segments = (weak ? phrase.slice(1) : phrase).split('…').filter((segment) => segment.trim());
      const prefix = concept.slice(0, Math.max(0, concept.indexOf(':')));
      const stems: string[] = [];
      let nodes: Node[] = [ROOT];
      segments.forEach((segment, at) => {
        for (const choices of readChoices(segment, stem)) {
          for (const key of choices.flat()) if (!key.stem.startsWith('=')) stems.push(key.stem);
          nodes =
            choices.length === 1 ? nodes.map((node) => follow(node, choices[0] ?? [])) : followAny(nodes, choices);
        }
        const rest = at < segments.length - 1 ? tree.addNode() : undefined;
        for (const node of nodes) tree.addEntry(node, { kind, concept, prefix, weak, rest });
        if (rest !== undefined) nodes = [rest];
      });
      return stems;
    },
    walk: () => createWalk(tree),
  };
}

/** The words that the phrase needs one after another; more than one list where any of them will do. */
function readChoices(segment: string, stem: Stemmer): Key[][][] {
  if (!segment.includes('{')) return [[keysOf(segment, stem)]];
  return segment
    .split(/[{}]/)
    .map((part, at) =>
      at % 2 ? part.split('|').map((choice) => keysOf(choice, stem)) : [keysOf(part.replace(/-/g, ' '), stem)],
    )
    .filter((choices) => choices.length > 1 || choices[0]?.length);
}

function keysOf(segment: string, stem: Stemmer): Key[] {
  if (PLAIN.test(segment)) {
    return fold(segment)
      .split(' ')
      .filter(Boolean)
      .map((low) => ({ stem: stem(low), low }));
  }
  if (segment.trim() === "'s") return [{ stem: "'s", low: "'s" }];
  const exact = segment.trim().startsWith('=') && segment.trim().length > 1;
  return splitTokens(exact ? segment.replace('=', '') : segment)
    .filter((token) => token.kind !== 'mark' || /[=:→>–\-&€$£¥₹°+]/.test(token.text))
    .map((token) => ({ stem: exact ? `=${token.low}` : stem(token.low), low: token.low }));
}

/** Phrases of nothing but words and spaces, which most are, need no tokenizer. */
export const PLAIN = /^[\p{L} ]+$/u;

/** A word as it is looked up: by its stem, where it is no name and no word that only stands for itself. */
export interface Step {
  stem: string;
  low: string;
  plain: boolean;
  /** The same for words that lead to the same places. */
  key: string;
}

/** Every node that the same words lead to. */
interface State {
  nodes: readonly Node[];
  /** The phrases that end here. */
  entries: readonly Entry[];
  /** Where each word led before; null where nothing goes on. */
  steps: Map<string, State | null>;
}

/** A phrase that stands in a sentence, up to its first gap. */
export interface Hit {
  entry: Entry;
  start: number;
  end: number;
}

/** Looks up phrases in the words of a sentence. */
export interface Walk {
  /** A word as a step; whoever looks the same word up again and again keeps it. */
  readStep(stem: string, low: string, plain: boolean): Step;
  /** Adds each phrase that stands in the words from a place on. */
  along(words: readonly Step[], from: Node, start: number, hits: Hit[]): void;
}

/** Far more than the phrases of a lexicon take. */
const mostSteps = 50_000;

/**
 * Walks along all phrases at once: of the nodes that the same words lead to, one state is made when they are first walked,
 * and remembered (a deterministic automaton that is built as far as it is needed).
 */
function createWalk(tree: PhraseTree): Walk {
  const states = new Map<Node, State>();
  let steps = 0;
  const stateOf = (nodes: readonly Node[]): State => ({
    nodes,
    entries: nodes.flatMap((node) => tree.entriesOf(node)),
    steps: new Map(),
  });
  const beginAt = (node: Node): State => {
    let state = states.get(node);
    if (!state) states.set(node, (state = stateOf([node])));
    return state;
  };
  const follow = (state: State, word: Step): State | null => {
    const nodes = state.nodes.flatMap((node) => tree.nodesBehind(node, word));
    const next = nodes.length > 0 ? stateOf(nodes) : null;
    state.steps.set(word.key, next);
    steps++;
    return next;
  };
  return {
    readStep(stem, low, plain) {
      const isKnown = tree.isLabel(stem) || tree.isLabel(`=${low}`);
      return { stem, low, plain, key: isKnown ? (plain ? `=${low}` : `${stem} ${low}`) : '' };
    },
    along(words, from, start, hits) {
      if (steps > mostSteps) {
        states.clear();
        steps = 0;
      }
      let state: State | null = beginAt(from);
      for (let at = start; state; at++) {
        const { entries } = state;
        for (let each = 0; each < entries.length; each++) hits.push({ entry: entries[each]!, start, end: at });
        const word: Step | undefined = words[at];
        if (!word || word.key === '') return;
        const next: State | null | undefined = state.steps.get(word.key);
        state = next === undefined ? follow(state, word) : next;
      }
    },
  };
}
