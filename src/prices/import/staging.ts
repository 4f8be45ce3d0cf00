import { sql } from 'kysely';
import type { Database } from '../../store/database';
import { createStagingStore } from '../../store/staging-store';
import { openStart } from '../price-rows';
import type { PriceRow, SheetPlan, SheetSku, SheetSpan } from '../sheet/price-row';
import type { SheetView } from '../terms';

/**
 * The rows of one sheet in tables beside the database: a long file is read and checked without keeping other writers waiting,
 * and a fault in its last line has touched nothing.
 *
 * What rows have in common (the SKU, the plan in its market and currency, the dates) stands once in tables of its own. A price is
 * then five numbers, under the number of its plan and its SKU together: `plan * 2^32 + item`. Whatever the order of the
 * file's lines, few pages of the table are written at a time, and the prices of some SKUs are read plan by plan.
 */
export interface Staging {
  tables: StagingTables;
  add(rows: PriceRow[]): void;
  /** Makes them ready to be compared with what is known. */
  finish(): Promise<StagedFacts>;
  drop(): Promise<void>;
}

export interface StagingTables {
  items: string;
  plans: string;
  spans: string;
  prices: string;
  markets: string;
  changes: string;
}

export interface StagedFacts {
  rows: number;
  /** How many of them are of software. */
  software: number;
  /** Of the rows, where they are all of one. */
  view: SheetView;
  items: number;
  /** The newest day on which a price of the sheet begins. */
  newestStart: string;
  /** Some row is marked as unchanged, which no preview has. */
  hasUnchanged: boolean;
  /** Prices that were listed before, with other dates. */
  overlaps: number;
  pairs: { market: string; currency: string }[];
}

const itemColumns = [
  'product_id',
  'sku_id',
  'segment',
  'product_title',
  'sku_title',
  'publisher',
  'description',
  'unit_of_measure',
  'tags',
];
const planColumns = ['market', 'currency', 'term', 'billing'];
const spanColumns = ['starts_at', 'valid_from', 'valid_to'];
const valueColumns = ['span', 'unit', 'retail', 'previous_unit', 'previous_retail'];

/** The part of a price's number that is its item. */
export const itemBits = 32;
const planStep = 2 ** itemBits;

export async function createStaging(database: Database): Promise<Staging> {
  const store = await createStagingStore(database, statements);
  const insertItems = store.inserter('items', ['id', ...itemColumns]);
  const insertPlans = store.inserter('plans', ['id', ...planColumns]);
  const insertSpans = store.inserter('spans', ['id', ...spanColumns]);
  const insertPrices = store.inserter('prices', ['id', ...valueColumns], keepNewest);
  const tables = {
    items: `${store.name}.items`,
    plans: `${store.name}.plans`,
    spans: `${store.name}.spans`,
    prices: `${store.name}.prices`,
    markets: `${store.name}.markets`,
    changes: `${store.name}.changes`,
  };
  const pairs = new Map<string, { market: string; currency: string }>();
  const facts: Omit<StagedFacts, 'items' | 'pairs' | 'overlaps'> = {
    rows: 0,
    software: 0,
    view: 'license-based',
    newestStart: openStart,
    hasUnchanged: false,
  };

  const items = createNumbering(
    ({ productId, skuId, segment }: SheetSku) => `${productId}/${skuId}/${segment}`,
    (item, sku) => insertItems.take([item, ...describeItem(sku)]),
  );
  const plans = createNumbering(
    ({ market, currency, term, billing }: SheetPlan) => `${market}/${currency}/${term}/${billing}`,
    (plan, { market, currency, term, billing }) => {
      insertPlans.take([plan, market, currency, term, billing]);
      pairs.set(`${market}/${currency}`, { market, currency });
    },
  );
  const spans = createNumbering(
    ({ startsAt, endsAt }: SheetSpan) => `${startsAt}/${endsAt}`,
    (span, { startsAt, endsAt }) => {
      const validFrom = startsAt?.slice(0, 10) ?? openStart;
      if (validFrom > facts.newestStart) facts.newestStart = validFrom;
      insertSpans.take([span, startsAt ?? openStart, validFrom, endsAt?.slice(0, 10) ?? null]);
    },
  );

  function stageRow(row: PriceRow): void {
    const { plan } = row;
    facts.rows += 1;
    if (plan.view === 'software') facts.software += 1;
    facts.view = plan.view;
    if (row.change === 'unchanged') facts.hasUnchanged = true;
    insertPrices.takeSix(
      plans.numberOf(plan) * planStep + items.numberOf(row.sku),
      spans.numberOf(row.span),
      row.unitMicros,
      row.retailMicros,
      row.previousUnitMicros,
      row.previousRetailMicros,
    );
  }

  return {
    tables,
    add(rows) {
      for (const row of rows) stageRow(row);
    },
    async finish() {
      await store.attach();
      const counted = await sql<{ overlaps: number }>`
        select total(overlaps) as overlaps from ${sql.table(tables.prices)}`.execute(database);
      return { ...facts, overlaps: counted.rows[0]!.overlaps, items: items.size(), pairs: [...pairs.values()] };
    },
    drop: () => store.drop(),
  };
}

