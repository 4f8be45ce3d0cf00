import { z } from 'zod';
import { languages } from '../language/languages';
import type { Operation } from '../operations/operation';
import { commandOperations, describeCommand, type CommandScope } from './commands';
import type { ManifestValues } from './settings';

/** What is hand-written in `manifest/`: everything but the command lists. */
export interface ManifestSources {
  manifest: unknown;
  /** By language: the strings that differ from the manifest's own. */
  localizations: Record<string, unknown>;
}

export type FilledManifest = z.output<typeof manifestSchema>;
export type Localization = Record<string, unknown>;

export interface FilledPackage {
  manifest: FilledManifest;
  localizations: Record<string, Localization>;
}

const manifestSchema = z.looseObject({
  $schema: z.string(),
  manifestVersion: z.string(),
  icons: z.looseObject({ color: z.string(), outline: z.string() }),
  localizationInfo: z.looseObject({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.enum(languages), file: z.string() })),
  }),
  bots: z.tuple([z.looseObject({ botId: z.string() })]),
});

/** The scopes that have a command list; team and group chat share one. */
const lists: readonly { scope: CommandScope; scopes: string[] }[] = [
  { scope: 'personal', scopes: ['personal'] },
  { scope: 'shared', scopes: ['team', 'groupChat'] },
];

/**
 * Fills the places of the source manifest and writes the command lists from the operations, in every language.
 *
 * @throws Error for a place that nothing fills, or an operation whose words make no command
 */
export function fillManifest(
  sources: ManifestSources,
  values: ManifestValues,
  operations: readonly Operation[],
): FilledPackage {
  const filled = fillPlaces(sources.manifest, values);
  const manifest = manifestSchema.parse(filled);
  const [bot] = manifest.bots;
  const commandLists = lists.map(({ scope, scopes }) => ({
    scopes,
    commands: commandOperations(operations, scope).map((operation) => describeCommand(operation, languages[0])),
  }));
  const localizations = manifest.localizationInfo.additionalLanguages.map(({ languageTag, file }) => {
    const source = z.record(z.string(), z.unknown()).parse(sources.localizations[file]);
    return [file, { ...source, ...localizeCommands(operations, languageTag) }] as const;
  });
  return {
    // In the order of the source, which the parsed copy loses.
    manifest: { ...(filled as FilledManifest), bots: [{ ...bot, commandLists }] },
    localizations: Object.fromEntries(localizations),
  };
}

function localizeCommands(operations: readonly Operation[], language: (typeof languages)[number]): Localization {
  const entries = lists.flatMap(({ scope }, list) =>
    commandOperations(operations, scope).flatMap((operation, index) => {
      const { title, description } = describeCommand(operation, language);
      const path = `bots[0].commandLists[${list}].commands[${index}]`;
      return [
        [`${path}.title`, title],
        [`${path}.description`, description],
      ];
    }),
  );
  return Object.fromEntries(entries) as Localization;
}

function fillPlaces(node: unknown, values: ManifestValues): unknown {
  if (typeof node === 'string') {
    return node.replace(/\$\{\{(\w+)\}\}/g, (_, place: string) => {
      if (!Object.hasOwn(values, place)) throw new Error(`manifest.json has a place that nothing fills: ${place}`);
      return values[place as keyof ManifestValues];
    });
  }
  if (Array.isArray(node)) return node.map((item) => fillPlaces(item, values));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fillPlaces(value, values)]));
}
