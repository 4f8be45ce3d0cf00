import fc from 'fast-check';
import { byteAt, createByteSum, readTable } from '../../../src/language/understanding/byte-sums';
import { createRandom } from './train';

const columns = 12;
const rows = 50;
const random = createRandom(3);
const bytes = Int8Array.from({ length: rows * columns }, () => Math.floor(random() * 256) - 128);
const table = readTable(bytes.slice(), columns);

/** The sum as it is defined: byte by byte. */
function sumOf(list: readonly { row: number; isTaken: boolean }[]): number[] {
  return Array.from({ length: columns }, (_, column) =>
    list.reduce((sum, { row, isTaken }) => sum + (isTaken ? -1 : 1) * bytes[row * columns + column]!, 0),
  );
}

const changes = (most: number) =>
  fc.array(fc.record({ row: fc.nat({ max: rows - 1 }), isTaken: fc.boolean() }), { maxLength: most });

describe('sums of rows of bytes', () => {
  it('are exact however many are added and subtracted', () => {
    const sum = createByteSum(table);
    fc.assert(
      fc.property(changes(600), (list) => {
        sum.clear();
        for (const { row, isTaken } of list) (isTaken ? sum.subtract : sum.add)(row);

        expect([...sum.read()]).toEqual(sumOf(list).map((each) => each || 0));
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it('are kept and added to others', () => {
    const kept = new Int32Array(3 + columns / 2);
    const sum = createByteSum(table);
    const own = [1, 2, 3, 3].map((row) => ({ row, isTaken: false }));
    for (const { row } of own) sum.add(row);
    sum.keep(kept, 3);
    sum.clear();

    const others = Array.from({ length: 126 }, (_, at) => ({ row: at % rows, isTaken: false }));
    for (const { row } of others) sum.add(row);
    sum.addKept(kept, 3, own.length);

    expect([...sum.read()]).toEqual(sumOf([...own, ...others]));
  });

  it.each([0, 1])('leave the bytes of a table that begins at byte %i as they are', (offset) => {
    const shifted = new Int8Array(bytes.length + 1).subarray(offset, offset + bytes.length);
    shifted.set(bytes);
    const own = readTable(shifted, columns);

    expect(byteAt(own, 7, 5)).toBe(bytes[7 * columns + 5]);
    expect(byteAt(own, rows - 1, columns - 1)).toBe(bytes.at(-1));
  });
});
