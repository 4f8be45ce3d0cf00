// Rounds of turns against servers that take turns, and what they come to.
import { Agent } from 'undici';

const concurrency = Number(process.env.BENCH_CONCURRENCY ?? 4);
const dispatcher = new Agent({ connections: concurrency, keepAliveTimeout: 60_000 });

/** Sends an activity as the platform does. */
export async function post(server, activity) {
  const response = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
    dispatcher,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(server.token ? { authorization: `Bearer ${server.token}` } : {}),
    },
    body: JSON.stringify(activity),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`answered ${response.status}: ${text.slice(0, 200)}`);
  return text ? JSON.parse(text) : undefined;
}

/** One round: as many turns as asked for, a few at a time; what they cost. */
async function runRound({ server, next, prepare }, turns) {
  await prepare?.(turns);
  const before = server.cpu();
  const started = performance.now();
  const times = [];
  let left = turns;
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
  return { cpu: (server.cpu() - before) / turns, seconds, times };
}

/**
 * So many turns go ahead of those that count: Node.js goes on compiling what it runs for some thousand turns, which costs more than
 * the turns themselves, and a server in use has them behind it.
 */
const warmUpTurns = Number(process.env.BENCH_WARM_UP ?? 5_000);

/**
 * Rounds of all contenders in turn, A B A B; those that warm up do not count.
 *
 * @param contenders each with its name, its server, the function that makes its next activity, and, where that takes turns of its
 *   own, one that prepares a round
 * @returns one line each, in their order
 */
export async function compete(contenders, { rounds, turns }) {
  const results = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = -Math.ceil(warmUpTurns / turns); round < rounds; round++) {
    for (const contender of contenders) {
      const result = await runRound(contender, turns);
      if (round >= 0) results.get(contender.name).push(result);
    }
  }
  return contenders.map(({ name, server }) => summarise(name, results.get(name), server, turns));
}

function summarise(name, results, server, turns) {
  const times = results.flatMap((result) => result.times).sort((one, other) => one - other);
  const at = (share) => Number(times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(2));
  // The median of the rounds: one that was disturbed by the machine does not count.
  const cpu = median(results.map((result) => result.cpu));
  const perSecond = (turns * results.length) / results.reduce((sum, { seconds }) => sum + seconds, 0);
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

export function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
