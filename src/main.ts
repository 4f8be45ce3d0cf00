import './compile-cache';
import { readFileSync } from 'node:fs';
import { ConfigError, readConfig } from './config';
import { createLog } from './log';
import { startPartnerDesk } from './partner-desk';

/** Starts the bot as the environment says, and stops it in order. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
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

main().catch((error: unknown) => {
  const message =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
