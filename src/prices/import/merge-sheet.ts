import { sql } from 'kysely';
import type { DatabaseTransaction } from '../../store/database';
import {
  createComparison,
  createWriter,
  findDifferences,
  forTexts,
  nameTables,
  selectStaged,
  tally,
  textsOf,
  type MergeCounts,
  type SheetToCompare,
} from './compare-sheet';
import { createLateSheet } from './late-sheet';
import type { StagingTables } from './staging';

/** The sheet as the merge needs it. */
export interface SheetToMerge extends SheetToCompare {
  id: number;
}

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
  const comparison = createComparison(transaction, tables, sheet);
  const merge = createMerge(transaction, tables, sheet);
  const late = createLateSheet(transaction, tables, sheet);
  await comparison.markPairs();
  await merge.notePairs();
  await forTexts(sheet, merge.insertItems);
  await forTexts(sheet, comparison.linkItems);
  await comparison.indexItems();
  const renamed = await forTexts(sheet, merge.describeItems);
  const addedAsFirst = await findDifferences(comparison, sheet, merge.insertFirstPrices);
  await late.keepWhatFollows();
  await late.takeOverWhatIsSame();
  await merge.applyChanges();
  await late.endWhatIsGone();
  await late.tellAnew();
  return tally(await comparison.countChanges(), addedAsFirst, renamed);
}

/** What writes the tables of all. */
function createMerge(transaction: DatabaseTransaction, tables: StagingTables, sheet: SheetToMerge) {
  const { items, pairs, changes } = nameTables(tables);
  const write = createWriter(transaction);
  const { effectiveFrom } = sheet;

  return {
    async notePairs() {
      await write(sql`
        insert into price_sheet_markets (sheet_id, market, currency)
        select ${sheet.id}, market, currency from ${pairs}`);
    },

    insertItems: (first: number, end: number) =>
      write(sql`
        insert into price_items (view, product_id, sku_id, segment, product_title, sku_title, publisher, description,
          unit_of_measure, tags, described_by)
        select ${sheet.view}, product_id, sku_id, segment, product_title, sku_title, publisher, description,
          unit_of_measure, tags, ${sheet.month}
        from ${items} where id >= ${first} and id < ${end} order by id
        on conflict (product_id, sku_id, segment, view) do nothing`),

    /** @returns how many SKUs had other texts */
    async describeItems(first: number, end: number) {
      const renamed = await write(sql`
        insert into price_changes (sheet_id, item_id, kind, effective_from, text_before, text_after)
        select ${sheet.id}, i.id, 'text', ${effectiveFrom}, ${textsOf('i')}, ${textsOf('s')}
        from ${items} s join price_items i on i.id = s.item_id
        where s.id >= ${first} and s.id < ${end} and i.described_by <= ${sheet.month}
          and ${textsOf('i')} <> ${textsOf('s')}`);
      await write(sql`
        update price_items as i set product_title = s.product_title, sku_title = s.sku_title, publisher = s.publisher,
          description = s.description, unit_of_measure = s.unit_of_measure, tags = s.tags, described_by = ${sheet.month}
        from ${items} s where s.id >= ${first} and s.id < ${end} and s.item_id = i.id
          and i.described_by <= ${sheet.month} and (i.described_by < ${sheet.month} or s.publisher <> i.publisher or s.tags <> i.tags
            or s.unit_of_measure <> i.unit_of_measure or ${textsOf('i')} <> ${textsOf('s')})`);
      return renamed;
    },

    /** The first sheet of a market and currency has nothing to be compared with. @returns the number of prices */
    insertFirstPrices: (first: number, end: number) =>
      write(sql`
        insert into prices (item_id, market, currency, term, billing, valid_from, valid_to, unit_micros, retail_micros,
          previous_unit_micros, previous_retail_micros, sheet_id)
        select i.item_id, s.market, s.currency, s.term, s.billing, s.valid_from, s.valid_to, s.unit, s.retail,
          s.previous_unit, s.previous_retail, ${sheet.id}
        from ${selectStaged(tables, first, end)} s cross join ${items} i on i.id = s.item
        where not s.known`),

    async applyChanges() {
      await write(sql`
        insert into prices (item_id, market, currency, term, billing, valid_from, valid_to, unit_micros, retail_micros,
          previous_unit_micros, previous_retail_micros, sheet_id)
        select item_id, market, currency, term, billing, valid_from, valid_to, unit, retail, previous_unit,
          previous_retail, ${sheet.id}
        from ${changes} where true
        on conflict do update set valid_to = excluded.valid_to, unit_micros = excluded.unit_micros,
          retail_micros = excluded.retail_micros, previous_unit_micros = excluded.previous_unit_micros,
          previous_retail_micros = excluded.previous_retail_micros, sheet_id = excluded.sheet_id`);
      await write(sql`
        insert into price_changes (sheet_id, item_id, kind, effective_from, market, currency, term, billing,
          unit_before, unit_after, retail_before, retail_after)
        select ${sheet.id}, item_id, kind, max(valid_from, ${effectiveFrom}), market, currency, term, billing,
          unit_before, case when kind = 'removed' then null else unit end,
          retail_before, case when kind = 'removed' then null else retail end
        from ${changes}`);
    },
  };
}
