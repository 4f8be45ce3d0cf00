import type { Database } from '../store/database';
import type { Catalog } from './catalog/catalog';
import { createCatalogLoader } from './catalog/load-catalog';
import { createPriceFinder } from './find-price';
import { createOfferRules, type OfferRules } from './offer-rules';
import type { PriceAnswer, PriceDefaults, PriceQuery } from './price-answer';
import { readChanges, type ChangesAnswer, type ChangesQuery } from './price-changes';
import { readHistory, type HistoryAnswer, type HistoryQuery } from './price-history';
import { createProducts, type Products } from './products';
import { createPromotions, type Promotions } from './promotions/promotions';
import { createSheetFacts } from './sheet-facts';
import { createSoldItems } from './sold-items';

export { matchAmong } from './products';
export type { OfferedItem, Product, ProductMatches, ProductPage, Products } from './products';
export { takeOff } from './promotions/promotions';
export type { OfferRule } from './offer-rules';
export type { Promotions } from './promotions/promotions';
export type { PromotedPlan, Promotion } from './promotions/read-promotions';
export type * from './price-answer';
export { changeKinds } from './price-changes';
export type { ChangeKind, ChangesAnswer, ChangesQuery, PriceChange, PriceChanges } from './price-changes';
export type { HistoryAnswer, HistoryQuery, PriceHistory } from './price-history';
export type { PriceStep } from './price-steps';
export type { Decimal, Margin, Money } from './money';
export type { Billing, Plan, Segment, Term } from './terms';

/** What can be asked about prices. */
export interface Prices {
  /** What a product costs. Reads only; what is missing or ambiguous is part of the answer, not an error. */
  find(query: PriceQuery, defaults: PriceDefaults): Promise<PriceAnswer>;
  /** How a product's price moved. */
  history(query: HistoryQuery, defaults: PriceDefaults): Promise<HistoryAnswer>;
  /** What the sheets changed, by SKU. */
  changes(query: ChangesQuery, defaults: PriceDefaults): Promise<ChangesAnswer>;
  /** What is sold: the catalog. */
  products: Products;
  /** What is cheaper for a while. */
  promotions: Promotions;
  /** What may be ordered. */
  offerRule: OfferRules;
  /** Every product title once, in the same order each time: what a sentence may name. */
  productTitles(): Promise<readonly string[]>;
}

export function createPrices(database: Database): Prices {
  const loadCatalog = createCatalogLoader(database);
  const describeSheet = createSheetFacts(database);
  const titles = new WeakMap<Catalog, readonly string[]>();
  return {
    find: createPriceFinder(database, loadCatalog, describeSheet),
    history: async (query, defaults) => readHistory(database, await loadCatalog(), describeSheet, query, defaults),
    changes: async (query, defaults) => readChanges(database, await loadCatalog(), query, defaults),
    products: createProducts(loadCatalog, createSoldItems(database)),
    promotions: createPromotions(database),
    offerRule: createOfferRules(database),
    async productTitles() {
      const catalog = await loadCatalog();
      const known = titles.get(catalog) ?? [...new Set(catalog.items.map((item) => item.productTitle))].sort();
      titles.set(catalog, known);
      return known;
    },
  };
}
