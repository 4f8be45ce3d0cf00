import type { Speech } from '../../language/translate';
import type { FoundPrice } from '../../prices/prices';
import { isToldByMonth, perLicence, priceOf } from './plan-words';

/** A line of the card's table. */
interface PriceLine {
  what: string;
  partner: string;
  retail: string;
}

/** One licence a month and for the term, then all of them on each bill and for the term; what says nothing new is left out. */
export function listLines({ t, format }: Speech, { plan, total, quantity, currency }: FoundPrice): PriceLine[] {
  const money = (amount: { amount: string }) => format.money(amount.amount, currency);
  const rounded = (amount: { amount: string }) => format.money(amount.amount, currency, 'rounded');
  const isOnce = plan.term === 'OneTime';
  const term = t(`terms/per-${plan.term}`);
  const month = {
    what: t('prices.find/licence-month'),
    partner: rounded(plan.unit.month),
    retail: rounded(plan.retail.month),
  };
  const whole = {
    what: isOnce ? t('prices.find/licence-once') : t('prices.find/licence-term', { term }),
    partner: money(plan.unit.term),
    retail: money(plan.retail.term),
  };
  const bill = {
    what: t('prices.find/total-bill', { count: quantity, billing: t(`billings/each-${plan.billing}`) }),
    partner: rounded(total.unit.bill),
    retail: rounded(total.retail.bill),
  };
  const all = {
    what: t(isOnce ? 'prices.find/total-once' : 'prices.find/total-term', { count: quantity, term }),
    partner: money(total.unit.term),
    retail: money(total.retail.term),
  };
  return [
    ...(isOnce ? [] : [month]),
    ...(plan.term === 'P1M' ? [] : [whole]),
    ...(quantity > 1 && plan.bills > 1 ? [bill] : []),
    ...(quantity > 1 ? [all] : []),
  ];
}

/** What the partner keeps of the retail price, for all licences and the whole term. */
export function tellMargin({ t, format }: Speech, { plan, total, currency }: FoundPrice): string {
  if (!total.margin) return t('prices.find/no-margin');
  return t(plan.term === 'OneTime' ? 'prices.find/margin-once' : 'prices.find/margin', {
    percent: format.percent(Number(total.margin.percent) / 100),
    amount: format.money(total.margin.amount.amount, currency),
    term: t(`terms/per-${plan.term}`),
  });
}

/** The answer in one sentence. */
export function tellSummary(speech: Speech, { item, plan, total, quantity, currency }: FoundPrice): string {
  const { t, format } = speech;
  const term = t(`terms/per-${plan.term}`);
  return t(plan.term === 'OneTime' ? 'prices.find/summary-once' : 'prices.find/summary', {
    title: item.title,
    price: priceOf(speech, plan, plan.unit, currency),
    per: isToldByMonth(plan) ? t('terms/per-P1M') : term,
    count: quantity,
    total: format.money(total.unit.term.amount, currency),
    term,
  });
}

/** What to know beside the price. */
export function listNotes(speech: Speech, { plan, item, currency, isCurrencyOfMarket }: FoundPrice): string[] {
  const { t, format } = speech;
  const notes: string[] = [];
  if (plan.previous) {
    const price = format.money(plan.previous.unit.amount, currency);
    notes.push(
      plan.term === 'OneTime'
        ? t('prices.find/previous-once', { price: perLicence(speech, plan, price) })
        : t('prices.find/previous', { price, term: t(`terms/per-${plan.term}`) }),
    );
  }
  if (item.isTrial) notes.push(t('prices.find/trial'));
  if (isCurrencyOfMarket) notes.push(t('prices.find/market-currency', { currency }));
  return [...notes, t('prices.find/without-tax')];
}
