import type { Entry, Node, Step } from './phrases';

/**
 * The tree of all phrases' words, in numbers: a lexicon's phrases have a hundred thousand edges, and objects and maps for them
 * would take ten times the memory and the time to build.
 */
export interface PhraseTree {
  /** A place that no word leads to yet. */
  addNode(): Node;
  /** Where a word leads that other phrases may share. */
  findShared(from: Node, stem: string, low: string): Node | undefined;
  /**
   * Makes a word lead to a place, a new one unless it is given.
   *
   * @param own whether the place belongs to one pattern, so that no other phrase may go on from it
   */
  grow(from: Node, stem: string, low: string, own: boolean, to?: Node): Node;
  /** A phrase ends at a place: what is there already, with nothing behind a gap, is not added again. */
  addEntry(node: Node, entry: Entry): void;
  /** The phrases that end at a place. */
  entriesOf(node: Node): Entry[];
  /** Every place that a word leads to, by its stem or as that very word. */
  nodesBehind(node: Node, step: Step): Node[];
  /** Whether any phrase goes on with a stem, or with `=` and a word. */
  isLabel(label: string): boolean;
}

/** Columns of an edge; those of one place and label are linked in the order in which they came. */
const FROM = 0;
const LABEL = 1;
const LOW = 2;
const TO = 3;
const OWN = 4;
const NEXT = 5;
/** Of the first edge of its place and label: the last of them. */
const LAST = 6;

/** Columns of a place: its first and its last link; and of a link: its entry, and the next link. */
const FIRST_LINK = 0;
const LAST_LINK = 1;
const ENTRY = 0;
const NEXT_LINK = 1;

const NONE = -1;

export function createPhraseTree(): PhraseTree {
  const labels = new Map<string, number>();
  const lows = new Map<string, number>();
  const edges = createRows(7, 65_536);
  const nodes = createRows(2, 65_536);
  const links = createRows(2, 65_536);
  const entries: Entry[] = [];
  /** Entries without a gap are the same for all of their phrases. */
  const plainEntries = new Map<string, number>();
  /** The first edge of each place and label, at their hash or behind it. */
  let table = new Int32Array(1 << 16).fill(NONE);
  let taken = 0;

  const addNode = (): Node => nodes.add([NONE, NONE]);
  addNode();

  function slotOf(from: Node, label: number): number {
    const last = table.length - 1;
    let slot = (Math.imul(from, 0x9e3779b1) ^ Math.imul(label, 0x85ebca6b)) >>> 0;
    for (slot = (slot ^ (slot >>> 15)) & last; ; slot = (slot + 1) & last) {
      const edge = table[slot]!;
      if (edge === NONE || (edges.get(edge, FROM) === from && edges.get(edge, LABEL) === label)) return slot;
    }
  }

  const firstEdge = (from: Node, label: number | undefined): number =>
    label === undefined ? NONE : table[slotOf(from, label)]!;

  function enlarge(): void {
    const before = table;
    table = new Int32Array(before.length * 2).fill(NONE);
    for (const edge of before) if (edge !== NONE) table[slotOf(edges.get(edge, FROM), edges.get(edge, LABEL))] = edge;
  }

  function numberOf(known: Map<string, number>, word: string): number {
    let number = known.get(word);
    if (number === undefined) known.set(word, (number = known.size));
    return number;
  }

  function numberOfEntry(entry: Entry): number {
    if (entry.rest !== undefined) return entries.push(entry) - 1;
    const key = `${entry.kind} ${entry.weak} ${entry.concept}`;
    let number = plainEntries.get(key);
    if (number === undefined) plainEntries.set(key, (number = entries.push(entry) - 1));
    return number;
  }

  function entriesOf(node: Node): Entry[] {
    const found: Entry[] = [];
    for (let link = nodes.get(node, FIRST_LINK); link !== NONE; link = links.get(link, NEXT_LINK))
      found.push(entries[links.get(link, ENTRY)]!);
    return found;
  }

  return {
    addNode,
    findShared(from, stem, low) {
      const wanted = lows.get(low);
      for (let edge = firstEdge(from, labels.get(stem)); edge !== NONE; edge = edges.get(edge, NEXT))
        if (edges.get(edge, LOW) === wanted && edges.get(edge, OWN) === 0) return edges.get(edge, TO);
      return undefined;
    },
    grow(from, stem, low, own, to = addNode()) {
      const label = numberOf(labels, stem);
      const slot = slotOf(from, label);
      const first = table[slot]!;
      const edge = edges.add([from, label, numberOf(lows, low), to, own ? 1 : 0, NONE, NONE]);
      if (first === NONE) {
        table[slot] = edge;
        edges.set(edge, LAST, edge);
        taken += 1;
        if (taken * 2 > table.length) enlarge();
      } else {
        edges.set(edges.get(first, LAST), NEXT, edge);
        edges.set(first, LAST, edge);
      }
      return to;
    },
    addEntry(node, entry) {
      const isThere = (one: Entry): boolean =>
        one.kind === entry.kind && one.concept === entry.concept && one.rest === undefined;
      if (entry.rest === undefined && entriesOf(node).some(isThere)) return;
      const link = links.add([numberOfEntry(entry), NONE]);
      const last = nodes.get(node, LAST_LINK);
      if (last === NONE) nodes.set(node, FIRST_LINK, link);
      else links.set(last, NEXT_LINK, link);
      nodes.set(node, LAST_LINK, link);
    },
    entriesOf,
    nodesBehind(node, { stem, low, plain }) {
      const found: Node[] = [];
      const wanted = lows.get(low);
      for (let edge = firstEdge(node, labels.get(stem)); edge !== NONE; edge = edges.get(edge, NEXT))
        if (!plain || edges.get(edge, LOW) === wanted) found.push(edges.get(edge, TO));
      for (let edge = firstEdge(node, labels.get(`=${low}`)); edge !== NONE; edge = edges.get(edge, NEXT))
        found.push(edges.get(edge, TO));
      return found;
    },
    isLabel: (label) => labels.has(label),
  };
}

/**
 * Rows of so many whole numbers each, in one piece of memory.
 *
 * @param room for more than the lexicons have, so that it seldom grows: what is not written takes no memory
 */
function createRows(width: number, room: number) {
  let cells = new Int32Array(width * room);
  let count = 0;
  return {
    /** @returns the row's number */
    add(row: readonly number[]): number {
      if ((count + 1) * width > cells.length) {
        const before = cells;
        cells = new Int32Array(before.length * 2);
        cells.set(before);
      }
      for (let column = 0; column < width; column++) cells[count * width + column] = row[column]!;
      count += 1;
      return count - 1;
    },
    get: (row: number, column: number): number => cells[row * width + column]!,
    set(row: number, column: number, value: number): void {
      cells[row * width + column] = value;
    },
  };
}
