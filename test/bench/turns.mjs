// Turns of Partner Desk against echoes of the SDKs, in one run, without tokens and with them. The ratios compare CPU per turn with
// the leanest echo of the same kind of run.
import { conversations, echo } from './activities.mjs';
import { startOpenIdServer } from './openid.mjs';
import { addUsers } from './population.mjs';
import { compete, post } from './rounds.mjs';
import { importSheets, makeDataDir, print, startConnector, startDesk, startForked } from './servers.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const turns = Number(process.env.BENCH_TURNS ?? 500);
const echoes = ['botbuilder', 'teams-ai', 'agents-sdk', 'teams-sdk'];
/** The floor: the same exchange over restify and undici. It knows no tokens. */
const floor = 'lean';

export async function run() {
  await runOnce(null, Object.keys(conversations));
  const openId = await startOpenIdServer();
  try {
    await runOnce(openId, ['price by sentence', 'press Confirm', 'card action without an outbound call']);
  } finally {
    openId.stop();
  }
}

async function runOnce(openId, measured) {
  print({ bench: openId ? 'turns with token checks' : 'turns', rounds, turnsPerRound: turns });
  const { dataDir, remove } = makeDataDir();
  const started = [];
  const keep = (server) => (started.push(server), server);
  try {
    importSheets(dataDir);
    const connector = keep(await startConnector());
    const serviceUrl = `http://127.0.0.1:${connector.port}`;
    const token = openId?.token(serviceUrl);
    const contenders = [];
    const peers = openId ? echoes : [...echoes, floor];
    for (const peer of peers) {
      const server = keep(await startForked(`peers/${peer}.mjs`, openId?.environment));
      contenders.push({ name: peer, server: Object.assign(server, { token }), ...echo({ serviceUrl }) });
    }
    const environment = { SAMPLE_ACCOUNT: '1', HOST: '127.0.0.1', CONNECTOR_HOSTS: '127.0.0.1' };
    const desk = keep(await startDesk(dataDir, openId ? { ...openId.environment, ...environment } : {}));
    Object.assign(desk, { token });
    addUsers(dataDir, turns);
    for (const turn of measured) {
      const tools = { serviceUrl, post: (each) => post(desk, each), nextMessage: connector.nextMessage };
      contenders.push({ name: `partner-desk: ${turn}`, server: desk, ...(await conversations[turn](tools)) });
    }
    const lines = await compete(contenders, { rounds, turns });
    lines.forEach(print);
    const leanest = Math.min(...lines.slice(0, echoes.length).map(({ cpuMsPerTurn }) => cpuMsPerTurn));
    for (const { name, cpuMsPerTurn } of lines.slice(peers.length)) {
      const ratio = `${name} / leanest SDK echo${openId ? ', with token checks' : ''}`;
      print({ ratio, cpu: Number((cpuMsPerTurn / leanest).toFixed(2)), aim: 0.5 });
    }
  } finally {
    for (const server of started) server.stop();
    remove();
  }
}
