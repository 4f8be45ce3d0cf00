import type { Database } from '../store/database';
import type { Catalog, CatalogItem } from './catalog/catalog';
import { chooseItem, findOnlyCurrency, fitsPlan } from './choose-item';
import { explainMissing } from './explain-missing';
import type { PriceDefaults, PriceItem, PriceQuery, PriceScope, Unclear } from './price-answer';
import { toPriceItem } from './price-item';
import { compareStarts, readPrices, selectInForce, type StoredPrice } from './price-rows';
import { listSteps, type PriceStep } from './price-steps';
import type { SheetFacts } from './sheet-facts';
import { comparePlans, type Plan } from './terms';

/** What is asked of the past; see `PriceQuery`. */
export type HistoryQuery = Omit<PriceQuery, 'quantity' | 'date'>;

/** How the price of one licence on one plan moved. */
export interface PriceHistory {
  kind: 'history';
  market: string;
  currency: string;
  item: PriceItem;
  plan: Plan;
  /** The oldest first, those to come included; never empty. */
  steps: PriceStep[];
  /** Other plans that the SKU ever had there. */
  otherPlans: Plan[];
  /** SKUs of the same product or title that ever had a price there. */
  otherItems: PriceItem[];
}

export type HistoryAnswer = PriceHistory | Unclear;

/** More would not be read. */
const shownRelated = 12;

/**
 * Tells how a price moved: all that the sheets taken in say of it, from the start of the oldest price that they list.
 *
 * Item, plan and currency as `findPrice` has it, but for what is no longer sold: its past is told all the same.
 */
export async function readHistory(
  database: Database,
  catalog: Catalog,
  describeSheet: SheetFacts,
  query: HistoryQuery,
  defaults: PriceDefaults,
): Promise<HistoryAnswer> {
  const scope: PriceScope = {
    market: query.market ?? defaults.market,
    currency: query.currency ?? defaults.currency,
    date: defaults.today,
    quantity: 1,
  };
  const choice = await chooseItem(database, catalog, query, scope);
  if (choice.kind !== 'item') return choice;
  return tellHistory(database, catalog, describeSheet, choice.item, scope, query);
}

async function tellHistory(
  database: Database,
  catalog: Catalog,
  describeSheet: SheetFacts,
  item: CatalogItem,
  asked: PriceScope,
  query: HistoryQuery,
): Promise<HistoryAnswer> {
  let scope = asked;
  let rows = await readPrices(database, [item.id], scope.market, scope.currency);
  if (rows.length === 0 && !query.currency) {
    const only = await findOnlyCurrency(database, item, scope);
    if (only) {
      scope = { ...asked, currency: only };
      rows = await readPrices(database, [item.id], scope.market, scope.currency);
    }
  }
  const plans = listPlans(rows, scope.date);
  const plan = plans.find((each) => fitsPlan(each, query));
  if (!plan) return explainMissing(database, catalog, item, { ...scope, date: lastDaySold(rows, scope.date) }, false);

  const chosen = rows.filter((row) => fitsPlan(row, plan));
  const sheetDays = new Map<number, string>();
  for (const { sheet_id: id } of chosen) sheetDays.set(id, `${(await describeSheet(id)).month}-01`);
  return {
    kind: 'history',
    market: scope.market,
    currency: scope.currency,
    item: toPriceItem(item),
    plan,
    steps: listSteps(chosen, (row) => sheetDays.get(row.sheet_id)!),
    otherPlans: plans.filter((other) => other !== plan),
    otherItems: await listRelatedThere(database, catalog, item, scope),
  };
}

/** Every plan that had a price, those sold today first. */
function listPlans(rows: readonly StoredPrice[], today: string): Plan[] {
  const current = selectInForce(rows, today);
  const past = rows.filter((row) => row.unit_micros !== null).sort(comparePlans);
  const plans = new Map<string, Plan>();
  for (const { term, billing } of [...current, ...past]) {
    const key = `${term}/${billing}`;
    if (!plans.has(key)) plans.set(key, { term, billing });
  }
  return [...plans.values()];
}

/** The day by which to say what there was: today, or the start of the last price where nothing is sold any more. */
function lastDaySold(rows: readonly StoredPrice[], today: string): string {
  if (selectInForce(rows, today).length > 0) return today;
  return (
    rows
      .filter((row) => row.unit_micros !== null)
      .sort(compareStarts)
      .at(-1)?.valid_from ?? today
  );
}

async function listRelatedThere(
  database: Database,
  catalog: Catalog,
  item: CatalogItem,
  { market, currency }: PriceScope,
): Promise<PriceItem[]> {
  const related = catalog.listRelated(item).slice(0, shownRelated);
  const rows = await readPrices(
    database,
    related.map(({ id }) => id),
    market,
    currency,
  );
  return related.filter(({ id }) => rows.some((row) => row.item_id === id)).map(toPriceItem);
}
