import { mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uploads } from '../operations/operation';

export interface KeptUploads extends Uploads {
  /** Deletes what a process that died left behind. */
  sweep(now: Date): Promise<void>;
}

/** Nothing that came with a file stays open for so long, in milliseconds. */
const longest = 24 * 3_600_000;
/** What is read at once is worked on at once: some milliseconds, then others have their turn. */
const bytesPerRead = 65_536;

/** @param folder made where it is not there; its files are readable by the desk's own user alone */
export function createUploads(folder: string, newId: () => string): KeptUploads {
  const pathOf = (id: string) => {
    if (!/^[\w-]+$/.test(id)) throw new Error('this is no id of a file');
    return join(folder, id);
  };
  return {
    async keep(bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = newId();
      await writeFile(pathOf(id), bytes, { mode: 0o600, flag: 'wx' });
      return id;
    },
    async open(id) {
      const file = await open(pathOf(id)).catch(undefinedIfMissing);
      return file && (file.createReadStream({ highWaterMark: bytesPerRead }) as AsyncIterable<Uint8Array>);
    },
    async locate(id) {
      const path = pathOf(id);
      return (await stat(path).catch(undefinedIfMissing)) && path;
    },
    forget: (id) => rm(pathOf(id), { force: true }),
    async sweep(now) {
      const names = (await readdir(folder).catch(undefinedIfMissing)) ?? [];
      for (const name of names) {
        const path = join(folder, name);
        const found = await stat(path).catch(undefinedIfMissing);
        if (found && now.getTime() - found.mtimeMs > longest) await rm(path, { force: true });
      }
    },
  };
}

function undefinedIfMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
