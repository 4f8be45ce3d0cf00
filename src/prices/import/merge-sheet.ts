import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { DatabaseTransaction } from '../../store/database';
import type { SheetView } from '../terms';
import type { StagingTables } from './staging';

/** The sheet as the merge needs it. */
export interface SheetToMerge {
  id: number;
  view: SheetView;
  kind: 'current' | 'preview';
  /** `2026-11`. */
  month: string;
  /** The day that the sheet speaks of. */
  effectiveFrom: string;
  items: number;
}

export interface MergeCounts {
  rows: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  renamed: number;
}

/** So many SKUs, some twenty prices each, are merged before others get a turn: a few milliseconds. */
const itemsPerStep = 128;

/**
 * Brings the staged rows into the tables, within the caller's transaction. A price that differs from the one in force on the
 * sheet's day becomes a new row from its start, or from the sheet's month where the start lies before what is known; nothing
 * is overwritten but what the same day already said. What a full sheet of the market and currency no longer lists ends.
 */
export async function mergeSheet(
  transaction: DatabaseTransaction,
  tables: StagingTables,
  sheet: SheetToMerge,
): Promise<MergeCounts> {
  const merge = createMerge(transaction, tables, sheet);
  await merge.markPairs();
  const renamed = await merge.describeItems();
  let addedAsFirst = 0;
  for (let first = 1; first <= sheet.items; first += itemsPerStep) {
    addedAsFirst += await merge.insertFirstPrices(first, first + itemsPerStep);
    await merge.findChanges(first, first + itemsPerStep);
    await yieldToOthers();
  }
  const lastItem = sheet.kind === 'current' ? await merge.findLastComparedItem() : 0;
  for (let first = 1; first <= lastItem; first += itemsPerStep) {
    await merge.findRemovals(first, first + itemsPerStep);
    await yieldToOthers();
  }
  await merge.applyChanges();
  const { listed, ...counts } = await merge.countChanges();
  const unchanged = counts.rows - listed - addedAsFirst;
  return { ...counts, added: counts.added + addedAsFirst, unchanged, renamed };
}

