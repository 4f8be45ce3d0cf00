import type { Database } from '../store/database';
import type { Catalog, CatalogItem } from './catalog/catalog';
import { explainMissing } from './explain-missing';
import type { PriceChoice, PriceQuery, PriceScope, Unclear } from './price-answer';
import { toPriceItem } from './price-item';
import { readPrices, selectInForce, type PriceInForce } from './price-rows';
import { computeRates } from './rates';

/** More would not be read. */
const shownChoices = 8;
const shownNearest = 5;
/** Of the best, to leave out those that are not sold. */
const lookedUp = 12;

/** The item that a question is about, or what to answer where that is not clear. */
export type ItemChoice = { kind: 'item'; item: CatalogItem } | Unclear;

/** See `chooseBest`; where several items fit equally, those that are not sold on that day in that market drop out. */
export async function chooseItem(
  database: Database,
  catalog: Catalog,
  query: PriceQuery,
  scope: PriceScope,
): Promise<ItemChoice> {
  if (catalog.items.length === 0) return { kind: 'empty' };
  const matches = catalog.search(query.product, query.segment, shownChoices);
  const [first] = matches.best;
  if (!first) return { kind: 'none', nearest: catalog.nearest(query.product, shownNearest).map(toPriceItem) };
  if (matches.isOtherSegment) return explainMissing(database, catalog, first, scope, true);
  if (matches.best.length === 1) return { kind: 'item', item: first };

  // What else fits comes behind the best, and is looked up only where it will be seen.
  const others = matches.others.slice(0, Math.max(0, shownChoices - matches.best.length));
  const looked = [...matches.best.slice(0, lookedUp), ...others];
  const inForce = await readInForce(database, looked, scope);
  const best = keepSold(matches.best, inForce);
  if (best.length === 1) return { kind: 'item', item: best[0]! };
  return {
    kind: 'several',
    ...scope,
    choices: priceChoices([...best, ...others].slice(0, shownChoices), inForce, query),
    equal: Math.min(best.length, shownChoices),
    total: matches.total - (matches.best.length - best.length),
  };
}

function keepSold(items: CatalogItem[], inForce: readonly PriceInForce[]): CatalogItem[] {
  const some = items.slice(0, lookedUp);
  const sold = some.filter((item) => inForce.some((row) => row.item_id === item.id));
  return sold.length > 0 ? [...sold, ...items.slice(some.length)] : items;
}

/** What is wanted of a plan; `none` only where a related trial is looked up. */
export type WantedPlan = { term?: PriceInForce['term'] | undefined; billing?: PriceInForce['billing'] | undefined };

export function fitsPlan(row: Pick<PriceInForce, 'term' | 'billing'>, { term, billing }: WantedPlan): boolean {
  return (term === undefined || row.term === term) && (billing === undefined || row.billing === billing);
}

/** Each with the price on the plan that was asked for, else on its own first one. */
export function priceChoices(
  items: readonly CatalogItem[],
  inForce: readonly PriceInForce[],
  wanted: WantedPlan,
): PriceChoice[] {
  return items.map((item) => {
    const own = inForce.filter((row) => row.item_id === item.id);
    const row = own.find((candidate) => fitsPlan(candidate, wanted)) ?? own[0];
    const plan = row && { term: row.term, billing: row.billing };
    const price = row && plan ? { plan, unit: computeRates(BigInt(row.unit_micros), row, row.currency) } : null;
    return { ...toPriceItem(item), price };
  });
}

export async function readInForce(
  database: Database,
  items: readonly CatalogItem[],
  { market, currency, date }: Omit<PriceScope, 'quantity'>,
): Promise<readonly PriceInForce[]> {
  const ids = items.map((item) => item.id);
  return selectInForce(await readPrices(database, ids, market, currency), date);
}

/** The currency of an item in a market, where it has only one there. */
export async function findOnlyCurrency(
  database: Database,
  item: CatalogItem,
  { market }: PriceScope,
): Promise<string | undefined> {
  const listed = await database
    .selectFrom('prices')
    .select('currency')
    .distinct()
    .where('item_id', '=', item.id)
    .where('market', '=', market)
    .limit(2)
    .execute();
  return listed.length === 1 ? listed[0]!.currency : undefined;
}
