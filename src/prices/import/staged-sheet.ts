import type { Database, DatabaseTransaction } from '../../store/database';
import type { SheetRows } from '../sheet/read-price-sheet';
import type { SheetView } from '../terms';

/** What kind of list a file is. */
export type SheetForm = SheetView | 'offer-matrix' | 'usage' | 'promotions';

/**
 * What taking in a sheet did. Prices are counted by SKU, segment, market, currency, term and billing plan; what the offer
 * matrix says, by SKU; Azure prices by SKU, term, market, currency and tier; promotions one by one.
 */
export interface PriceSheetSummary {
  /** `already`: this very file was taken in before and nothing has replaced it since; nothing was changed now. */
  tookPart: 'imported' | 'already';
  form: SheetForm;
  sheetId: number;
  file: string;
  kind: 'current' | 'preview';
  /** `2026-11`; null for what has no month. */
  month: string | null;
  effectiveFrom: string | null;
  /** Lines that say something. */
  rows: number;
  added: number;
  /** Another price or other dates. */
  changed: number;
  /** No longer listed, within the sheet's markets and currencies. */
  removed: number;
  unchanged: number;
  /** Lines that repeat another one with the same dates, and such as repeat it with others: one of them counts (domain.md 4.1). */
  duplicates: number;
  overlaps: number;
  /** SKUs whose title or description changed. */
  renamed: number;
  skus: number;
  markets: string[];
  currencies: string[];
}

/** What taking in a sheet would do, worked out without doing it. */
export interface PriceSheetPreview extends Omit<PriceSheetSummary, 'tookPart' | 'sheetId'> {
  /** This very file was taken in before and nothing has replaced it since. */
  isKnown: boolean;
  /** A sheet of this month was taken in for one of its markets. */
  replaces: boolean;
  /** `2026-12`: the month of the newest sheet of its markets, where there is one. */
  newest: string | null;
}

/** A price sheet that lies on the disk. */
export interface SheetOnDisk {
  /** Its name without folder: shown to people, and it tells the month. */
  file: string;
  path: string;
  /** ISO 3166-1 alpha-2: the country for which a list that names none is taken in, the account's own. */
  market?: string | undefined;
}

/** How far a sheet is. */
export interface SheetProgress {
  /** `waiting`: for other sheets that came before. */
  doing: 'waiting' | 'reading' | 'comparing' | 'taking-in';
  /** From 0 to 1, where it is known. */
  share?: number;
  /** Lines that were read. */
  count?: number;
}

/** Told while a sheet is read, compared and taken in. */
export type OnSheetProgress = (progress: SheetProgress) => void;

/**
 * Reads and checks a sheet aside; whoever calls drops it.
 *
 * @param onProgress is told how far it is, until it is dropped
 * @throws PriceSheetError
 */
export type StageSheet = (sheet: SheetOnDisk, onProgress?: OnSheetProgress) => Promise<StagedSheet>;

/** A sheet that was read and checked, aside: nothing of it is in force. */
export interface StagedSheet {
  /** In a transaction of which it is taken in: a connection that sees what was staged. */
  database: Database;
  compare(): Promise<PriceSheetPreview>;
  /** Brings it in, within a transaction of its `database`. Once: what is staged is used up. */
  takeIn(transaction: DatabaseTransaction, now: Date): Promise<PriceSheetSummary>;
  drop(): Promise<void>;
}

/** Takes the rows of one sheet aside, and makes of them what can be compared and taken in. */
export interface SheetStager {
  /** All parts of a sheet have one form: its first line tells it. */
  add(part: SheetRows): void;
  /** @param file its own name and that of the archive it was in, and what errors call it */
  finish(file: SheetFile): Promise<StagedSheet>;
  drop(): Promise<void>;
}

export interface SheetFile {
  names: [string, string];
  label: string;
  /** SHA-256 of the sheet, in hexadecimal. */
  digest: string;
}
