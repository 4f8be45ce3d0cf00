import type { CatalogDocument, CatalogItem } from './catalog';
import { splitWords } from './words';
import type { WordIndex } from './word-index';

/**
 * Titles that come near to what was said though they do not hold all of it: those that share its rarest words, else those
 * that look alike letter by letter. Plain commercial products come first; nothing is offered that has nothing in common.
 */
export function rankNearest(
  index: WordIndex,
  documents: readonly CatalogDocument[],
  text: string,
  limit: number,
): CatalogItem[] {
  const shared = scoreSharedWords(index, documents.length, text);
  const scores = shared.size > 0 ? shared : scoreSharedLetters(documents, text);
  const ranked = [...scores]
    .map(([number, score]) => ({ document: documents[number]!, score }))
    .sort(
      (one, other) =>
        other.score - one.score ||
        countDepartures(one.document) - countDepartures(other.document) ||
        one.document.item.title.localeCompare(other.document.item.title, 'en'),
    );
  const byTitle = new Map<string, CatalogItem>();
  for (const { document } of ranked) {
    if (byTitle.size === limit) break;
    if (!byTitle.has(document.item.productTitle)) byTitle.set(document.item.productTitle, document.item);
  }
  return [...byTitle.values()];
}

function countDepartures({ item, plainWeight, qualifierWeight }: CatalogDocument): number {
  return (item.segment === 'commercial' ? 0 : 1_000) + qualifierWeight * 10 + plainWeight;
}

function scoreSharedWords(index: WordIndex, documentCount: number, text: string): Map<number, number> {
  const scores = new Map<number, number>();
  for (const word of new Set(splitWords(text))) {
    const seen = new Set<number>();
    for (const { penalty, documents } of index.matchWord(word)) {
      const rarity = Math.log(1 + documentCount / documents.length) / (1 + penalty);
      for (const number of documents) {
        if (seen.has(number)) continue;
        seen.add(number);
        scores.set(number, (scores.get(number) ?? 0) + rarity);
      }
    }
  }
  return scores;
}

/** Below it two titles have no more in common than any two. */
const leastLikeness = 0.3;

function scoreSharedLetters(documents: readonly CatalogDocument[], text: string): Map<number, number> {
  const wanted = readTriples(text);
  const scores = new Map<number, number>();
  documents.forEach(({ item }, number) => {
    const triples = readTriples(item.title);
    let common = 0;
    for (const triple of wanted) if (triples.has(triple)) common += 1;
    const likeness = (2 * common) / Math.max(1, wanted.size + triples.size);
    if (likeness >= leastLikeness) scores.set(number, likeness);
  });
  return scores;
}

function readTriples(text: string): Set<string> {
  const joined = ` ${splitWords(text).join(' ')} `;
  const triples = new Set<string>();
  for (let at = 0; at + 3 <= joined.length; at += 1) triples.add(joined.slice(at, at + 3));
  return triples;
}
