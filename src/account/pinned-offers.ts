/** How many offers can be pinned (domain.md 1.5). */
export const pinLimit = 5;

/** An offer at the top of the catalog, with the title under which it was last seen in a price sheet. */
export interface PinnedOffer {
  productId: string;
  skuId: string;
  title: string;
}

export interface PinnedOffers {
  /** In their order, five at most. */
  offers: PinnedOffer[];
  /** Counts every change of the list: what was agreed on an older one is agreed anew. */
  version: number;
}

/** `CFQ7TTC0LCHC:0002`: the offer as another question may name it. */
export function referenceOf({ productId, skuId }: Pick<PinnedOffer, 'productId' | 'skuId'>): string {
  return `${productId}:${skuId}`;
}

/** The place of an offer among others, from 1; 0 where it is none of them. */
export function placeOf(offers: readonly PinnedOffer[], offer: Pick<PinnedOffer, 'productId' | 'skuId'>): number {
  return offers.findIndex((other) => referenceOf(other) === referenceOf(offer)) + 1;
}

/** Puts an offer behind the others, or into the place of the one that it replaces. */
export function pinOffer(
  offers: readonly PinnedOffer[],
  offer: PinnedOffer,
  replaced: PinnedOffer | undefined,
): PinnedOffer[] {
  return replaced ? offers.map((other) => (other === replaced ? offer : other)) : [...offers, offer];
}

export function unpinOffer(offers: readonly PinnedOffer[], offer: PinnedOffer): PinnedOffer[] {
  return offers.filter((other) => other !== offer);
}

/** Moves an offer to a place, from 1; those between make room. */
export function moveOffer(offers: readonly PinnedOffer[], offer: PinnedOffer, place: number): PinnedOffer[] {
  return unpinOffer(offers, offer).toSpliced(place - 1, 0, offer);
}

/** Whether the same offers stand in the same order. */
export function isSameOrder(one: readonly PinnedOffer[], other: readonly PinnedOffer[]): boolean {
  return one.length === other.length && one.every((offer, at) => referenceOf(offer) === referenceOf(other[at]!));
}
