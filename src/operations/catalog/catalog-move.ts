import { z } from 'zod';
import { moveOffer, pinLimit, placeOf } from '../../account/pinned-offers';
import { defineChange, problem } from '../operation';
import { slot } from '../slots';
import { changesPins, findPin, isPin, proposeOrder, readPins } from './pins';

/** Gives a pinned offer another place; a place behind the last one is the last, and says so. */
export const catalogMove = defineChange({
  id: 'catalog.move',
  group: 'catalog',
  icon: '↕️',
  risk: 'change',
  right: 'catalog.manage',
  audience: 'personal',
  slots: z.object({ product: slot.product, position: slot.position }),

  async propose(context, { product, position }) {
    const { t } = context.speech;
    const today = await readPins(context);
    const { pins } = today;
    const pin = await findPin(context, pins, product, (reference) => ({
      operation: 'catalog.move',
      slots: { product: reference, position },
    }));
    if (!isPin(pin)) {
      const pinIt = { operation: 'catalog.pin', slots: { product } };
      const isMissing = pin.kind === 'problem';
      return isMissing ? { ...pin, next: [{ id: 'open', title: t('catalog/pin'), request: pinIt }] } : pin;
    }
    if (position > pinLimit) return problem('no-such-place', { position, limit: pinLimit });
    const place = Math.min(position, pins.length);
    if (place === placeOf(pins, pin)) return problem('place-already', { title: pin.title, place });
    const cautions = position > pins.length ? ['cautions/goes-last'] : [];
    return proposeOrder(pin, today, moveOffer(pins, pin, place), cautions);
  },

  ...changesPins,
});
