import { z } from 'zod';
import type { Plan, PriceHistory, PriceItem } from '../../prices/prices';
import { defineRead, type Context, type Request, type View } from '../operation';
import { slot } from '../slots';
import { listScope, offerAlternatives, openAbout } from './alternatives';
import { drawSteps } from './history-chart';
import { tellHistory } from './history-words';
import { describePlan, describeScope, planSlots } from './plan-words';
import { presentUnclear } from './present-unclear';
import { priceDefaults } from './price-defaults';

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
    const answer = await context.prices.history(asked, priceDefaults(context));
    if (answer.kind === 'history') return showHistory(context, asked, answer);
    return presentUnclear(context, asked.product, answer, (item, plan) => askAgain(asked, item, plan));
  },
});

function showHistory(context: Context, asked: Slots, history: PriceHistory): View {
  const { speech, today } = context;
  const { t } = speech;
  const { item, plan } = history;
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
        ...listScope(speech, history),
        { title: t('prices.find/reference'), value: item.reference },
      ],
    },
    buttons: [
      ...offerAlternatives(speech, history, {
        namePlan: (other) => describePlan(speech, other),
        askPlan: (other) => askAgain(asked, item, other),
        // It may not have the plan that was asked for.
        askItem: (other) =>
          askAgain({ product: other.reference, market: asked.market, currency: asked.currency }, other),
        plansInSight: 2,
      }),
      openAbout('prices.find', t('prices.history/price'), history),
    ],
  };
}

/** The same question about another item or on another plan. */
function askAgain({ market, currency, term, billing }: Slots, item: PriceItem, plan?: Plan): Request {
  return {
    operation: 'prices.history',
    slots: { product: item.reference, market, currency, term, billing, ...planSlots(plan) },
  };
}
