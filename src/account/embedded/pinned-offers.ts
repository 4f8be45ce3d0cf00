import { z } from 'zod';
import type { Database } from '../../store/database';
import { pinLimit, type PinnedOffer, type PinnedOffers } from '../pinned-offers';

export const pinnedOffersSchema = z
  .array(z.strictObject({ productId: z.string(), skuId: z.string(), title: z.string() }))
  .max(pinLimit);

/** An account in which nothing was ever pinned has version 0. */
export async function readPinnedOffers(database: Database): Promise<PinnedOffers> {
  const row = await database.selectFrom('pinned_offers').select(['version', 'offers']).executeTakeFirst();
  return row
    ? { version: row.version, offers: pinnedOffersSchema.parse(JSON.parse(row.offers)) }
    : { version: 0, offers: [] };
}

/**
 * Writes the list whole, where it still has the version that was read.
 *
 * @throws Error for more than five
 */
export async function savePinnedOffers(
  database: Database,
  pinned: readonly PinnedOffer[],
  version: number,
): Promise<boolean> {
  const offers = JSON.stringify(pinnedOffersSchema.parse(pinned));
  if (version === 0) {
    const inserted = await database
      .insertInto('pinned_offers')
      .values({ id: 1, version: 1, offers })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await database
    .updateTable('pinned_offers')
    .set({ version: version + 1, offers })
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
