import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from '@swc/core';

const PAGE_FOLDER = path.join(__dirname, '..', '..', 'src', 'local', 'page');

/** Loads one of the page's modules that needs no browser and imports nothing. */
export function loadPageModule<T>(name: string): T {
  const source = readFileSync(path.join(PAGE_FOLDER, name), 'utf8');
  const { code } = transformSync(source, { jsc: { target: 'es2023' }, module: { type: 'commonjs' } });
  const module = { exports: {} as T };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('module', 'exports', code)(module, module.exports);
  return module.exports;
}

export function readPageSource(name: string): string {
  return readFileSync(path.join(PAGE_FOLDER, name), 'utf8');
}
