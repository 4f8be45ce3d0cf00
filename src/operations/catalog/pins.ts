import { z } from 'zod';
import type { Account } from '../../account/account';
import { isSameOrder, placeOf, referenceOf, type PinnedOffer } from '../../account/pinned-offers';
import { holds } from '../../account/rights';
import { matchAmong, type OfferedItem } from '../../prices/prices';
import {
  problem,
  type Change,
  type ChangeOperation,
  type Choice,
  type Context,
  type Problem,
  type Proposal,
  type Request,
} from '../operation';

/** A pinned offer as it is today. */
export interface Pin extends PinnedOffer {
  /** Null where no price sheet has it. */
  item: OfferedItem | null;
  /** There are price sheets, and it is not sold any more by any of them. */
  isRemoved: boolean;
}

/** The pinned offers in their order, under their newest titles. */
export async function readPins({ account, prices, today }: Context): Promise<{ pins: Pin[]; version: number }> {
  const { offers, version } = await account.pinnedOffers();
  const items = await prices.products.describe(offers.map(referenceOf), today);
  const pins = offers.map((offer, at): Pin => {
    const item = items?.[at] ?? null;
    return { ...offer, title: item?.title ?? offer.title, item, isRemoved: items !== undefined && !item?.isSold };
  });
  return { pins, version };
}

/** The one pinned offer that words mean; where they fit several or none, what to show instead. */
export async function findPin(
  context: Context,
  pins: Pin[],
  written: string,
  request: PinRequest,
): Promise<Pin | Choice | Problem> {
  const { t, format } = context.speech;
  if (pins.length === 0) return problem('nothing-pinned');
  const candidates = pins.map((pin) => ({
    ...pin,
    segment: pin.item?.segment ?? ('commercial' as const),
    productTitle: pin.item?.productTitle ?? pin.title,
    pin,
  }));
  const found = matchAmong(candidates, written).map(({ pin }) => pin);
  const [first] = found;
  if (!first) {
    // A button names an offer by its reference.
    const [named] = (await context.prices.products.describe([written], context.today)) ?? [];
    const product = named?.title ?? written;
    return problem('not-pinned', { product, pinned: format.list(pins.map(({ title }) => title)) });
  }
  if (found.length === 1) return first;
  return choosePin(
    context,
    t('catalog/several-pinned', { product: written, count: found.length }),
    pins,
    found,
    request,
  );
}

/** What a choice of this pin leads to. */
export type PinRequest = (reference: string) => Request;

export function choosePin(
  { speech: { t } }: Context,
  question: string,
  pins: readonly Pin[],
  offered: readonly Pin[],
  request: PinRequest,
): Choice {
  return {
    kind: 'choice',
    question,
    options: offered.map((pin) => ({
      title: pin.title,
      detail: [t('catalog/place', { place: placeOf(pins, pin) }), pin.isRemoved ? t('catalog/removed') : '']
        .filter(Boolean)
        .join(' · '),
      request: request(referenceOf(pin)),
    })),
    more: 0,
  };
}

export function isPin(found: Pin | Choice | Problem): found is Pin {
  return 'isRemoved' in found;
}

/** A new order of the pinned, place by place: today and afterwards. */
export function proposeOrder(
  offer: PinnedOffer,
  before: { pins: readonly Pin[]; version: number },
  after: readonly PinnedOffer[],
  cautions: string[] = [],
): Proposal {
  const places = Array.from({ length: Math.max(before.pins.length, after.length) }, (_, at) => at);
  return {
    kind: 'propose',
    subject: { id: referenceOf(offer), name: offer.title },
    subjectVersion: before.version,
    changes: places.flatMap((at) => changeOfPlace(at, before.pins[at], after[at])),
    confirm: true,
    approval: false,
    cautions,
    data: { before: before.pins.map(toOffer), after: after.map(toOffer) },
  };
}

function changeOfPlace(at: number, from: PinnedOffer | undefined, to: PinnedOffer | undefined): Change[] {
  if (from && to && referenceOf(from) === referenceOf(to)) return [];
  const show = (offer: PinnedOffer | undefined) => (offer ? { text: offer.title } : null);
  return [{ field: `place-${at + 1}`, from: show(from), to: show(to) }];
}

function toOffer({ productId, skuId, title }: PinnedOffer): PinnedOffer {
  return { productId, skuId, title };
}

const offersSchema = z.array(z.object({ productId: z.string(), skuId: z.string(), title: z.string() }));
const ordersSchema = z.object({ before: offersSchema, after: offersSchema });

/** What pinning, unpinning and moving have in common: the list was agreed on as it was seen, and comes back as it was. */
export const changesPins = {
  next: 'catalog.show',

  async verify(account, _asker, { subjectVersion }) {
    const { version } = await account.pinnedOffers();
    return version === subjectVersion ? undefined : problem('changed-since');
  },

  async perform({ account }, { data }) {
    const { before, after } = ordersSchema.parse(data);
    return (await replaceOrder(account, before, after)) ?? { undo: { before, after } };
  },

  async takeBack({ account, asker }, undo) {
    if (!holds(asker, 'catalog.manage')) return problem('lost-right');
    const { before, after } = ordersSchema.parse(undo);
    return await replaceOrder(account, after, before);
  },
} satisfies Pick<ChangeOperation, 'next' | 'verify' | 'perform' | 'takeBack'>;

async function replaceOrder(account: Account, from: PinnedOffer[], to: PinnedOffer[]): Promise<Problem | undefined> {
  const { offers, version } = await account.pinnedOffers();
  const replaced = isSameOrder(offers, from) && (await account.setPinnedOffers(to, version));
  return replaced ? undefined : problem('changed-since');
}
