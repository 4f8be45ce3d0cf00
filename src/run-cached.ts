import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** What a file of CommonJS is called with. */
type CommonJs = (exports: unknown, require: NodeJS.Require, module: object, file: string, folder: string) => void;

/**
 * Runs a bundled file of CommonJS with what was compiled of it at an earlier start, functions that had run included: Node.js's own
 * cache of compiled code leaves those out. The cache is named after the file's contents; V8 refuses one that another version wrote.
 *
 * @param cacheFolder where it is kept; where that can't be written, everything is compiled as ever
 * @returns what the file exports, and what keeps all that is compiled by now, where nothing is kept yet
 */
export function runCached<Exports>(file: string, cacheFolder: string): { exports: Exports; keep: () => void } {
  // Held until the start is over: large pieces of memory that are given back before make the system's allocator put all later ones
  // where they leave holes, 20 MB of them.
  const held = { code: readFileSync(file), compiled: undefined as Buffer | undefined };
  const name = `${basename(file)}-${createHash('sha256').update(held.code).digest('hex').slice(0, 32)}`;
  const cached = join(cacheFolder, name);
  held.compiled = readIfThere(cached);
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${readAscii(held.code)}\n})`,
    {
      filename: file,
      cachedData: held.compiled,
    },
  );
  const isKept = script.cachedDataRejected === false;
  const module = { exports: {} as Exports };
  (script.runInThisContext() as CommonJs)(module.exports, createRequire(file), module, file, dirname(file));
  const keep = (): void => {
    Object.assign(held, { code: undefined, compiled: undefined });
    if (isKept) return;
    try {
      mkdirSync(cacheFolder, { recursive: true });
      // Whole or not at all: others may be starting.
      writeFileSync(`${cached}.${process.pid}`, script.createCachedData());
      renameSync(`${cached}.${process.pid}`, cached);
      for (const other of readdirSync(cacheFolder))
        if (other !== name) rmSync(join(cacheFolder, other), { force: true });
    } catch {
      // The next start takes a little longer.
    }
  };
  return { exports: module.exports, keep };
}

/** The bundler writes ASCII alone, and a text of one byte a character takes half the memory; longer pieces would lie outside of the heap. */
function readAscii(bytes: Buffer): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceLength) pieces.push(bytes.toString('latin1', at, at + pieceLength));
  return pieces.join('');
}

const pieceLength = 512 * 1_024;

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
