import type { Database } from '../store/database';
import type { Catalog, CatalogItem } from './catalog/catalog';
import { explainMissing } from './explain-missing';
import { computeMargin } from './money';
import type { FoundPrice, PriceAnswer, PriceChoice, PriceDefaults, PriceQuery, PriceScope } from './price-answer';
import { toPriceItem } from './price-item';
import { readPrices, selectInForce, toPricedPlan, type PriceInForce } from './price-rows';
import { computeRates } from './rates';
import type { SheetFacts } from './sheet-facts';

/** More would not be read. */
const shownChoices = 8;
const shownNearest = 5;
const shownRelated = 12;

/**
 * Answers a question for a price.
 *
 * Which item: see `chooseBest`; where several fit equally, those that are not sold on that day in that market drop out.
 * Which plan: the one asked for; with only a term or only a billing plan, the first that fits it in the order P1Y monthly,
 * P1Y annual, P1M monthly, P3Y monthly, P3Y annual, P3Y triennial; with neither, the first of all.
 * Which currency: the one asked for, else the account's, else, where the market has only one, that one (and says so).
 */
export async function findPrice(
  database: Database,
  catalog: Catalog,
  describeSheet: SheetFacts,
  query: PriceQuery,
  defaults: PriceDefaults,
): Promise<PriceAnswer> {
  if (catalog.items.length === 0) return { kind: 'empty' };
  const matches = catalog.search(query.product, query.segment, shownChoices);
  const [first] = matches.best;
  if (!first) return { kind: 'none', nearest: catalog.nearest(query.product, shownNearest).map(toPriceItem) };

  const scope = {
    market: query.market ?? defaults.market,
    currency: query.currency ?? defaults.currency,
    date: query.date ?? defaults.today,
    quantity: query.quantity ?? 1,
  };
  if (matches.isOtherSegment) return explainMissing(database, catalog, first, scope, true);
  if (matches.best.length === 1) return priceItem(database, catalog, describeSheet, first, scope, query);

  const looked = [...matches.best.slice(0, shownChoices * 2), ...matches.others];
  const inForce = await readInForce(database, looked, scope);
  const best = keepSold(matches.best, inForce);
  if (best.length === 1) return priceItem(database, catalog, describeSheet, best[0]!, scope, query);
  return {
    kind: 'several',
    ...scope,
    choices: priceChoices([...best, ...matches.others].slice(0, shownChoices), inForce, query),
    equal: Math.min(best.length, shownChoices),
    total: matches.total - (matches.best.length - best.length),
  };
}

function keepSold(items: CatalogItem[], inForce: readonly PriceInForce[]): CatalogItem[] {
  const some = items.slice(0, shownChoices * 2);
  const sold = some.filter((item) => inForce.some((row) => row.item_id === item.id));
  return sold.length > 0 ? [...sold, ...items.slice(some.length)] : items;
}

async function priceItem(
  database: Database,
  catalog: Catalog,
  describeSheet: SheetFacts,
  item: CatalogItem,
  asked: PriceScope,
  query: PriceQuery,
): Promise<PriceAnswer> {
  let scope = asked;
  let inForce = await readInForce(database, [item], scope);
  if (inForce.length === 0 && !query.currency) {
    const only = await findOnlyCurrency(database, item, scope);
    if (only) {
      scope = { ...asked, currency: only };
      inForce = await readInForce(database, [item], scope);
    }
  }
  const chosen = inForce.find((row) => fitsPlan(row, query));
  if (!chosen) return explainMissing(database, catalog, item, scope, false);

  const plans = await Promise.all(inForce.map(async (row) => toPricedPlan(row, await describeSheet(row.sheet_id))));
  const plan = plans[inForce.indexOf(chosen)]!;
  const related = catalog.listRelated(item).slice(0, shownRelated);
  return {
    kind: 'found',
    ...scope,
    item: toPriceItem(item),
    plan,
    total: totalPrice(chosen, scope),
    otherPlans: plans.filter((other) => other !== plan),
    otherItems: priceChoices(related, await readInForce(database, related, scope), chosen).filter(
      (other) => other.price !== null,
    ),
    isCurrencyOfMarket: scope.currency !== asked.currency,
  };
}

function totalPrice(row: PriceInForce, { quantity, currency }: PriceScope): FoundPrice['total'] {
  const times = BigInt(quantity);
  const unit = BigInt(row.unit_micros) * times;
  const retail = BigInt(row.retail_micros) * times;
  return {
    unit: computeRates(unit, row, currency),
    retail: computeRates(retail, row, currency),
    margin: computeMargin(unit, retail, currency),
  };
}

async function findOnlyCurrency(database: Database, item: CatalogItem, scope: PriceScope): Promise<string | undefined> {
  const listed = await database
    .selectFrom('prices')
    .select('currency')
    .distinct()
    .where('item_id', '=', item.id)
    .where('market', '=', scope.market)
    .limit(2)
    .execute();
  return listed.length === 1 ? listed[0]!.currency : undefined;
}

/** What is wanted of a plan; `none` only where a related trial is looked up. */
type WantedPlan = { term?: PriceInForce['term'] | undefined; billing?: PriceInForce['billing'] | undefined };

function fitsPlan(row: PriceInForce, { term, billing }: WantedPlan): boolean {
  return (term === undefined || row.term === term) && (billing === undefined || row.billing === billing);
}

/** Each with the price on the plan that was asked for, else on its own first one. */
function priceChoices(
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

async function readInForce(
  database: Database,
  items: readonly CatalogItem[],
  scope: PriceScope,
): Promise<PriceInForce[]> {
  const ids = items.map((item) => item.id);
  return selectInForce(await readPrices(database, ids, scope.market, scope.currency), scope.date);
}
