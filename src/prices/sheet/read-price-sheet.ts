import { findColumns } from './columns';
import { createCsvRecords, readText, type CsvRecord, type Fail } from './csv-records';
import { createLegacyReader, type LegacyScope } from './legacy-row';
import { createMatrixReader, type MatrixRow } from './matrix-row';
import { createRowReader, type PriceRow } from './price-row';
import { PriceSheetError } from './price-sheet-error';
import { legacyColumns, matrixColumns, priceColumns, tellForm, usageColumns } from './sheet-forms';
import { createUsageReader, type UsageRow } from './usage-row';

/** Some rows of a sheet, in its order, and what kind of rows they are. */
export type SheetRows = PriceRows | MatrixRows | UsageRows;
export interface PriceRows {
  form: 'prices';
  rows: PriceRow[];
  /** The sheet has the column EndofSaleDate, as previews do. */
  hasEndOfSale: boolean;
}
export interface MatrixRows {
  form: 'offer-matrix';
  rows: MatrixRow[];
}
export interface UsageRows {
  form: 'usage';
  rows: UsageRow[];
}

/** Where the prices of a legacy list hold, as far as it is known: the list does not say. */
export type ListScope = Partial<LegacyScope>;

/**
 * Reads a price sheet of any form of domain.md 4, told by its columns, piece by piece, so that memory stays flat whatever the
 * size: licences of the new commerce (4.1), software (4.4), the legacy list (4.3), the offer matrix (4.2), Azure and the
 * marketplace (4.5).
 *
 * @param file the name that errors carry
 * @param chunks the file's bytes, cut anywhere: UTF-8, with or without byte order mark
 * @throws PriceSheetError at the first fault
 */
export async function* readPriceSheet(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  scope: ListScope = {},
): AsyncGenerator<SheetRows> {
  let reading: Reading | undefined;
  const fail: Fail = (fault) => {
    throw new PriceSheetError(file, fault);
  };
  const records = createCsvRecords((record) => {
    if (reading) reading.take(record);
    else reading = startReading(readCells(record), scope, fail);
  }, fail);

  let size = 0;
  let count = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    records.push(chunk);
    const part = reading?.takeRows();
    if (!part) continue;
    count += part.rows.length;
    yield part;
  }
  if (size === 0) fail({ code: 'empty' });
  records.end();
  if (!reading) fail({ code: 'empty' });
  const last = reading?.takeRows();
  count += last?.rows.length ?? 0;
  if (count === 0) fail({ code: 'no-rows' });
  if (last) yield last;
}

interface Reading {
  take(record: CsvRecord): void;
  /** What was read since; undefined where that is nothing. */
  takeRows(): SheetRows | undefined;
}

/** Told by the first line, the column names. */
function startReading(header: string[], scope: ListScope, fail: Fail): Reading {
  switch (tellForm(header)) {
    case 'prices': {
      const columns = findColumns(header, priceColumns, fail);
      const hasEndOfSale = columns.at.EndofSaleDate !== -1;
      return gather(createRowReader(columns, fail), (rows) => ({ form: 'prices', rows, hasEndOfSale }));
    }
    case 'legacy': {
      const columns = findColumns(header, legacyColumns, fail);
      const { market, currency } = scope;
      if (!currency) return fail({ code: 'legacy-currency' });
      if (!market) return fail({ code: 'legacy-market' });
      const readRow = createLegacyReader(columns, { market, currency }, fail);
      return gather(readRow, (rows) => ({ form: 'prices', rows, hasEndOfSale: false }));
    }
    case 'offer-matrix': {
      const columns = findColumns(header, matrixColumns, fail);
      return gather(createMatrixReader(columns, fail), (rows) => ({ form: 'offer-matrix', rows }));
    }
    case 'usage': {
      const columns = findColumns(header, usageColumns, fail);
      return gather(createUsageReader(columns, fail), (rows) => ({ form: 'usage', rows }));
    }
  }
}

function gather<Row>(readRow: (record: CsvRecord) => Row | undefined, wrap: (rows: Row[]) => SheetRows): Reading {
  let rows: Row[] = [];
  return {
    take(record) {
      const row = readRow(record);
      if (row !== undefined) rows.push(row);
    },
    takeRows() {
      if (rows.length === 0) return undefined;
      const taken = rows;
      rows = [];
      return wrap(taken);
    },
  };
}

function readCells(record: CsvRecord): string[] {
  return Array.from({ length: record.count }, (_, cell) => readText(record, cell));
}
