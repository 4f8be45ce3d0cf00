import type { Database } from '../store/database';
import type { Catalog, CatalogItem } from './catalog/catalog';
import { createCatalogLoader } from './catalog/load-catalog';
import { createPriceFinder } from './find-price';
import { createOfferRules, type OfferRules } from './offer-rules';
import type { PriceAnswer, PriceDefaults, PriceItem, PriceQuery } from './price-answer';
import { readChanges, type ChangesAnswer, type ChangesQuery } from './price-changes';
import { readHistory, type HistoryAnswer, type HistoryQuery } from './price-history';
import { toPriceItem } from './price-item';
import { createProducts, type Products } from './products';
import { createPromotions, type Promotions } from './promotions/promotions';
import { createSheetFacts } from './sheet-facts';
import { createSoldItems } from './sold-items';
import type { Segment } from './terms';

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

export interface ProductFilter {
  segment?: Segment;
  /** Words of the title. */
  query?: string;
  offset?: number;
  limit: number;
}

/** What can be asked about prices. */
export interface Prices {
  /** What a product costs. Reads only; what is missing or ambiguous is part of the answer, not an error. */
  find(query: PriceQuery, defaults: PriceDefaults): Promise<PriceAnswer>;
  /** How a product's price moved. */
  history(query: HistoryQuery, defaults: PriceDefaults): Promise<HistoryAnswer>;
  /** What the sheets changed, by SKU. */
  changes(query: ChangesQuery, defaults: PriceDefaults): Promise<ChangesAnswer>;
  /** The products ever priced, by title. */
  listProducts(filter: ProductFilter): Promise<{ items: PriceItem[]; total: number }>;
  /** What is sold: the catalog. */
  products: Products;
  /** What is cheaper for a while. */
  promotions: Promotions;
  /** What may be ordered. */
  offerRule: OfferRules;
  /** Every product title once, sorted: what a sentence may name. */
  productTitles(): Promise<readonly string[]>;
}

const byTitle = new Intl.Collator('en').compare;

export function createPrices(database: Database): Prices {
  const loadCatalog = createCatalogLoader(database);
  const describeSheet = createSheetFacts(database);
  const titles = new WeakMap<Catalog, readonly string[]>();
  return {
    find: createPriceFinder(database, loadCatalog, describeSheet),
    history: async (query, defaults) => readHistory(database, await loadCatalog(), describeSheet, query, defaults),
    changes: async (query, defaults) => readChanges(database, await loadCatalog(), query, defaults),
    async listProducts({ segment, query, offset = 0, limit }) {
      const catalog = await loadCatalog();
      const page = (items: CatalogItem[]) => items.slice(offset, offset + limit).map(toPriceItem);
      if (query !== undefined) {
        const { best, others, total, isOtherSegment } = catalog.search(query, segment, offset + limit);
        return isOtherSegment ? { items: [], total: 0 } : { items: page([...best, ...others]), total };
      }
      const listed = catalog.items.filter((item) => segment === undefined || item.segment === segment);
      return {
        items: page(listed.sort((one, other) => byTitle(one.title, other.title))),
        total: listed.length,
      };
    },
    products: createProducts(loadCatalog, createSoldItems(database)),
    promotions: createPromotions(database),
    offerRule: createOfferRules(database),
    async productTitles() {
      const catalog = await loadCatalog();
      const known = titles.get(catalog) ?? [...new Set(catalog.items.map((item) => item.productTitle))].sort(byTitle);
      titles.set(catalog, known);
      return known;
    },
  };
}
