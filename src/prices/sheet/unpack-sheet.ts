import { posix } from 'node:path';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { PriceSheetError, type PriceSheetFault } from './price-sheet-error';

/** A sheet as text, wherever it was packed. */
export interface UnpackedSheet {
  /** The name that errors carry: of an archive and the sheet in it. */
  label: string;
  /** The sheet's own name: it tells the month. */
  name: string;
  chunks: AsyncIterable<Uint8Array>;
  /** Its first bytes, where it was not packed. */
  head: Buffer;
  /** In bytes, where an archive says so. */
  size?: number;
}

/** A sheet of 42 MB packs to 2 MB (domain.md 4.1). */
const largestArchive = 64 * 1024 * 1024;
const largestSheet = 1024 * 1024 * 1024;

const signature = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * Takes the one CSV out of a zip; anything else is passed on as it is. An archive is held in memory, its sheet flows; it is
 * checked against its length and checksum, so that a damaged archive is refused before anything of it counts.
 *
 * @throws PriceSheetError at once for an archive without a single sheet, and from `chunks` for a damaged one
 */
export async function unpackSheet(file: string, chunks: AsyncIterable<Uint8Array>): Promise<UnpackedSheet> {
  const reader = chunks[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let size = 0;
  while (size < signature.length) {
    const next: IteratorResult<Uint8Array, unknown> = await reader.next();
    if (next.done) break;
    head.push(next.value);
    size += next.value.length;
  }
  const isZip = isArchive(Buffer.concat(head));
  const all = joinAgain(head, reader);
  return isZip ? await openArchive(file, all) : { label: file, name: file, chunks: all, head: Buffer.concat(head) };
}

/** Whether a file begins as a zip does. */
export function isArchive(bytes: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}

async function* joinAgain(head: Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    // Whoever stops reading in the middle leaves no file open.
    await rest.return?.();
  }
}

async function openArchive(file: string, chunks: AsyncIterable<Uint8Array>): Promise<UnpackedSheet> {
  const refuse = (fault: PriceSheetFault, cause?: unknown) => new PriceSheetError(file, fault, { cause });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size > largestArchive) throw refuse({ code: 'zip-too-large' });
  }
  const { archive, entries } = await listFiles(Buffer.concat(parts)).catch((cause: unknown) => {
    throw refuse({ code: 'broken-zip' }, cause);
  });
  if (entries.some(({ fileName }) => fileName.startsWith('xl/'))) throw refuse({ code: 'workbook' });
  const sheets = entries.filter(({ fileName }) => /\.csv$/i.test(fileName));
  const [sheet] = sheets;
  if (!sheet) throw refuse({ code: 'zip-without-sheet' });
  if (sheets.length > 1) throw refuse({ code: 'zip-several-sheets', value: sheets.map(nameOf).join(', ') });
  if (!sheet.canDecodeFileData()) throw refuse({ code: 'zip-encrypted' });
  if (sheet.uncompressedSize > largestSheet) throw refuse({ code: 'zip-too-large' });
  const broken = (cause: unknown) => refuse({ code: 'broken-zip' }, cause);
  return {
    label: `${file}/${nameOf(sheet)}`,
    name: nameOf(sheet),
    chunks: inflate(archive, sheet, broken),
    head: Buffer.alloc(0),
    size: sheet.uncompressedSize,
  };
}

/** The files of an archive, without what macOS lays beside them. */
async function listFiles(content: Buffer): Promise<{ archive: ZipFile; entries: Entry[] }> {
  const archive = await fromBufferPromise(content, { lazyEntries: true });
  const entries: Entry[] = [];
  for await (const entry of archive.eachEntry()) {
    const isHidden = entry.fileName.startsWith('__MACOSX/') || nameOf(entry).startsWith('.');
    if (!entry.fileName.endsWith('/') && !isHidden) entries.push(entry);
  }
  return { archive, entries };
}

async function* inflate(
  archive: ZipFile,
  entry: Entry,
  broken: (cause: unknown) => PriceSheetError,
): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  const stream = await archive.openReadStreamPromise(entry).catch((cause: unknown) => {
    throw broken(cause);
  });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (cause) {
    throw broken(cause);
  }
  if (checksum !== entry.crc32) throw broken(new Error('the checksum differs'));
}

function nameOf({ fileName }: Entry): string {
  return posix.basename(fileName);
}
