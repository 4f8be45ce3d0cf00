import type { Speech } from '../../language/translate';
import type { PriceHistory, PriceStep } from '../../prices/prices';
import { perLicence, priceOf, tellSince } from './plan-words';

/** What a history comes down to, in words. */
export interface ToldHistory {
  /** The answer: how far it moved, and since when. */
  lead: string;
  color: 'Good' | 'Attention' | 'Default';
  /** What it costs now. */
  detail: string;
  facts: { title: string; value: string }[];
}

export function tellHistory(speech: Speech, history: PriceHistory, today: string): ToldHistory {
  const { t } = speech;
  const past = history.steps.filter(({ from }) => from <= today);
  const coming = history.steps.filter(({ from }) => from > today);
  const facts = [
    ...past
      .slice(1)
      .slice(-1)
      .map((step) => describeMove(speech, history, step, 'prices.history/last')),
    ...coming.map((step) => describeMove(speech, history, step, 'prices.history/coming')),
  ];
  return { ...tellMove(speech, past, coming), detail: tellPrice(speech, history, past), facts: facts.map(toFact) };

  function toFact({ key, value }: { key: string; value: string }) {
    return { title: t(key), value };
  }
}

/** How far the price of today is from the oldest one that is known. */
function tellMove(speech: Speech, past: PriceStep[], coming: PriceStep[]): Pick<ToldHistory, 'lead' | 'color'> {
  const { t, format } = speech;
  const [first] = past;
  const now = past.at(-1);
  if (!first || !now) {
    return { lead: t('prices.history/future', { date: format.date(coming[0]!.from) }), color: 'Default' };
  }
  if (!now.unit) return { lead: t('prices.history/ended', { since: tellSince(speech, now.from) }), color: 'Default' };
  const prices = past.flatMap(({ unit }) => (unit ? [Number(unit.term.amount)] : []));
  const since = tellSince(speech, first.from);
  const [oldest = 0] = prices;
  const newest = prices.at(-1)!;
  if (prices.every((price) => price === oldest)) return { lead: t('prices.history/same', { since }), color: 'Default' };
  if (newest === oldest) return { lead: t('prices.history/back', { since }), color: 'Default' };
  if (oldest === 0) {
    const charged = past.find(({ unit }) => unit && Number(unit.term.amount) > 0)!;
    return { lead: t('prices.history/charged', { since: tellSince(speech, charged.from) }), color: 'Attention' };
  }
  const percent = format.percent(Math.abs(newest / oldest - 1));
  return newest > oldest
    ? { lead: t('prices.history/up', { percent, since }), color: 'Attention' }
    : { lead: t('prices.history/down', { percent, since }), color: 'Good' };
}

function tellPrice(speech: Speech, history: PriceHistory, past: PriceStep[]): string {
  const { t } = speech;
  const last = past.findLast(({ unit }) => unit !== null) ?? history.steps.find(({ unit }) => unit !== null);
  const per = perLicence(speech, history.plan, formatStep(speech, history, last?.unit ?? null));
  if (past.length === 0) return per;
  return t(past.at(-1)!.unit ? 'prices.history/now' : 'prices.history/was', { price: per });
}

function describeMove(speech: Speech, history: PriceHistory, step: PriceStep, key: string) {
  const { t, format } = speech;
  const before = history.steps[history.steps.indexOf(step) - 1];
  const date = format.date(step.from);
  if (!step.unit || !step.retail) return { key, value: t('prices.history/move-end', { date }) };
  const to = formatStep(speech, history, step.unit);
  if (!before?.unit || !before.retail) return { key, value: t('prices.history/move-start', { date, to }) };
  if (before.unit.term.amount === step.unit.term.amount) {
    const [old, new_] = [before.retail, step.retail].map((rates) => formatStep(speech, history, rates));
    return { key, value: t('prices.history/move-retail', { date, from: old, to: new_ }) };
  }
  const from = formatStep(speech, history, before.unit);
  const percent = step.percent === null ? null : format.change(Number(step.percent) / 100);
  return {
    key,
    value: percent
      ? t('prices.history/move', { date, from, to, percent })
      : t('prices.history/move-plain', { date, from, to }),
  };
}

/** A price as the card tells it: by the month where it is billed so, else for the whole term. */
export function formatStep(speech: Speech, { plan, currency }: PriceHistory, rates: PriceStep['unit']): string {
  return rates ? priceOf(speech, plan, rates, currency) : '–';
}
