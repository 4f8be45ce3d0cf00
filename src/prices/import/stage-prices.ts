import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../../store/database';
import { PriceSheetError } from '../sheet/price-sheet-error';
import { compareSheet, type MergeCounts, type SheetToCompare } from './compare-sheet';
import { mergeSheet } from './merge-sheet';
import { tellSheetMonth } from './sheet-month';
import type { OnSheetProgress, PriceSheetPreview, PriceSheetSummary, SheetStager } from './staged-sheet';
import { createStaging, type StagedFacts, type StagingTables } from './staging';

/** Of licences, software or a legacy list. */
export async function stagePrices(database: Database, onProgress: OnSheetProgress): Promise<SheetStager> {
  const staging = await createStaging(database);
  let hasEndOfSale = false;
  return {
    add(part) {
      if (part.form !== 'prices') throw new Error(`${part.form} among prices`);
      hasEndOfSale = part.hasEndOfSale;
      staging.add(part.rows);
    },
    async finish({ names, label, digest }) {
      const facts = await staging.finish();
      if (facts.software > 0 && facts.software < facts.rows) throw new PriceSheetError(label, { code: 'mixed-views' });
      const sheet = describeSheet(names, digest, facts, hasEndOfSale);
      return {
        database,
        compare: () =>
          compare(database, staging.tables, facts, {
            ...sheet,
            onStep: (share) => onProgress({ doing: 'comparing', share, count: facts.rows }),
          }),
        takeIn: (transaction, now) =>
          takeIn(transaction, staging.tables, facts, {
            ...sheet,
            now,
            onStep: (share) => onProgress({ doing: 'taking-in', share, count: facts.rows }),
          }),
        drop: () => staging.drop(),
      };
    },
    drop: () => staging.drop(),
  };
}

type SheetDescription = ReturnType<typeof describeSheet>;
type Watched = SheetDescription & Pick<SheetToCompare, 'onStep'>;

function describeSheet(files: [string, string], digest: string, facts: StagedFacts, hasEndOfSale: boolean) {
  const month = tellSheetMonth(files, facts.newestStart);
  const monthStart = `${month}-01`;
  return {
    file: files[0],
    digest,
    view: facts.view,
    // A current sheet lists what did not change; a preview never does (domain.md 4.6).
    kind: hasEndOfSale && !facts.hasUnchanged ? ('preview' as const) : ('current' as const),
    month,
    effectiveFrom: facts.newestStart > monthStart ? facts.newestStart : monthStart,
  };
}

async function compare(
  database: Database,
  tables: StagingTables,
  facts: StagedFacts,
  sheet: Watched,
): Promise<PriceSheetPreview> {
  const isKnown = (await findSameSheet(database, sheet)) !== undefined;
  const counts = await compareSheet(database, tables, { ...sheet, items: facts.items });
  const pairs = sql.table(tables.markets);
  const others = await sql<{ month: string }>`
    select p.month from price_sheets p where p.view = ${sheet.view} and exists (select 1 from price_sheet_markets m
      join ${pairs} s on s.market = m.market and s.currency = m.currency where m.sheet_id = p.id)
    order by p.month desc`.execute(database);
  const months = others.rows.map(({ month }) => month);
  return {
    ...summarize(sheet, facts, counts),
    isKnown,
    replaces: months.includes(sheet.month),
    newest: months[0] ?? null,
  };
}

async function takeIn(
  transaction: DatabaseTransaction,
  tables: StagingTables,
  facts: StagedFacts,
  { now, ...sheet }: Watched & { now: Date },
): Promise<PriceSheetSummary> {
  const earlier = await findSameSheet(transaction, sheet);
  if (earlier) return { ...earlier, file: sheet.file, tookPart: 'already' };

  const { id } = await transaction
    .insertInto('price_sheets')
    .values({
      file: sheet.file,
      digest: sheet.digest,
      view: sheet.view,
      kind: sheet.kind,
      month: sheet.month,
      effective_from: sheet.effectiveFrom,
      imported_at: now.toISOString(),
      summary: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const counts = await mergeSheet(transaction, tables, { ...sheet, id, items: facts.items });
  const summary: PriceSheetSummary = { tookPart: 'imported', sheetId: id, ...summarize(sheet, facts, counts) };
  await transaction
    .updateTable('price_sheets')
    .set({ summary: JSON.stringify(summary) })
    .where('id', '=', id)
    .execute();
  return summary;
}

/** The same bytes, unless a sheet of the same month for one of its markets came after them. */
async function findSameSheet(database: Database, sheet: SheetDescription) {
  const same = await database
    .selectFrom('price_sheets')
    .select(['id', 'summary'])
    .where('digest', '=', sheet.digest)
    .where('month', '=', sheet.month)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!same) return undefined;
  const replacement = await database
    .selectFrom('price_sheet_markets as own')
    .innerJoin('price_sheet_markets as other', (join) =>
      join.onRef('other.market', '=', 'own.market').onRef('other.currency', '=', 'own.currency'),
    )
    .innerJoin('price_sheets', 'price_sheets.id', 'other.sheet_id')
    .select('price_sheets.id')
    .where('own.sheet_id', '=', same.id)
    .where('price_sheets.id', '>', same.id)
    .where('price_sheets.month', '=', sheet.month)
    .where('price_sheets.view', '=', sheet.view)
    .executeTakeFirst();
  return replacement ? undefined : (JSON.parse(same.summary) as PriceSheetSummary);
}

function summarize(
  sheet: SheetDescription,
  facts: StagedFacts,
  { rows, added, changed, removed, unchanged, renamed }: MergeCounts,
): Omit<PriceSheetSummary, 'tookPart' | 'sheetId'> {
  const sorted = (values: string[]) => [...new Set(values)].sort();
  return {
    form: sheet.view,
    file: sheet.file,
    kind: sheet.kind,
    month: sheet.month,
    effectiveFrom: sheet.effectiveFrom,
    rows: facts.rows,
    added,
    changed,
    removed,
    unchanged,
    duplicates: facts.rows - rows - facts.overlaps,
    overlaps: facts.overlaps,
    renamed,
    skus: facts.items,
    markets: sorted(facts.pairs.map(({ market }) => market)),
    currencies: sorted(facts.pairs.map(({ currency }) => currency)),
  };
}