function createMerge(transaction: DatabaseTransaction, tables: StagingTables, sheet: SheetToMerge) {
  const items = sql.table(`temp.${tables.items}`);
  const staged = sql.table(`temp.${tables.prices}`);
  const pairs = sql.table(`temp.${tables.markets}`);
  const changes = sql.table(`temp.${tables.changes}`);
  const { effectiveFrom } = sheet;
  const monthStart = `${sheet.month}-01`;

  const run = async (statement: RawBuilder<unknown>): Promise<number> =>
    Number((await statement.execute(transaction)).numAffectedRows ?? 0n);

  return {
    /** Which markets and currencies were known before, and since when a later sheet speaks of them. */
    async markPairs() {
      await run(sql`
        insert into ${pairs} (market, currency, known, later_from)
        select s.market, s.currency,
          exists (select 1 from price_sheet_markets m join price_sheets p on p.id = m.sheet_id
            where m.market = s.market and m.currency = s.currency and p.view = ${sheet.view}),
          (select min(p.effective_from) from price_sheet_markets m join price_sheets p on p.id = m.sheet_id
            where m.market = s.market and m.currency = s.currency and p.view = ${sheet.view} and p.kind = 'current'
              and p.month > ${sheet.month})
        from (select distinct market, currency from ${staged}) s`);
      await run(sql`
        insert into price_sheet_markets (sheet_id, market, currency)
        select ${sheet.id}, market, currency from ${pairs}`);
    },

    /** @returns how many SKUs had other texts */
    async describeItems() {
      await run(sql`
        insert into price_items (view, product_id, sku_id, segment, product_title, sku_title, publisher, description,
          unit_of_measure, tags, described_by)
        select ${sheet.view}, product_id, sku_id, segment, product_title, sku_title, publisher, description,
          unit_of_measure, tags, ${sheet.month}
        from ${items} where true order by id
        on conflict (product_id, sku_id, segment, view) do nothing`);
      await run(sql`
        update ${items} as s set item_id = (select i.id from price_items i where i.product_id = s.product_id
          and i.sku_id = s.sku_id and i.segment = s.segment and i.view = ${sheet.view})`);
      await run(sql`create index temp.${sql.id(`${tables.items}_by_item`)} on ${sql.id(tables.items)} (item_id)`);
      const renamed = await run(sql`
        insert into price_changes (sheet_id, item_id, kind, effective_from, text_before, text_after)
        select ${sheet.id}, i.id, 'text', ${effectiveFrom}, ${textsOf('i')}, ${textsOf('s')}
        from ${items} s join price_items i on i.id = s.item_id
        where i.described_by <= ${sheet.month} and ${textsOf('i')} <> ${textsOf('s')}`);
      await run(sql`
        update price_items as i set product_title = s.product_title, sku_title = s.sku_title, publisher = s.publisher,
          description = s.description, unit_of_measure = s.unit_of_measure, tags = s.tags, described_by = ${sheet.month}
        from ${items} s where s.item_id = i.id and i.described_by <= ${sheet.month}
          and (i.described_by < ${sheet.month} or s.publisher <> i.publisher or s.tags <> i.tags
            or s.unit_of_measure <> i.unit_of_measure or ${textsOf('i')} <> ${textsOf('s')})`);
      return renamed;
    },

    /** The first sheet of a market and currency has nothing to be compared with. @returns the number of prices */
    insertFirstPrices: (first: number, end: number) =>
      run(sql`
        insert into prices (item_id, market, currency, term, billing, valid_from, valid_to, unit_micros, retail_micros,
          previous_unit_micros, previous_retail_micros, sheet_id)
        select i.item_id, s.market, s.currency, s.term, s.billing, s.valid_from, s.valid_to, s.unit, s.retail,
          s.previous_unit, s.previous_retail, ${sheet.id}
        from ${staged} s join ${pairs} m on m.market = s.market and m.currency = s.currency
          join ${items} i on i.id = s.item
        where s.item >= ${first} and s.item < ${end} and not m.known`),

    /** Compares with what is in force on the sheet's day. */
    findChanges: (first: number, end: number) =>
      run(sql`
        insert into ${changes} (item_id, market, currency, term, billing, kind, valid_from, valid_to, unit, retail,
          previous_unit, previous_retail, unit_before, retail_before)
        select i.item_id, s.market, s.currency, s.term, s.billing,
          case when p.unit_micros is null then 'added'
            when s.valid_to < ${effectiveFrom} and (p.valid_to is null or p.valid_to >= ${effectiveFrom}) then 'removed'
            when p.unit_micros <> s.unit or p.retail_micros <> s.retail then 'price'
            else 'dates' end,
          case when p.item_id is null or s.valid_from > p.valid_from then s.valid_from
            else max(p.valid_from, ${monthStart}) end,
          s.valid_to, s.unit, s.retail, s.previous_unit, s.previous_retail, p.unit_micros, p.retail_micros
        from ${staged} s join ${pairs} m on m.market = s.market and m.currency = s.currency
          join ${items} i on i.id = s.item
          left join prices p on p.item_id = i.item_id and p.market = s.market and p.currency = s.currency
            and p.term = s.term and p.billing = s.billing
            and p.valid_from = (select max(q.valid_from) from prices q where q.item_id = i.item_id
              and q.market = s.market and q.currency = s.currency and q.term = s.term and q.billing = s.billing
              and q.valid_from <= ${effectiveFrom})
        where s.item >= ${first} and s.item < ${end} and m.known
          and (p.item_id is null or p.unit_micros is not s.unit or p.retail_micros is not s.retail
            or p.valid_to is not s.valid_to)`),

    /** The highest item that may have to be ended; 0 where there is nothing to compare with. */
    async findLastComparedItem() {
      const last = await sql<{ id: number | null }>`
        select max(id) as id from price_items where exists (select 1 from ${pairs} where known and later_from is null)
      `.execute(transaction);
      return last.rows[0]?.id ?? 0;
    },

    /** A sheet that is older than one already taken in does not end what the newer one lists, nor what another view does. */
    findRemovals: (first: number, end: number) =>
      run(sql`
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
          and not exists (select 1 from ${staged} s where s.market = p.market and s.currency = p.currency
            and s.term = p.term and s.billing = p.billing
            and s.item = (select i.id from ${items} i where i.item_id = p.item_id))`),

    async applyChanges() {
      await run(sql`
        insert into prices (item_id, market, currency, term, billing, valid_from, valid_to, unit_micros, retail_micros,
          previous_unit_micros, previous_retail_micros, sheet_id)
        select item_id, market, currency, term, billing, valid_from, valid_to, unit, retail, previous_unit,
          previous_retail, ${sheet.id}
        from ${changes} where true
        on conflict do update set valid_to = excluded.valid_to, unit_micros = excluded.unit_micros,
          retail_micros = excluded.retail_micros, previous_unit_micros = excluded.previous_unit_micros,
          previous_retail_micros = excluded.previous_retail_micros, sheet_id = excluded.sheet_id`);
      await run(sql`
        insert into price_changes (sheet_id, item_id, kind, effective_from, market, currency, term, billing,
          unit_before, unit_after, retail_before, retail_after)
        select ${sheet.id}, item_id, kind, max(valid_from, ${effectiveFrom}), market, currency, term, billing,
          unit_before, case when kind = 'removed' then null else unit end,
          retail_before, case when kind = 'removed' then null else retail end
        from ${changes}`);
      // Taken in late: what only this older sheet lists ended when the next one, already known, no longer did.
      await run(sql`
        insert into prices (item_id, market, currency, term, billing, valid_from, sheet_id)
        select c.item_id, c.market, c.currency, c.term, c.billing, m.later_from, ${sheet.id}
        from ${changes} c join ${pairs} m on m.market = c.market and m.currency = c.currency
        where m.later_from is not null and c.kind = 'added'
          and not exists (select 1 from prices q where q.item_id = c.item_id and q.market = c.market
            and q.currency = c.currency and q.term = c.term and q.billing = c.billing and q.valid_from > c.valid_from)`);
    },

    async countChanges() {
      const counted = await sql<{ rows: number; listed: number; added: number; changed: number; removed: number }>`
        select (select count(*) from ${staged}) as rows,
          count(*) filter (where unit is not null) as listed,
          count(*) filter (where kind = 'added') as added,
          count(*) filter (where kind in ('price', 'dates')) as changed,
          count(*) filter (where kind = 'removed') as removed
        from ${changes}`.execute(transaction);
      return counted.rows[0]!;
    },
  };
}

/** The texts of an item that readers see, as JSON: what a change in the wording is told by. */
function textsOf(alias: 'i' | 's'): RawBuilder<string> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<string>`json_object('productTitle', ${column('product_title')}, 'skuTitle', ${column('sku_title')},
    'description', ${column('description')})`;
}
