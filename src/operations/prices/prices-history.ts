import { z } from 'zod';
import type { Plan, PriceHistory, PriceItem } from '../../prices/prices';
import { defineRead, type Button, type Context, type Request, type View } from '../operation';
import { slot } from '../slots';
import { drawSteps } from './history-chart';
import { tellHistory } from './history-words';
import { describePlan, describeScope, isAskable, planSlots } from './plan-words';
import { presentUnclear, shownPlans } from './present-unclear';

/** How many alternatives a card offers. */
const shownItems = 5;

const slots = z.object({
  product: slot.product,
  segment: slot.segment.optional(),
  market: slot.market.optional(),
  term: slot.term.optional(),
  /** How the term is billed: buttons only. */
  billing: slot.billing.optional(),
  /** Buttons only, from an answer in another currency. */
  currency: slot.currency.optional(),
});
type Slots = z.output<typeof slots>;

/** How the price of a product moved: in words, as a line chart, and with what comes next where a sheet says so already. */
export const pricesHistory = defineRead({
  id: 'prices.history',
  group: 'prices',
  icon: '📈',
  risk: 'read',
  right: 'prices.read',
  audience: 'personal',
  slots,

  async answer(context, asked) {
    const { country: market, currency } = context.organization;
    const answer = await context.prices.history(asked, { market, currency, today: context.today });
    if (answer.kind === 'history') return showHistory(context, asked, answer);
    return presentUnclear(context, asked.product, answer, (item, plan) => askAgain(asked, item, plan));
  },
});

function showHistory(context: Context, asked: Slots, history: PriceHistory): View {
  const { speech, today } = context;
  const { t, format } = speech;
  const { item, plan, market, currency } = history;
  const told = tellHistory(speech, history, today);
  return {
    kind: 'view',
    card: 'prices.history',
    title: item.title,
    subtitle: describeScope(speech, 'prices.history', history, item),
    summary: t('prices.history/summary', { title: item.title, lead: told.lead, detail: told.detail }),
    model: {
      lead: told.lead,
      color: told.color,
      detail: told.detail,
      plan: describePlan(speech, plan),
      ...drawSteps(speech, history, today),
      facts: [
        ...told.facts,
        { title: t('fields/segment'), value: t(`segments/${item.segment}`) },
        { title: t('fields/market'), value: format.country(market) },
        { title: t('fields/currency'), value: currency },
        { title: t('prices.find/reference'), value: item.reference },
      ],
    },
    buttons: [...alternatives(context, asked, history), priceButton(context, asked, history)],
  };
}

/** The same question about another item or on another plan. */
function askAgain({ market, currency, term, billing }: Slots, item: PriceItem, plan?: Plan): Request {
  return {
    operation: 'prices.history',
    slots: { product: item.reference, market, currency, term, billing, ...planSlots(plan) },
  };
}

function alternatives({ speech }: Context, asked: Slots, { otherPlans, otherItems, item }: PriceHistory): Button[] {
  const plans = otherPlans
    .filter(isAskable)
    .slice(0, shownPlans)
    .map((plan, index): Button => ({
      id: 'choose',
      title: describePlan(speech, plan),
      request: askAgain(asked, item, plan),
      secondary: index > 1 ? true : undefined,
    }));
  // Another item may not have the plan that was asked for.
  const { market, currency } = asked;
  const items = [...otherItems]
    .sort((one, other) => Number(one.isTrial) - Number(other.isTrial))
    .slice(0, shownItems)
    .map((other, index): Button => ({
      id: 'choose',
      title: `${other.title} (${speech.t(`segments/${other.segment}`)})`,
      request: askAgain({ product: other.reference, market, currency }, other),
      secondary: index > 0 ? true : undefined,
    }));
  return [...plans, ...items];
}

function priceButton({ speech: { t } }: Context, { market }: Slots, { item, plan, currency }: PriceHistory): Button {
  return {
    id: 'open',
    title: t('prices.history/price'),
    request: { operation: 'prices.find', slots: { product: item.reference, market, currency, ...planSlots(plan) } },
    secondary: true,
  };
}
