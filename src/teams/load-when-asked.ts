import { createRequire, Module } from 'node:module';

/**
 * What the SDK loads at its start for what the desk never asks of it (people who sign in through dialogs, with recognisers of
 * dates in ten languages) or asks later (tokens): some 38 MB and an eighth of the time of loading. In the place of each stands a module
 * that loads the real one when something is read from it. Imported ahead of the SDK.
 */
const parts: [of: string, id: string][] = [
  ['@microsoft/teams-ai/lib/Application', 'botbuilder-dialogs'],
  ['@microsoft/teams-ai/lib/Application', './authentication/Authentication'],
  ['@microsoft/teams-ai/lib/Application', '@azure/msal-node'],
  ['botframework-connector', '@azure/msal-node'],
  ['botframework-connector', '@azure/identity'],
];

for (const [of, id] of parts) {
  const requireThere = createRequire(require.resolve(of));
  standInFor(requireThere.resolve(id), () => requireThere(id) as object);
}

function standInFor(file: string, load: () => object): void {
  if (require.cache[file]) return;
  let loaded: object | undefined;
  const real = (): object => {
    if (!loaded) {
      delete require.cache[file];
      loaded = load();
    }
    return loaded;
  };
  const standIn = new Module(file);
  standIn.filename = file;
  standIn.loaded = true;
  standIn.exports = new Proxy(
    {},
    {
      // All of them are compiled from ES modules: whoever imports one asks that first.
      get: (_target, name) => (name === '__esModule' ? true : (Reflect.get(real(), name) as unknown)),
      has: (_target, name) => Reflect.has(real(), name),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor(_target, name) {
        const found = Reflect.getOwnPropertyDescriptor(real(), name);
        return found && { ...found, configurable: true };
      },
    },
  );
  require.cache[file] = standIn;
}
