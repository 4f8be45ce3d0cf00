import { z } from 'zod';
import { parseMicros } from '../money';
import type { Billing, Term } from '../terms';

/** One plan of one SKU that a promotion makes cheaper. */
export interface PromotedPlan {
  /** `CFQ7TTC0HD33:0003`. */
  reference: string;
  /** Null where the platform names none that is known. */
  term: Term | null;
  billing: Billing | null;
  /** Taken off the partner's price, in millionths: 167000 is 16.7 %. Null where the promotion gives no percentage. */
  discount: number | null;
}

/** A promotion (domain.md 4.7); price sheets know nothing of it. */
export interface Promotion {
  /** `product:sku:availability`. */
  id: string;
  name: string;
  description: string;
  /** First and last day, in UTC. */
  startsOn: string;
  endsOn: string;
  /** Applied to every order that fits, without being asked for. */
  isAutomatic: boolean;
  plans: PromotedPlan[];
}

/** A file that is no list of promotions; its message says where. */
export class PromotionsError extends Error {
  override name = 'PromotionsError';
}

const day = z.iso.datetime({ offset: true }).transform((moment) => new Date(moment).toISOString().slice(0, 10));
const text = z.string().trim().max(2_000);
const billings: Partial<Record<string, Billing>> = {
  monthly: 'monthly',
  annual: 'annual',
  triennial: 'triennial',
  onetime: 'once',
};
const terms: Partial<Record<string, Term>> = { P1M: 'P1M', P1Y: 'P1Y', P3Y: 'P3Y', OneTime: 'OneTime' };

/** "0.167", as text so that it stays exact; the platform's samples have numbers too. */
const rate = z
  .union([z.string(), z.number()])
  .transform((value) => parseMicros(`${value}`) ?? Number.NaN)
  .refine((micros) => micros >= 0 && micros <= 1_000_000, 'is no share between 0 and 1');
const policy = z.union([
  z.object({ policyType: z.literal('PercentDiscount'), value: rate }),
  z.object({ policyType: z.string().refine((type) => type !== 'PercentDiscount') }).transform(() => null),
]);

const planSchema = z
  .object({
    productId: text.min(1),
    skuId: text.min(1).max(4),
    term: z.object({ duration: z.string().nullish(), billingCycle: z.string().nullish() }).nullish(),
    pricingPolicies: z.array(policy).nullish(),
  })
  .transform(({ productId, skuId, term, pricingPolicies }): PromotedPlan => ({
    // Spreadsheets and some answers lose the zeros (domain.md 4.1).
    reference: `${productId.toUpperCase()}:${skuId.toUpperCase().padStart(4, '0')}`,
    term: terms[term?.duration ?? ''] ?? null,
    billing: billings[term?.billingCycle?.toLowerCase() ?? ''] ?? null,
    discount: pricingPolicies?.find((each) => each !== null)?.value ?? null,
  }));

const promotionSchema = z
  .object({
    id: text.min(1),
    name: text.min(1),
    description: text.nullish(),
    startDate: day,
    endDate: day,
    properties: z.object({ isAutoApplicable: z.boolean().nullish() }).nullish(),
    requiredProducts: z.array(planSchema).min(1).max(500),
  })
  .refine(({ startDate, endDate }) => startDate <= endDate, { path: ['endDate'], error: 'is before startDate' })
  .transform(({ id, name, description, startDate, endDate, properties, requiredProducts }): Promotion => ({
    id,
    name,
    description: description ?? '',
    startsOn: startDate,
    endsOn: endDate,
    isAutomatic: properties?.isAutoApplicable ?? false,
    plans: requiredProducts,
  }));

/** The collection that `GET /v1/productpromotions` answers with (domain.md 3a). */
const collectionSchema = z.object({ items: z.array(promotionSchema).max(50_000) });

/**
 * Reads what the platform's API answers when it is asked for promotions.
 *
 * @throws PromotionsError where it is something else; nothing of it is used then
 */
export function readPromotions(json: string): Promotion[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    throw new PromotionsError('this is no JSON');
  }
  const read = collectionSchema.safeParse(parsed);
  if (read.success) return read.data.items;
  const [issue] = read.error.issues;
  throw new PromotionsError(`${issue!.path.join('.') || 'the file'}: ${issue!.message}`);
}
