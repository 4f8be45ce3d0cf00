import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const built = join(__dirname, '../../dist/main.js');

/** The built desk in a process of its own, as `npm run serve` starts it. */
export interface DeskProcess {
  origin: string;
  /** Everything it wrote. */
  output(): string;
  hasEnded(): boolean;
  /** As a power cut would: no warning, no clean-up. */
  kill(): Promise<void>;
}

export async function startProcess(dataDir: string): Promise<DeskProcess> {
  if (!existsSync(built)) throw new Error('npm run build comes before this test');
  const child: ChildProcess = spawn(process.execPath, [built], {
    env: { ...process.env, NODE_ENV: '', BOT_ID: '', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'debug' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const found = /Talk to it at (http:\/\/\S+?)\/\n/.exec(output);
      if (found) resolve(found[1]!);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', () => reject(new Error(`the desk ended at its start:\n${output}`)));
  });
  return {
    origin,
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
