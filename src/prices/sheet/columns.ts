import type { Fail } from './csv-records';

/** The columns of a kind of list: without the first ones a row has no meaning, the others may be absent. */
export interface ColumnNames<Column extends string> {
  required: readonly Column[];
  optional: readonly Column[];
}

/** Where each known column stands; an optional one that is absent is -1. */
export interface Columns<Column extends string = string> {
  count: number;
  at: Record<Column, number>;
}

/** Finds the columns by name, whatever their order, capitals and spaces; unknown ones are left aside. */
export function findColumns<Column extends string>(
  header: readonly string[],
  { required, optional }: ColumnNames<Column>,
  fail: Fail,
): Columns<Column> {
  const names = header.map(foldName);
  const at = Object.fromEntries(
    [...required, ...optional].map((column) => [column, names.indexOf(foldName(column))]),
  ) as Record<Column, number>;
  const missing = required.filter((column) => at[column] === -1);
  if (missing.length === required.length) fail({ code: 'not-csv', line: 1 });
  if (missing.length > 0) fail({ code: 'missing-columns', line: 1, columns: missing });
  return { count: header.length, at };
}

export function foldName(name: string): string {
  return name.replace(/[\s_]+/g, '').toLowerCase();
}
