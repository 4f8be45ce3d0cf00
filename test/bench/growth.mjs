// Whether a turn costs the same in a large account as in a small one: with more people, a longer audit trail, more open requests.
import { askPrice, people, saying } from './activities.mjs';
import { addAuditEntries, addRequests, addUsers, findOpenRequest } from './population.mjs';
import { compete, post } from './rounds.mjs';
import { importSheets, makeDataDir, print, startConnector, startDesk } from './servers.mjs';

const rounds = Number(process.env.BENCH_GROWTH_ROUNDS ?? 3);
const turns = Number(process.env.BENCH_GROWTH_TURNS ?? 300);
/** One of them, where only that is to be measured. */
const only = process.env.BENCH_GROWTH;
const longestTrail = Number(process.env.BENCH_AUDIT ?? 1_000_000);

const measured = {
  'price by sentence': saying(askPrice),
  'one user': saying((number) => `show user bench${number % 10}@contoso.example`),
  'audit trail': saying(() => 'show the audit trail'),
  'my requests': saying(() => 'my requests'),
};

/** What grows, and to which sizes; the first is what the others are compared with. */
const growths = {
  users: { sizes: [10, 1_000, 100_000], fill: addUsers },
  'audit entries': { sizes: [1_000, 30_000, longestTrail], fill: addAuditEntries },
  'open requests': {
    sizes: [1, 100, 10_000],
    fill: (dataDir, size) => addRequests(dataDir, findOpenRequest(dataDir), size),
  },
};

export async function run() {
  print({ bench: 'growth', rounds, turnsPerRound: turns, aim: 1.2 });
  for (const [what, { sizes, fill }] of Object.entries(growths)) {
    if (only && only !== what) continue;
    const costs = [];
    for (const size of sizes) costs.push(await costWith((dataDir) => fill(dataDir, size)));
    for (const turn of Object.keys(measured)) {
      const cpuMsPerTurn = Object.fromEntries(sizes.map((size, at) => [size, costs[at].get(turn)]));
      const ratio = Math.max(...costs.map((cost) => cost.get(turn))) / costs[0].get(turn);
      print({ growth: what, turn, cpuMsPerTurn, ratio: Number(ratio.toFixed(2)) });
    }
  }
}

/** What each turn costs in an account that was filled so. */
async function costWith(fill) {
  const { dataDir, remove } = makeDataDir();
  const connector = await startConnector();
  const serviceUrl = `http://127.0.0.1:${connector.port}`;
  try {
    importSheets(dataDir);
    // An account with one request that waits, and ten people to ask about.
    const first = await startDesk(dataDir);
    const { next } = saying(() => 'I forgot my password', people.employee)({ serviceUrl });
    await post(first, next());
    addUsers(dataDir, 10);
    first.stop();
    fill(dataDir);
    const desk = await startDesk(dataDir);
    try {
      const contenders = Object.entries(measured).map(([name, turn]) => ({
        name,
        server: desk,
        ...turn({ serviceUrl }),
      }));
      const lines = await compete(contenders, { rounds, turns });
      return new Map(lines.map(({ name, cpuMsPerTurn }) => [name, cpuMsPerTurn]));
    } finally {
      desk.stop();
    }
  } finally {
    connector.stop();
    remove();
  }
}
