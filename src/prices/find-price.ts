import type { Database } from '../store/database';
import type { Catalog, CatalogItem } from './catalog/catalog';
import { chooseItem, findOnlyCurrency, fitsPlan, priceChoices, readInForce } from './choose-item';
import { explainMissing } from './explain-missing';
import { computeMargin } from './money';
import type { FoundPrice, PriceAnswer, PriceDefaults, PriceQuery, PriceScope } from './price-answer';
import { toPriceItem } from './price-item';
import { toPricedPlan, type PriceInForce } from './price-rows';
import { computeRates } from './rates';
import type { SheetFacts } from './sheet-facts';

/** More would not be read. */
const shownRelated = 8;

/**
 * Answers a question for a price.
 *
 * Which item: see `chooseItem`.
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
  const scope = {
    market: query.market ?? defaults.market,
    currency: query.currency ?? defaults.currency,
    date: query.date ?? defaults.today,
    quantity: query.quantity ?? 1,
  };
  const choice = await chooseItem(database, catalog, query, scope);
  return choice.kind === 'item' ? priceItem(database, catalog, describeSheet, choice.item, scope, query) : choice;
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
  const related = catalog.listRelated(item).slice(0, shownRelated);
  let { own, others } = await readWithRelated(database, item, related, scope);
  if (own.length === 0 && !query.currency) {
    const only = await findOnlyCurrency(database, item, scope);
    if (only) {
      scope = { ...asked, currency: only };
      ({ own, others } = await readWithRelated(database, item, related, scope));
    }
  }
  const chosen = own.find((row) => fitsPlan(row, query));
  if (!chosen) return explainMissing(database, catalog, item, scope, false);

  const plans = await Promise.all(own.map(async (row) => toPricedPlan(row, await describeSheet(row.sheet_id))));
  const plan = plans[own.indexOf(chosen)]!;
  return {
    kind: 'found',
    ...scope,
    item: toPriceItem(item),
    plan,
    total: totalPrice(chosen, scope),
    otherPlans: plans.filter((other) => other !== plan),
    otherItems: priceChoices(related, others, chosen).filter((other) => other.price !== null),
    isCurrencyOfMarket: scope.currency !== asked.currency,
  };
}

/** The prices of an item, and of those that are shown beside it, in one reading. */
async function readWithRelated(
  database: Database,
  item: CatalogItem,
  related: readonly CatalogItem[],
  scope: PriceScope,
): Promise<{ own: PriceInForce[]; others: PriceInForce[] }> {
  const inForce = await readInForce(database, [item, ...related], scope);
  const isOwn = (row: PriceInForce) => row.item_id === item.id;
  return { own: inForce.filter(isOwn), others: inForce.filter((row) => !isOwn(row)) };
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
