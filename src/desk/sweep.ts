import { announceNews } from '../notices/announce';
import type { Broadcast } from '../notices/broadcast';
import { expireMatter } from './agreement';
import type { Delivery } from './delivery';
import { readOverdueMatters } from './matter-store';
import type { DeskParts } from './parts';
import { deliverPreviews } from './preview-news';

/**
 * Ends what was left open too long, delivers what is behind, and gives out the news of price sheets and promotions that came in: at the
 * start, and every few seconds after it. News goes out beside the rest and holds nothing up.
 */
export async function sweep(parts: DeskParts, delivery: Delivery, broadcast: Broadcast): Promise<void> {
  for (const matter of await readOverdueMatters(parts.database, parts.now())) await expireMatter(parts, matter);
  await delivery.deliverAll();
  const { country: market, currency } = await parts.account.organization();
  await announceNews(parts.database, { home: { market, currency }, now: parts.now(), newId: parts.newId });
  await deliverPreviews(parts);
  broadcast.start();
}
