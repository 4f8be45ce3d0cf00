import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const project = join(__dirname, '../..');

/** Loads the built desk in a process of its own (jest has modules of its own making), then what it has no use for. */
const script = `
  require(${JSON.stringify(join(project, 'dist/partner-desk.js'))});
  const isOfDialogs = (file) => /recognizers-text|botbuilder-dialogs/.test(file) && require.cache[file].children.length > 0;
  const before = Object.keys(require.cache).filter(isOfDialogs);
  const { OAuthPrompt, Dialog } = require('botbuilder-dialogs');
  const after = Object.keys(require.cache).filter(isOfDialogs);
  console.log(JSON.stringify({ before, isItself: OAuthPrompt.prototype instanceof Dialog, isLoaded: after.length > 0 }));`;

describe('what the SDK has for signing people in', () => {
  it('is not loaded with the desk, and is there, and itself, once something asks for it', () => {
    const said = execFileSync(process.execPath, ['-e', script], { cwd: project, encoding: 'utf8' });

    expect(JSON.parse(said)).toEqual({ before: [], isItself: true, isLoaded: true });
  }, 120_000);
});
