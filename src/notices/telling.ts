import type { Database } from '../store/database';
import type { NewsSource } from './deliveries';
import { hasNews, type Figures, type SheetChange } from './news';
import { daysOf } from './promotion-days';
import { isNew, readSheet, readSheetChanges, type Home } from './read-changes';
import { readNewOffers, readTurningOffers, selectOffers } from './read-offers';
import type { NewsSieve } from './subscriptions';

/** What a source has to tell. */
export interface Telling {
  /** Instant: to a subscription that came later it is no news. */
  takenInAt: string;
  mattersTo(sieve: NewsSieve, figures: Figures): boolean;
}

/** Undefined where it has nothing to tell. */
export async function readTelling(
  database: Database,
  source: NewsSource,
  home: Home,
  now: Date,
): Promise<Telling | undefined> {
  switch (source.kind) {
    case 'sheet':
      return await readSheetTelling(database, source.id, home);
    case 'promotions': {
      const list = await database
        .selectFrom('promotion_lists')
        .selectAll()
        .where('id', '=', source.id)
        .executeTakeFirst();
      const offers = await readNewOffers(database, source.id, now.toISOString().slice(0, 10));
      if (!list || offers.length === 0) return undefined;
      return { takenInAt: list.imported_at, mattersTo: (sieve) => selectOffers(offers, sieve).length > 0 };
    }
    case 'promotion-day': {
      const offers = await readTurningOffers(database, await daysOf(database, source.id));
      if (offers.length === 0) return undefined;
      return { takenInAt: now.toISOString(), mattersTo: (sieve) => selectOffers(offers, sieve).length > 0 };
    }
  }
}

async function readSheetTelling(database: Database, id: number, home: Home): Promise<Telling | undefined> {
  const sheet = await readSheet(database, id);
  if (!sheet || !(await isNew(database, sheet, home))) return undefined;
  const changes = await readSheetChanges(database, id, home);
  if (changes.length === 0) return undefined;
  const byProduct = new Map<string, SheetChange[]>();
  for (const change of changes) {
    const known = byProduct.get(change.reference);
    if (known) known.push(change);
    else byProduct.set(change.reference, [change]);
  }
  const known = new Map<string, boolean>();
  return {
    takenInAt: sheet.importedAt,
    mattersTo(sieve, figures) {
      const key = sieveKey(sieve, figures);
      let matters = known.get(key);
      if (matters === undefined)
        known.set(key, (matters = hasNews(changesFor(byProduct, changes, sieve), sieve, figures)));
      return matters;
    },
  };
}

/** Most conversations want the same few things. */
export function sieveKey({ product, segment, only, above }: NewsSieve, figures: Figures): string {
  return [product?.reference ?? '', segment ?? '', only, above, figures].join('/');
}

function changesFor(
  byProduct: ReadonlyMap<string, SheetChange[]>,
  all: readonly SheetChange[],
  { product }: NewsSieve,
): readonly SheetChange[] {
  return product ? (byProduct.get(product.reference) ?? []) : all;
}
