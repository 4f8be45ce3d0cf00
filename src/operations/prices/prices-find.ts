import { z } from 'zod';
import { referenceOf } from '../../account/pinned-offers';
import type { FoundPrice, OfferedItem, Plan, PriceItem } from '../../prices/prices';
import { defineRead, type Answer, type Context, type Request, type View } from '../operation';
import { slot } from '../slots';
import { offerAlternatives, openAbout } from './alternatives';
import { compareProducts, splitProducts } from './compare-products';
import { showComparison } from './compare-view';
import { describeRule, listPromotions } from './find-offers';
import { listTotalLines, tellMargin, tellSummary, tellUnit } from './find-words';
import { planSlots } from './plan-words';
import { presentUnclear } from './present-unclear';
import { priceDefaults } from './price-defaults';
import { showAs, showQuote } from './quote-view';

/** How many products a search lists. */
const foundItems = 8;
const slots = z.object({
  product: slot.product,
  quantity: slot.quantity.optional(),
  term: slot.term.optional(),
  billing: slot.billing.optional(),
  segment: slot.segment.optional(),
  market: slot.market.optional(),
  currency: slot.currency.optional(),
  date: slot.date.optional(),
  /** For a customer's eyes: a quote, or the retail price alone. Buttons, and whoever says "quote" of a price. */
  show: z.enum(['quote', 'retail']).optional(),
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
    const answer = await context.prices.find(asked, priceDefaults(context));
    if (answer.kind === 'found' && asked.show)
      return showQuote(context, answer, asked.show, showAs(asked, answer.item, answer.plan, undefined));
    if (answer.kind === 'found') return await showPrice(context, asked, answer);
    const products = answer.kind === 'none' ? splitProducts(asked.product) : undefined;
    if (products) return await answerComparison(context, asked, products);
    return presentUnclear(context, asked.product, answer, (item, plan) => askAgain(asked, item, plan));
  },

  async search(context, text) {
    const { t } = context.speech;
    const pins = text.trim() === '' ? (await context.account.pinnedOffers()).offers.map(referenceOf) : [];
    const items =
      text.trim() === ''
        ? ((await context.prices.products.describe(pins, context.today)) ?? [])
        : await searchSold(context, text);
    return items
      .filter((item) => item !== null)
      .slice(0, foundItems)
      .map((item) => ({
        title: item.title,
        detail: t(`segments/${item.segment}`),
        // It is posted where nobody knows who reads it: without what the partner pays.
        slots: { product: item.reference, show: 'retail' },
      }));
  },
});

async function searchSold(context: Context, text: string): Promise<OfferedItem[]> {
  const matches = await context.prices.products.match(text, { day: context.today });
  return matches.kind === 'found' ? [...matches.best, ...matches.others].filter(({ isSold }) => isSold) : [];
}

async function answerComparison(context: Context, asked: Slots, products: readonly string[]): Promise<Answer> {
  const ask = (product: string): Request => ({ operation: 'prices.find', slots: { ...asked, product } });
  const compared = await compareProducts(context, asked, products, ask);
  if (compared.kind === 'compared') return showComparison(context, compared.prices, ask);
  if (compared.kind === 'choice') return compared.choice;
  // Asked for alone, it says what is the matter with it.
  return await pricesFind.answer(context, { ...asked, product: compared.product });
}

async function showPrice(context: Context, asked: Slots, found: FoundPrice): Promise<View> {
  const { t } = context.speech;
  const { item, plan } = found;
  const unit = tellUnit(context.speech, found);
  const rule = await describeRule(context, found);
  return {
    kind: 'view',
    card: 'prices.find',
    title: item.title,
    subtitle: unit.subtitle,
    summary: tellSummary(context.speech, found),
    model: {
      lead: unit.lead,
      plan: unit.plan,
      rows: [...unit.lines, ...listTotalLines(context.speech, found)],
      margin: tellMargin(context.speech, found),
      warning: rule.warning,
      promotions: await listPromotions(context, found),
      notes: unit.notes,
      facts: [...unit.facts, ...rule.facts, unit.reference],
    },
    buttons: [
      { id: 'open', title: t('prices.quote/open'), request: showAs(asked, item, plan, 'quote') },
      ...offerAlternatives(context.speech, found, {
        namePlan: (other) => unit.otherPlans.get(other)!,
        askPlan: (other) => askAgain(asked, item, other),
        askItem: (other) => askAgain(asked, other, other.price ? other.price.plan : plan),
        plansInSight: 1,
      }),
      openAbout('prices.history', t('prices.history/open'), found),
    ],
  };
}

/** The same question about another item or on another plan. */
function askAgain(asked: Slots, item: PriceItem, plan?: Plan): Request {
  const { segment: _segment, ...rest } = asked;
  return {
    operation: 'prices.find',
    slots: { ...rest, product: item.reference, ...planSlots(plan) },
  };
}
