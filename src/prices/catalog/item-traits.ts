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

/** So many items are looked at in a millisecond or two. */
const readAtOnce = 4_096;

/** Works them out in steps of a few milliseconds each. */
export function* readTraits(items: readonly CatalogItem[]): Generator<void, ItemTraits> {
  const products = new Map<string, number>();
  const traits = {
    segment: new Uint8Array(items.length),
    isTrial: new Uint8Array(items.length),
    isLegacy: new Uint8Array(items.length),
    isPlain: new Uint8Array(items.length),
    place: new Uint32Array(items.length),
    product: new Uint32Array(items.length),
    products: 0,
  };
  // Filled item by item: `from` with a function takes ten times as long.
  for (const [number, item] of items.entries()) {
    if (number % readAtOnce === 0) yield;
    const product = products.get(item.productId) ?? products.size;
    products.set(item.productId, product);
    traits.segment[number] = codeOf(item.segment);
    traits.isTrial[number] = Number(item.isTrial);
    traits.isLegacy[number] = Number(item.view === 'legacy');
    traits.isPlain[number] = Number(item.title === item.productTitle);
    traits.product[number] = product;
  }
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
