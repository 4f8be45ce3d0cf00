import type { Segment } from '../terms';
import { classifyWord, familyWords, readQueryWords, splitWords } from './words';
import { createWordIndexBuilder, type WordIndex } from './word-index';
import { matchDocuments, type Hit } from './match-documents';
import { rankNearest } from './nearest';

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
}

/** An item as the search sees it. */
export interface CatalogDocument {
  item: CatalogItem;
  /** Weight of all words that say more than the family: what a question leaves unsaid is counted down from it. */
  plainWeight: number;
  /** Weight of the words by which it departs from the product that the rest names: a trial, students, "no Teams". */
  qualifierWeight: number;
}

/** What a question matches. */
export interface CatalogMatches {
  /** Equally good answers; one means that the question is clear. Empty: nothing matches. */
  best: CatalogItem[];
  /** Everything that matches in the segments of `best`, the best first. */
  all: CatalogItem[];
  /** Whether something matches, though not in the segment asked for. */
  isOtherSegment: boolean;
}

export interface Catalog {
  items: CatalogItem[];
  search(text: string, segment?: Segment): CatalogMatches;
  nearest(text: string, limit: number): CatalogItem[];
  /** SKUs of the same product, or of the same title. */
  listRelated(item: CatalogItem): CatalogItem[];
  findById(id: number): CatalogItem | undefined;
}

const referenceForm = /^([A-Z0-9]{12})(?:[:/]([0-9A-Z]{1,4}))?$/i;

/** Builds the search over all items: in memory, since titles are few even where prices are many. */
export function createCatalog(items: CatalogItem[]): Catalog {
  const documents = items.map(describeDocument);
  const index = indexDocuments(items);
  const byId = new Map(items.map((item) => [item.id, item]));
  const byProduct = groupBy(documents, ({ item }) => item.productId);
  const byTitle = groupBy(documents, ({ item }) => item.title);

  function findByReference(text: string): Hit[] | undefined {
    const [, productId, skuId] = referenceForm.exec(text.trim()) ?? [];
    const found = productId && byProduct.get(productId.toUpperCase());
    if (!found) return undefined;
    const wanted = skuId?.toUpperCase().padStart(4, '0');
    return found
      .filter(({ item }) => wanted === undefined || item.skuId === wanted)
      .map((document) => ({
        document,
        penalty: 0,
        plain: 0,
        qualifiers: wanted ? 0 : document.qualifierWeight,
        families: 0,
      }));
  }

  function findByWords(words: string[]): Hit[] {
    const hard = words.filter((word) => !familyWords.has(word));
    return hard.length > 0
      ? matchDocuments(
          index,
          documents,
          hard,
          words.filter((word) => familyWords.has(word)),
        )
      : matchDocuments(index, documents, words, []);
  }

  return {
    items,
    search(text, segment) {
      const byReference = findByReference(text);
      if (byReference) return chooseBest(byReference, segment);
      const { words, segment: saidSegment } = readQueryWords(text, index);
      return chooseBest(findByWords(words), segment ?? saidSegment);
    },
    nearest: (text, limit) => rankNearest(index, documents, text, limit),
    listRelated: (item) => {
      const related = [...(byProduct.get(item.productId) ?? []), ...(byTitle.get(item.title) ?? [])];
      return [...new Set(related.map((document) => document.item))].filter((other) => other.id !== item.id);
    },
    findById: (id) => byId.get(id),
  };
}

/**
 * Which of the hits is meant. Better spelling first; then, unless a segment was asked for, commercial items before others;
 * then items that do not depart from the product that was named; then those of which everything was said. What is left is
 * equally good. A product that was named in full and is not sold in the segment asked for is not replaced by another.
 */
