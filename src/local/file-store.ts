import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanFileName, fileTypeOf } from './file-name';
import { LocalError } from './local-error';

/** In bytes: enough for the largest price sheets. */
export const FILE_LIMIT = 60 * 1024 * 1024;
const KEPT_FILES = 12;
const KEPT_MS = 60 * 60_000;

/** What is known of a file before and after its bytes came. */
export interface FileFacts {
  /** Whoever knows it may read the file. */
  id: string;
  uniqueId: string;
  name: string;
  fileType: string;
  ownerId: string;
}
export interface KeptFile extends FileFacts {
  /** In bytes. */
  size: number;
}
/** A file that the bot may bring once. */
export interface ExpectedFile extends FileFacts {
  /** Whoever knows it may write the file. */
  uploadId: string;
}

export interface Incoming {
  bytes: AsyncIterable<Buffer>;
  /** The size that was announced, in bytes. */
  length?: number;
}

/** The local stand-in for a person's OneDrive. */
export interface FileStore {
  /** @throws LocalError 413 FileTooLarge, 400 IncompleteFile */
  keep(ownerId: string, name: string, incoming: Incoming): Promise<KeptFile>;
  find(id: string): KeptFile | undefined;
  /** @throws LocalError 404 FileNotFound */
  read(id: string): Promise<{ file: KeptFile; handle: FileHandle }>;
  expect(ownerId: string, name: string): ExpectedFile;
  /** @throws LocalError 404 for uploads that were not expected, or are done; else as `keep` */
  receive(uploadId: string, incoming: Incoming): Promise<KeptFile>;
  clear(): void;
}

interface FileStorePorts {
  now: () => Date;
  /** Must not be guessable: the ids stand in the addresses. */
  newId: () => string;
  /** Where the store makes its folder; the machine's place for temporary files when left out. */
  root?: string;
}

/**
 * Keeps files for an hour in a folder of their own, and no more than the dozen that
 * came last.
 */
export function createFileStore({ now, newId, root = tmpdir() }: FileStorePorts): FileStore {
  const files = new Map<string, { file: KeptFile; at: number }>();
  const expected = new Map<string, { file: ExpectedFile; at: number }>();
  let folder: string | undefined;

  function placeOf(id: string): string {
    // Temporary folders are swept by the machine, too.
    if (!folder || !existsSync(folder)) folder = mkdtempSync(path.join(root, 'partner-desk-files-'));
    return path.join(folder, id);
  }

  function forgetOld(): void {
    const oldest = now().getTime() - KEPT_MS;
    for (const [id, { at }] of files) {
      if (at > oldest && files.size <= KEPT_FILES) break;
      files.delete(id);
      rmSync(placeOf(id), { force: true });
    }
    for (const [id, { at }] of expected) if (at <= oldest || expected.size > KEPT_FILES) expected.delete(id);
  }

  const describeFile = (ownerId: string, given: string): FileFacts => {
    const name = cleanFileName(given);
    return { id: newId(), uniqueId: newId(), name, fileType: fileTypeOf(name), ownerId };
  };

  async function store({ id, uniqueId, name, fileType, ownerId }: FileFacts, incoming: Incoming): Promise<KeptFile> {
    const place = placeOf(id);
    try {
      const size = await writeAll(place, incoming);
      const file = { id, uniqueId, name, fileType, ownerId, size };
      files.set(id, { file, at: now().getTime() });
      forgetOld();
      return file;
    } catch (fault) {
      await rm(place, { force: true });
      throw fault;
    }
  }

  function find(id: string): KeptFile | undefined {
    forgetOld();
    return files.get(id)?.file;
  }

  return {
    async keep(ownerId, name, incoming) {
      return store(describeFile(ownerId, name), incoming);
    },
    find,
    async read(id) {
      const file = find(id);
      const handle = file && (await open(placeOf(id)).catch(() => undefined));
      if (!handle) throw fileNotFound();
      return { file, handle };
    },
    expect(ownerId, name) {
      const file = { ...describeFile(ownerId, name), uploadId: newId() };
      expected.set(file.uploadId, { file, at: now().getTime() });
      forgetOld();
      return file;
    },
    async receive(uploadId, incoming) {
      forgetOld();
      const waiting = expected.get(uploadId);
      if (!waiting) throw fileNotFound();
      // Claimed before the first byte: of two uploads only one writes.
      expected.delete(uploadId);
      try {
        return await store(waiting.file, incoming);
      } catch (fault) {
        expected.set(uploadId, waiting);
        throw fault;
      }
    },
    clear() {
      files.clear();
      expected.clear();
      if (folder) rmSync(folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
}

export const fileNotFound = () => new LocalError(404, 'FileNotFound', 'There is no such file, or no more.');

/** @returns the number of bytes */
async function writeAll(place: string, { bytes, length }: Incoming): Promise<number> {
  const target = await open(place, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of bytes) {
      // Read to its end even when too large: the connection stays in order and the caller hears why.
      size += chunk.length;
      if (size <= FILE_LIMIT) await target.appendFile(chunk);
    }
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ECONNRESET') throw fault;
    throw incomplete();
  } finally {
    await target.close();
  }
  if (size > FILE_LIMIT) throw new LocalError(413, 'FileTooLarge', `A file may have ${FILE_LIMIT} bytes.`);
  if (length !== undefined && size !== length) throw incomplete();
  return size;
}

const incomplete = () => new LocalError(400, 'IncompleteFile', 'The file did not arrive whole.');
