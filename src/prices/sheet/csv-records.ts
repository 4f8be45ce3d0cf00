import { isUtf8 } from 'node:buffer';
import type { PriceSheetFault } from './price-sheet-error';

/** Ends the reading: raises the fault as an error that names the file. */
export type Fail = (fault: PriceSheetFault) => never;

/** One record where it lies: the same object serves every record, and holds until the next one is read. */
export interface CsvRecord {
  bytes: Buffer;
  /** The physical line, from 1, on which it starts. */
  line: number;
  /** How many cells it has. */
  count: number;
  /** First byte of each cell, and the one behind it; quotation marks around a cell are left out. */
  starts: number[];
  ends: number[];
}

export interface CsvRecords {
  /** Takes the next piece of the file, wherever it was cut. */
  push(bytes: Uint8Array): void;
  /** Says that there is no more. */
  end(): void;
}

/** No row of a price sheet comes near it; a quotation mark that never closes would otherwise swallow the whole file. */
const longestRecord = 1_048_576;

const mark = Buffer.from('\uFEFF');
const quote = 0x22;
const comma = 0x2c;
const semicolon = 0x3b;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What a cell says, without spaces around it. */
export function readText({ bytes, starts, ends }: CsvRecord, cell: number): string {
  const text = bytes.toString('utf8', starts[cell], ends[cell]).trim();
  // A mark that is meant stands twice; single ones are none of a cell.
  return text.includes('"') ? text.replaceAll('""', '"') : text;
}

/** Whether a cell says nothing. */
export function isBlank(record: CsvRecord, cell: number): boolean {
  const first = record.starts[cell]!;
  if (first >= record.ends[cell]!) return true;
  return record.bytes[first]! <= 0x20 && readText(record, cell) === '';
}

/**
 * Splits CSV into records as it arrives (RFC 4180; UTF-8 with or without its mark; LF or CRLF; `,` or `;`, told by the first
 * line). Empty lines are skipped. It works on the bytes and makes no text of them: in a price sheet most cells say what the
 * line before said, and need not be read again.
 */
export function createCsvRecords(take: (record: CsvRecord) => void, fail: Fail): CsvRecords {
  const record: CsvRecord = { bytes: Buffer.alloc(0), line: 1, count: 0, starts: [], ends: [] };
  /** What is in hand: the beginning of a record whose end has not come, and the newest piece behind it. */
  let buffer = Buffer.alloc(65_536);
  let size = 0;
  let delimiter = 0;
  let isStart = true;
  /** Lines of the record that is being read. */
  let lines = 1;

  function readRecords(bytes: Buffer, isLast: boolean): void {
    let at = 0;
    if (isStart) {
      if (bytes.length < mark.length && !isLast) return;
      if (bytes.subarray(0, mark.length).equals(mark)) at = mark.length;
      isStart = false;
    }
    // Cut at a line's end no character is cut.
    const whole = isLast || bytes.length - at > longestRecord ? bytes.length : bytes.lastIndexOf(lineFeed) + 1;
    checkText(bytes.subarray(at, whole));
    record.bytes = bytes;
    while (at < bytes.length) {
      delimiter ||= tellDelimiter(bytes, at, isLast);
      if (!delimiter) break;
      const end = readRecord(bytes, at, isLast);
      if (end === -1) break;
      if (!isEmpty()) take(record);
      record.line += lines;
      at = end;
    }
    if (bytes.length - at > longestRecord) fail({ code: 'unclosed-quote', line: record.line });
    // What is left moves to the front.
    size = at < bytes.length ? bytes.copy(buffer, 0, at) : 0;
  }

  /** Finds the cells of the record at `start`. @returns the position behind it; -1 where it does not end in what is there */
  function readRecord(bytes: Buffer, start: number, isLast: boolean): number {
    const { starts, ends } = record;
    const size = bytes.length;
    let at = start;
    let count = 0;
    lines = 1;
    for (;;) {
      if (at < size && bytes[at] === quote) {
        const close = findClosingQuote(bytes, at + 1);
        if (close === -1 || (close + 2 >= size && !isLast))
          return isLast ? fail({ code: 'unclosed-quote', line: record.line }) : -1;
        starts[count] = at + 1;
        ends[count] = close;
        at = close + 1;
        if (bytes[at] === carriageReturn && bytes[at + 1] === lineFeed) at += 1;
        const isBehindCell = at >= size || bytes[at] === delimiter || bytes[at] === lineFeed;
        if (!isBehindCell) fail({ code: 'stray-quote', line: record.line });
      } else {
        starts[count] = at;
        at = findCellEnd(bytes, at);
        if (at >= size && !isLast) return -1;
        ends[count] =
          bytes[at] !== delimiter && at > start && bytes[at - 1] === carriageReturn ? at - 1 : Math.min(at, size);
      }
      count += 1;
      if (bytes[at] === delimiter) {
        at += 1;
        continue;
      }
      record.count = count;
      return at + 1;
    }
  }

  function findCellEnd(bytes: Buffer, from: number): number {
    const size = bytes.length;
    for (let at = from; at < size; at += 1) {
      const byte = bytes[at]!;
      if (byte > semicolon) continue;
      if (byte === delimiter || byte === lineFeed) return at;
      if (byte === quote) fail({ code: 'stray-quote', line: record.line });
    }
    return size;
  }

  /** Two marks in a row are one that is meant; -1 where none closes. */
  function findClosingQuote(bytes: Buffer, from: number): number {
    const size = bytes.length;
    for (let at = from; at < size; at += 1) {
      const byte = bytes[at]!;
      if (byte > quote) continue;
      if (byte === lineFeed) lines += 1;
      if (byte !== quote) continue;
      if (bytes[at + 1] !== quote) return at;
      at += 1;
    }
    return -1;
  }

  function isEmpty(): boolean {
    const { count, starts, ends } = record;
    for (let cell = 0; cell < count; cell += 1) if (starts[cell]! < ends[cell]!) return false;
    return true;
  }

  function checkText(bytes: Buffer): void {
    if (isUtf8(bytes) && !bytes.includes(0)) return;
    let { line } = record;
    for (let at = 0; at < bytes.length; line += 1) {
      const end = bytes.indexOf(lineFeed, at) + 1 || bytes.length;
      const text = bytes.subarray(at, end);
      if (!isUtf8(text) || text.includes(0)) break;
      at = end;
    }
    fail({ code: 'not-text', line });
  }

  return {
    push(bytes) {
      if (size + bytes.length > buffer.length)
        buffer = Buffer.concat([buffer.subarray(0, size)], Math.max(buffer.length * 2, size + bytes.length));
      buffer.set(bytes, size);
      size += bytes.length;
      readRecords(buffer.subarray(0, size), false);
    },
    end() {
      if (size > 0) readRecords(buffer.subarray(0, size), true);
    },
  };
}

/** Whichever the first line has more of; 0 while that has not ended. */
function tellDelimiter(bytes: Buffer, from: number, isLast: boolean): number {
  const end = bytes.indexOf(lineFeed, from);
  if (end === -1 && !isLast) return 0;
  const line = bytes.toString('latin1', from, end === -1 ? bytes.length : end);
  return line.split(';').length > line.split(',').length ? semicolon : comma;
}
