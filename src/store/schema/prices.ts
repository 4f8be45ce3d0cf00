import type { Generated } from 'kysely';
import type { Flag, Instant, Json } from './values';

/** Price sheets and what came with them: prices, their changes, promotions, reference lists. */
export interface PricesTables {
  price_sheets: PriceSheetsTable;
  price_sheet_markets: PriceSheetMarketsTable;
  price_items: PriceItemsTable;
  prices: PricesTable;
  price_changes: PriceChangesTable;
  offered_sheets: OfferedSheetsTable;
  promotion_lists: PromotionListsTable;
  promotions: PromotionsTable;
  reference_lists: ReferenceListsTable;
  reference_list_scopes: ReferenceListScopesTable;
  offer_rules: OfferRulesTable;
  usage_prices: UsagePricesTable;
}

/** A day as `2026-11-01`; sorts as text. */
type Day = string;

/** Millionths of the currency's unit: 21.50 EUR is 21500000. */
type Micros = number;

/** One price sheet that was taken in. */
export interface PriceSheetsTable {
  id: Generated<number>;
  file: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  digest: string;
  view: 'license-based' | 'software' | 'legacy';
  /** A preview lists only what will change. */
  kind: 'current' | 'preview';
  /** `2026-11`. */
  month: string;
  /** The day that the sheet speaks of: the first of its month, or the newest start in it where that is later. */
  effective_from: Day;
  imported_at: Instant;
  summary: Json;
}

/** The markets and currencies that a sheet holds. */
export interface PriceSheetMarketsTable {
  sheet_id: number;
  market: string;
  currency: string;
}

/** What can be bought: a SKU of a product in its segment. */
export interface PriceItemsTable {
  id: Generated<number>;
  view: 'license-based' | 'software' | 'legacy';
  product_id: string;
  sku_id: string;
  segment: string;
  product_title: string;
  sku_title: string;
  publisher: string;
  description: string;
  unit_of_measure: string;
  /** `License;Trial`. */
  tags: string;
  /** Month of the sheet that the texts are from: an older sheet, taken in later, leaves them alone. */
  described_by: string;
}

/** The price of an item from a day on: the newest row that has begun is in force. Without amounts: no longer sold. */
export interface PricesTable {
  item_id: number;
  market: string;
  currency: string;
  term: string;
  billing: string;
  valid_from: Day;
  /** Last day; null is open. */
  valid_to: Day | null;
  /** For the whole term. */
  unit_micros: Micros | null;
  retail_micros: Micros | null;
  /** What the sheet itself says the price was before. */
  previous_unit_micros: Micros | null;
  previous_retail_micros: Micros | null;
  sheet_id: number;
}

/** What a sheet changed against what was known; the first sheet of a market and currency leaves none. */
export interface PriceChangesTable {
  id: Generated<number>;
  sheet_id: number;
  item_id: number;
  kind: 'added' | 'removed' | 'price' | 'dates' | 'text';
  effective_from: Day;
  market: string | null;
  currency: string | null;
  term: string | null;
  billing: string | null;
  unit_before: Micros | null;
  unit_after: Micros | null;
  retail_before: Micros | null;
  retail_after: Micros | null;
  text_before: Json | null;
  text_after: Json | null;
}

/** What a source of price sheets (a folder) offered, and what became of it. */
export interface OfferedSheetsTable {
  source: string;
  /** Name, size and time of the file: another version of it is another. */
  key: string;
  file: string;
  outcome: 'taken' | 'faulty';
  /** What is at fault. */
  fault: Json | null;
  at: Instant;
}

/** A list of promotions that brought something new. */
export interface PromotionListsTable {
  id: Generated<number>;
  file: string;
  imported_at: Instant;
}

/** A promotion as the platform's API gives it (domain.md 4.7). */
export interface PromotionsTable {
  /** `product:sku:availability`. */
  id: string;
  name: string;
  description: string;
  starts_on: Day;
  ends_on: Day;
  automatic: Flag;
  products: Json;
  /** The list that first had it. */
  list_id: number;
}

/** A list beside the price sheets that was taken in. */
export interface ReferenceListsTable {
  id: Generated<number>;
  form: 'offer-matrix' | 'usage';
  file: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  digest: string;
  imported_at: Instant;
  summary: Json;
}

/** What a list speaks of as a whole: what it no longer lists there is gone. */
export interface ReferenceListScopesTable {
  list_id: number;
  scope: string;
}

/** What the offer matrix says of a SKU (domain.md 4.2), from one list until another said otherwise. */
export interface OfferRulesTable {
  id: Generated<number>;
  scope: string;
  product_id: string;
  sku_id: string;
  title: string;
  min_seats: number | null;
  max_seats: number | null;
  owned_limit: number | null;
  owned_limit_type: string;
  /** References: `CFQ7TTC0LDPB:0001`, or a product alone. */
  prerequisites: Json;
  conversions: Json;
  countries: Json;
  from_list: number;
  /** Null while it holds. */
  until_list: number | null;
}

/** A price by use, or of a reservation (domain.md 4.5); amounts and tiers are decimal text. */
export interface UsagePricesTable {
  id: Generated<number>;
  scope: string;
  product_id: string;
  sku_id: string;
  family: 'consumption' | 'reservation' | 'marketplace';
  term: string;
  billing: string;
  market: string;
  currency: string;
  tier_from: string;
  meter_ids: string;
  product_title: string;
  title: string;
  /** The words by which it is found. */
  search: string;
  publisher: string;
  unit: string;
  meter_type: string;
  tier_to: string | null;
  price: string;
  retail: string | null;
  valid_from: Day;
  valid_to: Day | null;
  from_list: number;
  until_list: number | null;
  /** From this day on a replaced price no longer holds. */
  until_day: Day | null;
}
