import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const project = join(__dirname, '..');

/** Loads the built desk in a process of its own (jest has modules of its own making), then what it has no use for. */
const script = `
  require('./dist/load-when-asked');
  require('./dist/partner-desk');
  const spared = /recognizers-text|botbuilder-dialogs|@azure|axios|botframework-streaming|htmlparser2|jsonwebtoken|zod.v4.locales.(?!en)/;
  const isLoaded = (file) => spared.test(file) && require.cache[file].children.length > 0;
  const before = Object.keys(require.cache).filter(isLoaded);
  const { OAuthPrompt, Dialog } = require('botbuilder-dialogs');
  const { CloudAdapter, CloudAdapterBase, TeamsConnectorClient } = {
    ...require('botbuilder'),
    TeamsConnectorClient: require('botframework-connector').TeamsConnectorClient,
  };
  console.log(JSON.stringify({
    before,
    dialogs: OAuthPrompt.prototype instanceof Dialog,
    adapter: CloudAdapter.prototype instanceof CloudAdapterBase,
    client: typeof TeamsConnectorClient,
    after: Object.keys(require.cache).filter(isLoaded).length > 0,
  }));`;

describe('what libraries have for what the desk never asks of them', () => {
  it('is not loaded with the desk, and is there, and itself, once something asks for it', () => {
    const said = execFileSync(process.execPath, ['-e', script], { cwd: project, encoding: 'utf8' });

    expect(JSON.parse(said)).toEqual({ before: [], dialogs: true, adapter: true, client: 'function', after: true });
  }, 120_000);
});
