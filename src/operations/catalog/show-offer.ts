import { placeOf } from '../../account/pinned-offers';
import { holds } from '../../account/rights';
import type { OfferedItem } from '../../prices/prices';
import { leadTo } from '../lead-to';
import type { Answer, Button, Context, View } from '../operation';
import { findOffer, isOffer } from './find-offer';
import { readPins } from './pins';
import { priceOf } from './price-of';

/** Whether a product is in the catalog, and what one may do with it there. */
export async function showOffer(
  context: Context,
  product: string,
  segment: OfferedItem['segment'] | undefined,
): Promise<Answer> {
  const { pins } = await readPins(context);
  const request = (reference: string) => ({ operation: 'catalog.show', slots: { product: reference } });
  const offer = await findOffer(context, { product, segment }, { question: 'catalog.show/several', pins, request });
  if (!isOffer(offer)) return offer;
  return await describeOffer(context, offer, placeOf(pins, offer));
}

async function describeOffer(context: Context, offer: OfferedItem, place: number): Promise<View> {
  const { t } = context.speech;
  const price = await priceOf(context, offer.reference);
  const lead = t(place > 0 ? 'catalog.show/is-pinned' : 'catalog.show/is-in', { place });
  return {
    kind: 'view',
    card: 'catalog-offer',
    title: offer.title,
    subtitle: [t('catalog.show/title'), t(`segments/${offer.segment}`)].join(' · '),
    summary: `${offer.title}: ${lead}`,
    model: {
      lead,
      description: offer.description || null,
      facts: [
        { title: t('fields/segment'), value: t(`segments/${offer.segment}`) },
        ...(price ? [{ title: t('prices.find/partner'), value: [price.lead, price.plan].join(' · ') }] : []),
        { title: t('prices.find/reference'), value: offer.reference },
      ],
    },
    buttons: offerButtons(context, offer, place),
  };
}

function offerButtons({ speaker, speech: { t } }: Context, offer: OfferedItem, place: number): Button[] {
  const slots = { product: offer.reference };
  const buttons: Button[] = [leadTo(t, 'prices.find', slots), leadTo(t, 'catalog.show')];
  if (!holds(speaker, 'catalog.manage')) return buttons;
  const pin: Button =
    place > 0
      ? { id: 'edit', title: t('catalog/unpin'), request: { operation: 'catalog.unpin', slots } }
      : { id: 'choose', title: t('catalog/pin'), request: { operation: 'catalog.pin', slots } };
  return [pin, ...buttons];
}
