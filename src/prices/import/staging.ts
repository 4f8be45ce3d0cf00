import { CompiledQuery, sql } from 'kysely';
import type { Database } from '../../store/database';
import { openStart } from '../price-rows';
import type { PriceRow } from '../sheet/price-row';
import type { SheetView } from '../terms';

/**
 * The rows of one sheet in temporary tables, outside of any transaction: a long file is read and checked without keeping
 * other writers waiting, and a fault in its last line has touched nothing.
 */
export interface Staging {
  tables: StagingTables;
  add(rows: PriceRow[]): Promise<void>;
  /** Writes what is still in hand. */
  finish(): Promise<StagedFacts>;
  drop(): Promise<void>;
}

export interface StagingTables {
  items: string;
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
const keyColumns = ['item', 'market', 'currency', 'term', 'billing'];
const valueColumns = ['starts_at', 'valid_from', 'valid_to', 'unit', 'retail', 'previous_unit', 'previous_retail'];

/** Rows of one insert: fewer cost more statements, more gain nothing. */
const rowsPerInsert = 64;

let stagings = 0;

export async function createStaging(database: Database): Promise<Staging> {
  stagings += 1;
  const tables = {
    items: `staged_items_${stagings}`,
    prices: `staged_prices_${stagings}`,
    markets: `staged_markets_${stagings}`,
    changes: `staged_changes_${stagings}`,
  };
  await createTables(database, tables);
  const insertItems = createInserter(database, tables.items, ['id', ...itemColumns], '');
  const insertPrices = createInserter(database, tables.prices, [...keyColumns, ...valueColumns], keepNewest);
  const items = new Map<string, number>();
  const pairs = new Map<string, { market: string; currency: string }>();
  const facts: Omit<StagedFacts, 'items' | 'pairs'> = {
    rows: 0,
    software: 0,
    view: 'license-based',
    newestStart: openStart,
    hasUnchanged: false,
  };

  function stageRow(row: PriceRow): void {
    const key = `${row.productId}/${row.skuId}/${row.segment}`;
    let item = items.get(key);
    if (item === undefined) {
      item = items.size + 1;
      items.set(key, item);
      insertItems.take(item, ...describeItem(row));
    }
    const validFrom = row.startsAt?.slice(0, 10) ?? openStart;
    if (validFrom > facts.newestStart) facts.newestStart = validFrom;
    if (row.change === 'unchanged') facts.hasUnchanged = true;
    const pair = `${row.market}/${row.currency}`;
    if (!pairs.has(pair)) pairs.set(pair, { market: row.market, currency: row.currency });
    facts.rows += 1;
    if (row.view === 'software') facts.software += 1;
    facts.view = row.view;
    insertPrices.take(
      item,
      row.market,
      row.currency,
      row.term,
      row.billing,
      row.startsAt ?? openStart,
      validFrom,
      row.endsAt?.slice(0, 10) ?? null,
      row.unitMicros,
      row.retailMicros,
      row.previousUnitMicros,
      row.previousRetailMicros,
    );
  }

  return {
    tables,
    async add(rows) {
      for (const row of rows) stageRow(row);
      await insertItems.writeFull();
      await insertPrices.writeFull();
    },
    async finish() {
      await insertItems.writeRest();
      await insertPrices.writeRest();
      return { ...facts, items: items.size, pairs: [...pairs.values()] };
    },
    async drop() {
      for (const table of Object.values(tables))
        await sql`drop table if exists temp.${sql.table(table)}`.execute(database);
    },
  };
}

function describeItem(row: PriceRow): string[] {
  const { productId, skuId, segment, productTitle, skuTitle, publisher, description, unitOfMeasure, tags } = row;
  return [productId, skuId, segment, productTitle, skuTitle, publisher, description, unitOfMeasure, tags];
}

/** Columns have the types of those they are compared with: without, SQLite would not look them up by key. */
async function createTables(database: Database, tables: StagingTables): Promise<void> {
  const text = (columns: string[]) => columns.map((column) => `${column} text`).join(', ');
  const plan = text(['market', 'currency', 'term', 'billing']);
  const amounts = 'unit integer, retail integer, previous_unit integer, previous_retail integer';
  const statements = [
    `create temp table ${tables.items} (id integer primary key, ${text(itemColumns)}, item_id integer)`,
    `create temp table ${tables.prices} (item integer, ${plan}, ${text(['starts_at', 'valid_from', 'valid_to'])}, ${amounts},
      primary key (${keyColumns.join(', ')})) without rowid`,
    `create temp table ${tables.markets} (market text, currency text, known integer, later_from text,
      primary key (market, currency)) without rowid`,
    `create temp table ${tables.changes} (item_id integer, ${plan}, ${text(['kind', 'valid_from', 'valid_to'])}, ${amounts},
      unit_before integer, retail_before integer)`,
  ];
  for (const statement of statements) await database.executeQuery(CompiledQuery.raw(statement));
}

/** A republished sheet repeats lines: the newest start counts, then the one that stays open, then the later line. */
const keepNewest = ` on conflict do update set
  ${valueColumns.map((column) => `${column} = excluded.${column}`).join(', ')}
  where excluded.starts_at > starts_at
    or (excluded.starts_at = starts_at and (excluded.valid_to is null or valid_to is not null))`;

/** Gathers rows and writes them many at a time; the same few statements again and again stay prepared. */
export function createInserter(database: Database, table: string, columns: string[], suffix: string) {
  const width = columns.length;
  let values: (string | number | null)[] = [];
  const row = `(${columns.map(() => '?').join(',')})`;
  const insertRows = (count: number) =>
    `insert into temp.${table} (${columns.join(',')}) values ${Array<string>(count).fill(row).join(',')}${suffix}`;
  const many = insertRows(rowsPerInsert);
  const one = insertRows(1);

  async function write(count: number, statement: string): Promise<void> {
    const size = count * width;
    let at = 0;
    for (; at + size <= values.length; at += size)
      await database.executeQuery(CompiledQuery.raw(statement, values.slice(at, at + size)));
    values = values.slice(at);
  }

  return {
    take: (...row: (string | number | null)[]) => void values.push(...row),
    writeFull: () => write(rowsPerInsert, many),
    writeRest: async () => {
      await write(rowsPerInsert, many);
      await write(1, one);
    },
  };
}
