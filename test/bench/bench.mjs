// Runs the benchmarks, all of them or those that are named: `npm run bench -- turns start`. Prints JSON lines.
import { existsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { print, project } from './servers.mjs';

/** Each file exports `run`; in the order in which they are run. */
const parts = ['turns', 'start', 'growth', 'delay', 'prices-find', 'prices-import', 'digest'];

const named = process.argv.slice(2);
const unknown = named.filter((name) => !parts.includes(name));
if (unknown.length > 0)
  throw new Error(`there is no benchmark ${unknown.join(', ')}: take some of ${parts.join(', ')}`);
if (!existsSync(join(project, 'dist/main.js'))) throw new Error('npm run build comes first');
print({
  bench: 'machine',
  node: process.version,
  cpu: cpus()[0].model,
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
});
for (const part of named.length > 0 ? named : parts) {
  const { run } = await import(`./${part}.mjs`);
  await run();
}
process.exit(0);
