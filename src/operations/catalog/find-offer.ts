import { placeOf } from '../../account/pinned-offers';
import type { OfferedItem, PriceItem } from '../../prices/prices';
import { problem, type Choice, type Context, type Problem, type Request } from '../operation';
import type { Pin } from './pins';
import { noPrices } from '../prices/no-prices';

/** How many offers a choice card shows. */
const shownOffers = 6;

/**
 * The one offer that is sold and that words mean; where they fit several or none, the choice card or the problem to show
 * instead.
 *
 * @param asking the key of the words that ask which of several is meant, and what each of them leads to; what is pinned
 * among them is marked so
 */
export async function findOffer(
  context: Context,
  { product, segment }: { product: string; segment?: OfferedItem['segment'] | undefined },
  asking: { question: string; pins: readonly Pin[]; request: (reference: string) => Request },
): Promise<OfferedItem | Choice | Problem> {
  const { t, format } = context.speech;
  const matches = await context.prices.products.match(product, { segment, day: context.today });
  const pinnedAt = (item: PriceItem) => {
    const place = placeOf(asking.pins, item);
    return place > 0 ? t('catalog/pinned-at', { place }) : '';
  };
  const choose = (text: string, items: PriceItem[]): Choice => ({
    kind: 'choice',
    question: text,
    options: items.slice(0, shownOffers).map((item) => ({
      title: item.title,
      detail: [t(`segments/${item.segment}`), pinnedAt(item)].filter(Boolean).join(' · '),
      request: asking.request(item.reference),
    })),
    more: Math.max(0, items.length - shownOffers),
  });
  switch (matches.kind) {
    case 'empty':
      return noPrices(context);
    case 'none':
      return matches.nearest.length > 0
        ? choose(t('prices.find/nearest', { product }), matches.nearest)
        : problem('no-such-product', { product });
    case 'other-segment': {
      const offered = format.list(
        matches.segments.map((each) => t(`segments/${each}`)),
        'disjunction',
      );
      return problem('price-not-for-segment', { title: matches.item.title, offered });
    }
    case 'found': {
      const { best, others } = matches;
      const [first] = best;
      if (!first!.isSold) return problem('no-longer-sold', { title: first!.title });
      if (best.length === 1) return first!;
      return choose(t(asking.question, { product, count: best.length + others.length }), [...best, ...others]);
    }
  }
}

export function isOffer(found: OfferedItem | Choice | Problem): found is OfferedItem {
  return 'isSold' in found;
}
