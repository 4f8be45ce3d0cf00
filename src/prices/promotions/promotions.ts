import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, DatabaseTransaction } from '../../store/database';
import { prepareQuery } from '../../store/prepared';
import { rememberQuery } from '../../store/remembered';
import type { PromotionsTable } from '../../store/schema';
import { divideHalfUp, formatMicros, parseMicros, type Decimal } from '../money';
import { billings, terms } from '../terms';
import { readPromotions, type PromotedPlan, type Promotion } from './read-promotions';

export interface Promotions {
  /** What holds on a day, the first to end first; undefined where no promotion was ever taken in. */
  on(day: string): Promise<Promotion[] | undefined>;
  /** What makes a SKU (`CFQ7TTC0HD33:0003`) cheaper on a day, the first to end first. */
  of(reference: string, day: string): Promise<Promotion[]>;
}

export interface PromotionsSummary {
  file: string;
  added: number;
  changed: number;
  unchanged: number;
}

export interface PromotionsImport {
  /** Its name without folder. */
  file: string;
  json: string;
  now: Date;
  /** Runs in the same transaction, last: the audit entry. Not called where nothing changed. */
  within?: (transaction: DatabaseTransaction, summary: PromotionsSummary) => Promise<void>;
}

const plansSchema = z.array(
  z.object({
    reference: z.string(),
    term: z.enum(terms).nullable(),
    billing: z.enum(billings).nullable(),
    discount: z.number().nullable(),
  }),
) satisfies z.ZodType<PromotedPlan[]>;

export function createPromotions(database: Database): Promotions {
  return {
    async on(day) {
      const rows = await database
        .selectFrom('promotions')
        .selectAll()
        .where('starts_on', '<=', day)
        .where('ends_on', '>=', day)
        .orderBy('ends_on')
        .orderBy('name')
        .orderBy('id')
        .execute();
      if (rows.length > 0) return rows.map(toPromotion);
      const known = await database.selectFrom('promotions').select('id').limit(1).executeTakeFirst();
      return known ? [] : undefined;
    },
    async of(reference, day) {
      const rows = await promotionsOfQuery(database, [day, day, reference]);
      return rows.map(toPromotion).filter(({ plans }) => plans.some((plan) => plan.reference === reference));
    },
  };
}

const promotionsOfQuery = rememberQuery(
  prepareQuery<[day: string, sameDay: string, reference: string], PromotionsTable>((database) =>
    database
      .selectFrom('promotions')
      .selectAll()
      .where('starts_on', '<=', '')
      .where('ends_on', '>=', '')
      .where(sql<boolean>`instr(products, ${''}) > 0`)
      .orderBy('ends_on')
      .orderBy('id'),
  ),
);

/**
 * Takes in a list of promotions, wholly or not at all. One that is known by its id is replaced; one that is not in the list
 * stays until it ends: a list is of one market and segment, and does not say so.
 *
 * @throws PromotionsError where the file is at fault; nothing has changed then
 */
export async function importPromotions(
  database: Database,
  { file, json, now, within }: PromotionsImport,
): Promise<PromotionsSummary> {
  const promotions = readPromotions(json);
  return await database.transaction().execute(async (transaction) => {
    const summary = await takeInPromotions(transaction, { file, promotions, now });
    if (summary.added + summary.changed > 0) await within?.(transaction, summary);
    return summary;
  });
}

/** Takes in what was read, within the caller's transaction. */
export async function takeInPromotions(
  transaction: DatabaseTransaction,
  { file, promotions, now }: { file: string; promotions: readonly Promotion[]; now: Date },
): Promise<PromotionsSummary> {
  const summary = { file, added: 0, changed: 0, unchanged: 0 };
  const { id } = await transaction
    .insertInto('promotion_lists')
    .values({ file, imported_at: now.toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const promotion of promotions) summary[await save(transaction, promotion, id)]++;
  if (summary.added === 0) await transaction.deleteFrom('promotion_lists').where('id', '=', id).execute();
  return summary;
}

/** What taking them in would do. */
export async function comparePromotions(
  database: Database,
  promotions: readonly Promotion[],
): Promise<Omit<PromotionsSummary, 'file'>> {
  const summary = { added: 0, changed: 0, unchanged: 0 };
  // One that a list names twice is compared with the one before it, as it would be when taken in.
  const seen = new Map<string, ReturnType<typeof toRow>>();
  for (const promotion of promotions) {
    const row = toRow(promotion);
    const known = seen.get(row.id) ?? (await readPromotion(database, row.id));
    seen.set(row.id, row);
    summary[tellDifference(row, known)]++;
  }
  return summary;
}

function readPromotion(database: Database, id: string): Promise<PromotionsTable | undefined> {
  return database.selectFrom('promotions').selectAll().where('id', '=', id).executeTakeFirst();
}

function tellDifference(
  row: ReturnType<typeof toRow>,
  known: Omit<PromotionsTable, 'list_id'> | undefined,
): 'added' | 'changed' | 'unchanged' {
  if (!known) return 'added';
  const { list_id: _list, ...before } = { list_id: 0, ...known };
  return isDeepStrictEqual({ ...row }, before) ? 'unchanged' : 'changed';
}

async function save(
  transaction: DatabaseTransaction,
  promotion: Promotion,
  list: number,
): Promise<'added' | 'changed' | 'unchanged'> {
  const row = toRow(promotion);
  const difference = tellDifference(row, await readPromotion(transaction, row.id));
  if (difference === 'added')
    await transaction
      .insertInto('promotions')
      .values({ ...row, list_id: list })
      .execute();
  if (difference === 'changed') await transaction.updateTable('promotions').set(row).where('id', '=', row.id).execute();
  return difference;
}

function toRow(promotion: Promotion): Omit<PromotionsTable, 'list_id'> {
  return {
    id: promotion.id,
    name: promotion.name,
    description: promotion.description,
    starts_on: promotion.startsOn,
    ends_on: promotion.endsOn,
    automatic: promotion.isAutomatic ? 1 : 0,
    products: JSON.stringify(promotion.plans),
  };
}

export function toPromotion(row: PromotionsTable): Promotion {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    isAutomatic: row.automatic === 1,
    plans: plansSchema.parse(JSON.parse(row.products)),
  };
}

/** What is left of an amount; the discount in millionths, as a promotion has it. */
export function takeOff(amount: Decimal, discount: number): Decimal {
  const micros = BigInt(parseMicros(amount) ?? 0);
  return formatMicros(divideHalfUp(micros * BigInt(1_000_000 - discount), 1_000_000n));
}
