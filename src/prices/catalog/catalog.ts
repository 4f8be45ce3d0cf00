import type { Segment, SheetView } from '../terms';
import { chooseBest, keepLeast, type CatalogMatches } from './choose-best';
import { readTraits } from './item-traits';
import { createMatcher, type Hits } from './match-documents';
import { createNearestSearch } from './nearest';
import { indexTitles } from './title-index';
import { familyWords, readQueryWords } from './words';

/** What can be bought: a SKU of a product, in its segment. */
export interface CatalogItem {
  /** Its number in the database. */
  id: number;
  productId: string;
  skuId: string;
  segment: Segment;
  productTitle: string;
  /** The SKU's title: what it is called. */
  title: string;
  description: string;
  isTrial: boolean;
  /** Which sheets price it: what a legacy list has comes after the new commerce. */
  view: SheetView;
}

export interface Catalog {
  items: readonly CatalogItem[];
  /** What some words, or a product or SKU id, mean; `limit` is how many matches beside the best are wanted. */
  search(text: string, segment: Segment | undefined, limit: number): CatalogMatches;
  /** Everything that holds all of some words, as well as anything does, in a segment or in all. */
  listMatching(text: string, segment: Segment | undefined): CatalogItem[];
  /** Products that come near, where nothing matches. */
  nearest(text: string, limit: number): CatalogItem[];
  /** SKUs of the same product, or of the same title. */
  listRelated(item: CatalogItem): CatalogItem[];
}

/** A product's id, or a legacy offer's, and a SKU's. */
const referenceForm = /^([A-Z0-9]{12}|[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})(?:[:/]([0-9A-Z]{1,4}))?$/i;

/** The catalog of few items, at once. */
export function createCatalog(items: readonly CatalogItem[]): Catalog {
  const steps = createCatalogInSteps(items);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Builds the search over all items: in memory, since titles are few even where prices are many. Each step takes some
 * milliseconds, so that others can have their turn in between.
 */
export function* createCatalogInSteps(items: readonly CatalogItem[]): Generator<void, Catalog> {
  const { index, weights } = yield* indexTitles(items);
  yield;
  const byProduct = yield* groupNumbers(items, (item) => item.productId);
  const byTitle = yield* groupNumbers(items, (item) => item.title);
  const traits = yield* readTraits(items);
  yield;
  const matcher = createMatcher(index, weights);
  const nearest = createNearestSearch(items, index, weights);

  function findByReference(text: string): Hits | undefined {
    const [, productId, skuId] = referenceForm.exec(text.trim()) ?? [];
    const found = productId && byProduct.get(productId.toUpperCase());
    if (!found) return undefined;
    const wanted = skuId?.toUpperCase().padStart(4, '0');
    const hits = matcher.take(found.filter((number) => wanted === undefined || items[number]!.skuId === wanted));
    for (const number of hits.documents) hits.plain[number] = 0;
    return hits;
  }

  function findByWords(words: readonly string[]): Hits {
    const hard = words.filter((word) => !familyWords.has(word));
    if (hard.length === 0) return matcher.match(words, []);
    const soft = words.filter((word) => familyWords.has(word));
    return matcher.match(hard, soft);
  }

  return {
    items,
    search(text, segment, limit) {
      const byReference = findByReference(text);
      if (byReference) return chooseBest(items, traits, byReference, segment, limit);
      const { words, segment: saidSegment } = readQueryWords(text, index);
      return chooseBest(items, traits, findByWords(words), segment ?? saidSegment, limit);
    },
    listMatching(text, segment) {
      const byReference = findByReference(text);
      const { words, segment: saidSegment } = readQueryWords(text, index);
      const { documents, penalty, families } = byReference ?? findByWords(words);
      const wanted = segment ?? (byReference ? undefined : saidSegment);
      const spelt = keepLeast(documents, (number) => penalty[number]!);
      return keepLeast(spelt, (number) => families[number]!)
        .map((number) => items[number]!)
        .filter((item) => wanted === undefined || item.segment === wanted);
    },
    nearest,
    listRelated: (item) => {
      const related = new Set([...(byProduct.get(item.productId) ?? []), ...(byTitle.get(item.title) ?? [])]);
      return [...related].map((number) => items[number]!).filter((other) => other.id !== item.id);
    },
  };
}

/** So many are grouped in a millisecond or two. */
const groupedAtOnce = 4_096;

function* groupNumbers(
  items: readonly CatalogItem[],
  keyOf: (item: CatalogItem) => string,
): Generator<void, Map<string, number[]>> {
  const groups = new Map<string, number[]>();
  for (const [number, item] of items.entries()) {
    const group = groups.get(keyOf(item));
    if (group) group.push(number);
    else groups.set(keyOf(item), [number]);
    if (number % groupedAtOnce === groupedAtOnce - 1) yield;
  }
  yield;
  return groups;
}
