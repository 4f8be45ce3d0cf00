// News of a price sheet to many conversations, through a connector that enforces the documented windows and fails now and then,
// with the desk killed in the middle; and what a turn costs meanwhile. BENCH_DIGEST says to how many: the issue asks for 10,000.
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { priceBySentence } from './activities.mjs';
import { post } from './rounds.mjs';
import { importSheets, makeDataDir, print, sampleSheets, startDesk, startForked } from './servers.mjs';

const size = Number(process.env.BENCH_DIGEST ?? 1_500);
const tenant = '11111111-1111-4111-8111-111111111111';
/** How often someone asks something, in milliseconds: before the news goes out, and while it does. */
const turnEvery = 100;
const idleTurns = 300;
/** teams.md, Limits: what to plan for. */
const permittedPerSecond = 30;

/** Some want everything, some a segment, some prices alone: each of them is told something. */
const sieves = [
  { segment: '', only: 'all', above: 0 },
  { segment: 'commercial', only: 'all', above: 0 },
  { segment: '', only: 'prices', above: 0 },
  { segment: '', only: 'increases', above: 50 },
];

function subscribe(dataDir, serviceUrl) {
  const database = new Database(join(dataDir, 'partner-desk.db'));
  const conversation =
    database.prepare(`insert into conversations (conversation_id, kind, tenant_id, service_url, channel_id,
    bot_id, person, locale, blocked, updated_at) values (?, 'channel', ?, ?, 'msteams', '28:bot', null, ?, 0, ?)`);
  const subscription =
    database.prepare(`insert into subscriptions (id, conversation_id, product, product_title, segment, only,
    above, subscriber, language, created_at) values (?, ?, '', '', ?, ?, ?, 'someone', ?, ?)`);
  const at = '2026-01-01T00:00:00.000Z';
  database.transaction(() => {
    for (let count = 0; count < size; count++) {
      const id = `19:digest-${String(count).padStart(5, '0')}@thread.tacv2`;
      const language = count % 3 === 0 ? 'fr' : 'en';
      const { segment, only, above } = sieves[count % sieves.length];
      conversation.run(id, tenant, serviceUrl, language, at);
      subscription.run(`subscription-${String(count).padStart(5, '0')}`, id, segment, only, above, language, at);
    }
  })();
  database.close();
}

function readStates(dataDir) {
  const database = new Database(join(dataDir, 'partner-desk.db'), { readonly: true });
  const rows = database.prepare('select conversation_id, state from deliveries').all();
  database.close();
  return rows;
}

async function ask(connector, question) {
  connector.child.send(question);
  return (await once(connector.child, 'message'))[0];
}

const shareOf = (sorted, share) =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));
const summaryOf = (times) => {
  const sorted = times.toSorted((one, other) => one - other);
  return { turns: times.length, p50Ms: shareOf(sorted, 0.5), p99Ms: shareOf(sorted, 0.99) };
};

/** Someone asks for a price, again and again; what fails while the desk is dead does not count. */
function startAsking(desk, next, times) {
  let isOver = false;
  const done = (async () => {
    while (!isOver) {
      const server = desk();
      const began = performance.now();
      if (server) {
        await post(server, next()).then(
          () => desk() === server && times.push(performance.now() - began),
          () => undefined,
        );
      }
      await pause(Math.max(0, turnEvery - (performance.now() - began)));
    }
  })();
  return async () => {
    isOver = true;
    await done;
  };
}

/** How long the stops lasted together, in milliseconds; they overlap. */
function lengthOf(stops) {
  let until = 0;
  return stops.reduce((sum, [from, to]) => {
    const added = Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
    return sum + added;
  }, 0);
}

