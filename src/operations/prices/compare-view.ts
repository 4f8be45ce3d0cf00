import type { FoundPrice } from '../../prices/prices';
import type { Button, Context, Request, View } from '../operation';
import { describePlan } from './plan-words';

/** Some prices side by side: what a licence and all of them cost the partner and a customer, and how much more than the first. */
export function showComparison(
  context: Context,
  prices: readonly FoundPrice[],
  ask: (product: string) => Request,
): View {
  const { t, format } = context.speech;
  const [first] = prices as [FoundPrice, ...FoundPrice[]];
  const { quantity, currency, market } = first;
  const money = ({ amount }: { amount: string }) => format.money(amount, currency, 'rounded');
  const row = (what: string, tell: (found: FoundPrice) => string, isStrong = false) => ({
    what,
    cells: prices.map((found) => ({ text: tell(found), weight: isStrong ? 'Bolder' : 'Default' })),
  });
  const difference = (found: FoundPrice) => {
    const [base, price] = [first, found].map(({ plan }) => Number(plan.unit.month.amount)) as [number, number];
    return found === first || base === 0 ? '–' : format.change(price / base - 1);
  };
  const rows = [
    row(t('prices.compare/partner-month'), ({ plan }) => money(plan.unit.month), true),
    row(t('prices.compare/difference'), difference),
    row(t('prices.compare/retail-month'), ({ plan }) => money(plan.retail.month)),
    row(t('prices.compare/margin'), ({ plan }) =>
      plan.margin ? format.percent(Number(plan.margin.percent) / 100) : '–',
    ),
    row(t('prices.compare/partner-total', { count: quantity }), ({ total }) => money(total.unit.term)),
    row(t('prices.compare/retail-total', { count: quantity }), ({ total }) => money(total.retail.term)),
    row(t('prices.compare/plan'), ({ plan }) => describePlan(context.speech, plan)),
    row(t('fields/segment'), ({ item }) => t(`segments/${item.segment}`)),
  ];
  const titles = prices.map(({ item }) => item.title);
  const tell = (found: FoundPrice) =>
    t('prices.compare/one', { title: found.item.title, price: money(found.plan.unit.month) });
  return {
    kind: 'view',
    card: 'prices.compare',
    title: t('prices.compare/title', { titles: format.list(titles) }),
    subtitle: [t('prices.find/title'), format.country(market), currency].join(' · '),
    summary: prices.map(tell).join(' '),
    model: { products: titles.map((title) => ({ title })), rows, note: t('prices.find/without-tax') },
    buttons: prices.map(({ item }): Button => ({ id: 'open', title: item.title, request: ask(item.reference) })),
  };
}
