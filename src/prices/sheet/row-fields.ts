import { parseMicros } from '../money';
import type { Columns } from './columns';
import type { Fail } from './csv-records';
import { parseSheetMoment, type SheetMoment } from './sheet-dates';

/** A sheet holds a handful of dates in thousands of rows. */
const rememberedMoments = 1_000;

/** Reads the cells of a record by their column, or fails with the line, the column and the value. */
export interface RowFields<Column extends string> {
  /** Fails where a record has more or fewer fields than there are columns. */
  count(fields: string[], line: number): void;
  /** Without spaces around; empty where the column is absent. */
  text(fields: string[], column: Column): string;
  filled(fields: string[], line: number, column: Column): string;
  /** Whole micros. */
  price(fields: string[], line: number, column: Column): number;
  /** Null for a placeholder year. */
  moment(fields: string[], line: number, column: Column): SheetMoment;
  /** Four characters: the zeros that spreadsheets drop are put back (domain.md 4.1). */
  skuId(fields: string[], line: number, column: Column): string;
  market(fields: string[], line: number, column: Column): string;
  currency(fields: string[], line: number, column: Column): string;
}

export function createRowFields<Column extends string>({ at, count }: Columns<Column>, fail: Fail): RowFields<Column> {
  const moments = new Map<string, SheetMoment>();
  const text = (fields: string[], column: Column): string => fields[at[column]]?.trim() ?? '';

  function code(fields: string[], line: number, column: Column, form: RegExp, fault: 'bad-market' | 'bad-currency') {
    const value = text(fields, column).toUpperCase();
    return form.test(value) ? value : fail({ code: fault, line, column, value });
  }

  const filled = (fields: string[], line: number, column: Column): string =>
    text(fields, column) || fail({ code: 'missing-value', line, column });

  return {
    text,
    filled,
    count(fields, line) {
      if (fields.length !== count)
        fail({ code: 'wrong-field-count', line, expectedFields: count, foundFields: fields.length });
    },
    price(fields, line, column) {
      const value = text(fields, column);
      const micros = parseMicros(value);
      if (micros !== undefined) return micros;
      const isNegative = value.startsWith('-') && parseMicros(value.slice(1)) !== undefined;
      return fail({ code: isNegative ? 'negative-price' : 'bad-number', line, column, value });
    },
    moment(fields, line, column) {
      const value = text(fields, column);
      const known = moments.get(value);
      if (known !== undefined) return known;
      const moment = parseSheetMoment(value);
      if (moment === undefined) return fail({ code: 'bad-date', line, column, value });
      if (moments.size < rememberedMoments) moments.set(value, moment);
      return moment;
    },
    skuId: (fields, line, column) => filled(fields, line, column).toUpperCase().padStart(4, '0'),
    market: (fields, line, column) => code(fields, line, column, /^[A-Z]{2}$/, 'bad-market'),
    currency: (fields, line, column) => code(fields, line, column, /^[A-Z]{3}$/, 'bad-currency'),
  };
}
