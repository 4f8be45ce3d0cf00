import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface CommandOutcome {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command of `package.json` from its source, on this folder of data. */
export async function runCommand(source: string, dataDir: string, ...given: string[]): Promise<CommandOutcome> {
  const child = spawn(process.execPath, ['-r', resolve('test/support/run-typescript.js'), source, ...given], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, out, err };
}
