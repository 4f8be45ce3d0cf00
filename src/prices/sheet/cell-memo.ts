import type { CsvRecord } from './csv-records';

/** Beyond it what is new is read each time: cells that hardly repeat would fill the memory. */
const rememberedWordings = 20_000;

/**
 * What some cells of a record say together. A price sheet says the same few hundred things in hundreds of thousands of lines:
 * each wording is read once and found again by its bytes.
 *
 * @param columns positions of the cells; absent ones (-1) are left out
 * @param limit how many wordings are remembered
 */
export function rememberCells<Value>(
  columns: readonly number[],
  read: (record: CsvRecord) => Value,
  limit = rememberedWordings,
): (record: CsvRecord) => Value {
  const cells = columns.filter((column) => column !== -1);
  const wordings = createWordings(cells);
  const values: Value[] = [];
  return (record) => {
    const found = wordings.find(record);
    if (found !== -1) return values[found]!;
    const value = read(record);
    if (values.length < limit) {
      wordings.add(record);
      values.push(value);
    }
    return value;
  };
}

/** Wordings by their number, from 0: a hash table with the bytes in one piece, so that there is nothing for the collector. */
function createWordings(cells: readonly number[]) {
  /** Of each wording its cells, each with its length (four bytes) before it. */
  let bytes = Buffer.alloc(4_096);
  let used = 0;
  let starts = new Int32Array(256);
  let hashes = new Int32Array(256);
  let count = 0;
  /** Number + 1 of the wording; 0 is free. Never more than half full. */
  let slots = new Int32Array(512);
  let last = -1;

  function isSame(number: number, record: CsvRecord): boolean {
    const of = record.bytes;
    let from = starts[number]!;
    for (const cell of cells) {
      const start = record.starts[cell]!;
      const length = record.ends[cell]! - start;
      if (bytes.readInt32LE(from) !== length) return false;
      from += 4;
      // From behind: ids and dates differ in their last characters.
      for (let at = length - 1; at >= 0; at -= 1) if (bytes[from + at] !== of[start + at]) return false;
      from += length;
    }
    return true;
  }

  function findSlot(hash: number): number {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  }

  function growSlots(): void {
    slots = new Int32Array(slots.length * 2);
    for (let number = 0; number < count; number += 1) slots[findSlot(hashes[number]!)] = number + 1;
  }

  return {
    /** @returns -1 where it is new */
    find(record: CsvRecord): number {
      if (last !== -1 && isSame(last, record)) return last;
      const hash = hashCells(record, cells);
      for (let slot = hash & (slots.length - 1); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
        const number = slots[slot]! - 1;
        if (hashes[number] === hash && isSame(number, record)) return (last = number);
      }
      return -1;
    },
    add(record: CsvRecord): void {
      if (count === starts.length) {
        starts = growNumbers(starts);
        hashes = growNumbers(hashes);
      }
      const size = cells.reduce((sum, cell) => sum + 4 + record.ends[cell]! - record.starts[cell]!, 0);
      if (used + size > bytes.length) bytes = Buffer.concat([bytes], Math.max(bytes.length * 2, used + size));
      starts[count] = used;
      hashes[count] = hashCells(record, cells);
      for (const cell of cells) {
        const start = record.starts[cell]!;
        used = bytes.writeInt32LE(record.ends[cell]! - start, used);
        used += record.bytes.copy(bytes, used, start, record.ends[cell]);
      }
      last = count;
      count += 1;
      if (count * 2 > slots.length) growSlots();
      else slots[findSlot(hashes[last]!)] = count;
    },
  };
}

function growNumbers(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
}

/** FNV-1a over the bytes, with the cells' lengths. */
function hashCells({ bytes, starts, ends }: CsvRecord, cells: readonly number[]): number {
  let hash = 0x811c9dc5 | 0;
  for (const cell of cells) {
    const start = starts[cell]!;
    const end = ends[cell]!;
    hash = Math.imul(hash ^ (end - start), 0x01000193);
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  }
  return hash;
}
