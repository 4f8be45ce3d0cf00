import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The settings of contract.md, Environment, as the parts take them. */
export interface Config {
  /** Without BOT_ID: the local chat page, loopback only, no tokens. */
  local: boolean;
  port: number;
  host: string;
  dataDir: string;
  /** Where clients reach the desk, without a slash at the end. */
  publicUrl?: string;
  databaseFile: string;
  sampleAccount: boolean;
  bot: BotRegistration | null;
  /** Lower-case tenant ids; null for any (local mode only). */
  allowedTenants: string[] | null;
  firstAdmins: string[];
  connectorHosts: string[];
  /** Where price sheets are looked for by themselves; null for nowhere. */
  priceFolder: string | null;
  logLevel: string;
  /** A language model that plans in the built-in planner's place. */
  model: ModelSettings | null;
}

export interface ModelSettings {
  service: 'openai' | 'azure';
  /** Of `openai` with the version's path, of `azure` without. */
  endpoint: string;
  apiKey: string;
  /** The model's name; of `azure`, the deployment's. */
  model: string;
  /** Of `azure`. */
  apiVersion: string;
  timeoutSeconds: number;
  callsPerPersonAndDay: number;
  tokensPerDay: number;
}

export interface BotRegistration {
  id: string;
  password?: string;
  certificate?: string;
  tenantId?: string;
  type: 'SingleTenant' | 'UserAssignedMSI';
  urls: Record<(typeof urlOptions)[number], string> | null;
}

/** The SDK's URL options (teams.md, Traps): all six or none. */
export const urlOptions = [
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'OAuthUrl',
] as const;

const text = z.string().trim().min(1, 'is blank').optional();
/** Of an application or a tenant: whatever else stands in it was not meant as an id. */
const id = z
  .string()
  .trim()
  .regex(/^[\w.-]+$/, 'is no id')
  .optional();
const url = z.url({ protocol: /^https?$/ }).optional();
const list = z
  .string()
  .optional()
  .transform((value) => (value ?? '').split(/[\s,;]+/).filter(Boolean));

/** Without scheme and path: it would never be met. */
const host = z.string().regex(/^([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?$/i, 'holds what is no host');

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  HOST: text,
  DATA_DIR: z.string().trim().min(1).default('./data'),
  DATABASE_URL: z.undefined('is not supported yet: leave it out to use the embedded database').optional(),
  REDIS_URL: z.undefined('is not supported yet: leave it out to keep state in the process').optional(),
  ACCOUNT_BACKEND: z.enum(['embedded'], 'must be embedded: the microsoft backend is not built yet').default('embedded'),
  BOT_ID: id,
  BOT_PASSWORD: text,
  BOT_CERTIFICATE: text,
  BOT_TENANT_ID: id,
  BOT_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
  ALLOWED_TENANTS: list.pipe(z.array(z.string().regex(/^[\w.-]+$/, 'holds what is no tenant id'))),
  FIRST_ADMINS: list,
  CONNECTOR_HOSTS: list.pipe(z.array(host)),
  PUBLIC_URL: url,
  PRICE_FOLDER: text,
  SAMPLE_ACCOUNT: z.enum(['0', '1']).optional(),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  OPENAI_API_KEY: text,
  OPENAI_ENDPOINT: url,
  OPENAI_MODEL: text,
  AZURE_OPENAI_API_KEY: text,
  AZURE_OPENAI_ENDPOINT: url,
  AZURE_OPENAI_DEPLOYMENT: text,
  AZURE_OPENAI_API_VERSION: text,
  MODEL_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(12).default(8),
  MODEL_CALLS_PER_DAY: z.coerce.number().int().min(0).default(200),
  MODEL_TOKENS_PER_DAY: z.coerce.number().int().min(0).default(2_000_000),
  ToBotFromChannelOpenIdMetadataUrl: url,
  ToBotFromEmulatorOpenIdMetadataUrl: url,
  ToChannelFromBotLoginUrl: url,
  ToChannelFromBotOAuthScope: text,
  ToBotFromChannelTokenIssuer: text,
  OAuthUrl: url,
});

