import type { Segment } from '../terms';
import type { CatalogItem } from './catalog';
import { codeOf, type ItemTraits } from './item-traits';
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
  traits: ItemTraits,
  hits: Hits,
  segment: Segment | undefined,
  limit: number,
): CatalogMatches {
  const code = segment && codeOf(segment);
  const inSegment =
    code === undefined ? hits.documents : hits.documents.filter((number) => traits.segment[number] === code);
  const there = keepBest(traits, hits, inSegment, segment);
  const anywhere = segment ? keepBest(traits, hits, hits.documents, undefined) : there;
  const productOf = (number: number) => items[number]!.productId;
  const isReplacement =
    anywhere.some((number) => hits.plain[number] === 0) &&
    there.every((number) => hits.plain[number]! > 0) &&
    !there.some((number) => anywhere.some((other) => productOf(other) === productOf(number)));
  const isOtherSegment = hits.documents.length > 0 && (there.length === 0 || isReplacement);

  const compare = (one: number, other: number) => compareHits(traits, hits, one, other);
  const best = (isOtherSegment ? anywhere : there).sort(compare);
  const others = listOthers(traits, isOtherSegment ? hits.documents : inSegment, best);
  return {
    best: best.map((number) => items[number]!),
    others: takeLeast(others, limit, compare).map((number) => items[number]!),
    total: best.length + others.length,
    isOtherSegment,
  };
}

/** The hits in the segments of the best, without trials where none of those is one. */
function listOthers(traits: ItemTraits, hits: readonly number[], best: readonly number[]): number[] {
  let segments = 0;
  for (const number of best) segments |= 1 << traits.segment[number]!;
  const withTrials = best.some((number) => traits.isTrial[number] === 1);
  const chosen = new Set(best);
  const others: number[] = [];
  for (const number of hits) {
    const fits = (segments >> traits.segment[number]!) & 1 && (withTrials || traits.isTrial[number] === 0);
    if (fits && !chosen.has(number)) others.push(number);
  }
  return others;
}

function keepBest(traits: ItemTraits, hits: Hits, among: readonly number[], segment: Segment | undefined): number[] {
  const { plain, qualifiers, families } = hits;
  let best = keepClearest(traits, hits, among, segment);
  if (best.some((number) => qualifiers[number]! > 0)) best = keepLeast(best, (number) => qualifiers[number]!);
  best = best.some((number) => plain[number] === 0)
    ? keepLeast(best, (number) => plain[number]!)
    : keepPlainSkus(traits, best);
  return keepLeast(best, (number) => families[number]!);
}

const commercial = codeOf('commercial');

/**
 * Spelling, then commercial, then nothing by which it departs, then no trial, then the new commerce before a legacy list: all
 * in one pass over what may be thousands.
 */
function keepClearest(
  { segment: segmentOf, isTrial, isLegacy }: ItemTraits,
  { penalty, qualifiers }: Hits,
  among: readonly number[],
  segment: Segment | undefined,
): number[] {
  let best: number[] = [];
  let least = Infinity;
  for (const number of among) {
    const elsewhere = segment === undefined && segmentOf[number] !== commercial ? 1 : 0;
    const departs = qualifiers[number] === 0 ? 0 : isTrial[number] === 1 ? 2 : 1;
    const rank = (penalty[number]! * 6 + elsewhere * 3 + departs) * 2 + isLegacy[number]!;
    if (rank > least) continue;
    if (rank < least) best = [];
    least = rank;
    best.push(number);
  }
  return best;
}

/** Where a product has a SKU of its own name, that one stands for the others. */
function keepPlainSkus({ isPlain, product, products }: ItemTraits, hits: readonly number[]): number[] {
  if (hits.length < 2) return [...hits];
  const hasPlain = new Uint8Array(products);
  for (const number of hits) if (isPlain[number] === 1) hasPlain[product[number]!] = 1;
  return hits.filter((number) => isPlain[number] === 1 || hasPlain[product[number]!] === 0);
}

/** Those of the smallest measure. */
export function keepLeast(hits: readonly number[], measure: (number: number) => number): number[] {
  let kept: number[] = [];
  let least = Infinity;
  for (const number of hits) {
    const measured = measure(number);
    if (measured > least) continue;
    if (measured < least) kept = [];
    least = measured;
    kept.push(number);
  }
  return kept;
}

function compareHits({ place }: ItemTraits, hits: Hits, one: number, other: number): number {
  return (
    hits.penalty[one]! - hits.penalty[other]! ||
    hits.qualifiers[one]! - hits.qualifiers[other]! ||
    hits.plain[one]! - hits.plain[other]! ||
    hits.families[one]! - hits.families[other]! ||
    place[one]! - place[other]!
  );
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
