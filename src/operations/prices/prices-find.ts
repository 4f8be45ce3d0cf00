import { z } from 'zod';
import type { FoundPrice, Plan, PriceItem } from '../../prices/prices';
import { defineRead, type Button, type Context, type Request, type View } from '../operation';
import { slot } from '../slots';
import { describePlan, describeScope, describeValidity, isToldByMonth, planSlots } from './plan-words';
import { presentUnclear, shownPlans } from './present-unclear';

/** How many alternatives a card offers. */
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
    if (answer.kind === 'found') return showPrice(context, asked, answer);
    return presentUnclear(context, asked.product, answer, (item, plan) => askAgain(asked, item, plan));
  },
});

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
  const isMonthly = isToldByMonth(plan);
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
    subtitle: describeScope(context.speech, 'prices.find', found, item),
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
      plan: describePlan(context.speech, plan),
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
        { title: t('prices.find/valid'), value: describeValidity(context.speech, plan) },
        {
          title: t('prices.find/sheet'),
          value: t('prices.find/sheet-of', { month: format.month(plan.sheet.month) }),
        },
        { title: t('prices.find/reference'), value: item.reference },
      ],
    },
    buttons: [
      ...planButtons(context, asked, found),
      ...itemButtons(context, asked, found),
      historyButton(context, found),
    ],
  };
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
  return {
    operation: 'prices.find',
    slots: { ...rest, product: item.reference, ...planSlots(plan) },
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
        what: describePlan(context.speech, plan),
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

function historyButton({ speech: { t } }: Context, { item, plan, market, currency }: FoundPrice): Button {
  return {
    id: 'open',
    title: t('prices.history/open'),
    request: { operation: 'prices.history', slots: { product: item.reference, market, currency, ...planSlots(plan) } },
    secondary: true,
  };
}
