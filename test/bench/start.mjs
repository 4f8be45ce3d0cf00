// How long the desk takes to be ready with 250,000 prices in its database, and what memory it holds then.
import { setTimeout as pause } from 'node:timers/promises';
import { makeLargeDataDir } from './large-data.mjs';
import { median } from './rounds.mjs';
import { print, startDesk } from './servers.mjs';

const starts = Number(process.env.BENCH_STARTS ?? 7);

export async function run() {
  const { dataDir, remove, rows } = await makeLargeDataDir();
  try {
    const seconds = [];
    const cpu = [];
    const rss = [];
    // The first one fills what later ones find: the code as it was compiled, the files in the system's memory.
    for (let start = -1; start < starts; start++) {
      const desk = await startDesk(dataDir);
      const spent = desk.cpu();
      await pause(3_000);
      if (start >= 0) {
        seconds.push(desk.readySeconds);
        cpu.push(spent / 1_000);
        rss.push(desk.rss());
      }
      desk.stop();
    }
    print({
      bench: 'start',
      rows,
      starts,
      readySeconds: Number(median(seconds).toFixed(2)),
      fastestSeconds: Number(Math.min(...seconds).toFixed(2)),
      cpuSeconds: Number(median(cpu).toFixed(2)),
      aimSeconds: 0.8,
      idleRssMb: median(rss),
      aimRssMb: 130,
    });
  } finally {
    remove();
  }
}
