import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const project = join(__dirname, '..');
const spared =
  /recognizers-text|botbuilder-dialogs|@azure|axios|streaming|htmlparser2|jsonwebtoken|locales.(?!en\.|index)/;

/** Asks a bundle for what stands in it for other modules; jest has modules of its own making, so in a process of its own. */
const asking = `
  const isLoaded = () => Object.keys(require.cache).some((file) => ${String(spared)}.test(file));
  const botbuilder = require('botbuilder');
  const connector = require('botframework-connector');
  const dialogs = require('botbuilder-dialogs');
  const before = isLoaded();
  console.log(JSON.stringify({
    before,
    context: typeof botbuilder.TurnContext,
    dialogs: dialogs.OAuthPrompt.prototype instanceof dialogs.Dialog,
    adapter: typeof botbuilder.CloudAdapter,
    client: typeof connector.TeamsConnectorClient,
    after: isLoaded(),
  }));`;

/** The modules of the desk's bundle. */
function readParts(): { file: string; module: string }[] {
  const bundle = readFileSync(join(project, 'dist', 'serve.js'), 'utf8');
  const modules = bundle.split(/^\/\/ (?=(?:node_modules|src)\/)/m).slice(1);
  return modules.map((module) => ({ file: module.slice(0, module.indexOf('\n')), module }));
}

describe('the bundle', () => {
  it('has nothing of what libraries load for what the desk never asks of them', () => {
    const parts = readParts();

    expect(parts.filter(({ file }) => file.startsWith('src/desk/')).length).toBeGreaterThan(20);
    const whole = parts.filter(
      ({ file, module }) => spared.test(file) && !module.includes('require_when_asked_stand_in()('),
    );
    expect(whole.map(({ file }) => file)).toEqual([]);
  });

  it('has the async functions of the Bot Framework as they were before they were compiled for older engines', () => {
    const parts = readParts().filter(({ file }) => file.startsWith('node_modules/botbuilder-core/'));

    const turnContext = parts.find(({ file }) => file.endsWith('/turnContext.js'))!.module;
    expect(turnContext).toContain('await this.sendActivities([a])');
    expect(parts.filter(({ module }) => /\byield\b|function\s*\*/.test(module)).map(({ file }) => file)).toEqual([]);
  });

  it('has stand-ins that are the thing itself once something asks for it', () => {
    mkdirSync(join(project, 'build'), { recursive: true });
    const folder = mkdtempSync(join(project, 'build', 'bundle-test-'));
    try {
      writeFileSync(join(folder, 'asking.cjs'), asking);
      const make = `import { bundle } from './bundle/bundle.mjs';
        await bundle({ asked: ${JSON.stringify(join(folder, 'asking.cjs'))} }, ${JSON.stringify(folder)});`;
      execFileSync(process.execPath, ['--input-type=module', '-e', make], { cwd: project });

      const said = execFileSync(process.execPath, [join(folder, 'asked.js')], { encoding: 'utf8' });

      expect(JSON.parse(said)).toEqual({
        before: false,
        context: 'function',
        dialogs: true,
        adapter: 'function',
        client: 'function',
        after: true,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});
