import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { CompiledQuery, sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../../store/database';
import { createStagingStore } from '../../store/staging-store';
import type { MatrixRow } from '../sheet/matrix-row';
import type { SheetRows } from '../sheet/read-price-sheet';
import type { UsageRow } from '../sheet/usage-row';
import { matrixTable, usageTable, type ListTable } from './list-tables';
import { tellSheetMonth } from './sheet-month';
import type { OnSheetProgress, PriceSheetPreview, PriceSheetSummary, SheetFile, SheetStager } from './staged-sheet';

/** So many rows are written before others get a turn: a few milliseconds. */
const rowsPerStep = 1_000;

interface ListFacts {
  rows: number;
  skus: Set<string>;
  markets: Set<string>;
  currencies: Set<string>;
  scopes: Set<string>;
  /** The newest day on which something begins, where the list has days. */
  newestStart: string | null;
}

/**
 * Takes a list aside that is no sheet of prices by term. Taken in, it replaces what the lists before it said, within its
 * scopes; their rows stay, with the list that ended them.
 */
export async function stageList(
  database: Database,
  form: 'offer-matrix' | 'usage',
  onProgress: OnSheetProgress,
): Promise<SheetStager> {
  return form === 'offer-matrix'
    ? await createListStager(database, onProgress, {
        table: matrixTable,
        rowsOf: (part) => (part.form === form ? part.rows : undefined),
        see: seeNothing,
      })
    : await createListStager(database, onProgress, {
        table: usageTable,
        rowsOf: (part) => (part.form === form ? part.rows : undefined),
        see: seeUsage,
      });
}

interface ListKind<Row> {
  table: ListTable<Row>;
  rowsOf: (part: SheetRows) => Row[] | undefined;
  see: (row: Row, facts: ListFacts) => void;
}

function seeNothing(_row: MatrixRow, _facts: ListFacts): void {
  // The matrix holds in every market and has no days.
}

function seeUsage({ market, currency, startsAt }: UsageRow, facts: ListFacts): void {
  facts.markets.add(market);
  facts.currencies.add(currency);
  const day = startsAt?.slice(0, 10);
  if (day && (facts.newestStart === null || day > facts.newestStart)) facts.newestStart = day;
}

async function createListStager<Row extends { productId: string; skuId: string }>(
  database: Database,
  onProgress: OnSheetProgress,
  { table, rowsOf, see }: ListKind<Row>,
): Promise<SheetStager> {
  const columns = [...table.keys, ...table.values];
  const names = columns.map(({ name }) => name);
  const keys = table.keys.map(({ name }) => name).join(', ');
  const store = await createStagingStore(database, [
    `create table list (id integer primary key, scope text, ${columns.map(({ name, type }) => `${name} ${type}`).join(', ')},
      unique (${keys}))`,
  ]);
  const keepNewest = ` on conflict (${keys}) do update set
    ${table.values.map(({ name }) => `${name} = excluded.${name}`).join(', ')} where ${table.counts}`;
  const inserter = store.inserter('list', ['scope', ...names], keepNewest);
  const facts: ListFacts = {
    rows: 0,
    skus: new Set(),
    markets: new Set(),
    currencies: new Set(),
    scopes: new Set(),
    newestStart: null,
  };

  return {
    drop: () => store.drop(),
    add(part) {
      const rows = rowsOf(part);
      if (!rows) throw new Error(`${part.form} in a list of another form`);
      for (const row of rows) {
        const scope = table.scopeOf(row);
        facts.rows += 1;
        facts.skus.add(`${row.productId}:${row.skuId}`);
        facts.scopes.add(scope);
        see(row, facts);
        inserter.take([scope, ...columns.map(({ of }) => of(row))]);
      }
    },
    async finish(file) {
      await store.attach();
      const list = describeList(file, facts, table.form);
      const statements = writeStatements(table, `${store.name}.list`);
      return {
        database,
        drop: () => store.drop(),
        compare() {
          onProgress({ doing: 'comparing', count: list.rows });
          return compare(database, statements, list);
        },
        takeIn: (transaction, now) =>
          takeIn(transaction, statements, list, {
            now,
            onStep: (share) => onProgress({ doing: 'taking-in', share, count: list.rows }),
          }),
      };
    },
  };
}

type ListDescription = ReturnType<typeof describeList>;

function describeList({ names, digest }: SheetFile, facts: ListFacts, form: ListTable<never>['form']) {
  return {
    form,
    file: names[0],
    digest,
    rows: facts.rows,
    skus: facts.skus.size,
    markets: [...facts.markets].sort(),
    currencies: [...facts.currencies].sort(),
    scopes: JSON.stringify([...facts.scopes]),
    month: facts.newestStart === null ? null : tellSheetMonth(names, facts.newestStart),
    effectiveFrom: facts.newestStart,
  };
}

/** The statements by which a staged list is compared with what holds, and takes its place. */
function writeStatements(table: ListTable<never>, staged: string) {
  const { keys, values, table: name } = table;
  const sameKey = keys.map((key) => `t.${key.name} = s.${key.name}`).join(' and ');
  const sameValues = values.map((value) => `t.${value.name} is s.${value.name}`).join(' and ');
  const columns = ['scope', ...[...keys, ...values].map((column) => column.name)].join(', ');
  const current = `from ${name} t where t.until_list is null and ${sameKey}`;
  const gone = `t.until_list is null and t.scope in (select value from json_each(?))`;
  const until = table.isDated
    ? `, until_day = max(t.valid_from, coalesce((select s.valid_from from ${staged} s where ${sameKey}), ?))`
    : '';
  return {
    counts: `select (select count(*) from ${staged}) as staged,
      (select count(*) from ${staged} s where not exists (select 1 ${current})) as added,
      (select count(*) from ${staged} s where exists (select 1 ${current} and not (${sameValues}))) as changed,
      (select count(*) from ${name} t where ${gone} and not exists (select 1 from ${staged} s where ${sameKey}))
        as removed`,
    lastStaged: `select max(id) as id from ${staged}`,
    lastCurrent: `select max(id) as id from ${name}`,
    /** Ends what the list says otherwise, or no longer. */
    end: `update ${name} as t set until_list = ?${until} where ${gone} and t.id >= ? and t.id < ?
      and not exists (select 1 from ${staged} s where ${sameKey} and ${sameValues})`,
    insert: `insert into ${name} (${columns}, from_list)
      select ${columns}, ? from ${staged} s where s.id >= ? and s.id < ? and not exists (select 1 ${current})`,
    isDated: table.isDated,
  };
}
type Statements = ReturnType<typeof writeStatements>;

interface Counts {
  staged: number;
  added: number;
  changed: number;
  removed: number;
}

async function readCounts(database: Database, { counts }: Statements, { scopes }: ListDescription): Promise<Counts> {
  const { rows } = await database.executeQuery<Counts>(CompiledQuery.raw(counts, [scopes]));
  return rows[0]!;
}

async function compare(database: Database, statements: Statements, list: ListDescription): Promise<PriceSheetPreview> {
  const newest = await findNewest(database, list);
  return {
    ...summarize(list, await readCounts(database, statements, list)),
    isKnown: newest?.digest === list.digest,
    replaces: newest !== undefined,
    newest: newest ? (JSON.parse(newest.summary) as PriceSheetSummary).month : null,
  };
}

async function takeIn(
  transaction: DatabaseTransaction,
  statements: Statements,
  list: ListDescription,
  { now, onStep }: { now: Date; onStep: (share: number) => void },
): Promise<PriceSheetSummary> {
  const newest = await findNewest(transaction, list);
  if (newest?.digest === list.digest)
    return { ...(JSON.parse(newest.summary) as PriceSheetSummary), file: list.file, tookPart: 'already' };

  const counts = await readCounts(transaction, statements, list);
  const { id } = await transaction
    .insertInto('reference_lists')
    .values({ form: list.form, file: list.file, digest: list.digest, imported_at: now.toISOString(), summary: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`insert into reference_list_scopes (list_id, scope) select ${id}, value from json_each(${list.scopes})`.execute(
    transaction,
  );
  const day = statements.isDated ? [now.toISOString().slice(0, 10)] : [];
  const ending = { last: statements.lastCurrent, statement: statements.end, values: [id, ...day, list.scopes] };
  await inSteps(transaction, ending, (share) => onStep(share / 2));
  const inserting = { last: statements.lastStaged, statement: statements.insert, values: [id] };
  await inSteps(transaction, inserting, (share) => onStep(0.5 + share / 2));
  const summary: PriceSheetSummary = { tookPart: 'imported', sheetId: id, ...summarize(list, counts) };
  await transaction
    .updateTable('reference_lists')
    .set({ summary: JSON.stringify(summary) })
    .where('id', '=', id)
    .execute();
  return summary;
}

/** The list that spoke last of something that this one speaks of. */
async function findNewest(database: Database, { scopes, form }: ListDescription) {
  const { rows } = await sql<{ digest: string; summary: string }>`
    select digest, summary from reference_lists l where form = ${form} and exists (select 1 from reference_list_scopes o
      where o.list_id = l.id and o.scope in (select value from json_each(${scopes})))
    order by id desc limit 1`.execute(database);
  return rows[0];
}

/** Runs a statement over the rows of a table in their order, some at a time. */
async function inSteps(
  transaction: DatabaseTransaction,
  { last, statement, values }: { last: string; statement: string; values: readonly unknown[] },
  onStep: (share: number) => void,
): Promise<void> {
  const { rows } = await transaction.executeQuery<{ id: number | null }>(CompiledQuery.raw(last));
  const end = rows[0]?.id ?? 0;
  for (let first = 1; first <= end; first += rowsPerStep) {
    onStep(first / end);
    await transaction.executeQuery(CompiledQuery.raw(statement, [...values, first, first + rowsPerStep]));
    await yieldToOthers();
  }
}

function summarize(
  list: ListDescription,
  { staged, added, changed, removed }: Counts,
): Omit<PriceSheetSummary, 'tookPart' | 'sheetId'> {
  return {
    form: list.form,
    file: list.file,
    kind: 'current',
    month: list.month,
    effectiveFrom: list.effectiveFrom,
    rows: list.rows,
    added,
    changed,
    removed,
    unchanged: staged - added - changed,
    duplicates: list.rows - staged,
    overlaps: 0,
    renamed: 0,
    skus: list.skus,
    markets: list.markets,
    currencies: list.currencies,
  };
}
