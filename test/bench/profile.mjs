// Where the CPU of one kind of turn goes: `node test/bench/profile.mjs "price by sentence"`. Prints the functions and files
// that took most (of Confirm, what is proposed before counts too), and leaves the profile in `build/` for a browser's developer tools.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conversations } from './activities.mjs';
import { compete, post } from './rounds.mjs';
import { addUsers } from './population.mjs';
import { importSheets, makeDataDir, project, startConnector, startDesk } from './servers.mjs';

const turn = process.argv[2] ?? 'price by sentence';
const turns = Number(process.env.BENCH_TURNS ?? 1500);
const rounds = Number(process.env.BENCH_ROUNDS ?? 4);
const folder = join(project, 'build', `profile-${Date.now()}`);
mkdirSync(folder, { recursive: true });

const { dataDir, remove } = makeDataDir();
importSheets(dataDir);
const connector = await startConnector();
const started = performance.now();
const desk = await startDesk(dataDir, { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder} --cpu-prof-interval 200` });
const serviceUrl = `http://127.0.0.1:${connector.port}`;
addUsers(dataDir, turns);
const { nextMessage } = connector;
const { next, prepare } = await conversations[turn]({
  serviceUrl,
  nextMessage,
  post: (activity) => post(desk, activity),
});
const contender = { name: turn, server: desk, next, prepare };
await compete([contender], { rounds: 1, turns });
const warmUp = performance.now() - started;
const [line] = await compete([contender], { rounds, turns });
console.log(JSON.stringify(line));
await new Promise((resolve) => {
  desk.child.once('exit', resolve);
  desk.child.kill('SIGTERM');
});
connector.stop();
remove();

const file = join(folder, readdirSync(folder)[0]);
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8'));
const byId = new Map(nodes.map((node) => [node.id, node]));
const measured = turns * (rounds + 1);
const byFunction = new Map();
const byFile = new Map();
const add = (map, key, time) => map.set(key, (map.get(key) ?? 0) + time);
/** Where in a bundle each module begins, as the bundler notes it. */
const modules = new Map();
function moduleAt(path, line) {
  if (!path.startsWith('dist/')) return path;
  let begins = modules.get(path);
  if (!begins) {
    begins = readFileSync(join(project, path), 'utf8')
      .split('\n')
      .flatMap((text, number) => {
        const file = /^\/\/ ((?:src|node_modules)\/\S+)$/.exec(text)?.[1];
        return file ? [{ number, file }] : [];
      });
    modules.set(path, begins);
  }
  return begins.findLast(({ number }) => number <= line)?.file ?? path;
}
let at = 0;
samples.forEach((id, index) => {
  at += timeDeltas[index];
  if (at < warmUp * 1000) return;
  const { functionName, url, lineNumber } = byId.get(id).callFrame;
  if (functionName === '(idle)') return;
  const path = url.replace(/^file:\/\//, '').replace(`${project}/`, '') || '(native)';
  add(
    byFunction,
    `${functionName || '(anonymous)'} ${moduleAt(path, lineNumber)} ${path}:${lineNumber + 1}`,
    timeDeltas[index],
  );
  add(byFile, path === '(native)' ? functionName : moduleAt(path, lineNumber), timeDeltas[index]);
});
const show = (map, limit) => {
  for (const [key, time] of [...map].sort((one, other) => other[1] - one[1]).slice(0, limit)) {
    console.log(`${(time / measured).toFixed(1).padStart(8)} µs  ${key}`);
  }
};
console.log(`\nper turn, by file\n`);
show(byFile, 45);
console.log(`\nper turn, by function\n`);
show(byFunction, 70);
console.log(`\n${file}`);
process.exit(0);