/**
 * Numbers what rows share, from 1. Readers hand out one object for one wording, so most are known at once; another wording of
 * the same (`5` and `0005`) is told by its key.
 */
function createNumbering<Value extends object>(
  keyOf: (value: Value) => string,
  take: (number: number, value: Value) => void,
) {
  const numbers = new WeakMap<Value, number>();
  const byKey = new Map<string, number>();
  let last: Value | undefined;
  let lastNumber = 0;
  return {
    size: () => byKey.size,
    numberOf(value: Value): number {
      if (value === last) return lastNumber;
      let number = numbers.get(value);
      if (number === undefined) {
        const key = keyOf(value);
        number = byKey.get(key);
        if (number === undefined) {
          number = byKey.size + 1;
          byKey.set(key, number);
          take(number, value);
        }
        numbers.set(value, number);
      }
      last = value;
      lastNumber = number;
      return number;
    },
  };
}

function describeItem(sku: SheetSku): string[] {
  const { productId, skuId, segment, productTitle, skuTitle, publisher, description, unitOfMeasure, tags } = sku;
  return [productId, skuId, segment, productTitle, skuTitle, publisher, description, unitOfMeasure, tags];
}

const text = (columns: string[]) => columns.map((column) => `${column} text`).join(', ');
const amounts = 'unit integer, retail integer, previous_unit integer, previous_retail integer';

/** Columns have the types of those they are compared with: without, SQLite would not look them up by key. */
const statements = [
  `create table items (id integer primary key, ${text(itemColumns)}, item_id integer)`,
  `create table plans (id integer primary key, ${text(planColumns)}, unique (${planColumns.join(', ')}))`,
  `create table spans (id integer primary key, ${text(spanColumns)})`,
  `create table prices (id integer primary key, span integer, ${amounts}, overlaps integer not null default 0)`,
  'create table markets (market text, currency text, known integer, later_from text, primary key (market, currency)) without rowid',
  `create table changes (item_id integer, ${text(planColumns)}, ${text(['kind', 'valid_from', 'valid_to'])}, ${amounts},
    unit_before integer, retail_before integer)`,
];

/**
 * A republished sheet repeats lines, and their dates may overlap: the newest start counts, then the one that stays open, then
 * the later line (domain.md 4.1). Where the dates were not the same it is counted.
 */
const isNewer = `(select new.starts_at > old.starts_at
    or (new.starts_at = old.starts_at and (new.valid_to is null or old.valid_to is not null))
  from spans new, spans old where new.id = excluded.span and old.id = prices.span)`;
const keepNewest = ` on conflict (id) do update set overlaps = overlaps + (excluded.span <> span),
  ${valueColumns.map((column) => `${column} = case when ${isNewer} then excluded.${column} else ${column} end`).join(', ')}`;
