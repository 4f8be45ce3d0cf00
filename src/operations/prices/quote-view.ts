import type { FoundPrice, PriceItem, Plan } from '../../prices/prices';
import type { Context, Request, View } from '../operation';
import { describePlan, describeScope, isToldByMonth, perLicence, priceOf } from './plan-words';

/**
 * What a customer may read of a price: the estimated retail price and nothing of what the partner pays. As a quote it is made to
 * be copied into an e-mail, line by line.
 *
 * @param kind `retail` is the same without being an offer: what is posted where nobody knows who reads it
 */
export function showQuote(context: Context, found: FoundPrice, kind: 'quote' | 'retail', price: Request): View {
  const { organization, speech, today } = context;
  const { t, format } = speech;
  const { item, plan, total, quantity, currency } = found;
  const money = (amount: { amount: string }) => format.money(amount.amount, currency, 'rounded');
  const isOnce = plan.term === 'OneTime';
  const term = t(`terms/per-${plan.term}`);
  const each = perLicence(speech, plan, priceOf(speech, plan, plan.retail, currency));
  const bill = t('prices.find/total-bill', { count: quantity, billing: t(`billings/each-${plan.billing}`) });
  const whole = t(isOnce ? 'prices.find/total-once' : 'prices.find/total-term', { count: quantity, term });
  const line = (word: string, value: string) => t('prices.quote/line', { what: t(`prices.quote/${word}`), value });
  const lines = [
    ...(kind === 'quote' ? [line('by', organization.name), line('date', format.date(today))] : []),
    line('product', item.title),
    line('plan', describePlan(speech, plan)),
    line('quantity', t('prices.quote/licences', { count: quantity })),
    line('price', each),
    ...(plan.bills > 1 ? [t('prices.quote/line', { what: bill, value: money(total.retail.bill) })] : []),
    t('prices.quote/line', { what: whole, value: money(total.retail.term) }),
    t('prices.find/without-tax'),
    ...(kind === 'quote' ? [line('valid', t('prices.quote/until', { date: format.date(lastDayOf(found)) }))] : []),
  ];
  return {
    kind: 'view',
    card: 'prices.quote',
    title: kind === 'quote' ? t('prices.quote/title', { title: item.title }) : item.title,
    subtitle: describeScope(speech, kind === 'quote' ? 'prices.quote/of' : 'prices.quote/retail', found, item),
    summary: lines.join('\n'),
    model: {
      lead:
        isToldByMonth(plan) && quantity === 1
          ? each
          : t('prices.quote/lead', { amount: money(total.retail.term), per: whole }),
      lines: lines.map((text) => ({ text })),
      note: t(kind === 'quote' ? 'prices.quote/note' : 'prices.quote/retail-note'),
    },
    buttons: [{ id: 'open', title: t('prices.history/price'), request: price }],
  };
}

/** A price holds until the next sheet, which comes on the first of a month (domain.md 4.6), or until it ends by itself. */
function lastDayOf({ date, plan }: FoundPrice): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const end = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return plan.validTo !== null && plan.validTo < end ? plan.validTo : end;
}

/** The same price, shown another way. */
export function showAs(
  asked: Record<string, unknown>,
  item: Pick<PriceItem, 'reference'>,
  plan: Plan,
  show: 'quote' | undefined,
): Request {
  const { term, billing } = plan;
  const planned = billing === 'none' || billing === 'once' ? {} : { term, billing };
  return {
    operation: 'prices.find',
    slots: { ...asked, product: item.reference, segment: undefined, ...planned, show },
  };
}
