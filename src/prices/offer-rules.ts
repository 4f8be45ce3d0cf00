import { z } from 'zod';
import type { Database } from '../store/database';
import { prepareQuery } from '../store/prepared';
import { rememberQuery } from '../store/remembered';
import type { OfferRulesTable } from '../store/schema';

/** What the offer matrix says of a SKU (domain.md 4.2): what may be ordered, beside what it costs. */
export interface OfferRule {
  /** Licences of one subscription; null where there is no limit. */
  minSeats: number | null;
  maxSeats: number | null;
  /** References (`CFQ7TTC0LDPB:0001`, or a product alone) of what a customer must have first: one of them. */
  prerequisites: string[];
  /** What it can be changed into. */
  conversions: string[];
}

/** Tells what the newest offer matrix says of a SKU; undefined where none was taken in, or it says nothing of it. */
export type OfferRules = (reference: string) => Promise<OfferRule | undefined>;

const referencesSchema = z.array(z.string());

const ruleQuery = rememberQuery(
  prepareQuery<
    [productId: string, skuId: string],
    Pick<OfferRulesTable, 'min_seats' | 'max_seats' | 'prerequisites' | 'conversions'>
  >((database) =>
    database
      .selectFrom('offer_rules')
      .select(['min_seats', 'max_seats', 'prerequisites', 'conversions'])
      .where('product_id', '=', '')
      .where('sku_id', '=', '')
      .where('until_list', 'is', null),
  ),
);

export function createOfferRules(database: Database): OfferRules {
  return async (reference) => {
    const [productId = '', skuId = ''] = reference.split(':');
    const [row] = await ruleQuery(database, [productId, skuId]);
    if (!row) return undefined;
    return {
      minSeats: row.min_seats,
      maxSeats: row.max_seats,
      prerequisites: referencesSchema.parse(JSON.parse(row.prerequisites)),
      conversions: referencesSchema.parse(JSON.parse(row.conversions)),
    };
  };
}
