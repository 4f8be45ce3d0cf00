import type { PriceSheetFault } from './price-sheet-error';

/** Ends the reading: raises the fault as an error that names the file. */
export type Fail = (fault: PriceSheetFault) => never;

/** Takes one record; `line` is the physical line, from 1, on which it starts. */
export type TakeRecord = (fields: string[], line: number) => void;

export interface CsvRecords {
  /** Takes the next piece of text, wherever it was cut. */
  push(text: string): void;
  /** Says that there is no more. */
  end(): void;
  /** The physical line on which the next piece of text begins. */
  nextLine(): number;
}

/** No row of a price sheet comes near it; a quotation mark that never closes would otherwise swallow the whole file. */
const longestRecord = 1_048_576;

const quote = '"';

/**
 * Splits CSV text into records as it arrives (RFC 4180; LF or CRLF; `,` or `;`, told by the first line). Empty lines are
 * skipped. A record without any quotation mark, which is nearly every one, costs a single split.
 */
export function createCsvRecords(take: TakeRecord, fail: Fail): CsvRecords {
  let rest = '';
  let line = 1;
  let delimiter: string | undefined;

  function readRecords(text: string, isLast: boolean): void {
    let at = 0;
    let nextQuote = findFrom(text, quote, 0);
    while (at < text.length) {
      const lineEnd = text.indexOf('\n', at);
      if (lineEnd === -1 && !isLast) break;
      if (nextQuote < at) nextQuote = findFrom(text, quote, at);
      const end = lineEnd === -1 ? text.length : lineEnd;
      delimiter ??= tellDelimiter(text.slice(at, end));
      if (nextQuote > end) {
        takeUnlessEmpty(sliceLine(text, at, end).split(delimiter), line);
        line += 1;
        at = end + 1;
        continue;
      }
      const record = readQuotedRecord(text, at, delimiter, isLast);
      if (record === 'incomplete') break;
      if (record === 'stray') return fail({ code: 'stray-quote', line });
      takeUnlessEmpty(record.fields, line);
      line += countLines(text, at, record.end);
      at = record.end;
    }
    rest = text.slice(at);
    if (rest.length > longestRecord || (isLast && rest)) fail({ code: 'unclosed-quote', line });
  }

  function takeUnlessEmpty(fields: string[], startLine: number): void {
    if (fields[0] === '' && fields.every((field) => field === '')) return;
    take(fields, startLine);
  }

  return {
    push: (text) => readRecords(rest + text, false),
    end: () => readRecords(rest, true),
    nextLine: () => line + countLines(rest, 0, rest.length),
  };
}

/** Reads the record at `start` field by field; `end` is the position after its line end. */
function readQuotedRecord(text: string, start: number, delimiter: string, isLast: boolean) {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    if (text[at] === quote) {
      const close = findClosingQuote(text, at + 1);
      if (close === -1 || (close + 2 >= text.length && !isLast)) return 'incomplete';
      fields.push(text.slice(at + 1, close).replaceAll('""', quote));
      at = close + 1;
    } else {
      const end = Math.min(findFrom(text, delimiter, at), findFrom(text, '\n', at));
      if (end === Infinity && !isLast) return 'incomplete';
      const field = sliceLine(text, at, Math.min(end, text.length));
      if (field.includes(quote)) return 'stray';
      fields.push(field);
      at = Math.min(end, text.length);
    }
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    if (at < text.length && text[at] !== '\n') return 'stray';
    return { fields, end: at + 1 };
  }
}

/** Position of the quotation mark that ends the field; two in a row are one that is meant. */
function findClosingQuote(text: string, from: number): number {
  let at = text.indexOf(quote, from);
  while (at !== -1 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at;
}

function findFrom(text: string, wanted: string, from: number): number {
  const at = text.indexOf(wanted, from);
  return at === -1 ? Infinity : at;
}

function sliceLine(text: string, start: number, end: number): string {
  return text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
}

function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function tellDelimiter(firstLine: string): string {
  return firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
}
