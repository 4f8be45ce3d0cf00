import type { CatalogItem } from './catalog';
import type { TitleWeights } from './match-documents';
import { createWordIndexBuilder, type WordIndex } from './word-index';
import { classifyWord, splitWords, type WordKind } from './words';

const weightOfWord = 4;
/** A trial that its title does not call one still stands behind what is sold. */
const weightOfTrial = 1;

/** So many titles are indexed in a few milliseconds. */
const itemsPerStep = 64;

export interface TitleIndex {
  index: WordIndex;
  weights: TitleWeights;
}

/** Indexes the titles of all items, some at each step; a document's number is its item's position. */
export function* indexTitles(items: readonly CatalogItem[]): Generator<void, TitleIndex> {
  const builder = createWordIndexBuilder();
  const weights = { plain: new Float64Array(items.length), qualifiers: new Float64Array(items.length) };
  // A product's title is that of all its SKUs.
  const products = new Map<string, ReadonlyMap<string, WordKind>>();
  for (const [document, item] of items.entries()) {
    if (document % itemsPerStep === 0) yield;
    const { title, productTitle } = item;
    let productWords = products.get(productTitle);
    if (!productWords) products.set(productTitle, (productWords = readTitleWords(productTitle)));
    const words = readTitleWords(title);
    for (const [word, kind] of productWords) if (!words.has(word)) words.set(word, kind);
    if (item.isTrial) weights.qualifiers[document]! += weightOfTrial;
    for (const [word, kind] of words) {
      if (kind === 'plain') weights.plain[document]! += weightOfWord;
      if (kind === 'qualifier') weights.qualifiers[document]! += weightOfWord;
      builder.add(document, word, kind === 'plain' ? weightOfWord : kind === 'qualifier' ? -weightOfWord : 0);
    }
    const titleWords = splitWords(title);
    titleWords.forEach((word, at) => {
      const next = titleWords[at + 1];
      if (next && /^[a-z]/.test(word) && /^[a-z]/.test(next)) builder.addPair(word, next);
    });
    for (const alias of listPlanAliases(titleWords)) if (!words.has(alias)) builder.add(document, alias, weightOfWord);
  }
  return { index: builder.build(), weights };
}

/** "Plan 2" is said "P2", and the other way round. */
function listPlanAliases(titleWords: readonly string[]): Set<string> {
  const aliases = new Set<string>();
  titleWords.forEach((word, at) => {
    const next = titleWords[at + 1];
    if (word === 'plan' && next && /^\d$/.test(next)) aliases.add(`p${next}`);
    if (/^p\d$/.test(word)) aliases.add('plan').add(word.slice(1));
  });
  return aliases;
}

/** The words of a title, each once, with their kind. */
function readTitleWords(title: string): Map<string, WordKind> {
  const kinds = new Map<string, WordKind>();
  for (const part of title.split(/(\([^)]*\))/)) {
    for (const word of splitWords(part)) {
      if (!kinds.has(word)) kinds.set(word, classifyWord(word, part.startsWith('(')));
    }
  }
  return kinds;
}
