import type { NoPrice, NoSuchCombination, Plan, PriceItem, SeveralPrices, Unclear } from '../../prices/prices';
import { problem, type Answer, type Button, type Choice, type Context, type Problem, type Request } from '../operation';
import { describeAlternative, describePlan, describeValidity, isAskable } from './plan-words';
import { noPrices } from './no-prices';

const shownChoices = 6;
/** How many alternatives a card offers. */
export const shownPlans = 4;

/** The same question about another item, on another plan where one is given. */
export type AskAgain = (item: PriceItem, plan?: Plan) => Request;

/** What to show where a question about a product has no answer of its own: a choice, or what there is instead. */
export function presentUnclear(context: Context, product: string, answer: Unclear, askAgain: AskAgain): Answer {
  switch (answer.kind) {
    case 'several':
      return offerChoices(context, product, answer, askAgain);
    case 'none':
      return offerNearest(context, product, answer, askAgain);
    case 'no-such-combination':
      return tellWhatExists(context, answer, askAgain);
    case 'empty':
      return noPrices(context);
  }
}

function offerChoices({ speech }: Context, product: string, several: SeveralPrices, askAgain: AskAgain): Choice {
  const { t } = speech;
  const shown = several.choices.slice(0, shownChoices);
  return {
    kind: 'choice',
    question: t('prices.find/several', { product, count: several.total }),
    options: shown.map((choice) => ({
      title: choice.title,
      detail: [
        t(`segments/${choice.segment}`),
        choice.price
          ? describeAlternative(speech, choice.price.plan, choice.price.unit, several.currency)
          : t('prices.find/not-sold-here'),
      ].join(' · '),
      request: askAgain(choice),
    })),
    more: several.total - shown.length,
  };
}

export function offerNearest(
  { speech: { t } }: Context,
  product: string,
  { nearest }: NoPrice,
  askAgain: AskAgain,
): Choice | Problem {
  if (nearest.length === 0) return problem('no-such-product', { product });
  return {
    kind: 'choice',
    question: t('prices.find/nearest', { product }),
    options: nearest.slice(0, shownChoices).map((item) => ({
      title: item.title,
      detail: t(`segments/${item.segment}`),
      request: askAgain(item),
    })),
    more: 0,
  };
}

function tellWhatExists({ speech }: Context, none: NoSuchCombination, askAgain: AskAgain): Problem {
  const { t, format } = speech;
  const { exists, item, missing } = none;
  const words = {
    segment: () => exists.segments.map((segment) => t(`segments/${segment}`)),
    market: () => exists.markets.map(({ market }) => format.country(market)),
    currency: () => exists.markets.map(({ currency }) => currency),
    plan: () => exists.plans.map((plan) => describePlan(speech, plan)),
    date: () => [describeValidity(speech, { validFrom: exists.from, validTo: exists.to })],
  }[missing]();
  const otherPlans = () =>
    exists.plans
      .filter(isAskable)
      .map((plan): Button => ({ id: 'choose', title: describePlan(speech, plan), request: askAgain(item, plan) }));
  const here = exists.markets.filter(({ market }) => market === none.market);
  const otherMarkets = () =>
    (here.length > 0 ? here : exists.markets).map(({ market, currency }): Button => {
      const { operation, slots } = askAgain(item);
      const title = `${format.country(market)} · ${currency}`;
      return { id: 'choose', title, request: { operation, slots: { ...slots, market, currency } } };
    });
  const ways = { plan: otherPlans, market: otherMarkets, currency: otherMarkets, segment: () => [], date: () => [] };
  const offered = format.list([...new Set(words)].slice(0, 8), 'disjunction');
  const values = { title: item.title, country: format.country(none.market), offered };
  return problem(`price-not-for-${missing}`, values, ways[missing]().slice(0, shownPlans));
}
