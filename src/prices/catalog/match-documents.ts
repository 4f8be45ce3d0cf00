import type { CatalogDocument } from './catalog';
import type { WordIndex, WordMatch } from './word-index';

/** A document that holds every word that was said. */
export interface Hit {
  document: CatalogDocument;
  /** How far what was said is from how it is written; 0 is to the letter. */
  penalty: number;
  /** What of the title was left unsaid. */
  plain: number;
  qualifiers: number;
  /** Words of the family that were said and are not in the title ("Microsoft" Power BI). */
  families: number;
}

interface Draft {
  penalty: number;
  plain: number;
  qualifiers: number;
}

/**
 * The documents that hold all words of `hard`; the words of `soft` only weigh. The rarest word is looked up first, so
 * that the work follows the number of hits, not of items.
 */
export function matchDocuments(
  index: WordIndex,
  documents: readonly CatalogDocument[],
  hard: readonly string[],
  soft: readonly string[],
): Hit[] {
  const lookups = hard
    .map((word) => index.matchWord(word))
    .sort((one, other) => countDocuments(one) - countDocuments(other));
  let drafts: Map<number, Draft> | undefined;
  for (const matches of lookups) drafts = narrow(drafts, matches);
  if (!drafts || drafts.size === 0) return [];

  const lacking = new Map<number, number>();
  for (const word of soft) {
    const holders = new Set(index.matchWord(word).find((match) => match.penalty === 0)?.documents);
    for (const number of drafts.keys()) if (!holders.has(number)) lacking.set(number, (lacking.get(number) ?? 0) + 1);
  }
  return [...drafts].map(([number, { penalty, plain, qualifiers }]) => {
    const document = documents[number]!;
    return {
      document,
      penalty,
      plain: Math.max(0, document.plainWeight - plain),
      qualifiers: Math.max(0, document.qualifierWeight - qualifiers),
      families: lacking.get(number) ?? 0,
    };
  });
}

function narrow(drafts: Map<number, Draft> | undefined, matches: WordMatch[]): Map<number, Draft> {
  const narrowed = new Map<number, Draft>();
  const hold = (number: number, before: Draft | undefined, penalty: number, weight: number) => {
    if (narrowed.has(number)) return;
    narrowed.set(number, {
      penalty: (before?.penalty ?? 0) + penalty,
      plain: (before?.plain ?? 0) + Math.max(0, weight),
      qualifiers: (before?.qualifiers ?? 0) + Math.max(0, -weight),
    });
  };
  for (const { penalty, documents, weights } of matches) {
    if (!drafts) {
      documents.forEach((number, at) => hold(number, undefined, penalty, weights[at]!));
      continue;
    }
    for (const [number, before] of drafts) {
      const at = findSorted(documents, number);
      if (at !== -1) hold(number, before, penalty, weights[at]!);
    }
  }
  return narrowed;
}

/** Documents are numbered in the order in which they were indexed, so every list is sorted. */
function findSorted(documents: readonly number[], wanted: number): number {
  let low = 0;
  let high = documents.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = documents[middle]!;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function countDocuments(matches: WordMatch[]): number {
  return matches.reduce((count, match) => count + match.documents.length, 0);
}
