import type { Database } from '../store/database';
import type { PricedPlan } from './price-answer';

/** Tells which sheet a price came from. */
export type SheetFacts = (sheetId: number) => Promise<PricedPlan['sheet']>;

/** A sheet's row never changes, so each is read once. */
export function createSheetFacts(database: Database): SheetFacts {
  const known = new Map<number, PricedPlan['sheet']>();
  return async (sheetId) => {
    const found = known.get(sheetId);
    if (found) return found;
    const row = await database
      .selectFrom('price_sheets')
      .select(['file', 'month', 'imported_at'])
      .where('id', '=', sheetId)
      .executeTakeFirstOrThrow();
    const facts = { file: row.file, month: row.month, importedAt: row.imported_at };
    known.set(sheetId, facts);
    return facts;
  };
}
