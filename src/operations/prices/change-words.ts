import type { Speech } from '../../language/translate';
import type { PriceChange, Rates } from '../../prices/prices';
import { describePlan, perLicence, priceOf } from './plan-words';

/** No more of a description than says what it is about. */
const shownDescription = 140;

const colors = {
  up: 'Attention',
  down: 'Good',
  added: 'Accent',
  removed: 'Warning',
  ending: 'Warning',
  text: 'Default',
} as const satisfies Record<PriceChange['kind'], string>;

/** An entry of the card. */
export function describeChange(speech: Speech, change: PriceChange, currency: string): object {
  const { t, format } = speech;
  const { item, plan, plans, date, kind } = change;
  const told = plan && describePlan(speech, plan);
  return {
    title: item.title,
    mark: markOf(speech, change),
    color: colors[kind],
    detail: detailOf(speech, change, currency),
    note: [
      t(`segments/${item.segment}`),
      ...(told ? [plans > 1 ? t('prices.changes/plans', { plan: told, count: plans - 1 }) : told] : []),
      format.date(date),
    ].join(' · '),
  };
}

function markOf({ t, format }: Speech, { kind, percent, texts }: PriceChange): string {
  if (kind === 'text') return t(isRenamed(texts) ? 'prices.changes/mark-renamed' : 'prices.changes/mark-text');
  if (kind !== 'up' && kind !== 'down') return t(`prices.changes/mark-${kind}`);
  if (percent === null) return t('prices.changes/mark-charged');
  return Number(percent) === 0 ? t('prices.changes/mark-retail') : format.change(Number(percent) / 100);
}

function isRenamed(texts: PriceChange['texts']): boolean {
  return texts !== null && texts.before.skuTitle !== texts.after.skuTitle;
}

function detailOf(speech: Speech, change: PriceChange, currency: string): string {
  const { t, format } = speech;
  const { kind, plan, before, after, endsOn, texts } = change;
  if (texts) {
    if (isRenamed(texts)) return t('prices.changes/renamed', { title: texts.before.skuTitle });
    if (texts.before.description === texts.after.description)
      return t('prices.changes/renamed', { title: texts.before.productTitle });
    return t('prices.changes/description', { text: shorten(texts.after.description) });
  }
  if (kind === 'ending') {
    return endsOn ? t('prices.changes/ends', { date: format.date(endsOn) }) : t('prices.changes/goes-on');
  }
  if (!plan) return '–';
  const price = (rates: Rates) => priceOf(speech, plan, rates, currency);
  if (before && after) {
    const isRetail = before.unit.term.amount === after.unit.term.amount;
    const [from, to] = isRetail ? [before.retail, after.retail] : [before.unit, after.unit];
    const moved = perLicence(speech, plan, `${price(from)} → ${price(to)}`);
    return isRetail ? t('prices.changes/retail', { moved }) : moved;
  }
  if (after) return perLicence(speech, plan, price(after.unit));
  return before ? t('prices.history/was', { price: perLicence(speech, plan, price(before.unit)) }) : '–';
}

function shorten(text: string): string {
  return text.length > shownDescription ? `${text.slice(0, shownDescription).trimEnd()}…` : text;
}
