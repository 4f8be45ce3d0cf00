import type { Speech } from '../../language/translate';
import type { Plan, PricedPlan, PriceItem, Rates } from '../../prices/prices';

/** `1 year, billed monthly`. */
export function describePlan({ t }: Speech, { term, billing }: Plan): string {
  if (billing === 'once') return t(`terms/${term}`);
  return `${t(`terms/${term}`)}, ${t(`billings/${billing}`)}`;
}

/** Whether a plan's price is told by the month: what appears on each bill, or is the whole term. */
export function isToldByMonth({ term, billing }: Plan): boolean {
  return billing === 'monthly' || term === 'P1M';
}

/** Whether the plan can be asked for by its term and billing: not a trial's, nor a purchase for good. */
export function isAskable({ billing }: Plan): boolean {
  return billing !== 'none' && billing !== 'once';
}

/** One licence's price as its plan tells it: by the month, for the term, or once. */
export function priceOf({ format }: Speech, plan: Plan, rates: Rates, currency: string): string {
  return isToldByMonth(plan)
    ? format.money(rates.month.amount, currency, 'rounded')
    : format.money(rates.term.amount, currency);
}

/** `€19.23 per licence and month`, of a price as `priceOf` tells it. */
export function perLicence({ t }: Speech, plan: Plan, price: string): string {
  if (plan.term === 'OneTime') return t('prices.find/lead-once', { price });
  return isToldByMonth(plan)
    ? t('prices.find/lead-month', { price })
    : t('prices.find/lead-term', { price, term: t(`terms/per-${plan.term}`) });
}

/** A plan with what a licence costs on it a month, to be compared with others. */
export function describeAlternative(speech: Speech, plan: Plan, rates: Rates, currency: string): string {
  const what = describePlan(speech, plan);
  const price = speech.format.money(rates.month.amount, currency, 'rounded');
  return speech.t(plan.term === 'OneTime' ? 'prices.find/alternative-once' : 'prices.find/alternative', {
    what,
    price,
  });
}

export function describeValidity(
  { t, format }: Speech,
  { validFrom, validTo }: Pick<PricedPlan, 'validFrom' | 'validTo'>,
): string {
  if (validFrom && validTo) return t('prices.find/from-to', { from: format.date(validFrom), to: format.date(validTo) });
  return validFrom ? t('prices.find/from', { from: format.date(validFrom) }) : t('prices.find/always');
}

/** The line below a title: what kind of answer, for whom and where. */
export function describeScope(
  { t, format }: Speech,
  operation: string,
  { market, currency }: { market: string; currency: string },
  { segment }: Pick<PriceItem, 'segment'>,
): string {
  return [t(`${operation}/title`), t(`segments/${segment}`), format.country(market), currency].join(' · ');
}

/** The slots of a plan; a trial's billing and a purchase for good are not asked for. */
export function planSlots(plan: Plan | undefined): Record<string, unknown> {
  if (!plan || plan.term === 'OneTime') return {};
  return plan.billing === 'none' ? { term: plan.term } : { term: plan.term, billing: plan.billing };
}

/** `since March 2026`; a day within a month is named. */
export function tellSince({ t, format }: Speech, day: string): string {
  return day.endsWith('-01')
    ? t('prices.history/since-month', { month: format.month(day.slice(0, 7)) })
    : t('prices.history/since-day', { day: format.date(day) });
}
