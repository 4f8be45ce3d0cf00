import { z } from 'zod';
import { unpinOffer } from '../../account/pinned-offers';
import { defineChange } from '../operation';
import { slot } from '../slots';
import { changesPins, findPin, isPin, proposeOrder, readPins } from './pins';

/** Takes an offer off the top of the catalog; also one that is no longer sold. */
export const catalogUnpin = defineChange({
  id: 'catalog.unpin',
  group: 'catalog',
  icon: '📍',
  risk: 'change',
  right: 'catalog.manage',
  audience: 'personal',
  slots: z.object({ product: slot.product }),

  async propose(context, { product }) {
    const today = await readPins(context);
    const pin = await findPin(context, today.pins, product, (reference) => ({
      operation: 'catalog.unpin',
      slots: { product: reference },
    }));
    if (!isPin(pin)) return pin;
    return proposeOrder(pin, today, unpinOffer(today.pins, pin));
  },

  ...changesPins,
});
