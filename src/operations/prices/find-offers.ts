import { takeOff, type FoundPrice, type OfferRule, type Plan, type Promotion } from '../../prices/prices';
import type { Context } from '../operation';
import { perLicence, isToldByMonth } from './plan-words';

/** More would not be read. */
const shownPromotions = 3;
const shownTitles = 3;

interface Fact {
  title: string;
  value: string;
}

/** The promotions by which the plan is cheaper, with the price that is left. */
export async function listPromotions(
  context: Context,
  found: FoundPrice,
): Promise<{ title: string; detail: string }[]> {
  const { item, plan, date } = found;
  const promotions = await context.prices.promotions.of(item.reference, date);
  return promotions
    .slice(0, shownPromotions)
    .flatMap((promotion) => describePromotion(context, found, plan, promotion));
}

function describePromotion(context: Context, found: FoundPrice, plan: Plan, promotion: Promotion) {
  const { t, format } = context.speech;
  const promoted = promotion.plans.find(
    ({ reference, term, billing }) =>
      reference === found.item.reference &&
      (term === null || term === plan.term) &&
      (billing === null || billing === plan.billing),
  );
  if (!promoted) return [];
  const { amount } = isToldByMonth(plan) ? found.plan.unit.month : found.plan.unit.term;
  const price = promoted.discount && format.money(takeOff(amount, promoted.discount), found.currency, 'rounded');
  return [
    {
      title: promotion.name,
      detail: [
        ...(promoted.discount ? [format.change(-promoted.discount / 1_000_000)] : []),
        ...(price ? [perLicence(context.speech, plan, price)] : []),
        t('offers.list/until', { date: format.date(promotion.endsOn) }),
        t(promotion.isAutomatic ? 'offers.list/automatic' : 'offers.list/to-be-asked'),
      ].join(' · '),
    },
  ];
}

/** What may be ordered, and what stands in the way of the quantity that was asked for. */
export async function describeRule(
  context: Context,
  found: FoundPrice,
): Promise<{ facts: Fact[]; warning: string | null }> {
  const rule = await context.prices.offerRule(found.item.reference);
  if (!rule) return { facts: [], warning: null };
  const { t, format } = context.speech;
  const fact = (title: string, values: string[]): Fact[] =>
    values.length > 0 ? [{ title: t(`prices.find/${title}`), value: format.list(values, 'disjunction') }] : [];
  return {
    facts: [
      ...fact('seats', seatsOf(context, rule)),
      ...fact('needs', await nameAll(context, rule.prerequisites)),
      ...fact('becomes', await nameAll(context, rule.conversions)),
    ],
    warning: warnOfQuantity(context, rule, found.quantity),
  };
}

function seatsOf({ speech: { t, format } }: Context, { minSeats, maxSeats }: OfferRule): string[] {
  const [min, max] = [minSeats, maxSeats].map((seats) => (seats === null ? null : format.number(seats)));
  if (minSeats !== null && minSeats > 1 && maxSeats !== null) return [t('prices.find/seats-from-to', { min, max })];
  if (maxSeats !== null) return [t('prices.find/seats-to', { max })];
  return minSeats !== null && minSeats > 1 ? [t('prices.find/seats-from', { min })] : [];
}

function warnOfQuantity({ speech: { t, format } }: Context, { minSeats, maxSeats }: OfferRule, quantity: number) {
  if (minSeats !== null && quantity < minSeats && minSeats > 1)
    return t('prices.find/too-few', { count: minSeats, min: format.number(minSeats) });
  if (maxSeats !== null && quantity > maxSeats)
    return t('prices.find/too-many', { count: maxSeats, max: format.number(maxSeats) });
  return null;
}

/** By their titles; an id stands for what no price sheet has. */
async function nameAll({ prices, today, speech: { t } }: Context, references: readonly string[]): Promise<string[]> {
  const shown = references.slice(0, shownTitles);
  if (shown.length === 0) return [];
  const described = (await prices.products.describe(shown, today)) ?? [];
  const more = references.length - shown.length;
  return [
    ...shown.map((reference, at) => described[at]?.title ?? reference),
    ...(more > 0 ? [t('prices.find/more', { count: more })] : []),
  ];
}
