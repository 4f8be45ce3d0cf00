import { z } from 'zod';
import type { Database } from '../store/database';
import {
  PriceSheetError,
  priceSheetErrorCodes,
  type PriceSheetErrorCode,
  type PriceSheetFault,
} from './sheet/price-sheet-error';
import type { StageSheet } from './import-sheet';

export { PriceSheetError };
export { isOfficeDocument, looksLikePriceSheet, looksLikePromotions } from './sheet/recognise-sheet';
export type { OnSheetProgress, PriceSheetPreview, PriceSheetSummary, StagedSheet, StageSheet } from './import-sheet';

/** The price sheets: which there are, and another on its way in. */
export interface PriceSheets {
  stage: StageSheet;
  /** The sheet of the latest month; undefined while there is none. */
  newest(): Promise<{ file: string; month: string; importedAt: string } | undefined>;
  /** What came by itself, the newest first. */
  listOffered(limit: number): Promise<{ file: string; at: string; error: PriceSheetError | null }[]>;
}

export function createPriceSheets(database: Database, stage: StageSheet): PriceSheets {
  return {
    stage,
    newest: () =>
      database
        .selectFrom('price_sheets')
        .select(['file', 'month', 'imported_at as importedAt'])
        .orderBy('month', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst(),
    async listOffered(limit) {
      const rows = await database
        .selectFrom('offered_sheets')
        .select(['file', 'fault', 'at'])
        .orderBy('at', 'desc')
        .orderBy('file', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ file, fault, at }) => ({
        file,
        at,
        error: fault === null ? null : new PriceSheetError(file, faultSchema.parse(JSON.parse(fault))),
      }));
    },
  };
}

/** A fault that was kept as JSON. */
const faultSchema = z.object({
  code: z.enum(priceSheetErrorCodes as [PriceSheetErrorCode, ...PriceSheetErrorCode[]]),
  line: z.number().optional(),
  column: z.string().optional(),
  value: z.string().optional(),
  columns: z.array(z.string()).optional(),
  expectedFields: z.number().optional(),
  foundFields: z.number().optional(),
}) satisfies z.ZodType<PriceSheetFault>;
