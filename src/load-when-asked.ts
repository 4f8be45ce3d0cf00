import { createRequire, Module } from 'node:module';

/**
 * What libraries load at their start for what the desk never asks of them (people who sign in through dialogs, clients of the
 * connector and of the emulator, streaming, the words of fifty languages) or asks later (tokens): a quarter of all modules. In the
 * place of each stands a module that loads the real one when something is read from it. Imported ahead of the libraries.
 */
const parts: { of: string; ids: string[] }[] = [
  {
    of: '@microsoft/teams-ai/lib/Application',
    ids: [
      'botbuilder-dialogs',
      './authentication/Authentication',
      './TeamsAdapter',
      '@azure/msal-node',
      'axios',
      'yaml',
      'json-colorizer',
    ],
  },
  {
    of: 'botbuilder',
    ids: ['axios', 'fs-extra', 'htmlparser2', './botFrameworkAdapter', './cloudAdapter', './streaming'],
  },
  {
    of: 'botframework-connector',
    ids: [
      '@azure/msal-node',
      '@azure/identity',
      '@azure/core-rest-pipeline',
      'axios',
      'botbuilder-stdlib/lib/azureCoreHttpCompat',
      'cross-fetch',
      'jsonwebtoken',
      './connectorApi/connectorClient',
      './tokenApi/tokenApiClient',
    ],
  },
  { of: 'prom-client', ids: ['@opentelemetry/api'] },
  { of: 'zod', ids: ['./v4/locales/index.cjs'] },
];

/** What is passed on by its names, which are asked for at once. */
const named: [of: string, id: string, names: string[]][] = [
  [
    'botframework-connector',
    './teams',
    ['TeamsConnectorClient', 'TeamsConnectorClientContext', 'TeamsConnectorModels', 'TeamsConnectorMappers'],
  ],
  [
    'botbuilder-core',
    './configurationBotFrameworkAuthentication',
    ['ConfigurationBotFrameworkAuthentication', 'createBotFrameworkAuthenticationFromConfiguration'],
  ],
  [
    'botbuilder-core',
    './configurationServiceClientCredentialFactory',
    ['ConfigurationServiceClientCredentialFactory', 'createServiceClientCredentialFactoryFromConfiguration'],
  ],
];

for (const { of, ids } of parts) for (const id of ids) standIn(of, id);
for (const [of, id, names] of named) standIn(of, id, names);

function standIn(of: string, id: string, names?: string[]): void {
  const requireThere = createRequire(require.resolve(of));
  standInFor(requireThere.resolve(id), () => requireThere(id) as object, names);
}

function standInFor(file: string, load: () => object, names?: string[]): void {
  if (require.cache[file]) return;
  let loaded: object | undefined;
  const real = (): object => {
    if (!loaded) {
      delete require.cache[file];
      loaded = load();
    }
    return loaded;
  };
  const module = new Module(file);
  module.filename = file;
  module.loaded = true;
  module.exports = new Proxy(
    {},
    {
      // All of them are compiled from ES modules: whoever imports one asks that first.
      get: (_target, name) => (name === '__esModule' ? true : (Reflect.get(real(), name) as unknown)),
      has: (_target, name) => Reflect.has(real(), name),
      ownKeys: () => names ?? Reflect.ownKeys(real()),
      getOwnPropertyDescriptor(_target, name) {
        if (names) return { enumerable: true, configurable: true, get: () => Reflect.get(real(), name) as unknown };
        const found = Reflect.getOwnPropertyDescriptor(real(), name);
        return found && { ...found, configurable: true };
      },
    },
  );
  require.cache[file] = module;
}
