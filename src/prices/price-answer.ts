import type { CatalogItem } from './catalog/catalog';
import type { Margin, Money } from './money';
import type { Billing, Plan, Segment, Term } from './terms';

/** What is asked. What is left out is decided by the rules of `findPrice`, never guessed from other questions. */
export interface PriceQuery {
  /** Words in any order, or a product or SKU id (`CFQ7TTC0LCHC`, `CFQ7TTC0LCHC:0002`). */
  product: string;
  quantity?: number | undefined;
  term?: Term | undefined;
  billing?: Exclude<Billing, 'none'> | undefined;
  segment?: Segment | undefined;
  /** ISO 3166-1 alpha-2. */
  market?: string | undefined;
  /** ISO 4217. */
  currency?: string | undefined;
  /** ISO date: the price that holds on that day. */
  date?: string | undefined;
}

/** What holds where the question leaves it open: the account's own market and currency, the speaker's day. */
export interface PriceDefaults {
  market: string;
  currency: string;
  today: string;
}

/** An amount for the whole term, shared out over its months, and as it appears on each bill. */
export interface Rates {
  term: Money;
  /** Term ÷ 1, 12 or 36, rounded half up to a millionth. */
  month: Money;
  /** Term ÷ number of bills, rounded half up to a millionth. */
  bill: Money;
}

/** A billing plan and what one licence costs on it. */
export interface PricedPlan extends Plan {
  /** How many times the term is billed. */
  bills: number;
  unit: Rates;
  /** The estimated retail price. */
  retail: Rates;
  margin: Margin | null;
  /** What it was before, where that is known from an earlier sheet or from what this one says; for the whole term. */
  previous: { unit: Money; retail: Money } | null;
  /** First and last day; null is open. */
  validFrom: string | null;
  validTo: string | null;
  sheet: { file: string; month: string; importedAt: string };
}

/** An item with where it can be asked for again: `reference` is a product for another question. */
export interface PriceItem extends Omit<CatalogItem, 'id'> {
  reference: string;
}

/** Another item, with the price of one licence on one plan where it is sold. */
export interface PriceChoice extends PriceItem {
  price: { plan: Plan; unit: Rates } | null;
}

/** In what the question was answered. */
export interface PriceScope {
  market: string;
  currency: string;
  date: string;
  quantity: number;
}

export interface FoundPrice extends PriceScope {
  kind: 'found';
  item: PriceItem;
  plan: PricedPlan;
  /** For the quantity; worked out from the term's price, so that no rounding is multiplied. */
  total: { unit: Rates; retail: Rates; margin: Margin | null };
  /** The same SKU on its other terms and billing plans. */
  otherPlans: PricedPlan[];
  /** SKUs of the same product or title: other segments, without Teams, trials. */
  otherItems: PriceChoice[];
  /** The market's only currency was taken, since the account's own is not listed there and none was asked for. */
  isCurrencyOfMarket: boolean;
}

export interface SeveralPrices extends PriceScope {
  kind: 'several';
  /** Ranked; the first `equal` of them fit equally well. */
  choices: PriceChoice[];
  equal: number;
  /** How many items match, shown or not. */
  total: number;
}

export interface NoPrice {
  kind: 'none';
  /** Titles that come near, the nearest first; may be empty. */
  nearest: PriceItem[];
}

/** What stands in the way of an answer. */
export type MissingPart = 'segment' | 'market' | 'currency' | 'plan' | 'date';

/** The product exists, but not so. Nothing else is put in its place; what exists is told. */
export interface NoSuchCombination extends PriceScope {
  kind: 'no-such-combination';
  item: PriceItem;
  missing: MissingPart;
  exists: {
    segments: Segment[];
    markets: { market: string; currency: string }[];
    /** Plans in the market and currency asked for, on the day asked for. */
    plans: Plan[];
    /** First and last day on which it is sold there; null is open or unknown. */
    from: string | null;
    to: string | null;
  };
}

/** No price sheet was ever taken in. */
export interface NoSheets {
  kind: 'empty';
}

/** Why a question has no price as its answer, and what there is instead. */
export type Unclear = SeveralPrices | NoPrice | NoSuchCombination | NoSheets;

export type PriceAnswer = FoundPrice | Unclear;
