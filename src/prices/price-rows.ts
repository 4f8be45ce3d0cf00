import { sql, type Selectable } from 'kysely';
import type { Database } from '../store/database';
import { prepareQuery } from '../store/prepared';
import { rememberQuery } from '../store/remembered';
import type { PricesTable } from '../store/schema';
import { computeMargin, toMoney } from './money';
import type { PricedPlan } from './price-answer';
import { computeRates } from './rates';
import { comparePlans, countBills, type Billing, type Term } from './terms';

/** A price of an item as stored; the amounts are null where it is no longer sold. */
export type StoredPrice = Selectable<PricesTable> & { term: Term; billing: Billing };

/** A price that is in force, with its amounts. */
export type PriceInForce = StoredPrice & {
  unit_micros: number;
  retail_micros: number;
  before: StoredPrice | undefined;
};

/** What a placeholder start is stored as. */
export const openStart = '0001-01-01';

/** All prices that some items ever had in a market and currency. */
export async function readPrices(
  database: Database,
  itemIds: readonly number[],
  market: string,
  currency: string,
): Promise<readonly StoredPrice[]> {
  if (itemIds.length === 0) return [];
  return await pricesQuery(database, [JSON.stringify(itemIds), market, currency]);
}

/** One statement for any number of items: a list of places would be another statement for each length. */
const pricesQuery = rememberQuery(
  prepareQuery<[itemIds: string, market: string, currency: string], StoredPrice>((database) =>
    database
      .selectFrom('prices')
      .selectAll()
      .where('item_id', 'in', sql<number>`(select value from json_each(${''}))`)
      .where('market', '=', '')
      .where('currency', '=', ''),
  ),
);

/** All prices that an item ever had, anywhere. */
export async function readAllPrices(database: Database, itemId: number): Promise<StoredPrice[]> {
  const rows = await database.selectFrom('prices').selectAll().where('item_id', '=', itemId).execute();
  return rows as StoredPrice[];
}

/** For each item, market, currency and plan the price of that day: of the rows that have begun, the newest (domain.md 4.1). */
export function selectInForce(rows: readonly StoredPrice[], date: string): PriceInForce[] {
  const begun = rows.filter((row) => row.valid_from <= date).sort(comparePlaces);
  const inForce: PriceInForce[] = [];
  begun.forEach((row, at) => {
    const next = begun[at + 1];
    if (next && isSamePlace(row, next)) return;
    const before = begun[at - 1];
    const newest = { ...row, before: before && isSamePlace(before, row) ? before : undefined };
    if (isSold(newest, date)) inForce.push(newest);
  });
  return inForce.sort(comparePlans);
}

/** Prices of one item on one plan follow each other, the oldest first: so they come from the table, and little is to be moved. */
function comparePlaces(one: StoredPrice, other: StoredPrice): number {
  return (
    one.item_id - other.item_id ||
    compareText(one.market, other.market) ||
    compareText(one.currency, other.currency) ||
    compareText(one.term, other.term) ||
    compareText(one.billing, other.billing) ||
    compareStarts(one, other)
  );
}

function isSamePlace(one: StoredPrice, other: StoredPrice): boolean {
  return (
    one.item_id === other.item_id &&
    one.term === other.term &&
    one.billing === other.billing &&
    one.market === other.market &&
    one.currency === other.currency
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export function compareStarts(one: StoredPrice, other: StoredPrice): number {
  return one.valid_from < other.valid_from ? -1 : one.valid_from > other.valid_from ? 1 : 0;
}

function isSold<Row extends StoredPrice>(
  row: Row,
  date: string,
): row is Row & { unit_micros: number; retail_micros: number } {
  return row.unit_micros !== null && row.retail_micros !== null && (row.valid_to === null || row.valid_to >= date);
}

export function toPricedPlan(row: PriceInForce, sheet: PricedPlan['sheet']): PricedPlan {
  const { term, billing, currency, unit_micros: unit, retail_micros: retail } = row;
  return {
    term,
    billing,
    bills: countBills(term, billing),
    unit: computeRates(BigInt(unit), row, currency),
    retail: computeRates(BigInt(retail), row, currency),
    margin: computeMargin(unit, retail, currency),
    previous: findPrevious(row),
    validFrom: row.valid_from === openStart ? null : row.valid_from,
    validTo: row.valid_to,
    sheet,
  };
}

/** An earlier sheet's word goes before what the sheet says of the past itself. */
function findPrevious(row: PriceInForce): PricedPlan['previous'] {
  const unit = row.before ? row.before.unit_micros : (row.previous_unit_micros ?? row.unit_micros);
  const retail = row.before ? row.before.retail_micros : (row.previous_retail_micros ?? row.retail_micros);
  if (unit === null || retail === null) return null;
  if (unit === row.unit_micros && retail === row.retail_micros) return null;
  return { unit: toMoney(unit, row.currency), retail: toMoney(retail, row.currency) };
}
