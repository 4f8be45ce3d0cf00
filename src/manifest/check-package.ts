import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppManifestUtils, type AppManifest } from '@microsoft/app-manifest';
import { commandLimits } from './commands';
import type { FilledPackage } from './fill-manifest';
import { readPngSize } from './png';

/** The sizes that Teams asks for, in pixels. */
const iconSizes = { color: 192, outline: 32 } as const;

/**
 * Every flaw of an app package, in words; empty where Teams would take it. Checked against the schemas that come with
 * `@microsoft/app-manifest`: nothing is fetched.
 *
 * @param icons the icons' contents by file name
 */
export async function checkPackage(filled: FilledPackage, icons: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const { manifest, localizations } = filled;
  const flaws = await checkSchema('manifest.json', manifest, manifest.manifestVersion, 'MicrosoftTeams.schema.json');
  for (const [file, localization] of Object.entries(localizations)) {
    const schema = 'MicrosoftTeams.Localization.schema.json';
    flaws.push(...(await checkSchema(file, localization, manifest.manifestVersion, schema)));
    flaws.push(...checkCommands(file, localization));
  }
  flaws.push(...checkCommands('manifest.json', manifest.bots[0]));
  return [...flaws, ...checkIcons(manifest.icons, icons)];
}

async function checkSchema(file: string, content: object, version: string, schemaFile: string): Promise<string[]> {
  const folder = dirname(require.resolve('@microsoft/app-manifest'));
  const path = join(folder, 'json-schemas', 'teams', `v${version}`, schemaFile);
  // Some of its patterns end a bracket that they never began, which the validator's `u` flag forbids.
  const text = readFileSync(path, 'utf8').replaceAll(String.raw`\\b]`, String.raw`\\b\\]`);
  const schema = JSON.parse(text) as NonNullable<Parameters<typeof AppManifestUtils.validateAgainstSchema>[1]>;
  const errors = await AppManifestUtils.validateAgainstSchema(content as AppManifest, schema);
  return errors.map((error) => `${file}: ${error}`);
}

/** The schemas allow longer commands than the Teams clients show. */
function checkCommands(file: string, node: unknown, path = ''): string[] {
  if (Array.isArray(node)) {
    const tooMany = path.endsWith('commands') && node.length > commandLimits.commands;
    const own = tooMany ? [`${file}: ${path} has more than ${commandLimits.commands} commands`] : [];
    return [...own, ...node.flatMap((item, index) => checkCommands(file, item, `${path}[${index}]`))];
  }
  if (typeof node === 'object' && node !== null) {
    return Object.entries(node).flatMap(([key, value]) => checkCommands(file, value, path ? `${path}.${key}` : key));
  }
  const part = /commands\[\d+\]\.(title|description)$/.exec(path)?.[1] as 'title' | 'description' | undefined;
  const isTooLong = part && String(node).length > commandLimits[part];
  return isTooLong ? [`${file}: ${path} has more than ${commandLimits[part]} characters`] : [];
}

function checkIcons(named: { color: string; outline: string }, icons: ReadonlyMap<string, Buffer>): string[] {
  return Object.entries(iconSizes).flatMap(([icon, wanted]) => {
    const file = named[icon as keyof typeof iconSizes];
    const size = readPngSize(icons.get(file) ?? Buffer.alloc(0));
    if (!size) return [`${file}: is not a PNG`];
    const fits = size.width === wanted && size.height === wanted;
    return fits ? [] : [`${file}: is ${size.width}×${size.height}, but must be ${wanted}×${wanted}`];
  });
}
