import { createCatalog, type Catalog, type CatalogItem } from './catalog/catalog';
import type { PriceItem } from './price-answer';
import { toPriceItem } from './price-item';
import type { SoldItems } from './sold-items';
import { segments, type Segment } from './terms';

/** A product in a segment: its SKUs, terms and billing plans count once. */
export interface Product {
  productId: string;
  segment: Segment;
  /** The SKU's title where there is only one, else the product's. */
  title: string;
  /** How many SKUs are sold under it. */
  variants: number;
}

export interface ProductFilter {
  segment?: Segment | undefined;
  /** ISO date: what is sold on that day. */
  day: string;
  offset: number;
  limit: number;
}

export interface ProductPage {
  /** By segment, then by title. */
  products: Product[];
  total: number;
  /** Of every segment, whatever the filter. */
  counts: Record<Segment, number>;
}

/** An item, and whether it is sold on the day that was asked about. */
export interface OfferedItem extends PriceItem {
  isSold: boolean;
}

/** What some words mean among all that was ever priced. */
export type ProductMatches =
  | { kind: 'empty' }
  /** Products that come near, the nearest first. */
  | { kind: 'none'; nearest: PriceItem[] }
  /** What was named is sold, but not in the segment asked for. */
  | { kind: 'other-segment'; item: PriceItem; segments: Segment[] }
  /** Equally good ones, and what else fits. What is no longer sold is among them only where nothing else fits. */
  | { kind: 'found'; best: OfferedItem[]; others: OfferedItem[] };

const shownNearest = 5;

/** The catalog as people read it: what is sold, each product once. */
export interface Products {
  /** Undefined where no price sheet was ever taken in. */
  list(filter: ProductFilter): Promise<ProductPage | undefined>;
  /** What words, or a product or SKU id, mean; with a segment, there alone. */
  match(text: string, where: { segment?: Segment | undefined; day: string }): Promise<ProductMatches>;
  /**
   * The items with these references (`CFQ7TTC0LCHC:0002`), each in its place; null for what was never priced. Undefined where
   * no price sheet was ever taken in.
   */
  describe(references: readonly string[], day: string): Promise<(OfferedItem | null)[] | undefined>;
}

export function createProducts(loadCatalog: () => Promise<Catalog>, soldOn: SoldItems): Products {
  const listings = new WeakMap<ReadonlySet<number>, Product[]>();
  const listSold = ({ items }: Catalog, sold: ReadonlySet<number>): Product[] => {
    const known = listings.get(sold) ?? groupByProduct(items.filter((item) => sold.has(item.id)));
    listings.set(sold, known);
    return known;
  };

  return {
    async list({ segment, day, offset, limit }) {
      const catalog = await loadCatalog();
      if (catalog.items.length === 0) return undefined;
      const all = listSold(catalog, await soldOn(catalog, day));
      const listed = segment ? all.filter((product) => product.segment === segment) : all;
      const count = (wanted: Segment) => all.filter((product) => product.segment === wanted).length;
      return {
        products: listed.slice(offset, offset + limit),
        total: listed.length,
        counts: {
          commercial: count('commercial'),
          education: count('education'),
          charity: count('charity'),
          government: count('government'),
        },
      };
    },

    async match(text, { segment, day }) {
      const catalog = await loadCatalog();
      if (catalog.items.length === 0) return { kind: 'empty' };
      const { best, others, isOtherSegment } = catalog.search(text, segment, catalog.items.length);
      const [first] = best;
      if (!first) return { kind: 'none', nearest: catalog.nearest(text, shownNearest).map(toPriceItem) };
      if (isOtherSegment) {
        const sold = [first, ...catalog.listRelated(first)].map((item) => item.segment);
        return {
          kind: 'other-segment',
          item: toPriceItem(first),
          segments: segments.filter((each) => sold.includes(each)),
        };
      }
      const sold = await soldOn(catalog, day);
      const offered = (items: CatalogItem[]) => items.map((item) => toOffered(item, sold));
      const isSold = (item: OfferedItem) => item.isSold;
      const soldBest = offered(best).filter(isSold);
      return {
        kind: 'found',
        best: soldBest.length > 0 ? soldBest : offered(best),
        others: offered(others).filter(isSold),
      };
    },

    async describe(references, day) {
      const catalog = await loadCatalog();
      if (catalog.items.length === 0) return undefined;
      const sold = await soldOn(catalog, day);
      return references.map((reference) => {
        const items = catalog.items.filter((item) => `${item.productId}:${item.skuId}` === reference);
        const item = items.find(({ id }) => sold.has(id)) ?? items[0];
        return item ? toOffered(item, sold) : null;
      });
    },
  };
}

function toOffered(item: CatalogItem, sold: ReadonlySet<number>): OfferedItem {
  return { ...toPriceItem(item), isSold: sold.has(item.id) };
}

const byTitle = new Intl.Collator('en');

function groupByProduct(items: readonly CatalogItem[]): Product[] {
  const products = new Map<string, Product>();
  for (const { productId, segment, title, productTitle } of items) {
    const key = `${segment}/${productId}`;
    const known = products.get(key);
    products.set(
      key,
      known
        ? { ...known, title: productTitle, variants: known.variants + 1 }
        : { productId, segment, title, variants: 1 },
    );
  }
  return [...products.values()].sort(
    (one, other) =>
      segments.indexOf(one.segment) - segments.indexOf(other.segment) || byTitle.compare(one.title, other.title),
  );
}

/** Which of some items words mean, as the search over all would have it: one where that is clear. */
export function matchAmong<Item extends Pick<PriceItem, 'productId' | 'skuId' | 'segment' | 'productTitle' | 'title'>>(
  items: readonly Item[],
  text: string,
): Item[] {
  const catalog = createCatalog(
    items.map((item, id) => ({ description: '', isTrial: false, view: 'license-based', ...item, id })),
  );
  return catalog.search(text, undefined, 1).best.map(({ id }) => items[id]!);
}
