import type { Plan, PriceItem } from '../../prices/prices';
import type { Speech } from '../../language/translate';
import type { Button, Request } from '../operation';
import { isAskable, planSlots } from './plan-words';
import { shownPlans } from './present-unclear';

/** How many other items a card offers. */
const shownItems = 5;

/** What an answer about an item on a plan was not about. */
interface Others<OtherPlan extends Plan, OtherItem extends PriceItem> {
  otherPlans: readonly OtherPlan[];
  otherItems: readonly OtherItem[];
}

interface Asking<OtherPlan extends Plan, OtherItem extends PriceItem> {
  /** What the button of a plan says. */
  namePlan(plan: OtherPlan): string;
  /** The same question on another plan, or about another item. */
  askPlan(plan: OtherPlan): Request;
  askItem(item: OtherItem): Request;
  /** How many plans stand in sight; the others are in the menu. */
  plansInSight: number;
}

/** The same question about something near, as buttons. */
export function offerAlternatives<OtherPlan extends Plan, OtherItem extends PriceItem>(
  { t }: Speech,
  { otherPlans, otherItems }: Others<OtherPlan, OtherItem>,
  { namePlan, askPlan, askItem, plansInSight }: Asking<OtherPlan, OtherItem>,
): Button[] {
  const plans = otherPlans
    .filter(isAskable)
    .slice(0, shownPlans)
    .map((plan, at): Button => ({
      id: 'choose',
      title: namePlan(plan),
      request: askPlan(plan),
      secondary: at >= plansInSight ? true : undefined,
    }));
  // A trial is what one asks for last.
  const items = [...otherItems]
    .sort((one, other) => Number(one.isTrial) - Number(other.isTrial))
    .slice(0, shownItems)
    .map((item, at): Button => ({
      id: 'choose',
      title: `${item.title} (${t(`segments/${item.segment}`)})`,
      request: askItem(item),
      secondary: at > 0 ? true : undefined,
    }));
  return [...plans, ...items];
}

/** An item on a plan, where it is sold. */
interface Priced {
  item: PriceItem;
  plan: Plan;
  market: string;
  currency: string;
}

/** Another operation about the same item on the same plan. */
export function openAbout(operation: string, title: string, { item, plan, market, currency }: Priced): Button {
  const slots = { product: item.reference, market, currency, ...planSlots(plan) };
  return { id: 'open', title, request: { operation, slots }, secondary: true };
}

/** What the answer is about besides the product, as facts. */
export function listScope({ t, format }: Speech, { item, market, currency }: Omit<Priced, 'plan'>) {
  return [
    { title: t('fields/segment'), value: t(`segments/${item.segment}`) },
    { title: t('fields/market'), value: format.country(market) },
    { title: t('fields/currency'), value: currency },
  ];
}
