import type { Database } from '../store/database';
import { stagePriceSheet, type PriceSheetSource, type StagedSheet } from './import-sheet';

export { PriceSheetError } from './sheet/price-sheet-error';
export { isOfficeDocument, looksLikePriceSheet, looksLikePromotions } from './sheet/recognise-sheet';
export type { PriceSheetPreview, PriceSheetSource, PriceSheetSummary, StagedSheet } from './import-sheet';

/** The price sheets: which there are, and another on its way in. */
export interface PriceSheets {
  /**
   * Reads and checks a sheet aside; whoever calls drops it.
   *
   * @throws PriceSheetError
   */
  stage(source: PriceSheetSource): Promise<StagedSheet>;
  /** The sheet of the latest month; undefined while there is none. */
  newest(): Promise<{ file: string; month: string; importedAt: string } | undefined>;
}

export function createPriceSheets(database: Database): PriceSheets {
  return {
    stage: (source) => stagePriceSheet(database, source),
    newest: () =>
      database
        .selectFrom('price_sheets')
        .select(['file', 'month', 'imported_at as importedAt'])
        .orderBy('month', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst(),
  };
}
