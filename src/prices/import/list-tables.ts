import type { MatrixRow } from '../sheet/matrix-row';
import type { UsageRow } from '../sheet/usage-row';
import { openStart } from '../price-rows';
import { foldTitle } from '../usage/search-text';

/** A column of a list's table and what a row has in it. */
interface ListColumn<Row> {
  name: string;
  type: 'text' | 'integer';
  of: (row: Row) => string | number | null;
}

/** How a list that is no price sheet is kept: its table, what tells its rows apart, and what they say. */
export interface ListTable<Row> {
  form: 'offer-matrix' | 'usage';
  table: 'offer_rules' | 'usage_prices';
  keys: readonly ListColumn<Row>[];
  values: readonly ListColumn<Row>[];
  /** What the list speaks of as a whole: what it no longer lists there is gone. */
  scopeOf: (row: Row) => string;
  /** The rows have a first day, and hold until another begins. */
  isDated: boolean;
  /** SQL: of two rows with the same key the new one counts. */
  counts: string;
}

const text = <Row>(name: string, of: (row: Row) => string | null): ListColumn<Row> => ({ name, type: 'text', of });
const integer = <Row>(name: string, of: (row: Row) => number | null): ListColumn<Row> => ({
  name,
  type: 'integer',
  of,
});

/** Of every market (domain.md 4.2); a later line counts. */
export const matrixTable: ListTable<MatrixRow> = {
  form: 'offer-matrix',
  table: 'offer_rules',
  keys: [text('product_id', (row) => row.productId), text('sku_id', (row) => row.skuId)],
  values: [
    text('title', (row) => row.title),
    integer('min_seats', (row) => row.minSeats),
    integer('max_seats', (row) => row.maxSeats),
    integer('owned_limit', (row) => row.ownedLimit),
    text('owned_limit_type', (row) => row.ownedLimitType),
    text('prerequisites', (row) => JSON.stringify(row.prerequisites)),
    text('conversions', (row) => JSON.stringify(row.conversions)),
    text('countries', (row) => JSON.stringify(row.countries)),
  ],
  scopeOf: () => '',
  isDated: false,
  counts: 'true',
};

/** One sheet is of a family, a market and a currency; of two lines the newer start counts, as in price sheets. */
export const usageTable: ListTable<UsageRow> = {
  form: 'usage',
  table: 'usage_prices',
  keys: [
    text('product_id', (row) => row.productId),
    text('sku_id', (row) => row.skuId),
    text('family', (row) => row.family),
    text('term', (row) => row.term),
    text('billing', (row) => row.billing),
    text('market', (row) => row.market),
    text('currency', (row) => row.currency),
    text('tier_from', (row) => row.tierFrom),
    text('meter_ids', (row) => row.meterIds),
  ],
  values: [
    text('product_title', (row) => row.productTitle),
    text('title', (row) => row.title),
    text('search', (row) => foldTitle(`${row.productTitle} ${row.title}`)),
    text('publisher', (row) => row.publisher),
    text('unit', (row) => row.unit),
    text('meter_type', (row) => row.meterType),
    text('tier_to', (row) => row.tierTo),
    text('price', (row) => row.price),
    text('retail', (row) => row.retail),
    text('valid_from', (row) => row.startsAt?.slice(0, 10) ?? openStart),
    text('valid_to', (row) => row.endsAt?.slice(0, 10) ?? null),
  ],
  scopeOf: ({ family, market, currency }) => `${family}/${market}/${currency}`,
  isDated: true,
  counts: 'excluded.valid_from >= valid_from',
};
