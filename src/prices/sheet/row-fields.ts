import { parseMicros } from '../money';
import type { Columns } from './columns';
import { isBlank, readText, type CsvRecord, type Fail } from './csv-records';
import { parseSheetMoment, type SheetMoment } from './sheet-dates';

/** Reads the cells of a record by their column, or fails with the line, the column and the value. */
export interface RowFields<Column extends string> {
  /** Fails where a record has more or fewer cells than there are columns. */
  count(record: CsvRecord): void;
  /** Without spaces around; empty where the column is absent. */
  text(record: CsvRecord, column: Column): string;
  has(record: CsvRecord, column: Column): boolean;
  filled(record: CsvRecord, column: Column): string;
  /** Whole micros. */
  price(record: CsvRecord, column: Column): number;
  /** Null for a placeholder year. */
  moment(record: CsvRecord, column: Column): SheetMoment;
  /** Four characters: the zeros that spreadsheets drop are put back (domain.md 4.1). */
  skuId(record: CsvRecord, column: Column): string;
  market(record: CsvRecord, column: Column): string;
  currency(record: CsvRecord, column: Column): string;
}

export function createRowFields<Column extends string>({ at, count }: Columns<Column>, fail: Fail): RowFields<Column> {
  const has = (record: CsvRecord, column: Column): boolean => at[column] !== -1 && !isBlank(record, at[column]);
  const text = (record: CsvRecord, column: Column): string => (at[column] === -1 ? '' : readText(record, at[column]));

  function code(record: CsvRecord, column: Column, form: RegExp, fault: 'bad-market' | 'bad-currency') {
    const value = text(record, column).toUpperCase();
    return form.test(value) ? value : fail({ code: fault, line: record.line, column, value });
  }

  const filled = (record: CsvRecord, column: Column): string =>
    text(record, column) || fail({ code: 'missing-value', line: record.line, column });

  return {
    has,
    text,
    filled,
    count(record) {
      if (record.count !== count)
        fail({ code: 'wrong-field-count', line: record.line, expectedFields: count, foundFields: record.count });
    },
    price(record, column) {
      const plain = readPlainMicros(record, at[column]);
      if (plain !== undefined) return plain;
      const value = text(record, column);
      const micros = parseMicros(value);
      if (micros !== undefined) return micros;
      const isNegative = value.startsWith('-') && parseMicros(value.slice(1)) !== undefined;
      return fail({ code: isNegative ? 'negative-price' : 'bad-number', line: record.line, column, value });
    },
    moment(record, column) {
      const value = text(record, column);
      const moment = parseSheetMoment(value);
      return moment === undefined ? fail({ code: 'bad-date', line: record.line, column, value }) : moment;
    },
    skuId: (record, column) => filled(record, column).toUpperCase().padStart(4, '0'),
    market: (record, column) => code(record, column, /^[A-Z]{2}$/, 'bad-market'),
    currency: (record, column) => code(record, column, /^[A-Z]{3}$/, 'bad-currency'),
  };
}

const zero = 0x30;
const dot = 0x2e;
/** So many digits are exact in a number. */
const exactDigits = 15;
/** What one unit of the last place is worth in micros, by the number of places. */
const microsOfPlace = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/** What `parseMicros` reads, straight from the bytes; undefined for whatever is not digits with at most one dot. */
function readPlainMicros({ bytes, starts, ends }: CsvRecord, cell: number): number | undefined {
  const start = starts[cell]!;
  const end = ends[cell]!;
  if (end - start > exactDigits) return undefined;
  let digits = 0;
  let point = -1;
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - zero;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (bytes[at] === dot && point === -1 && at > start) point = at;
    else return undefined;
  }
  const places = point === -1 ? 0 : end - point - 1;
  const worth = microsOfPlace[places];
  if (end === start || worth === undefined || point === end - 1) return undefined;
  const micros = digits * worth;
  return Number.isSafeInteger(micros) ? micros : undefined;
}
