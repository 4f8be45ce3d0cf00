import type { Language } from '../language/languages';

/** Spreadsheets read a semicolon where the comma is the decimal sign. */
const separators = { en: ',', fr: ';' } as const satisfies Record<Language, string>;

/**
 * Rows as a CSV file that spreadsheets open rightly and safely: UTF-8 with a byte-order mark, every cell quoted, and cells
 * that a spreadsheet would run as a formula made text (teams.md, Attacks: CSV formula in an export).
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[], language: Language): Buffer {
  const lines = rows.map((row) => row.map((cell) => quote(`${cell}`)).join(separators[language]));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}

function quote(cell: string): string {
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
