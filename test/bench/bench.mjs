// Turns of Partner Desk against echoes of the SDKs, in one run: each server in its own process, rounds in turn A B A B.
// Prints JSON lines; the ratios compare CPU per turn with the leanest SDK echo of the same run.
import { execFileSync, fork, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Agent } from 'undici';
import { conversations } from './turns.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, '../..');
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const turnsPerRound = Number(process.env.BENCH_TURNS ?? 400);
const concurrency = Number(process.env.BENCH_CONCURRENCY ?? 4);
const peers = ['botbuilder', 'teams-ai', 'agents-sdk', 'teams-sdk', 'lean'];
const dispatcher = new Agent({ connections: concurrency, keepAliveTimeout: 60_000 });
const print = (line) => console.log(JSON.stringify(line));

/** A server in its own process: its port, and its CPU and memory from the system's accounting. */
function serverOf(child, port, readySeconds) {
  const stat = () => readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return {
    port,
    readySeconds,
    /** User and system time of the process, in milliseconds. */
    cpu: () => (Number(stat()[11]) + Number(stat()[12])) * 10,
    rss: () => Math.round((Number(stat()[21]) * 4096) / 1_048_576),
    stop: () => child.kill('SIGKILL'),
  };
}

function startForked(file, environment = {}) {
  const started = performance.now();
  const child = fork(join(here, file), [], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.once('message', ({ port }) =>
      resolve({ ...serverOf(child, port, (performance.now() - started) / 1000), child }),
    );
  });
}

/** The built desk on the sample account and the sample price sheets. */
async function startDesk() {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-bench-'));
  const environment = { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'info' };
  const sheets = ['Oct', 'Nov'].map((month) =>
    join(project, 'env/price-sheets', `${month}_NCE_LicenseBasedPL_GA_FR.csv`),
  );
  execFileSync(process.execPath, [join(project, 'dist/prices-import.js'), ...sheets], {
    env: environment,
    stdio: 'ignore',
  });
  const started = performance.now();
  const child = spawn(process.execPath, [join(project, 'dist/main.js')], {
    env: environment,
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
  const server = serverOf(child, port, (performance.now() - started) / 1000);
  return { ...server, stop: () => (server.stop(), rmSync(dataDir, { recursive: true, force: true })) };
}

async function post(server, activity) {
  const response = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`answered ${response.status}: ${text.slice(0, 200)}`);
  return text ? JSON.parse(text) : undefined;
}

/** One round: as many turns as asked for, a few at a time; what they cost. */
async function runRound(server, next) {
  const before = server.cpu();
  const started = performance.now();
  const times = [];
  let left = turnsPerRound;
  const worker = async () => {
    while (left-- > 0) {
      const activity = next();
      const at = performance.now();
      await post(server, activity);
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - started) / 1000;
  return { cpu: (server.cpu() - before) / turnsPerRound, seconds, times };
}

function summarise(name, results, server) {
  const times = results.flatMap((result) => result.times).sort((one, other) => one - other);
  const at = (share) => Number(times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(2));
  // The median of the rounds: one that was disturbed by the machine does not count.
  const cpu = results.map((result) => result.cpu).sort((one, other) => one - other)[Math.floor(results.length / 2)];
  const perSecond = (turnsPerRound * results.length) / results.reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    name,
    cpuMsPerTurn: Number(cpu.toFixed(3)),
    turnsPerSecond: Math.round(perSecond),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    rssMb: server.rss(),
    readySeconds: Number(server.readySeconds.toFixed(2)),
  };
}

if (!existsSync(join(project, 'dist/main.js'))) throw new Error('npm run build comes first');
print({
  bench: 'turns',
  node: process.version,
  cpu: cpus()[0].model,
  cores: cpus().length,
  rounds,
  turnsPerRound,
  concurrency,
});
const connector = await startForked('connector-stub.mjs');
const servers = new Map();
const stopAll = () => [connector, ...servers.values()].forEach((server) => server.stop());
try {
  const serviceUrl = `http://127.0.0.1:${connector.port}`;
  for (const peer of peers) servers.set(peer, await startForked(`peers/${peer}.mjs`));
  servers.set('partner-desk', await startDesk());
  const contenders = [];
  for (const peer of peers)
    contenders.push({ name: peer, server: servers.get(peer), next: conversations.echo({ serviceUrl }) });
  for (const turn of Object.keys(conversations).filter((each) => each !== 'echo')) {
    const server = servers.get('partner-desk');
    const next = await conversations[turn]({ serviceUrl, post: (activity) => post(server, activity) });
    contenders.push({ name: `partner-desk: ${turn}`, server, next });
  }
  const results = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, server, next } of contenders) {
      const result = await runRound(server, next);
      // The first one warms up.
      if (round >= 0) results.get(name).push(result);
    }
  }
  const lines = contenders.map(({ name, server }) => summarise(name, results.get(name), server));
  lines.forEach(print);
  const leanest = Math.min(...lines.slice(0, 4).map(({ cpuMsPerTurn }) => cpuMsPerTurn));
  for (const { name, cpuMsPerTurn } of lines.slice(peers.length)) {
    print({ ratio: `${name} / leanest SDK echo`, cpu: Number((cpuMsPerTurn / leanest).toFixed(2)), aim: 0.5 });
  }
} finally {
  stopAll();
}
process.exit(0);
