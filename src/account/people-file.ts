import { parse } from 'csv-parse/sync';

/** One person of a file, as written; the line is the one on which a spreadsheet shows it. */
export interface PersonRow {
  line: number;
  name: string;
  email: string;
  /** As written: a role's id or name; empty for none. */
  role: string;
}

export type PeopleFile = { rows: PersonRow[] } | { flaw: 'unreadable' | 'columns' | 'empty' | 'too-many' };

/** More than a person can look through on one card, and still one quick transaction. */
export const longestPeopleFile = 500;

/** What the columns are called, in the languages that the product speaks; compared without case, accents and signs. */
const columnNames = {
  name: ['name', 'fullname', 'displayname', 'nom', 'nomcomplet', 'nometprenom', 'prenometnom', 'nomaffiche'],
  email: ['email', 'mail', 'emailaddress', 'address', 'signinname', 'userprincipalname', 'upn', 'courriel'].concat(
    'adresse',
    'adresseemail',
    'adressemail',
    'identifiant',
  ),
  role: ['role', 'roles', 'roleid'],
} as const;
type Column = keyof typeof columnNames;

/** Whether a text's first line names the columns of a list of people. */
export function looksLikePeople(text: string): boolean {
  const columns = columnsOf(splitHeader(text));
  return columns.name !== undefined && columns.email !== undefined;
}

/** Reads a list of people: CSV with a header, separated by `,`, `;` or tabs; one row per person, in the file's order. */
export function readPeopleFile(text: string): PeopleFile {
  const header = splitHeader(text);
  const columns = columnsOf(header);
  if (columns.name === undefined || columns.email === undefined) return { flaw: 'columns' };
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: longestPeopleFile + 2,
    }) as unknown as typeof records;
  } catch {
    return { flaw: 'unreadable' };
  }
  const rows = records
    .slice(1)
    .filter(({ record }) => record.some((cell) => cell !== ''))
    .map(({ record, info }): PersonRow => {
      const cell = (column: Column) => (columns[column] === undefined ? '' : (record[columns[column]] ?? ''));
      return { line: info.lines, name: cell('name'), email: cell('email'), role: cell('role') };
    });
  if (rows.length === 0) return { flaw: 'empty' };
  return rows.length > longestPeopleFile ? { flaw: 'too-many' } : { rows };
}

function columnsOf(header: readonly string[]): Partial<Record<Column, number>> {
  const places: Partial<Record<Column, number>> = {};
  header.forEach((title, at) => {
    const folded = fold(title);
    for (const column of ['name', 'email', 'role'] as const) {
      if ((columnNames[column] as readonly string[]).includes(folded)) places[column] ??= at;
    }
  });
  return places;
}

function splitHeader(text: string): string[] {
  const line = firstLineOf(text);
  return line.split(delimiterOf(text)).map((title) => title.replaceAll('"', ''));
}

function delimiterOf(text: string): string {
  const line = firstLineOf(text);
  const count = (sign: string) => line.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function firstLineOf(text: string): string {
  return /^\uFEFF?([^\r\n]{0,2000})/.exec(text)?.[1] ?? '';
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}
