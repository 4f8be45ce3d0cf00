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

export function readTraits(items: readonly CatalogItem[]): ItemTraits {
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
  const byTitle = items.map((_, number) => number);
  byTitle.sort((one, other) => compareText(items[one]!.title, items[other]!.title) || one - other);
  byTitle.forEach((number, place) => (traits.place[number] = place));
  return traits;
}

export function codeOf(segment: Segment): number {
  return segments.indexOf(segment);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
