import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../../store/database';
import type { SheetView } from '../terms';
import { itemBits, type StagingTables } from './staging';

/** The sheet as it is compared with what is known. */
export interface SheetToCompare {
  view: SheetView;
  kind: 'current' | 'preview';
  /** `2026-11`. */
  month: string;
  /** The day that the sheet speaks of. */
  effectiveFrom: string;
  items: number;
  /** Told from time to time how much of it is done, from 0 to 1. */
  onStep(share: number): void;
}

export interface MergeCounts {
  rows: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  renamed: number;
}

/** So many SKUs, of which only the texts are looked at, are a few milliseconds as well. */
const textsPerStep = 1_024;

/** So many SKUs, some twenty prices each, are merged before others get a turn: a few milliseconds. */
export const itemsPerStep = 128;

/**
 * What `mergeSheet` would do, without doing it: only the staging tables are written, so nobody has to wait. What others change
 * meanwhile may be seen in part.
 */
export async function compareSheet(
  database: Database,
  tables: StagingTables,
  sheet: SheetToCompare,
): Promise<MergeCounts> {
  const comparison = createComparison(database, tables, sheet);
  await comparison.markPairs();
  await forTexts(sheet, comparison.linkItems);
  await comparison.indexItems();
  const addedAsFirst = await findDifferences(comparison, sheet, comparison.countFirstPrices);
  const renamed = await forTexts(sheet, comparison.countRenamed);
  return tally(await comparison.countChanges(), addedAsFirst, renamed);
}

/** Does something for all SKUs of the sheet, some at a time, so that others get their turns. @returns the sum */
export async function forTexts(
  { items }: Pick<SheetToCompare, 'items'>,
  work: (first: number, end: number) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (let first = 1; first <= items; first += textsPerStep) {
    sum += await work(first, first + textsPerStep);
    await yieldToOthers();
  }
  return sum;
}

/** @returns the prices of markets and currencies that were not known before, as `takeFirst` counts them */
export async function findDifferences(
  comparison: ReturnType<typeof createComparison>,
  sheet: SheetToCompare,
  takeFirst: (first: number, end: number) => Promise<number>,
): Promise<number> {
  let addedAsFirst = 0;
  const lastItem = sheet.kind === 'current' ? await comparison.findLastComparedItem() : 0;
  const all = sheet.items + lastItem;
  for (let first = 1; first <= sheet.items; first += itemsPerStep) {
    sheet.onStep(first / all);
    addedAsFirst += await takeFirst(first, first + itemsPerStep);
    await comparison.findChanges(first, first + itemsPerStep);
    await yieldToOthers();
  }
  for (let first = 1; first <= lastItem; first += itemsPerStep) {
    sheet.onStep((sheet.items + first) / all);
    await comparison.findRemovals(first, first + itemsPerStep);
    await yieldToOthers();
  }
  return addedAsFirst;
}

type ChangeCounts = Omit<MergeCounts, 'unchanged' | 'renamed'> & { listed: number };

export function tally({ listed, ...counts }: ChangeCounts, addedAsFirst: number, renamed: number): MergeCounts {
  const unchanged = counts.rows - listed - addedAsFirst;
  return { ...counts, added: counts.added + addedAsFirst, unchanged, renamed };
}

export function nameTables(tables: StagingTables) {
  return {
    items: sql.table(tables.items),
    plans: sql.table(tables.plans),
    staged: sql.table(tables.prices),
    pairs: sql.table(tables.markets),
    changes: sql.table(tables.changes),
  };
}

/** The staged prices of some items, `end` not included, with what is known of their market: a table of a query. */
export function selectStaged(tables: StagingTables, first: number, end: number): RawBuilder<unknown> {
  const { plans, staged, pairs } = nameTables(tables);
  const number = (item: number) => sql`(plan.id << ${sql.lit(itemBits)}) + ${item}`;
  // The plans come first: the prices of each are read in a row.
  return sql`(select price.id & ${sql.lit(2 ** itemBits - 1)} as item, plan.market, plan.currency, plan.term, plan.billing,
      pair.known, pair.later_from, span.valid_from, span.valid_to, price.unit, price.retail, price.previous_unit,
      price.previous_retail
    from ${plans} plan join ${pairs} pair on pair.market = plan.market and pair.currency = plan.currency
      cross join ${staged} price on price.id >= ${number(first)} and price.id < ${number(end)}
      cross join ${sql.table(tables.spans)} span on span.id = price.span)`;
}

/** Runs statements that write. @returns how many rows they wrote */
export function createWriter(database: Database): (statement: RawBuilder<unknown>) => Promise<number> {
  return async (statement) => Number((await statement.execute(database)).numAffectedRows ?? 0n);
}

