import { segments, type Segment } from '../terms';
import type { CatalogItem } from './catalog';

/** What ranks items, by their number, worked out once: broad words match thousands of them. */
export interface ItemTraits {
  /** Position in `segments`. */
  segment: Uint8Array;
  isTrial: Uint8Array;
  isLegacy: Uint8Array;
  /** The SKU has the name of its product. */
  isPlain: Uint8Array;
  /** Place among all titles, those of one title by their number. */
  place: Uint32Array;
  /** Number of its product. */
  product: Uint32Array;
  products: number;
}

/** Works them out in steps of a few milliseconds each. */
export function* readTraits(items: readonly CatalogItem[]): Generator<void, ItemTraits> {
  const products = new Map<string, number>();
  const numberOf = (productId: string) => {
    const known = products.get(productId) ?? products.size;
    products.set(productId, known);
    return known;
  };
  const traits = {
    segment: Uint8Array.from(items, (item) => codeOf(item.segment)),
    isTrial: Uint8Array.from(items, (item) => Number(item.isTrial)),
    isLegacy: Uint8Array.from(items, (item) => Number(item.view === 'legacy')),
    isPlain: Uint8Array.from(items, (item) => Number(item.title === item.productTitle)),
    place: new Uint32Array(items.length),
    product: Uint32Array.from(items, (item) => numberOf(item.productId)),
    products: 0,
  };
  traits.products = products.size;
  yield;
  const byTitle = yield* sortInSteps(
    items.map((_, number) => number),
    (one, other) => compareText(items[one]!.title, items[other]!.title) || one - other,
  );
  byTitle.forEach((number, place) => (traits.place[number] = place));
  return traits;
}

/** So many are sorted in a millisecond or two. */
const sortedAtOnce = 1_024;

/** Runs of some, sorted each by itself, then two and two merged until one is left. */
function* sortInSteps(
  numbers: readonly number[],
  compare: (one: number, other: number) => number,
): Generator<void, readonly number[]> {
  let runs: number[][] = [];
  for (let at = 0; at < numbers.length; at += sortedAtOnce) {
    runs.push(numbers.slice(at, at + sortedAtOnce).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: number[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(merge(runs[at]!, runs[at + 1] ?? [], compare));
      yield;
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function merge(
  ones: readonly number[],
  others: readonly number[],
  compare: (one: number, other: number) => number,
): number[] {
  const merged: number[] = [];
  let [one, other] = [0, 0];
  while (one < ones.length && other < others.length)
    merged.push(compare(ones[one]!, others[other]!) <= 0 ? ones[one++]! : others[other++]!);
  return merged.concat(ones.slice(one), others.slice(other));
}

export function codeOf(segment: Segment): number {
  return segments.indexOf(segment);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
