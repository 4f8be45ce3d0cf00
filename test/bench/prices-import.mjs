// Taking in a price sheet of 250,000 rows, beside parsers of npm that read the same file and do nothing with it; each run in a
// process of its own, in turn, and the best of the rounds counts. Memory is the most that the process held.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeParts } from './parts.mjs';
import { writePriceSheet } from './price-sheet.mjs';
import { print } from './servers.mjs';

const child = join(dirname(fileURLToPath(import.meta.url)), 'prices-import-child.mjs');
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const parsers = ['udsv', 'papaparse', 'csv-parser', 'csv-parse', 'fast-csv'];
const rows = 250_000;

const runChild = (...values) => JSON.parse(execFileSync(process.execPath, [child, ...values], { encoding: 'utf8' }));

export async function run() {
  await makeParts();
  const folder = mkdtempSync(join(tmpdir(), 'prices-import-bench-'));
  try {
    const sheet = join(folder, `Nov_${rows}.csv`);
    const next = join(folder, `Dec_${rows}.csv`);
    const large = join(folder, 'Nov_1000000.csv');
    await writePriceSheet(sheet, rows);
    await writePriceSheet(next, rows, { raised: 20 });
    await writePriceSheet(large, 1_000_000);
    const best = new Map();
    /** The quickest of the rounds, and the one that cost least: other work on the machine slows down all. */
    const note = (name, { seconds, cpu, rssMb }) => {
      const known = best.get(name) ?? { seconds: Infinity, cpu: Infinity, rssMb: 0 };
      best.set(name, {
        seconds: Math.min(known.seconds, seconds),
        cpu: Math.min(known.cpu, cpu),
        rssMb: Math.max(known.rssMb, rssMb),
      });
    };
    for (let round = 0; round < rounds; round += 1) {
      const data = join(folder, `data-${round}`);
      note('partner-desk: first month', runChild('desk', sheet, data));
      note('partner-desk: next month', runChild('desk', next, data));
      rmSync(data, { recursive: true });
      for (const parser of parsers) note(parser, runChild(parser, sheet));
    }
    const least = (measure) => Math.min(...parsers.map((parser) => best.get(parser)[measure]));
    const share = (name, measure) => Number((least(measure) / best.get(name)[measure]).toFixed(2));
    for (const [name, { seconds, cpu, rssMb }] of best) {
      const rowsPerSecond = Math.round(rows / seconds);
      const ofFastest = { wall: share(name, 'seconds'), cpu: share(name, 'cpu') };
      print({ bench: 'prices-import', name, rows, rowsPerSecond, cpuSeconds: cpu, rssMb, ofFastest });
    }
    const { seconds, cpu, rssMb } = runChild('desk', large, join(folder, 'data-large'));
    const rowsPerSecond = Math.round(1_000_000 / seconds);
    print({ bench: 'prices-import', name: 'partner-desk: a million', rowsPerSecond, cpuSeconds: cpu, rssMb });
    const name = 'partner-desk: first month';
    print({
      ratio: 'rows/s of the import / of the fastest parser',
      wall: share(name, 'seconds'),
      cpu: share(name, 'cpu'),
      aim: 0.5,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
