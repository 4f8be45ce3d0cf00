import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { checkPackage } from './manifest/check-package';
import { fillManifest } from './manifest/fill-manifest';
import { readManifestSettings } from './manifest/settings';
import { writeZip } from './manifest/zip';
import { operations } from './operations';

const projectFolder = join(__dirname, '..');
const sourceFolder = join(projectFolder, 'manifest');
const packageFile = join(projectFolder, 'build', 'partner-desk.zip');

/** Makes the Teams app package. Ends with 1, and writes nothing, where a setting or the manifest is wrong. */
async function main(): Promise<number> {
  const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(readJson(join(projectFolder, 'package.json')));
  const { values, examples } = readManifestSettings(process.env, version);
  const sources = {
    manifest: readJson(join(sourceFolder, 'manifest.json')),
    localizations: { 'fr.json': readJson(join(sourceFolder, 'fr.json')) },
  };
  const filled = fillManifest(sources, values, operations);
  const { color, outline } = filled.manifest.icons;
  const icons = new Map([color, outline].map((file) => [file, readFileSync(join(sourceFolder, file))]));

  const flaws = await checkPackage(filled, icons);
  if (flaws.length > 0) throw new Error(flaws.join('\n'));

  const texts = Object.entries({ 'manifest.json': filled.manifest, ...filled.localizations });
  const archive = writeZip([
    ...texts.map(([name, text]) => ({ name, content: Buffer.from(`${JSON.stringify(text, null, 2)}\n`) })),
    ...[...icons].map(([name, content]) => ({ name, content })),
  ]);
  mkdirSync(join(projectFolder, 'build'), { recursive: true });
  writeFileSync(packageFile, archive);
  process.stdout.write(`${relative(process.cwd(), packageFile)}\n`);
  if (examples.length > 0) process.stderr.write(warnOf(examples));
  return 0;
}

function warnOf(examples: string[]): string {
  const bot = examples.includes('BOT_ID')
    ? '\nWithout BOT_ID the package carries an all-zero bot id: it is whole and valid, but no Teams client can reach a bot with it.'
    : '';
  return `Not for an app catalog yet: these were not set and stand for examples: ${examples.join(', ')}.${bot}\n`;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`The app package was not made:\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
