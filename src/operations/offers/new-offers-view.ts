import type { NewOffer } from '../../notices/read-offers';
import type { Subscription } from '../../notices/subscriptions';
import type { Speech } from '../../language/translate';
import type { View } from '../operation';
import { describeOffer } from './offer-row';
import { nameFilter } from './subscriptions';

/** How many promotions a card of news lists. */
const shownOffers = 10;

/** The promotions that have come, for one subscription: in per cent, since not everyone who reads may see what is paid. */
export function viewNewOffers(
  speech: Speech,
  { subscription, offers, today }: { subscription: Subscription; offers: readonly NewOffer[]; today: string },
): View {
  const { t, format } = speech;
  const title = t('new-offers/title', { name: nameFilter(speech, subscription) });
  const lead = t('new-offers/lead', { count: offers.length });
  const shown = offers.slice(0, shownOffers);
  const more = offers.length - shown.length;
  const { product, segment, id } = subscription;
  const slots = product ? { product: product.reference } : segment ? { segment } : {};
  return {
    kind: 'view',
    card: 'offers.list',
    title,
    summary: `${title}. ${lead}: ${format.list(shown.map(({ promotion }) => promotion.name))}.`,
    model: {
      lead,
      detail: null,
      rows: shown.map(({ promotion, segments }) => describeOffer(speech, promotion, segments, { today, price: null })),
      note: [more > 0 ? t('new-offers/more', { count: more }) : '', t('offers.list/note')].filter(Boolean).join(' '),
      page: null,
    },
    buttons: [
      { id: 'open', title: t('new-offers/all'), request: { operation: 'offers.list', slots } },
      {
        id: 'edit',
        title: t('offers.unsubscribe/one'),
        request: { operation: 'offers.unsubscribe', slots: { subscription: id } },
        secondary: true,
      },
    ],
  };
}
