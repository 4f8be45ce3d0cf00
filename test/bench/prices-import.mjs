// Taking in a price sheet of 250,000 rows, beside parsers of npm that read the same file and do nothing with it; each run in a
// process of its own, in turn, and the best of the rounds counts. Memory is the most that the process held.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writePriceSheet } from './price-sheet.mjs';
import { print } from './servers.mjs';

const child = join(dirname(fileURLToPath(import.meta.url)), 'prices-import-child.mjs');
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const parsers = ['udsv', 'papaparse', 'csv-parser', 'csv-parse', 'fast-csv'];
const rows = 250_000;

const runChild = (...values) => JSON.parse(execFileSync(process.execPath, [child, ...values], { encoding: 'utf8' }));

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'prices-import-bench-'));
  try {
    const sheet = join(folder, `Nov_${rows}.csv`);
    const next = join(folder, `Dec_${rows}.csv`);
    const large = join(folder, 'Nov_1000000.csv');
    await writePriceSheet(sheet, rows);
    await writePriceSheet(next, rows, { raised: 20 });
    await writePriceSheet(large, 1_000_000);
    const best = new Map();
    const note = (name, result) => {
      const known = best.get(name);
      if (!known || result.seconds < known.seconds) best.set(name, result);
    };
    for (let round = 0; round < rounds; round += 1) {
      const data = join(folder, `data-${round}`);
      note('partner-desk: first month', runChild('desk', sheet, data));
      note('partner-desk: next month', runChild('desk', next, data));
      rmSync(data, { recursive: true });
      for (const parser of parsers) note(parser, runChild(parser, sheet));
    }
    const fastest = Math.min(...parsers.map((parser) => best.get(parser).seconds));
    for (const [name, { seconds, cpu, rssMb }] of best) {
      const ofFastest = Number((fastest / seconds).toFixed(2));
      print({
        bench: 'prices-import',
        name,
        rows,
        rowsPerSecond: Math.round(rows / seconds),
        cpuSeconds: cpu,
        rssMb,
        ofFastest,
      });
    }
    const { seconds, rssMb } = runChild('desk', large, join(folder, 'data-large'));
    print({
      bench: 'prices-import',
      name: 'partner-desk: a million',
      rows: 1_000_000,
      rowsPerSecond: Math.round(1e6 / seconds),
      rssMb,
    });
    print({
      ratio: 'rows/s of the import / of the fastest parser',
      value: Number((fastest / best.get('partner-desk: first month').seconds).toFixed(2)),
      aim: 0.5,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
