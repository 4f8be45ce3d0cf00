import { readFileSync } from 'node:fs';
import { type Config, readConfig } from './config';
import { createLog } from './log';
import { startPartnerDesk } from './partner-desk';
import { describeStartFault } from './start-fault';

let config: Config | undefined;

/** Starts the bot as the environment says, and stops it in order. */
async function main(): Promise<void> {
  config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const desk = await startPartnerDesk(config, log);
  if (config.local) {
    const { version } = JSON.parse(readFileSync(`${__dirname}/../package.json`, 'utf8')) as { version: string };
    process.stdout.write(`\nPartner Desk ${version} is ready. Talk to it at ${desk.origin}/\n\n`);
  }
  const stop = (): void => {
    void desk.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Resolves when the bot runs and what it does at its start is done. */
export const running = main().catch((error: unknown) => {
  process.stderr.write(`${describeStartFault(error, config)}\n`);
  process.exit(1);
});