/** What writes the staging tables alone. */
export function createComparison(database: Database, tables: StagingTables, sheet: SheetToCompare) {
  const { items, plans, staged, pairs, changes } = nameTables(tables);
  const write = createWriter(database);
  const { effectiveFrom } = sheet;
  const monthStart = `${sheet.month}-01`;

  return {
    /** Which markets and currencies were known before, and since when a later sheet speaks of them. */
    async markPairs() {
      await write(sql`
        insert into ${pairs} (market, currency, known, later_from)
        select s.market, s.currency,
          exists (select 1 from price_sheet_markets m join price_sheets p on p.id = m.sheet_id
            where m.market = s.market and m.currency = s.currency and p.view = ${sheet.view}),
          (select min(p.effective_from) from price_sheet_markets m join price_sheets p on p.id = m.sheet_id
            where m.market = s.market and m.currency = s.currency and p.view = ${sheet.view} and p.kind = 'current'
              and p.month > ${sheet.month})
        from (select distinct market, currency from ${plans}) s`);
    },

    /** Which of the sheet's SKUs are known; the others stay without. */
    linkItems: (first: number, end: number) =>
      write(sql`
        update ${items} as s set item_id = (select i.id from price_items i where i.product_id = s.product_id
          and i.sku_id = s.sku_id and i.segment = s.segment and i.view = ${sheet.view})
        where s.id >= ${first} and s.id < ${end}`),

    async indexItems() {
      await write(sql`create index ${sql.table(`${tables.items}_by_item`)} on items (item_id)`);
    },

    /** How many SKUs have other texts. */
    async countRenamed(first: number, end: number) {
      const counted = await sql<{ renamed: number }>`
        select count(*) as renamed from ${items} s join price_items i on i.id = s.item_id
        where s.id >= ${first} and s.id < ${end} and i.described_by <= ${sheet.month}
          and ${textsOf('i')} <> ${textsOf('s')}`.execute(database);
      return counted.rows[0]!.renamed;
    },

    async countFirstPrices(first: number, end: number) {
      const counted = await sql<{ prices: number }>`
        select count(*) as prices from ${selectStaged(tables, first, end)} s where not s.known`.execute(database);
      return counted.rows[0]!.prices;
    },

    /** Compares with what is in force on the sheet's day. */
    findChanges: (first: number, end: number) =>
      write(sql`
        insert into ${changes} (item_id, market, currency, term, billing, kind, valid_from, valid_to, unit, retail,
          previous_unit, previous_retail, unit_before, retail_before)
        select i.item_id, s.market, s.currency, s.term, s.billing,
          case when p.unit_micros is null then 'added'
            when s.valid_to < ${effectiveFrom} and (p.valid_to is null or p.valid_to >= ${effectiveFrom}) then 'removed'
            when p.unit_micros <> s.unit or p.retail_micros <> s.retail then 'price'
            else 'dates' end,
          case when p.item_id is null or s.valid_from > p.valid_from then s.valid_from
            when s.later_from is not null and exists (select 1 from price_sheets l
              where l.id = p.sheet_id and l.month > ${sheet.month}) then p.valid_from
            else max(p.valid_from, ${monthStart}) end,
          s.valid_to, s.unit, s.retail, s.previous_unit, s.previous_retail, p.unit_micros, p.retail_micros
        from ${selectStaged(tables, first, end)} s cross join ${items} i on i.id = s.item
          left join prices p on p.item_id = i.item_id and p.market = s.market and p.currency = s.currency
            and p.term = s.term and p.billing = s.billing
            and p.valid_from = (select max(q.valid_from) from prices q where q.item_id = i.item_id
              and q.market = s.market and q.currency = s.currency and q.term = s.term and q.billing = s.billing
              and q.valid_from <= ${effectiveFrom})
        where s.known and (p.item_id is null or p.unit_micros is not s.unit or p.retail_micros is not s.retail
          or p.valid_to is not s.valid_to)`),

    /** The highest item that may have to be ended; 0 where there is nothing to compare with. */
    async findLastComparedItem() {
      const last = await sql<{ id: number | null }>`
        select max(id) as id from price_items where exists (select 1 from ${pairs} where known and later_from is null)
      `.execute(database);
      return last.rows[0]?.id ?? 0;
    },

    /** A sheet that is older than one already taken in does not end what the newer one lists, nor what another view does. */
    findRemovals: (first: number, end: number) =>
      write(sql`
        insert into ${changes} (item_id, market, currency, term, billing, kind, valid_from, unit_before, retail_before)
        select p.item_id, p.market, p.currency, p.term, p.billing, 'removed', ${effectiveFrom}, p.unit_micros,
          p.retail_micros
        from prices p cross join ${pairs} m on p.market = m.market and p.currency = m.currency
          cross join price_items v on v.id = p.item_id and v.view = ${sheet.view}
        where p.item_id >= ${first} and p.item_id < ${end} and m.known and m.later_from is null and p.unit_micros is not null and p.valid_from <= ${effectiveFrom}
          and (p.valid_to is null or p.valid_to >= ${effectiveFrom})
          and not exists (select 1 from prices q where q.item_id = p.item_id and q.market = p.market
            and q.currency = p.currency and q.term = p.term and q.billing = p.billing
            and q.valid_from > p.valid_from and q.valid_from <= ${effectiveFrom})
          and not exists (select 1 from ${plans} c
            join ${staged} s on s.id = (c.id << ${sql.lit(itemBits)})
              + (select i.id from ${items} i where i.item_id = p.item_id)
            where c.market = p.market and c.currency = p.currency and c.term = p.term and c.billing = p.billing)`),

    async countChanges() {
      const counted = await sql<ChangeCounts>`
        select (select count(*) from ${staged}) as rows,
          count(*) filter (where unit is not null) as listed,
          count(*) filter (where kind = 'added') as added,
          count(*) filter (where kind in ('price', 'dates')) as changed,
          count(*) filter (where kind = 'removed') as removed
        from ${changes}`.execute(database);
      return counted.rows[0]!;
    },
  };
}

/** The texts of an item that readers see, as JSON: what a change in the wording is told by. */
export function textsOf(alias: 'i' | 's'): RawBuilder<string> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<string>`json_object('productTitle', ${column('product_title')}, 'skuTitle', ${column('sku_title')},
    'description', ${column('description')})`;
}
