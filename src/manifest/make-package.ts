import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '../operations/operation';
import { checkPackage } from './check-package';
import { type FilledPackage, fillManifest } from './fill-manifest';
import type { ManifestValues } from './settings';
import { writeZip } from './zip';

const manifestFile = 'manifest.json';

/** The manifest of a folder and its other languages, with everything filled in. */
export function readManifest(folder: string, values: ManifestValues, operations: readonly Operation[]): FilledPackage {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const others = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== manifestFile);
  const localizations = Object.fromEntries(others.map((file) => [file, read(file)]));
  return fillManifest({ manifest: read(manifestFile), localizations }, values, operations);
}

/**
 * The Teams app package as a zip: manifest, other languages, icons.
 *
 * @param folder the project's `manifest/`
 * @throws Error that lists everything that Teams would not take
 */
export async function makePackage(
  folder: string,
  values: ManifestValues,
  operations: readonly Operation[],
): Promise<Buffer> {
  const filled = readManifest(folder, values, operations);
  const { color, outline } = filled.manifest.icons;
  const icons = new Map([color, outline].map((file) => [file, readFileSync(join(folder, file))]));

  const flaws = await checkPackage(filled, icons);
  if (flaws.length > 0) throw new Error(flaws.join('\n'));

  const texts = Object.entries({ [manifestFile]: filled.manifest, ...filled.localizations });
  return writeZip([
    ...texts.map(([name, text]) => ({ name, content: Buffer.from(`${JSON.stringify(text, null, 2)}\n`) })),
    ...[...icons].map(([name, content]) => ({ name, content })),
  ]);
}
