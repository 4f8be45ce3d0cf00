// Makes `dist` from the sources: each of the desk's commands with all the modules that it loads in one file, since finding, reading
// and compiling a thousand files was half of a start. Types are checked apart (`npm run check:types`).
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { nativeAsync } from './native-async.mjs';
import { whenAsked } from './when-asked.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = (path) => join(project, 'src', path);

/** What stays in packages: native code, what is read as a file, and what is large and loaded only where it is needed. */
const external = [
  'better-sqlite3',
  'dtrace-provider',
  'adaptivecards',
  'adaptivecards-templating',
  '@microsoft/app-manifest',
  '@microsoft/teams-ai/lib/models/*',
  '@microsoft/teams-ai/lib/prompts/*',
];

/**
 * Bundles modules of the desk into files of a folder. Nothing is shortened, so that stack traces lead to what can be read.
 *
 * @throws where there is anything to warn of: a word that is there twice, say
 */
export async function bundle(entryPoints, outdir) {
  const { warnings } = await build({
    absWorkingDir: project,
    entryPoints,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external,
    plugins: [whenAsked(project, outdir), nativeAsync(), takeCopiesOnce()],
    logLevel: 'warning',
  });
  if (warnings.length > 0) throw new Error('The bundle was made with warnings.');
}

/** Packages that several others have their own copies of, in the same version, come in once. */
function takeCopiesOnce() {
  const first = new Map();
  return {
    name: 'take-copies-once',
    setup(build) {
      build.onResolve({ filter: /^(?:zod|uuid)$/ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
        if (pluginData === 'resolving' || !/[\\/]node_modules[\\/]bot/.test(importer)) return undefined;
        const found = await build.resolve(path, { importer, kind, resolveDir, pluginData: 'resolving' });
        const { version } = createRequire(importer)(`${path}/package.json`);
        const key = `${path}@${version} ${kind}`;
        if (!first.has(key)) first.set(key, found.path);
        return { path: first.get(key) };
      });
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = join(project, 'dist');
  rmSync(dist, { recursive: true, force: true });
  await bundle(
    {
      main: source('main.ts'),
      serve: source('serve.ts'),
      'staging-thread': source('prices/thread/staging-thread.ts'),
      understand: source('understand.ts'),
      'prices-import': source('prices-import.ts'),
      'audit-verify': source('audit-verify.ts'),
      'audit-erase': source('audit-erase.ts'),
      'admins-appoint': source('admins-appoint.ts'),
      'app-package': source('app-package.ts'),
    },
    dist,
  );
  copyFileSync(source('language/understanding/weights.json'), join(dist, 'weights.json'));
}
