import type { Database } from '../store/database';

/** Which sheets speak of a market and currency. */
export interface Coverage {
  market: string;
  currency: string;
  /** Of the view that has most: licences and software are compared each with its own. */
  sheets: number;
  /** Months of the first and the newest sheet, as `2026-11`. */
  oldest: string;
  newest: string;
  /** The newest that is no preview, where there is one. */
  newestCurrent: string;
}

/** In the currency asked for, else in the market's only one; where no sheet has the market, the markets that one has. */
export async function readCoverage(
  database: Database,
  market: string,
  currency: string,
): Promise<Coverage | { markets: string[] }> {
  const rows = await database
    .selectFrom('price_sheet_markets as m')
    .innerJoin('price_sheets as s', 's.id', 'm.sheet_id')
    .select(['m.market', 'm.currency', 's.month', 's.kind', 's.view'])
    .orderBy('s.month')
    .execute();
  const there = rows.filter((row) => row.market === market);
  const currencies = [...new Set(there.map((row) => row.currency))];
  const chosen = currencies.includes(currency) ? currency : currencies.length === 1 ? currencies[0] : undefined;
  const sheets = there.filter((row) => row.currency === chosen);
  const [first] = sheets;
  const last = sheets.at(-1);
  if (chosen === undefined || !first || !last) return { markets: [...new Set(rows.map((row) => row.market))].sort() };
  const current = sheets.findLast(({ kind }) => kind === 'current') ?? last;
  return {
    market,
    currency: chosen,
    sheets: Math.max(
      ...['license-based', 'software', 'legacy'].map((view) => sheets.filter((row) => row.view === view).length),
    ),
    oldest: first.month,
    newest: last.month,
    newestCurrent: current.month,
  };
}
