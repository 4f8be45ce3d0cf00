import { expireMatter } from './agreement';
import type { Delivery } from './delivery';
import { readOverdueMatters } from './matter-store';
import type { DeskParts } from './parts';

/** Ends what was left open too long and delivers what is behind: at the start, and every few seconds after it. */
export async function sweep(parts: DeskParts, delivery: Delivery): Promise<void> {
  for (const matter of await readOverdueMatters(parts.database, parts.now())) await expireMatter(parts, matter);
  await delivery.deliverAll();
}
