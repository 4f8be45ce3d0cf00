import type { PromotedPlan, Promotion, Segment } from '../../prices/prices';
import type { Speech } from '../../language/translate';
import { describePlan } from '../prices/plan-words';

/** Until when a promotion is said to end soon, in days. */
export const soonDays = 30;

/** The plan on which a promotion takes off most. */
export function bestPlan({ plans }: Promotion): PromotedPlan {
  return plans.reduce((one, other) => ((other.discount ?? 0) > (one.discount ?? 0) ? other : one));
}

export interface OfferRow {
  title: string;
  description: string;
  detail: string;
  price: string;
  discount: string;
  until: string;
  endsSoon: boolean;
}

/**
 * A promotion as a row of a card.
 *
 * @param price what a licence then costs; null where that is not known, or not for everyone who reads
 */
export function describeOffer(
  speech: Speech,
  promotion: Promotion,
  segments: readonly Segment[],
  { today, price }: { today: string; price: string | null },
): OfferRow {
  const { t, format } = speech;
  const { name, description, startsOn, endsOn, isAutomatic, plans } = promotion;
  const best = bestPlan(promotion);
  const { term, billing } = best;
  const plan = term && billing ? describePlan(speech, { term, billing }) : term ? t(`terms/${term}`) : '';
  const others = plans.length - 1;
  return {
    title: name,
    description: description === name ? '' : description,
    detail: [
      [...new Set(segments)].map((segment) => t(`segments/${segment}`)).join(', '),
      others > 0 && plan ? t('news-card/plans', { plan, count: others }) : plan,
      isAutomatic ? t('offers.list/automatic') : t('offers.list/to-be-asked'),
    ]
      .filter(Boolean)
      .join(' · '),
    price: price ?? '',
    discount: best.discount ? format.change(-best.discount / 1_000_000) : t('offers.list/no-percentage'),
    until:
      startsOn > today
        ? t('offers.list/from-until', { from: format.date(startsOn), until: format.date(endsOn) })
        : t('offers.list/until', { date: format.date(endsOn) }),
    endsSoon: endsOn <= addDays(today, soonDays),
  };
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
