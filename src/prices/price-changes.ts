import type { Database } from '../store/database';
import type { Catalog, CatalogItem } from './catalog/catalog';
import type { NoPrice, NoSheets, PriceDefaults, PriceItem, Rates } from './price-answer';
import { readChangeRows, type ChangeRow } from './change-rows';
import type { Decimal } from './money';
import { toPriceItem } from './price-item';
import { computePercent } from './price-steps';
import { computeRates } from './rates';
import { readCoverage, type Coverage } from './sheet-coverage';
import type { Plan, Segment } from './terms';

/** Price moves first; what touches the texts alone is apart (domain.md 4.1: two in five "Change" rows). */
export const changeKinds = ['up', 'down', 'added', 'removed', 'ending', 'text'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ChangesQuery {
  /** ISO date: changes that hold from that day on or later. Where left out, those of the newest sheet's month and after. */
  since?: string | undefined;
  /** Words or an id; everything that holds all of the words is meant. */
  product?: string | undefined;
  segment?: Segment | undefined;
  kind?: ChangeKind | undefined;
  offset: number;
  limit: number;
}

/** What changed about one SKU on one day; its plans, which move together, are told by the first of them. */
export interface PriceChange {
  item: PriceItem;
  kind: ChangeKind;
  /** First day on which it holds. */
  date: string;
  /** Null for texts. */
  plan: Plan | null;
  /** How many plans of the SKU changed so. */
  plans: number;
  before: { unit: Rates; retail: Rates } | null;
  after: { unit: Rates; retail: Rates } | null;
  /** How the partner's price moved; null where it did not, or from zero. */
  percent: Decimal | null;
  /** Last day of sale, for `ending`; null where an end was taken back. */
  endsOn: string | null;
  texts: { before: ItemTexts; after: ItemTexts } | null;
}

export interface ItemTexts {
  productTitle: string;
  skuTitle: string;
  description: string;
}

export interface PriceChanges extends Coverage {
  kind: 'changes';
  since: string;
  /** SKUs by what changed about them, whichever kind was asked for. */
  counts: Record<ChangeKind, number>;
  /** How many there are of the kind that was asked for. */
  total: number;
  /** The biggest price moves first, then the other kinds in their order; the page that was asked for. */
  entries: PriceChange[];
}

/** One sheet alone has nothing to be compared with. */
export interface FirstSheet extends Coverage {
  kind: 'first-sheet';
}

/** No sheet of the account's own market was taken in. */
export interface NoSheetThere {
  kind: 'no-sheet-there';
  market: string;
  markets: string[];
}

export type ChangesAnswer = PriceChanges | FirstSheet | NoSheetThere | NoPrice | NoSheets;

const shownNearest = 5;

/** Tells what the sheets of the account's market changed, each against the one before. */
export async function readChanges(
  database: Database,
  catalog: Catalog,
  query: ChangesQuery,
  defaults: PriceDefaults,
): Promise<ChangesAnswer> {
  if (catalog.items.length === 0) return { kind: 'empty' };
  const coverage = await readCoverage(database, defaults.market, defaults.currency);
  if ('markets' in coverage) return { kind: 'no-sheet-there', market: defaults.market, markets: coverage.markets };
  const { product, segment } = query;
  if (product !== undefined && catalog.listMatching(product, undefined).length === 0)
    return { kind: 'none', nearest: catalog.nearest(product, shownNearest).map(toPriceItem) };
  if (coverage.sheets < 2) return { kind: 'first-sheet', ...coverage };

  const wanted = new Map(
    (product === undefined ? catalog.items : catalog.listMatching(product, segment))
      .filter((item) => segment === undefined || item.segment === segment)
      .map((item) => [item.id, item]),
  );
  const since = query.since ?? `${coverage.newestCurrent}-01`;
  const rows = await readChangeRows(database, coverage.market, coverage.currency, since);
  const changes = rows.flatMap((row) => {
    const item = wanted.get(row.item_id);
    return item ? [{ row, item, percent: movedBy(row) }] : [];
  });
  const shown = changes
    .filter(({ row }) => query.kind === undefined || row.category === query.kind)
    .sort(compareChanges);
  const page = shown.slice(query.offset, query.offset + query.limit);
  return {
    kind: 'changes',
    ...coverage,
    since,
    counts: countKinds(changes.map(({ row }) => row.category)),
    total: shown.length,
    entries: page.map((change) => toPriceChange(change, coverage.currency)),
  };
}

interface RankedChange {
  row: ChangeRow;
  item: CatalogItem;
  percent: Decimal | null;
}

function movedBy({ category, unit_before, unit_after }: ChangeRow): Decimal | null {
  return category === 'up' || category === 'down' ? computePercent(unit_before, unit_after) : null;
}

function countKinds(kinds: readonly ChangeKind[]): Record<ChangeKind, number> {
  const counts = { up: 0, down: 0, added: 0, removed: 0, ending: 0, text: 0 };
  for (const kind of kinds) counts[kind] += 1;
  return counts;
}

function compareChanges(one: RankedChange, other: RankedChange): number {
  return (
    rankKind(one.row.category) - rankKind(other.row.category) ||
    sizeOf(other) - sizeOf(one) ||
    compareText(other.row.effective_from, one.row.effective_from) ||
    compareText(one.item.title, other.item.title) ||
    one.item.id - other.item.id
  );
}

/** Dearer and cheaper are ranked together, by how far they moved. */
function rankKind(kind: ChangeKind): number {
  return kind === 'down' ? 0 : changeKinds.indexOf(kind);
}

/** A price that was zero moved furthest of all. */
function sizeOf({ row, percent }: RankedChange): number {
  if (row.category !== 'up' && row.category !== 'down') return 0;
  return percent === null ? Number.MAX_VALUE : Math.abs(Number(percent));
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function toPriceChange({ row, item, percent }: RankedChange, currency: string): PriceChange {
  const plan = row.term !== null && row.billing !== null ? { term: row.term, billing: row.billing } : null;
  const ratesOf = (unit: number | null, retail: number | null) =>
    plan && unit !== null && retail !== null
      ? { unit: computeRates(BigInt(unit), plan, currency), retail: computeRates(BigInt(retail), plan, currency) }
      : null;
  return {
    item: toPriceItem(item),
    kind: row.category,
    date: row.effective_from,
    plan,
    plans: row.plans,
    before: ratesOf(row.unit_before, row.retail_before),
    after: ratesOf(row.unit_after, row.retail_after),
    percent,
    endsOn: row.ends_on,
    texts:
      row.text_before !== null && row.text_after !== null
        ? { before: JSON.parse(row.text_before) as ItemTexts, after: JSON.parse(row.text_after) as ItemTexts }
        : null,
  };
}
