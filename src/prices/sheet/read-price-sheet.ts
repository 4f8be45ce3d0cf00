import { findColumns } from './columns';
import { createCsvRecords, type Fail } from './csv-records';
import { createRowReader, type PriceRow } from './price-row';
import { PriceSheetError } from './price-sheet-error';

/** Some rows of a sheet, in its order. */
export interface PriceRows {
  rows: PriceRow[];
  /** The sheet has the column EndofSaleDate, as previews do. */
  hasEndOfSale: boolean;
}

/**
 * Reads a new-commerce price sheet, licence-based (domain.md 4.1; 18 or 21 columns, or a preview) or of software (4.4; 19
 * columns), piece by piece, so that memory stays flat whatever the size.
 *
 * @param file the name that errors carry
 * @param chunks the file's bytes, cut anywhere: UTF-8, with or without byte order mark
 * @throws PriceSheetError at the first fault
 */
export async function* readPriceSheet(file: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<PriceRows> {
  let rows: PriceRow[] = [];
  let readRow: ReturnType<typeof createRowReader> | undefined;
  let hasEndOfSale = false;

  const fail: Fail = (fault) => {
    throw new PriceSheetError(file, fault);
  };
  const records = createCsvRecords((fields, line) => {
    if (readRow) {
      rows.push(readRow(fields, line));
      return;
    }
    const columns = findColumns(fields, fail);
    hasEndOfSale = columns.at.EndofSaleDate !== -1;
    readRow = createRowReader(columns, fail);
  }, fail);

  const decode = createDecoder((before) => fail({ code: 'not-text', line: records.nextLine() + before }));

  let size = 0;
  let count = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    records.push(decode(chunk));
    if (rows.length === 0) continue;
    count += rows.length;
    yield { rows, hasEndOfSale };
    rows = [];
  }
  if (size === 0) fail({ code: 'empty' });
  records.push(decode());
  records.end();
  count += rows.length;
  if (!readRow) fail({ code: 'empty' });
  if (count === 0) fail({ code: 'no-rows' });
  if (rows.length > 0) yield { rows, hasEndOfSale };
}

/** Strict UTF-8; `refuse` is told how many lines of the piece come before what is no text. */
function createDecoder(refuse: (linesBefore: number) => never): (chunk?: Uint8Array) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const countBefore = (text: string, wrong: string) =>
    text.slice(0, Math.max(0, text.indexOf(wrong))).split('\n').length - 1;
  return (chunk) => {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      return refuse(countBefore(new TextDecoder().decode(chunk), '\uFFFD'));
    }
    return text.includes('\0') ? refuse(countBefore(text, '\0')) : text;
  };
}
