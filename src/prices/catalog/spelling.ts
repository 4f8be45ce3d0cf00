/** How many slips of the pen a word of that length may hold. */
export function countAllowedSlips(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/** One bit for each letter or digit in the word: words that differ in too many bits are not worth comparing. */
export function maskLetters(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at += 1) mask |= 1 << (word.charCodeAt(at) % 31);
  return mask;
}

/** A slip adds, drops or replaces a letter: two bits at most. */
export function mayBeSimilar(oneMask: number, otherMask: number, slips: number): boolean {
  let bits = oneMask ^ otherMask;
  let count = 0;
  while (bits !== 0) {
    bits &= bits - 1;
    count += 1;
  }
  return count <= 2 * slips;
}

/**
 * Slips between two words: letters added, dropped, replaced, or two neighbours swapped (Damerau–Levenshtein, each letter
 * touched once).
 *
 * @returns the number, or `limit + 1` where it is larger than the limit
 */
export function countSlips(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let slips = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (isSame ? 0 : 1));
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwapped) slips = Math.min(slips, beforePrevious[column - 2]! + 1);
      current.push(slips);
      least = Math.min(least, slips);
    }
    if (least > limit) return limit + 1;
    [beforePrevious, previous] = [previous, current];
  }
  return previous[other.length]!;
}
