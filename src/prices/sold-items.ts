import type { Database } from '../store/database';
import type { Catalog } from './catalog/catalog';

/** Tells which items, by their number, have a price on a day in any market. */
export type SoldItems = (catalog: Catalog, day: string) => Promise<ReadonlySet<number>>;

/** Read once for each catalog and day: a catalog is made anew when a sheet comes in. */
export function createSoldItems(database: Database): SoldItems {
  const known = new WeakMap<Catalog, Map<string, Promise<ReadonlySet<number>>>>();
  return (catalog, day) => {
    const days = known.get(catalog) ?? new Map<string, Promise<ReadonlySet<number>>>();
    known.set(catalog, days);
    const found = days.get(day) ?? readSoldItems(database, day);
    days.set(day, found);
    found.catch(() => days.delete(day));
    // Somewhere it is yesterday and somewhere tomorrow; older days are not asked for again.
    if (days.size > 3) days.delete(days.keys().next().value!);
    return found;
  };
}

/** As `selectInForce` has it: of the rows of a plan that have begun the newest holds, and one without amounts ends it. */
async function readSoldItems(database: Database, day: string): Promise<ReadonlySet<number>> {
  const rows = await database
    .selectFrom('price_items as item')
    .select('item.id')
    .where((row) =>
      row.exists(
        row
          .selectFrom('prices as price')
          .select('price.item_id')
          .whereRef('price.item_id', '=', 'item.id')
          .where('price.valid_from', '<=', day)
          .where('price.unit_micros', 'is not', null)
          .where('price.retail_micros', 'is not', null)
          .where((end) => end.or([end('price.valid_to', 'is', null), end('price.valid_to', '>=', day)]))
          .where((newer) =>
            newer.not(
              newer.exists(
                newer
                  .selectFrom('prices as later')
                  .select('later.item_id')
                  .whereRef('later.item_id', '=', 'price.item_id')
                  .whereRef('later.market', '=', 'price.market')
                  .whereRef('later.currency', '=', 'price.currency')
                  .whereRef('later.term', '=', 'price.term')
                  .whereRef('later.billing', '=', 'price.billing')
                  .whereRef('later.valid_from', '>', 'price.valid_from')
                  .where('later.valid_from', '<=', day),
              ),
            ),
          ),
      ),
    )
    .execute();
  return new Set(rows.map(({ id }) => id));
}