export async function run() {
  const { dataDir, remove } = makeDataDir();
  const connector = await startForked('strict-connector.mjs');
  const serviceUrl = `http://127.0.0.1:${connector.port}/`;
  let desk;
  try {
    importSheets(dataDir, sampleSheets.slice(0, 1));
    subscribe(dataDir, serviceUrl);
    desk = await startDesk(dataDir);
    const { next } = priceBySentence({ serviceUrl });
    const idle = [];
    for (let count = 0; count < 100; count++) await post(desk, next());
    const stopIdle = startAsking(() => desk, next, idle);
    await pause(idleTurns * turnEvery);
    await stopIdle();

    importSheets(dataDir, sampleSheets.slice(1));
    while ((await ask(connector, 'count')).accepted < 10) await pause(200);
    const busy = [];
    const stopBusy = startAsking(() => desk, next, busy);
    while ((await ask(connector, 'count')).accepted < size / 2) await pause(200);
    const before = readStates(dataDir).filter(({ state }) => state === 'unknown').length;
    const dying = desk;
    desk = undefined;
    dying.stop();
    await once(dying.child, 'exit');
    const left = readStates(dataDir).filter(({ state }) => state === 'unknown');
    desk = await startDesk(dataDir);
    while (readStates(dataDir).some(({ state }) => state === 'pending')) await pause(1_000);
    await stopBusy();
    await pause(3_000);
    const metrics = await (await fetch(`http://127.0.0.1:${desk.port}/metrics`)).text();
    const lag = Number(/nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/.exec(metrics)?.[1] ?? Number.NaN);
    tell(await ask(connector, 'all'), { states: readStates(dataDir), left, before, idle, busy, lag, rss: desk.rss() });
  } finally {
    desk?.stop();
    connector.stop();
    remove();
  }
}

function tell(seen, { states, left, idle, busy, lag, rss }) {
  const arrived = new Map(seen.accepted);
  const broken = new Set(seen.faults.map(([conversation]) => conversation));
  const counts = Object.fromEntries(
    Map.groupBy(states, ({ state }) => state)
      .entries()
      .map(([state, rows]) => [state, rows.length]),
  );
  const wrong = states.filter(({ conversation_id: id, state }) => {
    const times = arrived.get(id) ?? 0;
    return state === 'sent' ? times !== 1 : state === 'unknown' ? times > 1 : times > 0;
  });
  const doubtful = states.filter(({ state }) => state === 'unknown').map(({ conversation_id: id }) => id);
  const [first, last] = [seen.news[0], seen.news.at(-1)];
  // The desk was dead for the longest time without any message that is no stop.
  const gaps = seen.news.slice(1).map((moment, at) => [seen.news[at], moment]);
  const dead = gaps.reduce((longest, gap) => (gap[1] - gap[0] > longest[1] - longest[0] ? gap : longest));
  const stops = seen.stops.filter(([from]) => from < dead[0] - 1_000 || from > dead[1]);
  const free = last - first - lengthOf(stops) - (dead[1] - dead[0]);
  // What was on its way when a stop began came in during it, which is no time that counts.
  const inTime = seen.news.filter((moment) => !stops.some(([from, to]) => moment > from && moment <= to)).length;
  const perSecond = (inTime / free) * 1000;
  const [still, during] = [summaryOf(idle), summaryOf(busy)];
  print({
    bench: 'digest',
    conversations: size,
    states: counts,
    arrivedTwice: [...arrived.values()].filter((times) => times > 1).length,
    stateNotTrue: wrong.length,
    inDoubt: {
      afterA502: doubtful.filter((id) => broken.has(id)).length,
      afterTheKill: doubtful.filter((id) => !broken.has(id)).length,
      whenKilled: left.length,
    },
    injected: { 429: seen.throttled, 502: seen.broken },
    refusedByAWindow: seen.refused,
    sentWhileStopped: seen.early,
    seconds: Math.round((last - first) / 1000),
    secondsStopped: Math.round(lengthOf(stops) / 1000),
    sentInTime: inTime,
    secondsDead: Number(((dead[1] - dead[0]) / 1000).toFixed(1)),
    requestsPerSecond: Number(perSecond.toFixed(2)),
    permittedPerSecond,
    eventLoopLagP99Ms: Number((lag * 1000).toFixed(1)),
    rssMb: rss,
  });
  print({ ratio: 'digest / permitted rate', rate: Number((perSecond / permittedPerSecond).toFixed(3)), aim: 0.95 });
  print({ bench: 'a turn during the digest', idle: still, during });
  print({ ratio: 'turn p99 during the digest / idle', p99: Number((during.p99Ms / still.p99Ms).toFixed(2)), aim: 3 });
}
