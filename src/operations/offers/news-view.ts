import type { Figures, ItemNews, News } from '../../notices/news';
import type { NewsSheet } from '../../notices/read-changes';
import type { NewsFilter, Subscription } from '../../notices/subscriptions';
import { computeRates } from '../../prices/rates';
import type { Speech } from '../../language/translate';
import { describePlan } from '../prices/plan-words';
import type { Button, Operation, View } from '../operation';
import { nameFilter } from './subscriptions';

/** How many changes a card of news lists. */
export const shownNews = 10;

export interface NewsToShow {
  subscription: Subscription;
  sheet: NewsSheet;
  news: News;
  figures: Figures;
  currency: string;
}

/**
 * What a price sheet changed for one subscription, the biggest change first. Where several people read it, in per cent and
 * retail prices: what the partner pays is not for everyone there.
 */
export function viewNews(speech: Speech, toShow: NewsToShow, operations: readonly Operation[]): View {
  const { t, format } = speech;
  const { subscription, sheet, news, figures } = toShow;
  const name = nameFilter(speech, subscription);
  const { counts, items } = news;
  const total = items.length;
  const shown = items.slice(0, shownNews);
  const lead = t(sheet.kind === 'preview' ? 'news-card/lead-preview' : 'news-card/lead', {
    count: total,
    month: format.month(sheet.month),
  });
  const tally = (['dearer', 'cheaper', 'added', 'removed', 'replanned'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => t(`news-card/${kind}`, { count: counts[kind] }));
  return {
    kind: 'view',
    card: 'news',
    title: t('news-card/title', { name }),
    subtitle: t('news-card/subtitle', { date: format.date(sheet.effectiveFrom) }),
    summary: `${t('news-card/title', { name })}. ${lead} ${format.list(tally)}.`,
    model: {
      lead,
      tally: tally.join(' · '),
      rows: shown.map((item) => describeItem(speech, item, toShow)),
      more: total > shown.length ? t('news-card/more', { count: total - shown.length }) : null,
      note: [
        t(figures === 'unit' ? 'news-card/note-own' : 'news-card/note-shared'),
        shown.some(({ plan }) => plan.term === 'OneTime') ? t('news-card/note-once') : '',
        t('prices.find/without-tax'),
      ]
        .filter(Boolean)
        .join(' '),
    },
    buttons: newsButtons(speech, subscription, sheet, operations),
  };
}

function describeItem(speech: Speech, item: ItemNews, { figures, currency }: NewsToShow): object {
  const { t, format } = speech;
  const monthly = (micros: number) => {
    const { month } = computeRates(BigInt(micros), item.plan, currency);
    return format.money(month.amount, currency, 'rounded');
  };
  const { before, after } = item[figures];
  const rises = (after ?? 0) > (before ?? 0);
  const price = after ?? before ?? 0;
  const move = {
    added: t(item.isOnePlan ? 'news-card/new-plan' : 'news-card/new'),
    removed: t(item.isOnePlan ? 'news-card/gone-plan' : 'news-card/gone'),
    price: item.ratio === null ? t('news-card/from-zero') : format.change(item.ratio),
  }[item.kind];
  const plan = describePlan(speech, item.plan);
  const values = { before: monthly(before ?? 0), after: monthly(price) };
  return {
    title: item.title,
    move,
    color: { added: 'Accent', removed: 'Warning', price: rises ? 'Attention' : 'Good' }[item.kind],
    price: t(`news-card/price-${item.kind}`, values),
    detail: [
      t(`segments/${item.segment}`),
      item.plans > 1 ? t('news-card/plans', { plan, count: item.plans - 1 }) : plan,
    ].join(' · '),
  };
}

function newsButtons(
  { t }: Speech,
  { id, product, segment }: Subscription,
  sheet: NewsSheet,
  operations: readonly Operation[],
): Button[] {
  const buttons: Button[] = [];
  if (operations.some((operation) => operation.id === 'prices.changes')) {
    const slots = { since: sheet.effectiveFrom, ...slotsOf({ product, segment }) };
    buttons.push({ id: 'open', title: t('news-card/all'), request: { operation: 'prices.changes', slots } });
  }
  const end = { operation: 'offers.unsubscribe', slots: { subscription: id } };
  return [...buttons, { id: 'edit', title: t('offers.unsubscribe/one'), request: end, secondary: true }];
}

function slotsOf({ product, segment }: NewsFilter): Record<string, string> {
  if (product) return { product: product.reference };
  return segment ? { segment } : {};
}
