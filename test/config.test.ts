import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig, urlOptions } from '../src/config';

const secret = 'a-secret-that-no-message-may-hold';
const tenant = '11111111-1111-4111-8111-111111111111';
const registered = { BOT_ID: 'bot', BOT_PASSWORD: secret, BOT_TENANT_ID: tenant };
const urls = Object.fromEntries(urlOptions.map((option) => [option, 'https://login.cloud.test/x']));

/** Everything that is said to be wrong, as one message. */
function messageFor(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('a wrong environment', () => {
  it.each<[string, Record<string, string>, RegExp[]]>([
    ['a port that is no number', { PORT: 'http' }, [/^ {2}- PORT /m]],
    ['a port beyond the last', { PORT: '65536' }, [/^ {2}- PORT /m]],
    ['a port before the first', { PORT: '-1' }, [/^ {2}- PORT /m]],
    ['half a port', { PORT: '39.78' }, [/^ {2}- PORT /m]],
    ['a level that there is not', { LOG_LEVEL: 'loud' }, [/^ {2}- LOG_LEVEL .*"info"/m]],
    ['a switch that is neither on nor off', { SAMPLE_ACCOUNT: 'yes' }, [/^ {2}- SAMPLE_ACCOUNT /m]],
    ['a backend that there is not', { ACCOUNT_BACKEND: 'google' }, [/^ {2}- ACCOUNT_BACKEND must be embedded/m]],
    [
      'a database that is not supported yet',
      { DATABASE_URL: `postgres://desk:${secret}@db/desk` },
      [/^ {2}- DATABASE_URL is not supported yet/m],
    ],
    [
      'a cache that is not supported yet',
      { REDIS_URL: `redis://:${secret}@cache` },
      [/^ {2}- REDIS_URL is not supported yet/m],
    ],
    ['local mode for everybody', { HOST: '0.0.0.0' }, [/HOST must be a loopback address in local mode/]],
    ['local mode for the office', { HOST: '192.168.1.7' }, [/HOST must be a loopback address in local mode/]],
    [
      'production without a bot',
      { NODE_ENV: 'production' },
      [/BOT_ID is missing: in production there is no local mode/],
    ],
    ['production with an empty bot', { NODE_ENV: 'production', BOT_ID: '' }, [/BOT_ID is missing/]],
    ['production with a bot of blanks', { NODE_ENV: 'production', BOT_ID: '  ' }, [/BOT_ID/]],
    [
      'a bot without a secret',
      { BOT_ID: 'bot', BOT_TENANT_ID: tenant },
      [/BOT_PASSWORD or BOT_CERTIFICATE is missing/],
    ],
    ['a bot without a tenant', { BOT_ID: 'bot', BOT_PASSWORD: secret }, [/BOT_TENANT_ID is missing/]],
    ['a bot of another type', { ...registered, BOT_TYPE: 'MultiTenant' }, [/^ {2}- BOT_TYPE .*"SingleTenant"/m]],
    [
      'a managed identity with a password',
      { ...registered, BOT_TYPE: 'UserAssignedMSI' },
      [/UserAssignedMSI takes no password/],
    ],
    [
      'a certificate that is neither text nor file',
      { BOT_ID: 'bot', BOT_TENANT_ID: tenant, BOT_CERTIFICATE: secret },
      [/BOT_CERTIFICATE is neither a PEM nor the path of a file/],
    ],
    ...(
      [
        ['a path that is a folder’s', __dirname, /BOT_CERTIFICATE is neither a PEM nor the path of a file/],
        ['a file of something else', __filename, /BOT_CERTIFICATE does not hold a certificate with its private key/],
        [
          'a text that only begins like one',
          `-----BEGIN CERTIFICATE-----\n${secret}\n-----END CERTIFICATE-----`,
          /BOT_CERTIFICATE does not hold a certificate with its private key/,
        ],
        [
          'a certificate with another’s key',
          join(__dirname, 'support/pem/mismatched.pem'),
          /BOT_CERTIFICATE is not of its private key/,
        ],
      ] as const
    ).map(([what, certificate, line]): [string, Record<string, string>, RegExp[]] => [
      `as a certificate ${what}`,
      { BOT_ID: 'bot', BOT_TENANT_ID: tenant, BOT_CERTIFICATE: certificate },
      [line],
    ]),
    [
      'ids that are none',
      { ...registered, BOT_ID: '{bot}', BOT_TENANT_ID: 'a b' },
      [/BOT_ID is no id/, /BOT_TENANT_ID/],
    ],
    [
      'a tenant by its address',
      { ALLOWED_TENANTS: 'https://contoso.test/' },
      [/ALLOWED_TENANTS holds what is no tenant id/],
    ],
    ...['https://connector.test', 'connector.test/path', '*', '*.test', 'user@connector.test'].map(
      (hosts): [string, Record<string, string>, RegExp[]] => [
        `a host like ${hosts}`,
        { CONNECTOR_HOSTS: `connector.test, ${hosts}` },
        [/CONNECTOR_HOSTS holds what is no host/],
      ],
    ),
    [
      'half of Azure OpenAI',
      { AZURE_OPENAI_API_KEY: secret },
      [/AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT must be set too/],
    ],
    ['a model without a key', { OPENAI_MODEL: 'gpt' }, [/OPENAI_API_KEY is missing/]],
    [
      'a model over plain http',
      { OPENAI_API_KEY: secret, OPENAI_ENDPOINT: 'http://models.test/v1' },
      [/OPENAI_ENDPOINT must be https/],
    ],
    [
      'two models',
      {
        OPENAI_API_KEY: secret,
        AZURE_OPENAI_API_KEY: secret,
        AZURE_OPENAI_ENDPOINT: 'https://x.openai.azure.test',
        AZURE_OPENAI_DEPLOYMENT: 'gpt',
      },
      [/both set: one model plans/],
    ],
    ['a URL that is none', { ...registered, ...urls, OAuthUrl: `oauth:${secret}` }, [/^ {2}- OAuthUrl /m]],
    [
      'a URL over plain http',
      { ...registered, ...urls, ToChannelFromBotLoginUrl: 'http://login.cloud.test/x' },
      [/ToChannelFromBotLoginUrl must be https/],
    ],
    [
      'a URL over plain http to what looks like this machine',
      { ...registered, ...urls, OAuthUrl: 'http://127.0.0.1.attacker.test/' },
      [/OAuthUrl must be https/],
    ],
    [
      'everything at once',
      {
        PORT: 'x',
        LOG_LEVEL: 'x',
        SAMPLE_ACCOUNT: 'x',
        BOT_ID: 'bot',
        BOT_TYPE: 'SingleTenant',
        OAuthUrl: 'https://cloud.test',
        DATABASE_URL: secret,
        REDIS_URL: secret,
      },
      [
        /PORT/,
        /LOG_LEVEL/,
        /SAMPLE_ACCOUNT/,
        /BOT_PASSWORD or BOT_CERTIFICATE/,
        /BOT_TENANT_ID/,
        /ToBotFromChannelTokenIssuer.* must be set too/,
        /DATABASE_URL/,
        /REDIS_URL/,
      ],
    ],
  ])('%s is told, and no value that may be secret', (_name, environment, lines) => {
    const message = messageFor(environment);

    expect(message).toMatch(/^The settings are not right:\n( {2}- \S.*\n?)+$/);
    for (const line of lines) expect(message).toMatch(line);
    expect(message).not.toContain(secret);
    expect(message).not.toMatch(/undefined|NaN\b.*\n.*NaN|\[object/);
  });

  const halves = urlOptions
    .flatMap((option, index) => [[urlOptions.filter((each) => each !== option)], [urlOptions.slice(0, index + 1)]])
    .filter(([given]) => given!.length < urlOptions.length);
  it.each(halves)('of the six URLs only %j is refused, and says which are missing', (given) => {
    const missing = urlOptions.filter((option) => !given.includes(option));

    const message = messageFor({
      ...registered,
      ...Object.fromEntries(given.map((option) => [option, urls[option]!])),
    });

    expect(message).toBe(
      `The settings are not right:\n  - ${missing.join(', ')} must be set too: the SDK's URL options work only all six together`,
    );
  });
});

describe('without a bot, it is the local mode', () => {
  it('with what contract.md says where nothing is set', () => {
    expect(readConfig({})).toEqual({
      local: true,
      port: 3978,
      host: '127.0.0.1',
      dataDir: './data',
      databaseFile: join('data', 'partner-desk.db'),
      sampleAccount: true,
      bot: null,
      allowedTenants: null,
      firstAdmins: [],
      connectorHosts: [],
      priceFolder: null,
      model: null,
      logLevel: 'info',
    });
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('on %s', (host) => {
    expect(readConfig({ HOST: host }).host).toBe(host);
  });

  it('takes an empty value for one that is not set', () => {
    expect(
      readConfig(
        Object.fromEntries(
          ['PORT', 'HOST', 'BOT_ID', 'DATABASE_URL', 'LOG_LEVEL', 'SAMPLE_ACCOUNT', ...urlOptions].map((name) => [
            name,
            '',
          ]),
        ),
      ),
    ).toEqual(readConfig({}));
  });

  it.each<[Record<string, string>, object]>([
    [{ PORT: '0' }, { port: 0 }],
    [{ DATA_DIR: '/srv/desk' }, { databaseFile: '/srv/desk/partner-desk.db' }],
    [{ SAMPLE_ACCOUNT: '0' }, { sampleAccount: false }],
    [{ ALLOWED_TENANTS: tenant.toUpperCase() }, { allowedTenants: [tenant] }],
    [{ ALLOWED_TENANTS: ' A, b;c\nd ' }, { allowedTenants: ['a', 'b', 'c', 'd'] }],
    [{ FIRST_ADMINS: 'Claire@Contoso.test, ' }, { firstAdmins: ['claire@contoso.test'] }],
    [{ CONNECTOR_HOSTS: 'Connector.test:8443 127.0.0.1' }, { connectorHosts: ['connector.test:8443', '127.0.0.1'] }],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
  ])('%j gives %j', (environment, expected) => {
    expect(readConfig(environment)).toMatchObject(expected);
  });
});

describe('with a bot', () => {
  it('serves its own tenant on every address, without the sample account', () => {
    expect(readConfig({ ...registered, NODE_ENV: 'production' })).toMatchObject({
      local: false,
      host: '0.0.0.0',
      sampleAccount: false,
      allowedTenants: [tenant],
      bot: { id: 'bot', password: secret, tenantId: tenant, type: 'SingleTenant', urls: null },
    });
  });

  it('serves the tenants that are named instead', () => {
    expect(readConfig({ ...registered, ALLOWED_TENANTS: 'a b' }).allowedTenants).toEqual(['a', 'b']);
  });

  it('takes all six URLs, plain http ones on this machine', () => {
    const local = Object.fromEntries(urlOptions.map((option) => [option, 'http://127.0.0.1:4000/x']));

    expect(readConfig({ ...registered, ...urls }).bot!.urls).toEqual(urls);
    expect(readConfig({ ...registered, ...local }).bot!.urls).toEqual(local);
  });

  it('takes a managed identity without a secret', () => {
    expect(readConfig({ BOT_ID: 'bot', BOT_TENANT_ID: tenant, BOT_TYPE: 'UserAssignedMSI' }).bot).toMatchObject({
      type: 'UserAssignedMSI',
    });
  });

  it('takes a certificate as text or as the path of a file', () => {
    const file = join(__dirname, 'support/pem/bot.pem');
    const withCertificate = (certificate: string) =>
      messageFor({ BOT_ID: 'bot', BOT_TENANT_ID: tenant, BOT_CERTIFICATE: certificate });

    expect([withCertificate(file), withCertificate(readFileSync(file, 'utf8'))]).toEqual(['nothing', 'nothing']);
  });
});
