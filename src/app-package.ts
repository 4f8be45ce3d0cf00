import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { makePackage } from './manifest/make-package';
import { readManifestSettings } from './manifest/settings';
import { operations } from './operations';

const projectFolder = join(__dirname, '..');
const packageFile = join(projectFolder, 'build', 'partner-desk.zip');

/** Makes the Teams app package. Ends with 1, and writes nothing, where a setting or the manifest is wrong. */
async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string };
  const { values, examples } = readManifestSettings(process.env, version);
  const archive = await makePackage(join(projectFolder, 'manifest'), values, operations);
  mkdirSync(join(projectFolder, 'build'), { recursive: true });
  writeFileSync(packageFile, archive);
  process.stdout.write(`${relative(process.cwd(), packageFile)}\n`);
  if (examples.length > 0) process.stderr.write(warnOf(examples));
}

function warnOf(examples: string[]): string {
  const bot = examples.includes('BOT_ID')
    ? 'Without BOT_ID the package carries an all-zero id: it is valid, but no Teams client reaches a bot with it.\n'
    : '';
  return `Not for an app catalog yet, as these are not set and examples stand for them: ${examples.join(', ')}.\n${bot}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`The app package was not made:\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
