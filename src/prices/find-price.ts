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
/** So many questions are kept with their answers at most. */
const rememberedAnswers = 1_000;

/**
 * Answers questions for a price.
 *
 * Which item: see `chooseItem`.
 * Which plan: the one asked for; with only a term or only a billing plan, the first that fits it in the order P1Y monthly,
 * P1Y annual, P1M monthly, P3Y monthly, P3Y annual, P3Y triennial; with neither, the first of all.
 * Which currency: the one asked for, else the account's, else, where the market has only one, that one (and says so).
 */
export function createPriceFinder(
  database: Database,
  loadCatalog: () => Promise<Catalog>,
  describeSheet: SheetFacts,
): (query: PriceQuery, defaults: PriceDefaults) => Promise<PriceAnswer> {
  // For how many licences is all that two who ask for a product seldom share. A catalog is that of the newest sheet, and no price
  // changes but by a sheet.
  const known = new WeakMap<Catalog, Map<string, PricedOne>>();

  async function priceOne({ query, scope }: Question): Promise<PricedOne> {
    const catalog = await loadCatalog();
    let answers = known.get(catalog);
    if (!answers) known.set(catalog, (answers = new Map<string, PricedOne>()));
    const key = JSON.stringify([query, scope]);
    const before = answers.get(key);
    if (before) return before;
    const choice = await chooseItem(database, catalog, query, scope);
    const priced: PricedOne =
      choice.kind === 'item'
        ? await priceItem(database, catalog, describeSheet, choice.item, scope, query)
        : { answer: choice };
    if (answers.size >= rememberedAnswers) answers.clear();
    answers.set(key, priced);
    return priced;
  }

  return async ({ quantity = 1, market, currency, date, ...query }, defaults) => {
    const scope = {
      market: market ?? defaults.market,
      currency: currency ?? defaults.currency,
      date: date ?? defaults.today,
      quantity: 1,
    };
    const { answer, row } = await priceOne({ query: { ...query, currency }, scope });
    if (answer.kind === 'none' || answer.kind === 'empty') return answer;
    if (answer.kind !== 'found') return { ...answer, quantity };
    return { ...answer, quantity, total: totalPrice(row!, quantity) };
  };
}

interface Question {
  query: Omit<PriceQuery, 'quantity' | 'market' | 'date'>;
  scope: PriceScope;
}

/** The answer for one licence, and the row that it comes from where a price was found. */
interface PricedOne {
  answer: PriceAnswer;
  row?: PriceInForce;
}

async function priceItem(
  database: Database,
  catalog: Catalog,
  describeSheet: SheetFacts,
  item: CatalogItem,
  asked: PriceScope,
  query: Question['query'],
): Promise<PricedOne> {
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
  const row = own.find((each) => fitsPlan(each, query));
  if (!row) return { answer: await explainMissing(database, catalog, item, scope, false) };

  const plans = await Promise.all(own.map(async (each) => toPricedPlan(each, await describeSheet(each.sheet_id))));
  const plan = plans[own.indexOf(row)]!;
  const answer: FoundPrice = {
    kind: 'found',
    ...scope,
    item: toPriceItem(item),
    plan,
    total: totalPrice(row, scope.quantity),
    otherPlans: plans.filter((other) => other !== plan),
    otherItems: priceChoices(related, others, row).filter((other) => other.price !== null),
    isCurrencyOfMarket: scope.currency !== asked.currency,
  };
  return { answer, row };
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

function totalPrice(row: PriceInForce, quantity: number): FoundPrice['total'] {
  const { currency } = row;
  const times = BigInt(quantity);
  const unit = BigInt(row.unit_micros) * times;
  const retail = BigInt(row.retail_micros) * times;
  return {
    unit: computeRates(unit, row, currency),
    retail: computeRates(retail, row, currency),
    margin: computeMargin(unit, retail, currency),
  };
}
