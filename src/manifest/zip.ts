import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Plain ASCII, without a folder. */
  name: string;
  content: Buffer;
}

/** 1 January 1980 in MS-DOS's form, the format's zero: the same contents give the same archive. */
const zeroDate = (1 << 5) | 1;
const deflated = 8;
/** Version 2.0 of the format: deflate. */
const version = 20;

/** A zip archive of a few small files (PKWARE's APPNOTE.TXT 4.3; deflate; no folders, no ZIP64). */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content, { level: 9 });
    const fields = describeFile(name, content, packed);
    const file = Buffer.concat([integer(0x04034b50, 4), fields, Buffer.from(name, 'ascii'), packed]);
    directory.push(listFile(name, fields, offset));
    files.push(file);
    offset += file.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...files, list, endOfDirectory(entries.length, list.length, offset)]);
}

/** What the file's own header and the central directory have in common. */
function describeFile(name: string, content: Buffer, packed: Buffer): Buffer {
  return Buffer.concat([
    integer(version, 2),
    integer(0, 2),
    integer(deflated, 2),
    integer(0, 2),
    integer(zeroDate, 2),
    integer(crc32(content), 4),
    integer(packed.length, 4),
    integer(content.length, 4),
    integer(name.length, 2),
    integer(0, 2),
  ]);
}

function listFile(name: string, fields: Buffer, offset: number): Buffer {
  // Comment length, disk number, internal attributes (2 each), external attributes (4).
  const rest = Buffer.concat([Buffer.alloc(10), integer(offset, 4)]);
  return Buffer.concat([integer(0x02014b50, 4), integer(version, 2), fields, rest, Buffer.from(name, 'ascii')]);
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  return Buffer.concat([
    integer(0x06054b50, 4),
    Buffer.alloc(4),
    integer(count, 2),
    integer(count, 2),
    integer(size, 4),
    integer(offset, 4),
    integer(0, 2),
  ]);
}

function integer(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}
