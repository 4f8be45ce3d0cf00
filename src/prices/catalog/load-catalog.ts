import type { Database } from '../../store/database';
import { prepareQuery } from '../../store/prepared';
import { rememberQuery } from '../../store/remembered';
import type { Segment } from '../terms';
import { createCatalog, type Catalog } from './catalog';

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
      const catalog = readCatalog(database);
      loaded = { version, catalog };
      catalog.catch(() => (loaded = undefined));
    }
    return loaded.catalog;
  };
}

async function readCatalog(database: Database): Promise<Catalog> {
  const rows = await database
    .selectFrom('price_items')
    .select(['id', 'product_id', 'sku_id', 'segment', 'product_title', 'sku_title', 'description', 'tags', 'view'])
    .orderBy('id')
    .execute();
  return createCatalog(
    rows.map((row) => ({
      id: row.id,
      productId: row.product_id,
      skuId: row.sku_id,
      segment: row.segment as Segment,
      productTitle: row.product_title,
      title: row.sku_title,
      description: row.description,
      isTrial: row.tags.split(';').includes('Trial'),
      view: row.view,
    })),
  );
}
