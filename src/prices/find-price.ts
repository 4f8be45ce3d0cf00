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
const shownRelated = 12;

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
