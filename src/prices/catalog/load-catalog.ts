import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Database } from '../../store/database';
import { prepareQuery } from '../../store/prepared';
import { rememberQuery } from '../../store/remembered';
import type { Segment } from '../terms';
import { createCatalogInSteps, type Catalog, type CatalogItem } from './catalog';

/** So many are read in a few milliseconds. */
const itemsPerQuery = 500;

const newestSheetQuery = rememberQuery(
  prepareQuery<[], { id: number | null }>((database) =>
    database.selectFrom('price_sheets').select((sheet) => sheet.fn.max('id').as('id')),
  ),
);

/** Gives the catalog of all that was ever priced, built anew when a sheet has come in, by this or another process. */
export function createCatalogLoader(database: Database): () => Promise<Catalog> {
  let loaded: { version: number; catalog: Promise<Catalog> } | undefined;
  return async () => {
    const [newest] = await newestSheetQuery(database, []);
    const version = newest?.id ?? 0;
    if (loaded?.version !== version) {
      const catalog = readCatalog(database, loaded?.catalog);
      loaded = { version, catalog };
      catalog.catch(() => (loaded = undefined));
    }
    return loaded.catalog;
  };
}

/**
 * In steps, so that nobody waits while thousands of titles are indexed. Sheets of another market, and of most days, have the same
 * products: then nothing is indexed anew.
 */
async function readCatalog(database: Database, earlier: Promise<Catalog> | undefined): Promise<Catalog> {
  const before = await earlier?.catch(() => undefined);
  const items = await readItems(database);
  // A catalog of its own all the same: whoever keeps something with it keeps it for one sheet.
  if (before?.items.length === items.length && before.items.every((item, at) => isSame(item, items[at]!)))
    return { ...before };
  const steps = createCatalogInSteps(items);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await yieldToOthers();
  }
}

async function readItems(database: Database): Promise<CatalogItem[]> {
  const items: CatalogItem[] = [];
  const once = createOnce();
  for (;;) {
    const rows = await database
      .selectFrom('price_items')
      .select(['id', 'product_id', 'sku_id', 'segment', 'product_title', 'sku_title', 'description', 'tags', 'view'])
      .where('id', '>', items.at(-1)?.id ?? 0)
      .orderBy('id')
      .limit(itemsPerQuery)
      .execute();
    for (const row of rows) {
      items.push({
        id: row.id,
        productId: once(row.product_id),
        skuId: once(row.sku_id),
        segment: once(row.segment) as Segment,
        productTitle: once(row.product_title),
        title: once(row.sku_title),
        description: once(row.description),
        isTrial: row.tags.split(';').includes('Trial'),
        view: once(row.view),
      });
    }
    if (rows.length < itemsPerQuery) return items;
    await yieldToOthers();
  }
}

/** All fields are plain values. */
function isSame(one: CatalogItem, other: CatalogItem): boolean {
  return (Object.keys(one) as (keyof CatalogItem)[]).every((field) => one[field] === other[field]);
}

/** The same text for equal texts: the database makes one anew for each row, and most are in many. */
function createOnce(): <Text extends string>(text: Text) => Text {
  const known = new Map<string, string>();
  return <Text extends string>(text: Text) => {
    const same = known.get(text);
    if (same === undefined) known.set(text, text);
    return (same ?? text) as Text;
  };
}
