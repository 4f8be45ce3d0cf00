import { z } from 'zod';
import type {
  FoundPrice,
  NoPrice,
  NoSuchCombination,
  PriceAnswer,
  PriceItem,
  PriceScope,
  PricedPlan,
  SeveralPrices,
} from '../../prices/prices';
import type { Plan } from '../../prices/prices';
import {
  defineRead,
  problem,
  type Answer,
  type Button,
  type Choice,
  type Context,
  type Problem,
  type Request,
  type View,
} from '../operation';
import { slot } from '../slots';

/** How many alternatives a card offers. */
const shownPlans = 4;
const shownItems = 5;

const slots = z.object({
  product: slot.product,
  quantity: slot.quantity.optional(),
  term: slot.term.optional(),
  billing: slot.billing.optional(),
  segment: slot.segment.optional(),
  market: slot.market.optional(),
  currency: slot.currency.optional(),
  date: slot.date.optional(),
});
type Slots = z.output<typeof slots>;

/** What a product costs: the partner's price, the estimated retail price, the margin and the total for the quantity. */
export const pricesFind = defineRead({
  id: 'prices.find',
  group: 'prices',
  icon: '🏷️',
  risk: 'read',
  right: 'prices.read',
  audience: 'personal',
  slots,

  async answer(context, asked) {
    const { country: market, currency } = context.organization;
    const answer = await context.prices.find(asked, { market, currency, today: context.today });
    return present(context, asked, answer);
  },
});

function present(context: Context, asked: Slots, answer: PriceAnswer): Answer {
  switch (answer.kind) {
    case 'found':
      return showPrice(context, asked, answer);
    case 'several':
      return offerChoices(context, asked, answer);
    case 'none':
      return offerNearest(context, asked, answer);
    case 'no-such-combination':
      return tellWhatExists(context, asked, answer);
    case 'empty':
      return problem('no-prices');
  }
}

function showPrice(context: Context, asked: Slots, found: FoundPrice): View {
  const { t, format } = context.speech;
  const { item, plan, total, quantity, currency } = found;
  const money = (amount: { amount: string }) => format.money(amount.amount, currency);
  const rounded = (amount: { amount: string }) => format.money(amount.amount, currency, 'rounded');
  const perTerm = t(`terms/per-${plan.term}`);
  const month = {
    what: t('prices.find/licence-month'),
    partner: rounded(plan.unit.month),
    retail: rounded(plan.retail.month),
  };
  const term = {
    what: t('prices.find/licence-term', { term: perTerm }),
    partner: money(plan.unit.term),
    retail: money(plan.retail.term),
  };
  const bill = {
    what: t('prices.find/total-bill', { count: quantity, billing: t(`billings/each-${plan.billing}`) }),
    partner: rounded(total.unit.bill),
    retail: rounded(total.retail.bill),
  };
  const whole = {
    what: t('prices.find/total-term', { count: quantity, term: perTerm }),
    partner: money(total.unit.term),
    retail: money(total.retail.term),
  };
  const isMonthly = plan.billing === 'monthly' || plan.term === 'P1M';
  const margin = total.margin
    ? t('prices.find/margin', {
        percent: format.percent(Number(total.margin.percent) / 100),
        amount: money(total.margin.amount),
        term: perTerm,
      })
    : t('prices.find/no-margin');
  return {
    kind: 'view',
    card: 'prices.find',
    title: item.title,
    subtitle: scopeOf(context, found, item),
    summary: t('prices.find/summary', {
      title: item.title,
      price: isMonthly ? month.partner : term.partner,
      per: isMonthly ? t('terms/per-P1M') : perTerm,
      count: quantity,
      total: whole.partner,
      term: perTerm,
    }),
    model: {
      lead: isMonthly
        ? t('prices.find/lead-month', { price: month.partner })
        : t('prices.find/lead-term', { price: term.partner, term: perTerm }),
      plan: describePlan(context, plan),
      rows: [
        month,
        ...(plan.term === 'P1M' ? [] : [term]),
        ...(quantity > 1 && plan.bills > 1 ? [bill] : []),
        ...(quantity > 1 ? [whole] : []),
      ],
      margin,
      notes: notesOf(context, found).map((text) => ({ text })),
      facts: [
        { title: t('fields/segment'), value: t(`segments/${item.segment}`) },
        { title: t('fields/market'), value: format.country(found.market) },
        { title: t('fields/currency'), value: currency },
        { title: t('prices.find/valid'), value: validity(context, plan) },
        {
          title: t('prices.find/sheet'),
          value: t('prices.find/sheet-of', { month: format.month(plan.sheet.month) }),
        },
        { title: t('prices.find/reference'), value: item.reference },
      ],
    },
    buttons: [...planButtons(context, asked, found), ...itemButtons(context, asked, found)],
  };
}

function scopeOf({ speech: { t, format } }: Context, { market, currency }: PriceScope, item: PriceItem): string {
  return [t('prices.find/title'), t(`segments/${item.segment}`), format.country(market), currency].join(' · ');
}

