import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../store/database';
import type { PriceSheetsTable } from '../store/schema';
import type { Billing, Segment, Term } from '../prices/prices';
import type { SheetChange } from './news';

/** A price sheet as news of it names it. */
export interface NewsSheet {
  id: number;
  /** `2026-11`. */
  month: string;
  /** ISO date: since when, or from when on, what it says holds. */
  effectiveFrom: string;
  importedAt: string;
  /** A preview tells what will change. */
  kind: 'current' | 'preview';
  /** Sheets of another view speak of other products. */
  view: PriceSheetsTable['view'];
}

/** Prices of one market in one currency: the account's own. */
export interface Home {
  market: string;
  currency: string;
}

export async function readSheet(database: Database, id: number): Promise<NewsSheet | undefined> {
  const row = await database.selectFrom('price_sheets').selectAll().where('id', '=', id).executeTakeFirst();
  return (
    row && {
      id: row.id,
      month: row.month,
      effectiveFrom: row.effective_from,
      importedAt: row.imported_at,
      kind: row.kind,
      view: row.view,
    }
  );
}

/**
 * A plan of the same SKU that is in force on the day of the change, and neither came nor went by this sheet. Looked for among the
 * changes of its item (`+` keeps SQLite from walking through those of the sheet or the market for each one).
 */
const otherPlans = sql`select 1 from prices as p
  where p.item_id = change.item_id and p.market = change.market and p.currency = change.currency
    and p.unit_micros is not null and p.valid_from <= change.effective_from
    and (p.valid_to is null or p.valid_to >= change.effective_from)
    and not exists (select 1 from prices as newer where newer.item_id = p.item_id and newer.market = p.market
      and newer.currency = p.currency and newer.term = p.term and newer.billing = p.billing
      and newer.valid_from > p.valid_from and newer.valid_from <= change.effective_from)
    and not exists (select 1 from price_changes as moved where moved.item_id = p.item_id
      and +moved.sheet_id = change.sheet_id and +moved.market = p.market and +moved.currency = p.currency
      and moved.term = p.term and moved.billing = p.billing and moved.kind in ('added', 'removed'))`;

/** So many changes are read before others get a turn. */
const readAtOnce = 500;

/** What a sheet changed in sale or price at home; another wording or another last day is no news. */
export async function readSheetChanges(database: Database, sheetId: number, home: Home): Promise<SheetChange[]> {
  const changes: SheetChange[] = [];
  for (let last = 0; ; await yieldToOthers()) {
    const rows = await readSome(database, sheetId, home, last);
    changes.push(...rows.map(toChange));
    if (rows.length < readAtOnce) return changes;
    last = rows.at(-1)!.id;
  }
}

function readSome(database: Database, sheetId: number, home: Home, after: number) {
  return database
    .selectFrom('price_changes as change')
    .innerJoin('price_items as item', 'item.id', 'change.item_id')
    .select([
      'change.id',
      'change.kind',
      'change.term',
      'change.billing',
      'change.unit_before',
      'change.unit_after',
      'change.retail_before',
      'change.retail_after',
      'item.product_id',
      'item.sku_id',
      'item.sku_title',
      'item.segment',
    ])
    .select(sql<0 | 1>`exists (${otherPlans})`.as('is_one_plan'))
    .where('change.sheet_id', '=', sheetId)
    .where('change.id', '>', after)
    .where('change.market', '=', home.market)
    .where('change.currency', '=', home.currency)
    .where('change.kind', 'in', ['added', 'removed', 'price'])
    .orderBy('change.id')
    .limit(readAtOnce)
    .execute();
}

function toChange(row: Awaited<ReturnType<typeof readSome>>[number]): SheetChange {
  return {
    reference: `${row.product_id}:${row.sku_id}`,
    title: row.sku_title,
    segment: row.segment as Segment,
    kind: row.kind as SheetChange['kind'],
    isOnePlan: Boolean(row.is_one_plan),
    plan: { term: row.term as Term, billing: row.billing as Billing },
    unit: { before: row.unit_before, after: row.unit_after },
    retail: { before: row.retail_before, after: row.retail_after },
  };
}

/**
 * Whether a sheet tells something new at home: one that a sheet of a later month came before fills in the past.
 * Previews come before the month they speak of, and do not make the current month's sheet old.
 */
export async function isNew(database: Database, sheet: NewsSheet, home: Home): Promise<boolean> {
  const later = await database
    .selectFrom('price_sheets')
    .innerJoin('price_sheet_markets', 'price_sheet_markets.sheet_id', 'price_sheets.id')
    .select('price_sheets.id')
    .where('price_sheets.id', '<', sheet.id)
    .where('price_sheets.view', '=', sheet.view)
    .where('price_sheets.month', '>', sheet.month)
    .where('price_sheets.kind', '=', 'current')
    .where('market', '=', home.market)
    .where('currency', '=', home.currency)
    .limit(1)
    .executeTakeFirst();
  return later === undefined;
}
