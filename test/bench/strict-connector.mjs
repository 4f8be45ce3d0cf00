// A connector as strict as the platform says it is (teams.md, Limits): it enforces the windows, wherever they begin, and fails
// now and then. Tells what it saw when it is asked.
import { createServer } from 'node:http';

const windows = {
  conversation: [
    [7, 1],
    [8, 2],
    [60, 30],
    [1800, 3600],
  ],
  news: [[30, 1]],
  tenant: [[50, 1]],
};
const throttled = Number(process.env.THROTTLED ?? 0.02);
const broken = Number(process.env.BROKEN ?? 0.01);
const retryAfter = 1;
/** What was on its way when the platform asked for patience still comes in, in milliseconds. */
const onTheWay = 250;

let seed = Number(process.env.SEED ?? 7);
/** The same faults in every run. */
const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;

const moments = new Map();
function isFull(key, limits, now) {
  const known = moments.get(key) ?? [];
  return limits.some(
    ([points, seconds]) => known.length >= points && known[known.length - points] > now - seconds * 1000,
  );
}
function note(key, now) {
  const known = moments.get(key);
  if (!known) moments.set(key, [now]);
  else if (known.push(now) > 4_000) known.splice(0, 2_000);
}

/** By conversation: how many messages arrived there. */
const accepted = new Map();
/** By conversation: what it was answered in the place of an id. */
const faults = new Map();
const seen = { news: [], refused: 0, throttled: 0, broken: 0, early: 0, stops: [] };
let stoppedUntil = 0;
let stoppedFrom = 0;

function answer(conversation) {
  const now = performance.now();
  const isNews = conversation.startsWith('19:digest-');
  if (!isNews) {
    note('tenant', now);
    return [201];
  }
  if (now < stoppedUntil && now > stoppedFrom + onTheWay) seen.early += 1;
  seen.news.push(now);
  const refuse = () => {
    if (now >= stoppedUntil) stoppedFrom = now;
    stoppedUntil = now + retryAfter * 1000;
    seen.stops.push([now, stoppedUntil]);
    return [429];
  };
  if (
    isFull('news', windows.news, now) ||
    isFull('tenant', windows.tenant, now) ||
    isFull(conversation, windows.conversation, now)
  ) {
    seen.refused += 1;
    return refuse();
  }
  for (const key of ['news', 'tenant', conversation]) note(key, now);
  const luck = random();
  if (luck < throttled) {
    seen.throttled += 1;
    return refuse();
  }
  const isBroken = luck < throttled + broken;
  // A gateway that fails may have let the message through.
  const arrives = !isBroken || random() < 0.5;
  if (arrives) accepted.set(conversation, (accepted.get(conversation) ?? 0) + 1);
  if (!isBroken) return [201];
  seen.broken += 1;
  faults.set(conversation, 502);
  return [502];
}

let count = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const conversation = decodeURIComponent(request.url.split('/conversations/')[1]?.split('/')[0] ?? '');
    const [status] = answer(conversation);
    const body = status === 201 ? `{"id":"m${++count}"}` : `{"error":{"code":"Fault${status}"}}`;
    const headers = {
      'content-type': 'application/json',
      ...(status === 429 ? { 'retry-after': `${retryAfter}` } : {}),
    };
    // As long as the platform takes, more or less.
    setTimeout(
      () => {
        response.writeHead(status, headers);
        response.end(body);
      },
      30 + random() * 60,
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', (wanted) =>
  process.send(
    wanted === 'count'
      ? { accepted: accepted.size }
      : { ...seen, accepted: [...accepted], faults: [...faults], now: performance.now() },
  ),
);
process.on('disconnect', () => process.exit());
