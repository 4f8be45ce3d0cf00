import { z } from 'zod';
import { pinLimit, pinOffer, placeOf, referenceOf } from '../../account/pinned-offers';
import type { OfferedItem } from '../../prices/prices';
import { leadTo } from '../lead-to';
import { defineChange, problem, type Button, type Context } from '../operation';
import { slot } from '../slots';
import { findOffer, isOffer } from './find-offer';
import { changesPins, choosePin, proposeOrder, readPins } from './pins';

/** Pins an offer at the top of the catalog: behind those already there, or in the place of one of five (domain.md 1.5). */
export const catalogPin = defineChange({
  id: 'catalog.pin',
  group: 'catalog',
  icon: '📌',
  risk: 'change',
  right: 'catalog.manage',
  audience: 'personal',
  /** `replace`: which pinned offer makes room, by its reference; buttons only. */
  slots: z.object({ product: slot.product, replace: z.string().max(64).optional() }),

  async propose(context, { product, replace }) {
    const { t } = context.speech;
    const today = await readPins(context);
    const { pins } = today;
    const request = (reference: string) => ({
      operation: 'catalog.pin',
      slots: { product: reference, ...(replace ? { replace } : {}) },
    });
    const item = await findOffer(context, { product }, { question: 'prices.find/several', pins, request });
    if (!isOffer(item)) return item;
    const place = placeOf(pins, item);
    if (place > 0) return problem('pinned-already', { title: item.title, place }, pinnedNext(context, item, place));
    const replaced = pins.find((pin) => referenceOf(pin) === replace);
    if (!replaced && pins.length >= pinLimit) {
      const question = t('catalog.pin/which-makes-room', { title: item.title, limit: pinLimit });
      return choosePin(context, question, pins, pins, (reference) => ({
        operation: 'catalog.pin',
        slots: { product: item.reference, replace: reference },
      }));
    }
    return proposeOrder(item, today, pinOffer(pins, item, replaced));
  },

  ...changesPins,
});

/** "Move E3 to the top" may be understood as pinning: what is pinned already can go there. */
function pinnedNext({ speech: { t } }: Context, { reference }: OfferedItem, place: number): Button[] {
  const toTheTop = { operation: 'catalog.move', slots: { product: reference, position: 1 } };
  return [
    ...(place > 1 ? [{ id: 'choose', title: t('catalog.move/to-the-top'), request: toTheTop } satisfies Button] : []),
    leadTo(t, 'catalog.show'),
  ];
}
