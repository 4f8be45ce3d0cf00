import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A sheet that a source has. */
export interface OfferedSheet {
  /** Tells it from every other, and from another version of itself. */
  key: string;
  file: string;
  path: string;
}

/**
 * Where price sheets come from by themselves: a folder here; the price API, where the account lives at Microsoft, is another.
 */
export interface SheetSource {
  name: string;
  /** What it has now, in the order in which it is to be taken in. */
  list(): Promise<OfferedSheet[]>;
}

/** A file that was touched since may still be on its way, in milliseconds. */
const settledAfter = 30_000;

/** The price sheets in a folder, by the month that sorts first; files of other kinds and hidden ones are left aside. */
export function createFolderSource(folder: string, now: () => Date): SheetSource {
  return {
    name: 'folder',
    async list() {
      const offered: OfferedSheet[] = [];
      for (const file of (await readdir(folder)).sort()) {
        if (file.startsWith('.') || !/\.(?:csv|zip|json)$/i.test(file)) continue;
        const path = join(folder, file);
        const found = await stat(path).catch(() => undefined);
        if (!found?.isFile() || now().getTime() - found.mtimeMs < settledAfter) continue;
        offered.push({
          key: `${file}/${found.size}/${Math.floor(found.mtimeMs)}`,
          file,
          path,
        });
      }
      return offered;
    },
  };
}
