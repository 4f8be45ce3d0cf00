import fc from 'fast-check';
import { readTable } from '../../../src/language/understanding/byte-sums';
import { createWordSums, placesOf, WORD_PLACES, type SeenWord } from '../../../src/language/understanding/seen-words';
import { createRandom } from './train';

const columns = 8;
const random = createRandom(11);
const rows = Int8Array.from({ length: WORD_PLACES * columns }, () => Math.floor(random() * 255) - 127);

/** What words count, as it is defined: row by row. */
function sumRows(words: readonly SeenWord[]): number[] {
  const sums = new Array<number>(columns).fill(0);
  for (const [place, value] of placesOf(words))
    for (let at = 0; at < columns; at++) sums[at]! += rows[place * columns + at]! * value;
  return sums;
}

const long = 'counterrevolutionaries';
/** Words that fall to a place where letters of the long one are. */
const places = placesOf([seen('-', long)]);
const colliding = listWords().filter((word) => places.has([...placesOf([seen(word, '')]).keys()][0]!));
const written = [...colliding, long, 'price', 'prices', 'pricing', 'aaaaaaa', 'a', '<product>', 'é', 'x'.repeat(80)];

describe('what the words of a sentence count', () => {
  const words = createWordSums(readTable(rows.slice(), columns));

  it('is the sum of their rows, however often they were said before', () => {
    const word = fc.record({ word: fc.constantFrom(...written), letters: fc.constantFrom('', ...written) });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (said) => {
        const sums = new Float64Array(columns).fill(1);
        words.add(said, sums);

        const expected = sumRows(said);
        for (let at = 0; at < columns; at++) expect(sums[at]).toBeCloseTo(expected[at]! + 1, 6);
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it('is known of words that fall to one place', () => {
    expect(colliding.length).toBeGreaterThan(3);
  });

  it('stays right when more words were said than are remembered', () => {
    for (let number = 0; number < 1_500; number++) words.add([seen('w', `word${number}`)], new Float64Array(columns));

    const sums = new Float64Array(columns);
    words.add([seen('w', 'word3'), seen('w', 'price')], sums);

    expect([...sums].map(Math.round)).toEqual(sumRows([seen('w', 'word3'), seen('w', 'price')]).map(Math.round));
  });
});

function seen(word: string, letters: string): SeenWord {
  return { word, letters };
}

function listWords(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  return letters.flatMap((one) => letters.flatMap((other) => letters.map((third) => one + other + third)));
}
