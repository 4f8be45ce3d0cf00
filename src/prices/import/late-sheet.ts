import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { DatabaseTransaction } from '../../store/database';
import { createWriter, itemsPerStep, nameTables, selectStaged, textsOf } from './compare-sheet';
import type { SheetToMerge } from './merge-sheet';
import type { StagingTables } from './staging';

/**
 * A sheet that comes after one of a later month was taken in (files come in the order of their names): it fills in the past,
 * and what the next sheet says keeps holding from that sheet's day on.
 */
export function createLateSheet(transaction: DatabaseTransaction, tables: StagingTables, sheet: SheetToMerge) {
  const { items, pairs, changes } = nameTables(tables);
  const write = createWriter(transaction);
  /** By market and currency that it is late for: the sheet whose changes are to be told, and its day. */
  const own = sql`(select market, currency, ${sheet.effectiveFrom} as day, ${sheet.id} as sheet_id, ${sheet.month} as month
    from ${pairs} where later_from is not null)`;
  const next = sql`(select m.market, m.currency, m.later_from as day, n.id as sheet_id, n.month
    from ${pairs} m join price_sheets n on n.id = (
      select p.id from price_sheet_markets o join price_sheets p on p.id = o.sheet_id
      where o.market = m.market and o.currency = m.currency and p.view = ${sheet.view} and p.kind = 'current'
        and p.month > ${sheet.month} and p.effective_from = m.later_from
      order by p.id desc limit 1))`;
  const samePlan = (one: string, other: string) =>
    sql.join(
      ['item_id', 'market', 'currency', 'term', 'billing'].map(
        (column) => sql`${sql.ref(`${one}.${column}`)} = ${sql.ref(`${other}.${column}`)}`,
      ),
      sql` and `,
    );

  async function isLate(): Promise<boolean> {
    const { rows } = await sql`select 1 from ${pairs} where later_from is not null limit 1`.execute(transaction);
    return rows.length > 0;
  }

  return {
    /** Before the changes are applied: what they displace goes on from the next sheet's day. */
    async keepWhatFollows() {
      await write(sql`
        insert into prices (item_id, market, currency, term, billing, valid_from, valid_to, unit_micros, retail_micros,
          previous_unit_micros, previous_retail_micros, sheet_id)
        select p.item_id, p.market, p.currency, p.term, p.billing, m.later_from, p.valid_to, p.unit_micros,
          p.retail_micros, p.previous_unit_micros, p.previous_retail_micros, p.sheet_id
        from ${changes} c join ${pairs} m on m.market = c.market and m.currency = c.currency
          join prices p on ${samePlan('p', 'c')} and p.valid_from = (select max(q.valid_from) from prices q
            where ${samePlan('q', 'c')} and q.valid_from <= ${sheet.effectiveFrom})
        where c.valid_from < m.later_from and p.unit_micros is not null
          and (p.valid_to is null or p.valid_to >= m.later_from)
          and not exists (select 1 from prices q where ${samePlan('q', 'c')}
            and q.valid_from > p.valid_from and q.valid_from <= m.later_from)`);
    },

    /** What it lists as the later one does is told by it, being the first to say so. */
    async takeOverWhatIsSame() {
      if (!(await isLate())) return;
      await forItems(sheet.items, (first, end) =>
        write(sql`
          update prices set sheet_id = ${sheet.id}
          where (item_id, market, currency, term, billing, valid_from) in (
            select p.item_id, p.market, p.currency, p.term, p.billing, p.valid_from
            from ${selectStaged(tables, first, end)} s cross join ${items} i on i.id = s.item
              cross join prices p on p.item_id = i.item_id and p.market = s.market and p.currency = s.currency
                and p.term = s.term and p.billing = s.billing and p.valid_from = s.valid_from
            where s.later_from is not null and p.valid_to is s.valid_to and p.unit_micros = s.unit
              and p.retail_micros = s.retail
              and exists (select 1 from price_sheets l where l.id = p.sheet_id and l.month > ${sheet.month}))`),
      );
    },

    /** After they are applied: what only this sheet lists ended when the next one no longer did. */
    async endWhatIsGone() {
      await write(sql`
        insert into prices (item_id, market, currency, term, billing, valid_from, sheet_id)
        select c.item_id, c.market, c.currency, c.term, c.billing, m.later_from, ${sheet.id}
        from ${changes} c join ${pairs} m on m.market = c.market and m.currency = c.currency
        where m.later_from is not null and c.kind = 'added'
          and not exists (select 1 from prices q where ${samePlan('q', 'c')} and q.valid_from > c.valid_from)`);
    },

    /** What it and the next sheet changed is told anew, each against the one before; the oldest has none. */
    async tellAnew() {
      if (sheet.kind !== 'current' || !(await isLate())) return;
      await tellPrices(own);
      await tellPrices(next);
      await tellTexts();
    },
  };

  /** Like the comparison with a sheet: what was in force before the sheet's day, and what is on it. */
  async function tellPrices(told: RawBuilder<unknown>) {
    await write(sql`
      delete from price_changes as c where exists (select 1 from ${told} t join price_sheets p
        on p.month = t.month and p.view = ${sheet.view} and p.kind = 'current'
        where p.id = c.sheet_id and t.market = c.market and t.currency = c.currency)`);
    const { rows } = await sql<{ last: number }>`select max(id) as last from price_items`.execute(transaction);
    await forItems(rows[0]!.last, (first, end) =>
      write(sql`
        insert into price_changes (sheet_id, item_id, kind, effective_from, market, currency, term, billing, unit_before,
          unit_after, retail_before, retail_after)
        select sheet_id, item_id, kind, day, market, currency, term, billing, unit_before,
          case when kind = 'removed' then null else unit end, retail_before,
          case when kind = 'removed' then null else retail end
        from (
          select t.sheet_id, t.day, a.item_id, a.market, a.currency, a.term, a.billing, b.unit_micros as unit_before,
            a.unit_micros as unit, b.retail_micros as retail_before, a.retail_micros as retail,
            case when b.unit_micros is null then case when a.unit_micros is not null then 'added' end
              when a.unit_micros is null
                or (a.valid_to < t.day and (b.valid_to is null or b.valid_to >= t.day)) then 'removed'
              when b.unit_micros <> a.unit_micros or b.retail_micros <> a.retail_micros then 'price'
              when b.valid_to is not a.valid_to then 'dates' end as kind
          from ${told} t join prices a on a.market = t.market and a.currency = t.currency
            join price_items v on v.id = a.item_id and v.view = ${sheet.view}
            join price_sheets teller on teller.id = a.sheet_id and teller.month <= t.month
            left join prices b on ${samePlan('b', 'a')}
              and b.valid_from = (select max(q.valid_from) from prices q
                where ${samePlan('q', 'a')} and q.valid_from < t.day)
              and exists (select 1 from price_sheets p where p.id = b.sheet_id and p.month < t.month)
          where a.item_id >= ${first} and a.item_id < ${end}
            and a.valid_from = (select max(q.valid_from) from prices q
              where ${samePlan('q', 'a')} and q.valid_from <= t.day)
            and exists (select 1 from price_sheet_markets o join price_sheets p on p.id = o.sheet_id
              where o.market = t.market and o.currency = t.currency and p.view = ${sheet.view} and p.month < t.month)
        ) where kind is not null`),
    );
  }

  async function tellTexts() {
    const first = sql`(select * from ${next} order by day limit 1)`;
    await write(sql`
      delete from price_changes where kind = 'text' and sheet_id = (select sheet_id from ${first})
        and item_id in (select item_id from ${items})`);
    await write(sql`
      insert into price_changes (sheet_id, item_id, kind, effective_from, text_before, text_after)
      select n.sheet_id, i.id, 'text', n.day, ${textsOf('s')}, ${textsOf('i')}
      from ${first} n cross join ${items} s join price_items i on i.id = s.item_id
      where i.described_by = n.month and ${textsOf('i')} <> ${textsOf('s')}`);
  }
}

/** In steps, so that others get their turns. */
async function forItems(last: number, work: (first: number, end: number) => Promise<unknown>): Promise<void> {
  for (let first = 1; first <= last; first += itemsPerStep) {
    await work(first, first + itemsPerStep);
    await yieldToOthers();
  }
}
