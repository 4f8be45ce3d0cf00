// Finding a price in 250,000 rows, and in a tenth of them; beside a scan of the file, SQLite's FTS5 and MiniSearch on the same rows.
// The questions are as people write them: titles in any order, abbreviations, typos, ids, broad words, words of nothing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadParts } from './parts.mjs';
import { writePriceSheet } from './price-sheet.mjs';
import { print } from './servers.mjs';

const { createPrices, importPriceSheet, openDatabase, openPriceSheet } = await loadParts();
const questions = Number(process.env.BENCH_QUESTIONS ?? 3_000);
/** The others take so much longer that they are asked fewer of the same questions. */
const fewer = { fts: 200, miniSearch: 8, scan: 3 };
const defaults = { market: 'FR', currency: 'EUR', today: '2026-11-23' };
const shown = 8;

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'prices-find-bench-'));
  try {
    const small = await openPrices(folder, 25_000);
    const same = await openPrices(folder, 25_000, 250_000);
    const large = await openPrices(folder, 250_000);
    const asked = { small: makeQuestions(small.items), large: makeQuestions(large.items) };
    const sameAsked = makeQuestions(same.items);
    const results = new Map();
    const note = (name, result) => {
      results.set(name, result);
      print({ bench: 'prices-find', name, ...result });
    };
    note('partner-desk: 25,000', await measure(asked.small, small.find));
    note('partner-desk: 25,000 of as many SKUs', await measure(sameAsked, same.find));
    note('partner-desk: 250,000', await measure(asked.large, large.find));
    await large.database.destroy();
    await small.database.destroy();
    await same.database.destroy();
    const rows = readRows(large.file);
    const some = (count) => asked.large.slice(0, questions + count);
    note('FTS5: 250,000', await measure(some(fewer.fts), createFts(rows), 10));
    note('MiniSearch: 250,000', await measure(some(fewer.miniSearch), await createMiniSearch(rows), 1));
    note('scan of the file: 250,000', await measure(some(fewer.scan), createScan(large.file), 1));
    const ten = results.get('partner-desk: 250,000');
    for (const name of ['partner-desk: 25,000', 'partner-desk: 25,000 of as many SKUs']) {
      const compare = (measure) => Number((ten[measure] / results.get(name)[measure]).toFixed(2));
      print({ ratio: `at 250,000 / ${name}`, median: compare('p50CpuMs'), mean: compare('meanCpuMs'), aim: 1.3 });
    }
    print({ aim: 'p99 below 1 ms', p99Ms: ten.p99Ms, p99CpuMs: ten.p99CpuMs });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ten times the rows may come with ten times the SKUs, or with the same in more currencies and plans. */
async function openPrices(folder, rows, skusOf = rows) {
  const file = join(folder, `Nov_${rows}_${skusOf}.csv`);
  await writePriceSheet(file, rows, { skusOf });
  const database = await openDatabase(join(folder, `${rows}-${skusOf}.db`));
  await importPriceSheet(database, await openPriceSheet(file), { now: new Date() });
  const prices = createPrices(database);
  const items = await database
    .selectFrom('price_items')
    .select(['product_title', 'sku_title', 'product_id', 'sku_id'])
    .execute();
  return { file, database, items, find: (product) => prices.find({ product }, defaults) };
}

/** Of a sheet's own items, from a fixed seed: the first half to warm up with, the others to be measured. */
function makeQuestions(items) {
  let state = 11;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const kinds = [
    () => pick(items).product_title,
    () => pick(items).sku_title.split(' ').reverse().join(' '),
    () => `m365 ${pick(['e3', 'e5', 'f3', 'bp', 'business premium'])}`,
    () => pick(['E3', 'F3', 'premium', 'business', 'teams', 'microsoft 365', 'plan', 'dynamics']),
    () => `${pick(items).product_title.split(' ').at(-2)} ${pick(['standard', 'premium', 'P2'])}`.toLowerCase(),
    () => `${pick(items).product_id}:${pick(items).sku_id}`,
    () => {
      const title = pick(items).product_title;
      const at = 4 + Math.floor(random() * (title.length - 5));
      return title.slice(0, at) + title.slice(at + 1);
    },
    () => pick(['zebra crossing', 'quantum', 'contoso widget']),
  ];
  return Array.from({ length: 2 * questions }, () => pick(kinds)());
}

/** Warmed up with other questions than are measured; `cpu` is what the process used, whatever else the machine did. */
async function measure(asked, find, warm = questions) {
  for (const question of asked.slice(0, warm)) await find(question);
  const times = [];
  const cpu = [];
  for (const question of asked.slice(questions)) {
    const before = process.cpuUsage();
    const started = performance.now();
    await find(question);
    times.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1_000);
  }
  const at = (values, share) =>
    Number(values[Math.min(values.length - 1, Math.floor(values.length * share))].toFixed(3));
  for (const values of [times, cpu]) values.sort((one, other) => one - other);
  const meanCpuMs = Number((cpu.reduce((sum, time) => sum + time, 0) / cpu.length).toFixed(3));
  return {
    questions: times.length,
    p50Ms: at(times, 0.5),
    p90Ms: at(times, 0.9),
    p99Ms: at(times, 0.99),
    meanCpuMs,
    p50CpuMs: at(cpu, 0.5),
    p99CpuMs: at(cpu, 0.99),
  };
}

/** Title, ids, market and price of every row. */
function readRows(file) {
  const lines = readFileSync(file, 'latin1').split('\n').slice(1);
  return lines.filter(Boolean).map((line, id) => {
    const cells = line
      .match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)
      .map((cell) => cell.replace(/,$/, '').replaceAll('"', ''));
    return {
      id,
      title: cells[4],
      reference: `${cells[2]}:${cells[3].padStart(4, '0')}`,
      market: cells[10],
      price: cells[12],
    };
  });
}

const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}:]+/gu) ?? [];

function createFts(rows) {
  const Database = require('better-sqlite3');
  const database = new Database(':memory:');
  database.exec('create virtual table fts using fts5(title, reference, market unindexed, price unindexed)');
  const insert = database.prepare('insert into fts values (?, ?, ?, ?)');
  database.transaction(() => rows.forEach((row) => insert.run(row.title, row.reference, row.market, row.price)))();
  const select = database.prepare("select * from fts where fts match ? and market = 'FR' order by rank limit ?");
  return (question) =>
    select.all(
      wordsOf(question)
        .map((word) => `"${word}"*`)
        .join(' '),
      shown,
    );
}

async function createMiniSearch(rows) {
  const { default: MiniSearch } = await import('minisearch');
  const search = new MiniSearch({ fields: ['title', 'reference'], storeFields: ['title', 'market', 'price'] });
  search.addAll(rows);
  const options = { prefix: true, fuzzy: 0.2, combineWith: 'AND', filter: ({ market }) => market === 'FR' };
  return (question) => search.search(question, options).slice(0, shown);
}

/** What whoever keeps the sheet as a file does: reads it through and keeps the lines that hold every word. */
function createScan(file) {
  return (question) => {
    const words = wordsOf(question);
    const found = [];
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const low = line.toLowerCase();
      if (words.every((word) => low.includes(word)) && low.includes(',fr,')) found.push(line);
    }
    return found.slice(0, shown);
  };
}
