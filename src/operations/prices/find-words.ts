import type { Language } from '../../language/languages';
import type { Speech } from '../../language/translate';
import type { FoundPrice, Plan, PricedPlan } from '../../prices/prices';
import { listScope } from './alternatives';
import {
  describeAlternative,
  describePlan,
  describeScope,
  describeValidity,
  isToldByMonth,
  perLicence,
  priceOf,
} from './plan-words';

/** A line of the card's table. */
interface PriceLine {
  what: string;
  partner: string;
  retail: string;
}

/** What a card says of an item on a plan, for however many licences it is asked. */
export interface UnitWords {
  subtitle: string;
  lead: string;
  plan: string;
  /** One licence a month and for the term. */
  lines: PriceLine[];
  notes: { text: string }[];
  facts: { title: string; value: string }[];
  reference: { title: string; value: string };
  /** What the buttons of the other plans say. */
  otherPlans: ReadonlyMap<Plan, string>;
}

/** By the plan that was found, which is the same object as long as the prices stand, and by language. */
const told = new WeakMap<PricedPlan, Partial<Record<Language, UnitWords>>>();

/** Many ask for the same price, and seldom for as many licences: what is the same for all of them is written once. */
export function tellUnit(speech: Speech, found: FoundPrice): UnitWords {
  let words = told.get(found.plan);
  if (!words) told.set(found.plan, (words = {}));
  return (words[speech.language] ??= writeUnit(speech, found));
}

function writeUnit(speech: Speech, found: FoundPrice): UnitWords {
  const { t, format } = speech;
  const { item, plan, currency } = found;
  return {
    subtitle: describeScope(speech, 'prices.find', found, item),
    lead: perLicence(speech, plan, priceOf(speech, plan, plan.unit, currency)),
    plan: describePlan(speech, plan),
    lines: listUnitLines(speech, found),
    notes: listNotes(speech, found).map((text) => ({ text })),
    facts: [
      ...listScope(speech, found),
      { title: t('prices.find/valid'), value: describeValidity(speech, plan) },
      {
        title: t('prices.find/sheet'),
        value: t('prices.find/sheet-of', { month: format.month(plan.sheet.month) }),
      },
    ],
    reference: { title: t('prices.find/reference'), value: item.reference },
    otherPlans: new Map(
      found.otherPlans.map((other) => [other, describeAlternative(speech, other, other.unit, currency)]),
    ),
  };
}

/** One licence a month and for the term; what says nothing new is left out. */
function listUnitLines({ t, format }: Speech, { plan, currency }: FoundPrice): PriceLine[] {
  const isOnce = plan.term === 'OneTime';
  const month = {
    what: t('prices.find/licence-month'),
    partner: format.money(plan.unit.month.amount, currency, 'rounded'),
    retail: format.money(plan.retail.month.amount, currency, 'rounded'),
  };
  const whole = {
    what: isOnce ? t('prices.find/licence-once') : t('prices.find/licence-term', { term: t(`terms/per-${plan.term}`) }),
    partner: format.money(plan.unit.term.amount, currency),
    retail: format.money(plan.retail.term.amount, currency),
  };
  return [...(isOnce ? [] : [month]), ...(plan.term === 'P1M' ? [] : [whole])];
}

/** All licences on each bill and for the term, where there are several. */
export function listTotalLines(
  { t, format }: Speech,
  { plan, total, quantity, currency }: FoundPrice,
): readonly PriceLine[] {
  if (quantity === 1) return [];
  const bill = {
    what: t('prices.find/total-bill', { count: quantity, billing: t(`billings/each-${plan.billing}`) }),
    partner: format.money(total.unit.bill.amount, currency, 'rounded'),
    retail: format.money(total.retail.bill.amount, currency, 'rounded'),
  };
  const all = {
    what: t(plan.term === 'OneTime' ? 'prices.find/total-once' : 'prices.find/total-term', {
      count: quantity,
      term: t(`terms/per-${plan.term}`),
    }),
    partner: format.money(total.unit.term.amount, currency),
    retail: format.money(total.retail.term.amount, currency),
  };
  return plan.bills > 1 ? [bill, all] : [all];
}

/** What the partner keeps of the retail price, for all licences and the whole term. */
export function tellMargin({ t, format }: Speech, { plan, total, currency }: FoundPrice): string {
  if (!total.margin) return t('prices.find/no-margin');
  return t(plan.term === 'OneTime' ? 'prices.find/margin-once' : 'prices.find/margin', {
    percent: format.percent(Number(total.margin.percent) / 100),
    amount: format.money(total.margin.amount.amount, currency),
    term: t(`terms/per-${plan.term}`),
  });
}

/** The answer in one sentence. */
export function tellSummary(speech: Speech, { item, plan, total, quantity, currency }: FoundPrice): string {
  const { t, format } = speech;
  const term = t(`terms/per-${plan.term}`);
  return t(plan.term === 'OneTime' ? 'prices.find/summary-once' : 'prices.find/summary', {
    title: item.title,
    price: priceOf(speech, plan, plan.unit, currency),
    per: isToldByMonth(plan) ? t('terms/per-P1M') : term,
    count: quantity,
    total: format.money(total.unit.term.amount, currency),
    term,
  });
}

/** What to know beside the price. */
function listNotes(speech: Speech, { plan, item, currency, isCurrencyOfMarket }: FoundPrice): string[] {
  const { t, format } = speech;
  const notes: string[] = [];
  if (plan.previous) {
    const price = format.money(plan.previous.unit.amount, currency);
    notes.push(
      plan.term === 'OneTime'
        ? t('prices.find/previous-once', { price: perLicence(speech, plan, price) })
        : t('prices.find/previous', { price, term: t(`terms/per-${plan.term}`) }),
    );
  }
  if (item.isTrial) notes.push(t('prices.find/trial'));
  if (isCurrencyOfMarket) notes.push(t('prices.find/market-currency', { currency }));
  return [...notes, t('prices.find/without-tax')];
}
