import type { Speech } from '../../language/translate';
import type { Plan, PricedPlan, PriceItem } from '../../prices/prices';

/** `1 year, billed monthly`. */
export function describePlan({ t }: Speech, { term, billing }: Plan): string {
  return `${t(`terms/${term}`)}, ${t(`billings/${billing}`)}`;
}

/** Whether a plan's price is told by the month: what appears on each bill, or is the whole term. */
export function isToldByMonth({ term, billing }: Plan): boolean {
  return billing === 'monthly' || term === 'P1M';
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

/** The slots of a plan; a trial's billing is not asked for. */
export function planSlots(plan: Plan | undefined): Record<string, unknown> {
  if (!plan) return {};
  return plan.billing === 'none' ? { term: plan.term } : { term: plan.term, billing: plan.billing };
}

/** `since March 2026`; a day within a month is named. */
export function tellSince({ t, format }: Speech, day: string): string {
  return day.endsWith('-01')
    ? t('prices.history/since-month', { month: format.month(day.slice(0, 7)) })
    : t('prices.history/since-day', { day: format.date(day) });
}
