import { sql } from 'kysely';
import type { Database } from '../store/database';
import type { ChangeKind } from './price-changes';
import { planOrder, type Billing, type Term } from './terms';

/** What changed about a SKU on a day, in one way: the first of its plans, and how many changed so. */
export interface ChangeRow {
  item_id: number;
  category: ChangeKind;
  effective_from: string;
  term: Term | null;
  billing: Billing | null;
  plans: number;
  unit_before: number | null;
  unit_after: number | null;
  retail_before: number | null;
  retail_after: number | null;
  ends_on: string | null;
  text_before: string | null;
  text_after: string | null;
}

/** The changes from a day on that sheets of a market and currency told. */
export async function readChangeRows(
  database: Database,
  market: string,
  currency: string,
  since: string,
): Promise<ChangeRow[]> {
  const rank = sql.join(
    planOrder.map((plan, at) => sql`when ${plan} then ${at}`),
    sql` `,
  );
  const { rows } = await sql<ChangeRow>`
    with told as (
      select c.id, c.item_id, c.effective_from, c.term, c.billing, c.unit_before, c.unit_after, c.retail_before,
        c.retail_after, c.text_before, c.text_after, p.valid_to as ends_on,
        case c.kind when 'dates' then 'ending' when 'price' then
            case when c.unit_after > c.unit_before
              or (c.unit_after = c.unit_before and c.retail_after > c.retail_before) then 'up' else 'down' end
          else c.kind end as category
      from price_changes c
        left join prices p on c.kind = 'dates' and p.item_id = c.item_id and p.market = c.market
          and p.currency = c.currency and p.term = c.term and p.billing = c.billing and p.sheet_id = c.sheet_id
      where c.effective_from >= ${since}
        and ((c.market = ${market} and c.currency = ${currency})
          or (c.market is null and exists (select 1 from price_sheet_markets m
            where m.sheet_id = c.sheet_id and m.market = ${market} and m.currency = ${currency})))
    ), ranked as (
      select told.*,
        count(*) over (partition by item_id, category, effective_from) as plans,
        row_number() over (partition by item_id, category, effective_from
          order by case term || '/' || billing ${rank} else ${planOrder.length} end, id desc) as place
      from told
    )
    select item_id, category, effective_from, term, billing, plans, unit_before, unit_after, retail_before, retail_after,
      ends_on, text_before, text_after
    from ranked where place = 1`.execute(database);
  return rows;
}
