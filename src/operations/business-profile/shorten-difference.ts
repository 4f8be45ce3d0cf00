/** How much of what two texts have in common is shown beside their difference, in characters. */
const context = 60;
/** How much of a difference is shown. */
const longest = 600;

/**
 * Two versions of a text, each cut to where they differ, so that the change of a word in a long description is seen at once.
 * Whatever is left out is marked with “…”. Short texts stay whole.
 */
export function shortenDifference(from: string, to: string): [string, string] {
  if (from.length <= longest / 2 && to.length <= longest / 2) return [from, to];
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  const cut = (text: string) => {
    const first = start > context && from !== '' && to !== '' ? wordStart(text, start - context) : 0;
    const last = end > context ? wordEnd(text, text.length - end + context) : text.length;
    const middle = text.slice(first, last);
    const kept = middle.length > longest ? middle.slice(0, wordEnd(middle, longest)) : middle;
    return `${first > 0 ? '… ' : ''}${kept}${first + kept.length < text.length ? ' …' : ''}`;
  };
  return [cut(from), cut(to)];
}

/** The beginning of the next word from a place in a text. */
function wordStart(text: string, at: number): number {
  const blank = text.slice(at, at + context / 2).search(/\s/);
  return blank < 0 ? at : at + blank + 1;
}

/** The end of the last word before a place in a text. */
function wordEnd(text: string, at: number): number {
  const begun = text.slice(at - context / 2, at);
  const blank = begun.search(/\s\S*$/);
  return blank < 0 ? at : at - begun.length + blank;
}
