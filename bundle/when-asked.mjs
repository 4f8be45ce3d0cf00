// What libraries load at their start for what the desk never asks of them (people who sign in through dialogs, clients of the
// connector and of the emulator, streaming, the words of fifty languages) or asks later (tokens): a quarter of all modules. In the
// place of each the bundle has a module that loads the real one, from its package, when something is read from it.
import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';

const parts = [
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
      'node-fetch',
      './connectorApi/connectorClient',
      './tokenApi/tokenApiClient',
    ],
  },
  { of: 'prom-client', ids: ['@opentelemetry/api'] },
  // What is passed on by its names, which are asked for at once.
  {
    of: 'botframework-connector',
    ids: ['./teams'],
    names: ['TeamsConnectorClient', 'TeamsConnectorClientContext', 'TeamsConnectorModels', 'TeamsConnectorMappers'],
  },
];

/** The module that stands for another, written into the bundle once; all of those are compiled from ES modules. */
const standIn = `
module.exports = (load, names) => {
  let loaded;
  const real = () => (loaded ??= load());
  return new Proxy({}, {
    get: (_target, name) => (name === '__esModule' ? true : Reflect.get(real(), name)),
    has: (_target, name) => Reflect.has(real(), name),
    ownKeys: () => names ?? Reflect.ownKeys(real()),
    getOwnPropertyDescriptor(_target, name) {
      if (names) return { enumerable: true, configurable: true, get: () => Reflect.get(real(), name) };
      const found = Reflect.getOwnPropertyDescriptor(real(), name);
      return found && { ...found, configurable: true };
    },
  });
};`;

/**
 * Puts the stand-ins into a bundle.
 *
 * @param project its folder
 * @param outdir where the bundle will be: what is loaded later is found from there
 * @returns {import('esbuild').Plugin}
 */
export function whenAsked(project, outdir) {
  const require = createRequire(`${project}/package.json`);
  const files = new Map();
  const packages = new Set();
  for (const { of, ids, names } of parts) {
    const requireThere = createRequire(require.resolve(of));
    for (const id of ids) {
      files.set(requireThere.resolve(id), names);
      if (!id.startsWith('.')) packages.add(id);
    }
  }
  return {
    name: 'when-asked',
    setup(build) {
      // The file that Node.js would load; a bundler's own would be another.
      build.onResolve({ filter: oneOf(packages, '^', '$') }, ({ path, importer }) => ({
        path: createRequire(importer).resolve(path),
      }));
      build.onResolve({ filter: /^when-asked:/ }, ({ path }) =>
        path === 'when-asked:stand-in'
          ? { path, namespace: 'when-asked' }
          : { path: path.slice('when-asked:'.length), external: true },
      );
      build.onLoad({ filter: /./, namespace: 'when-asked' }, () => ({ contents: standIn }));
      build.onLoad({ filter: oneOf(files.keys(), '', '$') }, ({ path }) => {
        if (!files.has(path)) return undefined;
        const real = relative(outdir, path).split(sep).join('/');
        const names = files.get(path) ? `, ${JSON.stringify(files.get(path))}` : '';
        return {
          contents: `module.exports = require('when-asked:stand-in')(() => require('when-asked:${real}')${names});`,
        };
      });
      // One language is enough for messages that nobody is shown.
      build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
        contents: `export { default as en } from './en.js';`,
      }));
    },
  };
}

function oneOf(texts, before, after) {
  const escaped = [...texts].map((text) => text.replaceAll(/[/\\.^$*+?()[\]{}|-]/g, '\\$&'));
  return new RegExp(`${before}(?:${escaped.join('|')})${after}`);
}