type Environment = z.output<typeof environmentSchema>;

/** Everything that is wrong with the environment, in one message; names values only where they can't be secrets. */
export class ConfigError extends Error {
  constructor(readonly flaws: string[]) {
    super(`The settings are not right:\n${flaws.map((flaw) => `  - ${flaw}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the environment once.
 *
 * @throws ConfigError that lists every wrong or missing value
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  const wrong = parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? [];
  const flaws = [...new Set(wrong), ...findFlaws(given)];
  if (!parsed.success || flaws.length > 0) throw new ConfigError(flaws);
  const settings = parsed.data;
  const local = settings.BOT_ID === undefined;
  const tenants = settings.ALLOWED_TENANTS.map((tenant) => tenant.toLowerCase());
  const own = settings.BOT_TENANT_ID?.toLowerCase();
  return {
    local,
    port: settings.PORT,
    host: settings.HOST ?? (local ? '127.0.0.1' : '0.0.0.0'),
    dataDir: settings.DATA_DIR,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, ''),
    databaseFile: join(settings.DATA_DIR, 'partner-desk.db'),
    sampleAccount: settings.SAMPLE_ACCOUNT ? settings.SAMPLE_ACCOUNT === '1' : local,
    bot: registrationOf(settings),
    allowedTenants: tenants.length > 0 ? tenants : own ? [own] : local ? null : [],
    firstAdmins: firstAdminsOf(settings, local),
    connectorHosts: settings.CONNECTOR_HOSTS.map((host) => host.toLowerCase()),
    priceFolder: settings.PRICE_FOLDER ?? null,
    logLevel: settings.LOG_LEVEL,
    model: modelOf(settings),
  };
}

/** Locally an account without people would be one that nobody can enter. */
function firstAdminsOf({ FIRST_ADMINS, SAMPLE_ACCOUNT }: Environment, local: boolean): string[] {
  if (FIRST_ADMINS.length === 0 && local && SAMPLE_ACCOUNT === '0') return ['first.admin@my-company.example'];
  return FIRST_ADMINS.map((admin) => admin.toLowerCase());
}

function registrationOf(settings: Environment): BotRegistration | null {
  if (!settings.BOT_ID) return null;
  const urls = Object.fromEntries(urlOptions.map((option) => [option, settings[option]]));
  return {
    id: settings.BOT_ID,
    password: settings.BOT_PASSWORD,
    certificate: settings.BOT_CERTIFICATE,
    tenantId: settings.BOT_TENANT_ID,
    type: settings.BOT_TYPE,
    urls: settings.OAuthUrl ? (urls as BotRegistration['urls']) : null,
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function modelOf(settings: Environment): ModelSettings | null {
  const limits = {
    apiVersion: settings.AZURE_OPENAI_API_VERSION ?? '2024-10-21',
    timeoutSeconds: settings.MODEL_TIMEOUT_SECONDS,
    callsPerPersonAndDay: settings.MODEL_CALLS_PER_DAY,
    tokensPerDay: settings.MODEL_TOKENS_PER_DAY,
  };
  const { AZURE_OPENAI_API_KEY, AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT, OPENAI_API_KEY, OPENAI_MODEL } =
    settings;
  if (AZURE_OPENAI_API_KEY && AZURE_OPENAI_ENDPOINT && AZURE_OPENAI_DEPLOYMENT) {
    const own = { endpoint: AZURE_OPENAI_ENDPOINT, apiKey: AZURE_OPENAI_API_KEY, model: AZURE_OPENAI_DEPLOYMENT };
    return { service: 'azure', ...own, ...limits };
  }
  if (!OPENAI_API_KEY) return null;
  const endpoint = endpointOf(settings.OPENAI_ENDPOINT ?? 'https://api.openai.com/v1');
  return { service: 'openai', endpoint, apiKey: OPENAI_API_KEY, model: OPENAI_MODEL ?? 'gpt-4.1-mini', ...limits };
}

/** Without a path, the one that every compatible server has. */
function endpointOf(given: string): string {
  const plain = given.replace(/\/+$/, '');
  return new URL(plain).pathname === '/' ? `${plain}/v1` : plain;
}

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost']);

/** What is wrong with the values taken together. */
function findFlaws(given: Record<string, string | undefined>): string[] {
  const flaws: string[] = [];
  const missingUrls = urlOptions.filter((option) => given[option] === undefined);
  if (missingUrls.length > 0 && missingUrls.length < urlOptions.length) {
    flaws.push(`${missingUrls.join(', ')} must be set too: the SDK's URL options work only all six together`);
  }
  if (given.PRICE_FOLDER && !isFolder(given.PRICE_FOLDER)) flaws.push('PRICE_FOLDER is no folder that can be read');
  for (const option of fetchedUrls) {
    if (isOpenHttp(given[option])) flaws.push(`${option} must be https: plain http is for loopback hosts`);
  }
  flaws.push(...findModelFlaws(given));
  if (given.BOT_ID === undefined) {
    if (given.NODE_ENV === 'production') flaws.push('BOT_ID is missing: in production there is no local mode');
    if (given.HOST && !loopbackHosts.has(given.HOST)) flaws.push('HOST must be a loopback address in local mode');
    return flaws;
  }
  if (!given.BOT_TENANT_ID) flaws.push('BOT_TENANT_ID is missing');
  if (given.BOT_TYPE === 'UserAssignedMSI') {
    if (given.BOT_PASSWORD || given.BOT_CERTIFICATE)
      flaws.push('BOT_TYPE UserAssignedMSI takes no password and no certificate');
    return flaws;
  }
  if (!given.BOT_PASSWORD && !given.BOT_CERTIFICATE) flaws.push('BOT_PASSWORD or BOT_CERTIFICATE is missing');
  const flaw = given.BOT_CERTIFICATE ? flawOfCertificate(given.BOT_CERTIFICATE) : undefined;
  if (flaw) flaws.push(`BOT_CERTIFICATE ${flaw}`);
  return flaws;
}

function findModelFlaws(given: Record<string, string | undefined>): string[] {
  const azure = ['AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_DEPLOYMENT'];
  const missing = azure.filter((name) => given[name] === undefined);
  const flaws: string[] = [];
  if (missing.length > 0 && missing.length < azure.length) {
    flaws.push(`${missing.join(', ')} must be set too: Azure OpenAI needs key, endpoint and deployment`);
  }
  if (missing.length < azure.length && given.OPENAI_API_KEY) {
    flaws.push('OPENAI_API_KEY and AZURE_OPENAI_API_KEY are both set: one model plans');
  }
  if (!given.OPENAI_API_KEY && (given.OPENAI_ENDPOINT || given.OPENAI_MODEL)) flaws.push('OPENAI_API_KEY is missing');
  if (isOpenHttp(given.OPENAI_ENDPOINT)) flaws.push('OPENAI_ENDPOINT must be https: plain http is for loopback hosts');
  if (given.AZURE_OPENAI_ENDPOINT?.startsWith('http:')) flaws.push('AZURE_OPENAI_ENDPOINT must be https');
  return flaws;
}

/** The URL options that are called; the other two are names. */
const fetchedUrls = [
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'ToChannelFromBotLoginUrl',
  'OAuthUrl',
] as const satisfies readonly (typeof urlOptions)[number][];

/** Plain http to another machine: keys and secrets would go over it. */
function isOpenHttp(value: string | undefined): boolean {
  const url = value === undefined ? null : URL.parse(value);
  return url?.protocol === 'http:' && !loopbackHosts.has(url.hostname.replace(/^\[|\]$/g, ''));
}

/** Looked at here, so that a key that was pasted wrongly ends up in no message of a failing read. */
function flawOfCertificate(value: string): string | undefined {
  let pem = value;
  if (!value.includes('-----BEGIN')) {
    try {
      pem = readFileSync(value, 'utf8');
    } catch {
      return 'is neither a PEM nor the path of a file that can be read';
    }
  }
  try {
    return new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem)) ? undefined : 'is not of its private key';
  } catch {
    return 'does not hold a certificate with its private key, as PEM';
  }
}
