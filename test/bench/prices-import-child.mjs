// One run of prices-import.mjs: `desk FILE DATA_DIR`, or `PARSER FILE`.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { loadMadeParts } from './parts.mjs';

const [what, file, dataDir] = process.argv.slice(2);
const pieces = () => createReadStream(file, { highWaterMark: 262_144 });

/** A parser that is a stream of rows. */
const streamed = (load) => async () => {
  const parser = await load();
  return async () => {
    let rows = 0;
    for await (const _row of pieces().pipe(parser())) rows += 1;
    return rows;
  };
};

const contenders = {
  async desk() {
    const { importPriceSheet, openDatabase, openPriceSheet, sheetCache } = loadMadeParts();
    const database = await openDatabase(join(dataDir, 'partner-desk.db'), undefined, sheetCache);
    return async () => (await importPriceSheet(database, await openPriceSheet(file), { now: new Date() })).rows;
  },
  async udsv() {
    const { inferSchema, initParser } = await import('udsv');
    return async () => {
      const decoder = new TextDecoder();
      let parser;
      let rows = 0;
      for await (const piece of pieces()) {
        const text = decoder.decode(piece, { stream: true });
        parser ??= initParser(inferSchema(text));
        parser.chunk(text, parser.stringArrs, (some) => void (rows += some.length));
      }
      parser.end();
      return rows;
    };
  },
  async papaparse() {
    const { default: Papa } = await import('papaparse');
    return () =>
      new Promise((resolve, reject) => {
        let rows = -1;
        Papa.parse(pieces(), {
          chunk: ({ data }) => void (rows += data.length),
          complete: () => resolve(rows),
          error: reject,
        });
      });
  },
  'csv-parser': streamed(async () => (await import('csv-parser')).default),
  'csv-parse': streamed(async () => {
    const { parse } = await import('csv-parse');
    return () => parse({ bom: true });
  }),
  'fast-csv': streamed(async () => (await import('fast-csv')).parse),
};

const run = await contenders[what]();
const started = performance.now();
const before = process.cpuUsage();
const rows = await run();
const { user, system } = process.cpuUsage(before);
const seconds = (performance.now() - started) / 1_000;
const rssMb = Math.round(process.resourceUsage().maxRSS / 1_024);
console.log(JSON.stringify({ rows, seconds, cpu: Number(((user + system) / 1e6).toFixed(2)), rssMb }));
process.exit(0);
