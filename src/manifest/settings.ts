import { z } from 'zod';

/** What the manifest's `${{…}}` places are filled with; `manifest/README.md` explains each. */
export type ManifestValues = z.output<typeof environmentSchema> & { APP_VERSION: string; APP_DOMAIN: string };

export interface ManifestSettings {
  values: ManifestValues;
  /** Variables that were not given and stand for an example, which must not reach an app catalog. */
  examples: string[];
}

/** Stands for the bot's registration where there is none: the package is valid, but Teams can't reach a bot with it. */
export const noBotId = '00000000-0000-0000-0000-000000000000';

const exampleSite = 'https://partner-desk.example';
const page = (name: string) => z.url({ protocol: /^https$/, error: `${name} must be an https address` });

const environmentSchema = z.object({
  BOT_ID: z.guid({ error: 'BOT_ID must be the id of the bot’s registration, a GUID' }).default(noBotId),
  APP_DEVELOPER: z.string().trim().max(32, 'APP_DEVELOPER must be 32 characters at most').default('Contoso Partner'),
  APP_WEBSITE_URL: page('APP_WEBSITE_URL').default(exampleSite),
  APP_PRIVACY_URL: page('APP_PRIVACY_URL').default(`${exampleSite}/privacy`),
  APP_TERMS_URL: page('APP_TERMS_URL').default(`${exampleSite}/terms`),
});

/**
 * Reads what the app package is made for.
 *
 * @param version of the app, from package.json
 * @throws Error that lists every wrong value
 */
export function readManifestSettings(environment: NodeJS.ProcessEnv, version: string): ManifestSettings {
  const names = Object.keys(environmentSchema.shape);
  const given = Object.fromEntries(names.map((name) => [name, environment[name]?.trim() || undefined]));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join('\n'));
  const values = { ...parsed.data, APP_VERSION: version, APP_DOMAIN: new URL(parsed.data.APP_WEBSITE_URL).hostname };
  return { values, examples: names.filter((name) => given[name] === undefined) };
}
