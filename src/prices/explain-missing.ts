import type { Database } from '../store/database';
import type { Catalog, CatalogItem } from './catalog/catalog';
import { addDays } from './days';
import type { MissingPart, NoSuchCombination, PriceScope } from './price-answer';
import { toPriceItem } from './price-item';
import { compareStarts, openStart, readAllPrices, selectInForce, type StoredPrice } from './price-rows';
import { comparePlans, segments, type Plan } from './terms';

/** Says which part of the question has no price, and what there is instead. */
export async function explainMissing(
  database: Database,
  catalog: Catalog,
  item: CatalogItem,
  scope: PriceScope,
  isOtherSegment: boolean,
): Promise<NoSuchCombination> {
  const rows = await readAllPrices(database, item.id);
  const inForce = selectInForce(rows, scope.date);
  const isHere = ({ market, currency }: { market: string; currency: string }) =>
    market === scope.market && currency === scope.currency;
  const here = rows.filter(isHere);
  const sold = [item, ...catalog.listRelated(item)].map((other) => other.segment);
  return {
    kind: 'no-such-combination',
    ...scope,
    item: toPriceItem(item),
    missing: isOtherSegment ? 'segment' : tellMissing(inForce, here, scope, inForce.some(isHere)),
    exists: {
      segments: segments.filter((segment) => sold.includes(segment)),
      markets: listDistinct(inForce, ({ market, currency }) => ({ market, currency })),
      plans: listDistinct(inForce.filter(isHere), ({ term, billing }): Plan => ({ term, billing })).sort(comparePlans),
      ...findSpan(here),
    },
  };
}

function tellMissing(inForce: StoredPrice[], here: StoredPrice[], scope: PriceScope, isSoldHere: boolean): MissingPart {
  if (isSoldHere) return 'plan';
  if (here.length > 0) return 'date';
  return inForce.some((row) => row.market === scope.market) ? 'currency' : 'market';
}

function listDistinct<Row, Value>(rows: readonly Row[], pick: (row: Row) => Value): Value[] {
  return [...new Map(rows.map((row) => [JSON.stringify(pick(row)), pick(row)])).values()];
}

/** The first day with a price, and the last where every plan has ended. */
function findSpan(rows: readonly StoredPrice[]): { from: string | null; to: string | null } {
  const ends = new Map<string, string | null>();
  for (const row of [...rows].sort(compareStarts)) {
    const plan = `${row.term}/${row.billing}`;
    ends.set(plan, row.unit_micros === null ? addDays(row.valid_from, -1) : row.valid_to);
  }
  const starts = rows.filter((row) => row.unit_micros !== null).map((row) => row.valid_from);
  const days = [...ends.values()];
  const from = starts.sort()[0];
  return {
    from: from === undefined || from === openStart ? null : from,
    to: days.includes(null) ? null : (days.sort().at(-1) ?? null),
  };
}