function describePlan({ speech: { t } }: Context, { term, billing }: Plan): string {
  return `${t(`terms/${term}`)}, ${t(`billings/${billing}`)}`;
}

function validity({ speech: { t, format } }: Context, { validFrom, validTo }: PricedPlan): string {
  if (validFrom && validTo) return t('prices.find/from-to', { from: format.date(validFrom), to: format.date(validTo) });
  return validFrom ? t('prices.find/from', { from: format.date(validFrom) }) : t('prices.find/always');
}

function notesOf(
  { speech: { t, format } }: Context,
  { plan, item, currency, isCurrencyOfMarket }: FoundPrice,
): string[] {
  const notes: string[] = [];
  if (plan.previous)
    notes.push(
      t('prices.find/previous', {
        price: format.money(plan.previous.unit.amount, currency),
        term: t(`terms/per-${plan.term}`),
      }),
    );
  if (item.isTrial) notes.push(t('prices.find/trial'));
  if (isCurrencyOfMarket) notes.push(t('prices.find/market-currency', { currency }));
  return [...notes, t('prices.find/without-tax')];
}

/** The same question about another item or on another plan. */
function askAgain(asked: Slots, item: PriceItem, plan?: Plan): Request {
  const { segment: _segment, ...rest } = asked;
  const billing = plan && plan.billing !== 'none' ? { billing: plan.billing } : {};
  return {
    operation: 'prices.find',
    slots: { ...rest, product: item.reference, ...(plan ? { term: plan.term, ...billing } : {}) },
  };
}

function planButtons(context: Context, asked: Slots, { otherPlans, item, currency }: FoundPrice): Button[] {
  const { t, format } = context.speech;
  return otherPlans
    .filter((plan) => plan.billing !== 'none')
    .slice(0, shownPlans)
    .map((plan, index) => ({
      id: 'choose',
      title: t('prices.find/alternative', {
        what: describePlan(context, plan),
        price: format.money(plan.unit.month.amount, currency, 'rounded'),
      }),
      request: askAgain(asked, item, plan),
      secondary: index > 1 ? true : undefined,
    }));
}

function itemButtons(context: Context, asked: Slots, { otherItems, plan }: FoundPrice): Button[] {
  const { t } = context.speech;
  // A trial is what one asks for last.
  const ranked = [...otherItems].sort((one, other) => Number(one.isTrial) - Number(other.isTrial));
  return ranked.slice(0, shownItems).map((other, index) => ({
    id: 'choose',
    title: `${other.title} (${t(`segments/${other.segment}`)})`,
    request: askAgain(asked, other, other.price ? other.price.plan : plan),
    secondary: index > 0 ? true : undefined,
  }));
}

function offerChoices(context: Context, asked: Slots, several: SeveralPrices): Choice {
  const { t, format } = context.speech;
  const shown = several.choices.slice(0, 6);
  return {
    kind: 'choice',
    question: t('prices.find/several', { product: asked.product, count: several.total }),
    options: shown.map((choice) => ({
      title: choice.title,
      detail: [
        t(`segments/${choice.segment}`),
        choice.price
          ? t('prices.find/alternative', {
              what: describePlan(context, choice.price.plan),
              price: format.money(choice.price.unit.month.amount, several.currency, 'rounded'),
            })
          : t('prices.find/not-sold-here'),
      ].join(' · '),
      request: askAgain(asked, choice),
    })),
    more: several.total - shown.length,
  };
}

function offerNearest(context: Context, asked: Slots, { nearest }: NoPrice): Choice | Problem {
  const { t } = context.speech;
  if (nearest.length === 0) return problem('no-such-product', { product: asked.product });
  return {
    kind: 'choice',
    question: t('prices.find/nearest', { product: asked.product }),
    options: nearest.slice(0, 6).map((item) => ({
      title: item.title,
      detail: t(`segments/${item.segment}`),
      request: askAgain(asked, item),
    })),
    more: 0,
  };
}

function tellWhatExists(context: Context, asked: Slots, none: NoSuchCombination): Problem {
  const { t, format } = context.speech;
  const { exists, item, missing } = none;
  const words = {
    segment: () => exists.segments.map((segment) => t(`segments/${segment}`)),
    market: () => exists.markets.map(({ market }) => format.country(market)),
    currency: () => exists.markets.map(({ currency }) => currency),
    plan: () => exists.plans.map((plan) => describePlan(context, plan)),
    date: () => [validity(context, { validFrom: exists.from, validTo: exists.to } as PricedPlan)],
  }[missing]();
  const next = exists.plans
    .filter((plan) => plan.billing !== 'none')
    .slice(0, shownPlans)
    .map((plan): Button => ({
      id: 'choose',
      title: describePlan(context, plan),
      request: askAgain(asked, item, plan),
    }));
  const offered = format.list([...new Set(words)].slice(0, 8), 'disjunction');
  return problem(`price-not-for-${missing}`, { title: item.title, offered }, missing === 'plan' ? next : []);
}
