// What the benchmarks share: servers in their own processes, and what the system says they cost.
import { execFileSync, fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const project = join(here, '../..');
/** One line of the results. */
export const print = (line) => console.log(JSON.stringify(line));

/** A server in its own process: its port, and its CPU and memory from the system's accounting. */
function serverOf(child, port, readySeconds) {
  const stat = () => readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return {
    child,
    port,
    readySeconds,
    /** User and system time of the process, in milliseconds. */
    cpu: () => (Number(stat()[11]) + Number(stat()[12])) * 10,
    rss: () => Math.round((Number(stat()[21]) * 4096) / 1_048_576),
    stop: () => child.kill('SIGKILL'),
  };
}

/** A file of this folder that tells its port when it listens. */
export function startForked(file, environment = {}) {
  const started = performance.now();
  const child = fork(join(here, file), [], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.once('message', ({ port }) => resolve(serverOf(child, port, (performance.now() - started) / 1000)));
  });
}

/**
 * The stub for the connector; `nextMessage` gives the next message of a conversation, or of any, and `watch` a function that gives
 * what is sent or updated in one, one after the other.
 */
export async function startConnector() {
  const connector = await startForked('connector-stub.mjs');
  return {
    ...connector,
    nextMessage(conversation = '') {
      connector.child.send({ conversation });
      return new Promise((resolve) => {
        const listen = ({ message }) => {
          if (!message) return;
          connector.child.off('message', listen);
          resolve(message);
        };
        connector.child.on('message', listen);
      });
    },
    watch(conversation) {
      const seen = [];
      let wake;
      connector.child.on('message', ({ message }) => {
        seen.push(message);
        wake?.();
      });
      connector.child.send({ watched: conversation });
      return async () => {
        while (seen.length === 0) await new Promise((resolve) => (wake = resolve));
        return seen.shift();
      };
    },
  };
}

/** A folder of data for the desk, gone with `remove`. */
export function makeDataDir() {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-bench-'));
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

export const sampleSheets = ['Oct', 'Nov'].map((month) =>
  join(project, 'env/price-sheets', `${month}_NCE_LicenseBasedPL_GA_FR.csv`),
);

/** Takes price sheets into the database of a folder of data. */
export function importSheets(dataDir, sheets = sampleSheets) {
  execFileSync(process.execPath, [join(project, 'dist/prices-import.js'), ...sheets], {
    env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'info' },
    stdio: 'ignore',
  });
}

/** The built desk on a folder of data; in local mode, unless the environment says otherwise. */
export async function startDesk(dataDir, environment = {}) {
  const started = performance.now();
  const child = spawn(process.execPath, [join(project, 'dist/main.js')], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`the desk ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /"port":(\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    });
  });
  return serverOf(child, port, (performance.now() - started) / 1000);
}
