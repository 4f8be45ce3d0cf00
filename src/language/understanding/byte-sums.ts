/**
 * Rows of signed bytes that are added up. Four bytes are read as one number, and their columns are added two at a time, in the halves
 * of two numbers: that is a third of the work. So that no half becomes negative, each byte is kept 128 higher than it is.
 */
export interface ByteTable {
  /** A multiple of four. */
  columns: number;
  /** Four bytes in each. */
  quads: Int32Array;
  /** The same bytes by themselves. */
  bytes: Uint8Array;
}

const RAISED = 128;
/** The bytes of a number that go to the halves of one sum; those of the other sum lie eight bits higher. */
const HALVES = 0x00ff00ff;
/** So many rows fit into halves of numbers that have a sign. */
const MOST_ROWS = 128;

/** Which byte of a number comes first in memory. */
const first = new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? 0 : 3;

/** @param bytes are the table's from now on */
export function readTable(bytes: Int8Array, columns: number): ByteTable {
  const own = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const quads = new Int32Array(own.buffer, own.byteOffset, own.length / 4);
  for (let at = 0; at < quads.length; at++) quads[at]! ^= 0x80808080;
  return { columns, quads, bytes: new Uint8Array(own.buffer, own.byteOffset, own.length) };
}

/** A byte of the table as it is. */
export function byteAt({ columns, bytes }: ByteTable, row: number, column: number): number {
  return bytes[row * columns + column]! - RAISED;
}

/** A sum of rows of a table, exactly. */
export interface ByteSum {
  clear(): void;
  add(row: number): void;
  subtract(row: number): void;
  /**
   * Adds a sum of rows that was kept before.
   *
   * @param kept where its numbers begin in `from`, as `keep` left them
   * @param rows how many they are, `MOST_ROWS` at most
   */
  addKept(from: Int32Array, kept: number, rows: number): void;
  /** Copies the sum, of at most `MOST_ROWS` rows since it was cleared, to be added again: it takes half as many numbers as columns. */
  keep(to: Int32Array, at: number): void;
  /** The sum by columns; overwritten by the next one. */
  read(): Int32Array;
}

export function createByteSum({ columns, quads }: ByteTable): ByteSum {
  const width = columns / 4;
  /** The first and third bytes of each number, and the second and fourth behind it. */
  const halves = new Int32Array(width * 2);
  const sums = new Int32Array(columns);
  let rows = 0;
  /** How much more than they are all columns have come to. */
  let excess = 0;

  /** Moves the halves to the sums, before they run over. */
  function empty(): void {
    for (let at = 0; at < width; at++) {
      const even = halves[at * 2]!;
      const odd = halves[at * 2 + 1]!;
      const column = at * 4;
      sums[column + first]! += (even & 0xffff) - excess;
      sums[column + (1 ^ first)]! += (odd & 0xffff) - excess;
      sums[column + (2 ^ first)]! += (even >>> 16) - excess;
      sums[column + (3 ^ first)]! += (odd >>> 16) - excess;
    }
    halves.fill(0);
    rows = 0;
    excess = 0;
  }

  /** @param turned -1 makes of a raised byte what remains to 255: adding that subtracts it, but for the excess */
  function take(row: number, turned: 0 | -1): void {
    if (rows === MOST_ROWS) empty();
    rows += 1;
    excess += RAISED + turned;
    const [from, to] = [quads, halves];
    const start = row * width;
    for (let at = 0; at < width; at++) {
      const quad = from[start + at]! ^ turned;
      to[at * 2]! += quad & HALVES;
      to[at * 2 + 1]! += (quad >>> 8) & HALVES;
    }
  }

  return {
    clear() {
      halves.fill(0);
      sums.fill(0);
      rows = 0;
      excess = 0;
    },
    add: (row) => take(row, 0),
    subtract: (row) => take(row, -1),
    addKept(from, kept, more) {
      if (rows + more > MOST_ROWS) empty();
      rows += more;
      excess += RAISED * more;
      for (let at = 0; at < width * 2; at++) halves[at]! += from[kept + at]!;
    },
    keep(to, at) {
      to.set(halves, at);
    },
    read() {
      empty();
      return sums;
    },
  };
}
