import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface PageFile {
  contentType: string;
  content: Buffer;
}

/** The page's files lie with the sources, as the compiler does not copy them; found from `src` and from `dist`. */
export function findPageFolder(from: string = __dirname): string {
  let folder = from;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('The project folder of the local chat page was not found.');
    folder = parent;
  }
  return path.join(folder, 'src', 'local', 'page');
}

/** Reads a file of the page by its bare name (letters, digits, hyphens, one extension); undefined when there is none. */
export async function readPageFile(name: string, folder: string = findPageFolder()): Promise<PageFile | undefined> {
  const extension = /^[a-z0-9-]+(\.[a-z]+)$/.exec(name)?.[1];
  const contentType = extension && CONTENT_TYPES[extension];
  if (!contentType) return undefined;
  const file = name === 'adaptivecards.js' ? locateRenderer() : path.join(folder, name);
  const content = await readFile(file).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined;
    throw fault;
  });
  return content && { contentType, content };
}

function locateRenderer(): string {
  return require.resolve('adaptivecards/dist/adaptivecards.min.js');
}
