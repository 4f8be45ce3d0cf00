import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { ConfigError, readConfig } from '../src/config';
import { startPartnerDesk } from '../src/partner-desk';
import { describeStartFault } from '../src/start-fault';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'partner-desk-start-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function startWith(environment: Record<string, string>): Promise<string> {
  const config = readConfig({ PORT: '0', SAMPLE_ACCOUNT: '0', ...environment });
  return await startPartnerDesk(config, pino({ level: 'silent' })).then(
    async (desk) => {
      await desk.stop();
      return 'started';
    },
    (error: unknown) => describeStartFault(error, config),
  );
}

it.each([
  ['a file', 'file', 'is a file, not a folder'],
  ['below a file', 'file/data', 'lies below a file, not a folder'],
])('a DATA_DIR that is %s is told as a wrong setting', async (_what, name, why) => {
  writeFileSync(join(folder, 'file'), '');

  const dataDir = join(folder, name);

  expect(await startWith({ DATA_DIR: dataDir })).toBe(`The settings are not right:\n  - DATA_DIR ${dataDir} ${why}`);
});

it('so is one with something else in the place of the database', async () => {
  writeFileSync(join(folder, 'partner-desk.db'), 'This is no database, but a text that is long enough.'.repeat(40));

  expect(await startWith({ DATA_DIR: folder })).toMatch(
    /DATA_DIR \S+ holds a file partner-desk\.db that is no database$/,
  );
});

it('and a PORT that somebody else listens on', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;

  const told = await startWith({ DATA_DIR: join(folder, 'data'), PORT: `${port}` });
  await new Promise((resolve) => other.close(resolve));

  expect(told).toBe(`The settings are not right:\n  - PORT ${port} is in use already`);
});

it('settings that were read wrongly are told as they are, and a fault with where it happened', () => {
  expect(describeStartFault(new ConfigError(['PORT x']), undefined)).toBe('The settings are not right:\n  - PORT x');
  expect(describeStartFault(new Error('a fault'), { port: 1, dataDir: 'x' })).toMatch(/^Error: a fault\n +at /);
});
