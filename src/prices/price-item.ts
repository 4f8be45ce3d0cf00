import type { CatalogItem } from './catalog/catalog';
import type { PriceItem } from './price-answer';

export function toPriceItem(found: CatalogItem): PriceItem {
  const { productId, skuId, segment, productTitle, title, description, isTrial, view } = found;
  const reference = `${productId}:${skuId}`;
  return { productId, skuId, segment, productTitle, title, description, isTrial, view, reference };
}
