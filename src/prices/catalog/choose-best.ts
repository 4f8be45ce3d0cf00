import type { Segment } from '../terms';
import type { CatalogItem } from './catalog';
import type { Hits } from './match-documents';

/** What a question matches. */
export interface CatalogMatches {
  /** Equally good answers; one means that the question is clear. Empty: nothing matches. */
  best: CatalogItem[];
  /** What else matches in the segments of `best`, the best first, as many as were asked for. */
  others: CatalogItem[];
  /** How many match in all. */
  total: number;
  /** The product that was named is not sold in the segment asked for; `best` is where it is. */
  isOtherSegment: boolean;
}

/**
 * Which of the hits is meant. Better spelling first; then, unless a segment was asked for, commercial items before others;
 * then items that do not depart from the product that was named; then those of which everything was said. What is left is
 * equally good. A product that was named in full and is not sold in the segment asked for is not replaced by another.
 *
 * @param limit how many `others` are wanted
 */
export function chooseBest(
  items: readonly CatalogItem[],
  hits: Hits,
  segment: Segment | undefined,
  limit: number,
): CatalogMatches {
  const itemOf = (number: number) => items[number]!;
  const inSegment = segment ? hits.documents.filter((number) => itemOf(number).segment === segment) : hits.documents;
  const there = keepBest(items, hits, inSegment, segment);
  const anywhere = segment ? keepBest(items, hits, hits.documents, undefined) : there;
  const isReplacement =
    anywhere.some((number) => hits.plain[number] === 0) &&
    there.every((number) => hits.plain[number]! > 0) &&
    !there.some((number) => anywhere.some((other) => itemOf(other).productId === itemOf(number).productId));
  const isOtherSegment = hits.documents.length > 0 && (there.length === 0 || isReplacement);

  const compare = (one: number, other: number) => compareHits(items, hits, one, other);
  const best = (isOtherSegment ? anywhere : there).sort(compare);
  const segments = new Set(best.map((number) => itemOf(number).segment));
  const withTrials = best.some((number) => itemOf(number).isTrial);
  const chosen = new Set(best);
  const others = (isOtherSegment ? hits.documents : inSegment).filter((number) => {
    const { segment: own, isTrial } = itemOf(number);
    return segments.has(own) && (withTrials || !isTrial) && !chosen.has(number);
  });
  return {
    best: best.map(itemOf),
    others: takeLeast(others, limit, compare).map(itemOf),
    total: best.length + others.length,
    isOtherSegment,
  };
}

function keepBest(
  items: readonly CatalogItem[],
  { penalty, plain, qualifiers, families }: Hits,
  hits: readonly number[],
  segment: Segment | undefined,
): number[] {
  let best = keepLeast(hits, (number) => penalty[number]!);
  if (!segment) best = keepLeast(best, (number) => (items[number]!.segment === 'commercial' ? 0 : 1));
  best = keepLeast(best, (number) => (qualifiers[number] === 0 ? 0 : items[number]!.isTrial ? 2 : 1));
  if (best.some((number) => qualifiers[number]! > 0)) best = keepLeast(best, (number) => qualifiers[number]!);
  best = best.some((number) => plain[number] === 0)
    ? keepLeast(best, (number) => plain[number]!)
    : keepPlainSkus(items, best);
  return keepLeast(best, (number) => families[number]!);
}

/** Where a product has a SKU of its own name, that one stands for the others. */
function keepPlainSkus(items: readonly CatalogItem[], hits: readonly number[]): number[] {
  const isPlain = ({ title, productTitle }: CatalogItem) => title === productTitle;
  const plain = new Set(
    hits
      .map((number) => items[number]!)
      .filter(isPlain)
      .map((item) => item.productId),
  );
  return hits.filter((number) => isPlain(items[number]!) || !plain.has(items[number]!.productId));
}

export function keepLeast(hits: readonly number[], measure: (number: number) => number): number[] {
  let least = Infinity;
  for (const number of hits) least = Math.min(least, measure(number));
  return hits.filter((number) => measure(number) === least);
}

function compareHits(items: readonly CatalogItem[], hits: Hits, one: number, other: number): number {
  return (
    hits.penalty[one]! - hits.penalty[other]! ||
    hits.qualifiers[one]! - hits.qualifiers[other]! ||
    hits.plain[one]! - hits.plain[other]! ||
    hits.families[one]! - hits.families[other]! ||
    compareText(items[one]!.title, items[other]!.title) ||
    one - other
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The first `limit` in order, without sorting thousands of which nobody will see the rest. */
function takeLeast(
  values: readonly number[],
  limit: number,
  compare: (one: number, other: number) => number,
): number[] {
  if (values.length <= limit || limit > 200) return [...values].sort(compare).slice(0, limit);
  const least: number[] = [];
  for (const value of values) {
    if (least.length === limit && compare(value, least[limit - 1]!) >= 0) continue;
    const at = least.findIndex((held) => compare(value, held) < 0);
    least.splice(at === -1 ? least.length : at, 0, value);
    if (least.length > limit) least.pop();
  }
  return least;
}
