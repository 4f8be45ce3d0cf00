// Turns of Partner Desk against echoes of the SDKs, in one run. The ratios compare CPU per turn with the leanest echo.
import { conversations } from './activities.mjs';
import { compete, post } from './rounds.mjs';
import { importSheets, makeDataDir, print, startDesk, startForked } from './servers.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const turns = Number(process.env.BENCH_TURNS ?? 400);
const echoes = ['botbuilder', 'teams-ai', 'agents-sdk', 'teams-sdk'];
const peers = [...echoes, 'lean'];

export async function run() {
  print({ bench: 'turns', rounds, turnsPerRound: turns });
  const { dataDir, remove } = makeDataDir();
  const servers = new Map();
  try {
    importSheets(dataDir);
    servers.set('connector', await startForked('connector-stub.mjs'));
    const serviceUrl = `http://127.0.0.1:${servers.get('connector').port}`;
    const contenders = [];
    for (const peer of peers) {
      const server = await startForked(`peers/${peer}.mjs`);
      servers.set(peer, server);
      contenders.push({ name: peer, server, next: conversations.echo({ serviceUrl }) });
    }
    const desk = await startDesk(dataDir);
    servers.set('desk', desk);
    for (const turn of Object.keys(conversations).filter((each) => each !== 'echo')) {
      const next = await conversations[turn]({ serviceUrl, post: (activity) => post(desk, activity) });
      contenders.push({ name: `partner-desk: ${turn}`, server: desk, next });
    }
    const lines = await compete(contenders, { rounds, turns });
    lines.forEach(print);
    const leanest = Math.min(...lines.slice(0, echoes.length).map(({ cpuMsPerTurn }) => cpuMsPerTurn));
    for (const { name, cpuMsPerTurn } of lines.slice(peers.length)) {
      print({ ratio: `${name} / leanest SDK echo`, cpu: Number((cpuMsPerTurn / leanest).toFixed(2)), aim: 0.5 });
    }
  } finally {
    for (const server of servers.values()) server.stop();
    remove();
  }
}