function chooseBest(hits: Hit[], segment: Segment | undefined): CatalogMatches {
  const anywhere = keepBest(hits, undefined);
  const inSegment = segment ? hits.filter(({ document }) => document.item.segment === segment) : hits;
  const there = keepBest(inSegment, segment);
  const isReplacement =
    anywhere.some((hit) => hit.plain === 0) &&
    there.every((hit) => hit.plain > 0) &&
    !there.some((hit) => anywhere.some((other) => other.document.item.productId === hit.document.item.productId));
  const isOtherSegment = hits.length > 0 && (there.length === 0 || isReplacement);
  const best = (isOtherSegment ? anywhere : there).sort(compareHits);

  const segments = new Set(best.map(({ document }) => document.item.segment));
  const withTrials = best.some(({ document }) => document.item.isTrial);
  const rest = (isOtherSegment ? hits : inSegment)
    .filter(({ document }) => segments.has(document.item.segment) && (withTrials || !document.item.isTrial))
    .filter((hit) => !best.includes(hit))
    .sort(compareHits);
  const toItems = (some: Hit[]) => some.map(({ document }) => document.item);
  return { best: toItems(best), all: toItems([...best, ...rest]), isOtherSegment };
}

function keepBest(hits: Hit[], segment: Segment | undefined): Hit[] {
  let best = keepLeast(hits, (hit) => hit.penalty);
  if (!segment) best = keepLeast(best, ({ document }) => (document.item.segment === 'commercial' ? 0 : 1));
  best = keepLeast(best, (hit) => (hit.qualifiers === 0 ? 0 : hit.document.item.isTrial ? 2 : 1));
  if (best.some((hit) => hit.qualifiers > 0)) best = keepLeast(best, (hit) => hit.qualifiers);
  if (best.some((hit) => hit.plain === 0)) best = keepLeast(best, (hit) => hit.plain);
  return keepLeast(best, (hit) => hit.families);
}

function compareHits(one: Hit, other: Hit): number {
  return (
    one.penalty - other.penalty ||
    one.qualifiers - other.qualifiers ||
    one.plain - other.plain ||
    one.families - other.families ||
    compareText(one.document.item.title, other.document.item.title) ||
    one.document.item.id - other.document.item.id
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function keepLeast(hits: Hit[], measure: (hit: Hit) => number): Hit[] {
  let least = Infinity;
  for (const hit of hits) least = Math.min(least, measure(hit));
  return hits.filter((hit) => measure(hit) === least);
}

const plainWeight = 4;

/** The words of an item's titles, each once, with their kind. */
function readTitleWords(item: CatalogItem): Map<string, ReturnType<typeof classifyWord>> {
  const kinds = new Map<string, ReturnType<typeof classifyWord>>();
  for (const title of [item.title, item.productTitle]) {
    for (const part of title.split(/(\([^)]*\))/)) {
      for (const word of splitWords(part)) {
        const kind = classifyWord(word, part.startsWith('('));
        if (!kinds.has(word) || kind === 'qualifier') kinds.set(word, kinds.get(word) ?? kind);
      }
    }
  }
  return kinds;
}

function describeDocument(item: CatalogItem): CatalogDocument {
  const kinds = [...readTitleWords(item).values()];
  return {
    item,
    plainWeight: kinds.filter((kind) => kind === 'plain').length * plainWeight,
    qualifierWeight: kinds.filter((kind) => kind === 'qualifier').length * plainWeight + (item.isTrial ? 1 : 0),
  };
}

function indexDocuments(items: CatalogItem[]): WordIndex {
  const builder = createWordIndexBuilder();
  items.forEach((item, document) => {
    const words = readTitleWords(item);
    for (const [word, kind] of words) {
      builder.add(document, word, kind === 'plain' ? plainWeight : kind === 'qualifier' ? -plainWeight : 0);
    }
    const inOrder = splitWords(item.title);
    inOrder.forEach((word, at) => {
      const next = inOrder[at + 1];
      if (next === undefined) return;
      if (/^[a-z]/.test(word) && /^[a-z]/.test(next)) builder.addPair(word, next);
      // "Plan 2" is said "P2", and the other way round.
      if (word === 'plan' && /^\d$/.test(next) && !words.has(`p${next}`))
        builder.add(document, `p${next}`, plainWeight);
    });
    for (const [word] of words) {
      const number = /^p(\d)$/.exec(word)?.[1];
      if (number && !words.has('plan')) builder.add(document, 'plan', 0);
      if (number && !words.has(number)) builder.add(document, number, plainWeight);
    }
  });
  return builder.build();
}

function groupBy<Value>(values: Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
