// Whether others wait while the desk takes in a large price sheet that someone dropped into a chat or laid into its folder: the delay
// of its event loop, as it tells it itself at /metrics, and how long a price takes meanwhile. Without anything to do it says 10 ms or
// a little more: so often it looks.
import {
  createReadStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { activity, askPrice, people, saying } from './activities.mjs';
import { largeRows, makeLargeDataDir, writeLargeSheet } from './large-data.mjs';
import { loadParts } from './parts.mjs';
import { post } from './rounds.mjs';
import { print, project, startConnector, startDesk } from './servers.mjs';

const require = createRequire(join(project, 'package.json'));
const Database = require('better-sqlite3');
const { writeZip } = await loadParts();

export async function run() {
  const { dataDir, remove } = await makeLargeDataDir();
  const connector = await startConnector();
  const sheet = pack(
    await writeLargeSheet(dataDir, 'Nov', { raised: 10, since: '2025-11-01' }),
    'Nov_NCE_LicenseBasedPL_GA.csv',
  );
  const files = createServer((_request, response) => {
    // As the platform's drives do.
    response.setHeader('content-length', statSync(sheet).size);
    createReadStream(sheet).pipe(response);
  });
  const folder = join(dataDir, 'folder');
  mkdirSync(folder);
  await new Promise((resolve) => files.listen(0, '127.0.0.1', resolve));
  const desk = await startDesk(dataDir, { PRICE_FOLDER: folder });
  const serviceUrl = `http://127.0.0.1:${connector.port}`;
  let nextInChat;
  try {
    const { next } = saying(askPrice)({ serviceUrl });
    for (let turn = 0; turn < 200; turn++) await post(desk, next());
    nextInChat = connector.watch(`a:${people.globalAdmin}`);
    const attachment = {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name: 'Nov_NCE_LicenseBasedPL_GA.zip',
      content: { downloadUrl: `http://127.0.0.1:${files.address().port}/sheet.zip`, uniqueId: '1', fileType: 'zip' },
    };
    const drop = activity(serviceUrl, people.globalAdmin, { type: 'message', attachments: [attachment] });
    const preview = await observe('a preview of the sheet', () => untilButton(drop, 'confirm'), next);
    const confirm = activity(serviceUrl, people.globalAdmin, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb: 'confirm', data: preview.data } },
      replyToId: 'm1',
    });
    await observe('nothing', () => pause(5_000), next);
    await observe('taking it in', () => untilButton(confirm, undefined), next);
    await observe('the first questions after it', () => pause(5_000), next);
    const third = await writeLargeSheet(dataDir, 'Dec', { raised: 20, since: '2025-12-01' });
    const long = new Date(Date.now() - 3_600_000);
    utimesSync(third, long, long);
    renameSync(third, join(folder, 'Dec_NCE_LicenseBasedPL_GA.csv'));
    await untilTrue(() => readdirSync(dataDir).some((name) => name.includes('-staged-')));
    await observe('taking in another one from the folder', () => untilTrue(() => countSheets(dataDir) === 3), next);
  } finally {
    desk.stop();
    connector.stop();
    files.close();
    remove();
  }

  /** Sends an activity, and waits for a message with a button, or for one that is done. */
  async function untilButton(sent, id) {
    const answered = post(desk, sent);
    const direct = (await answered)?.value;
    if (direct?.metadata?.state === 'done') return direct;
    for (;;) {
      const { attachments } = await nextInChat();
      const card = attachments?.[0]?.content;
      const button = card?.actions?.find((action) => action.id === id);
      if (button) return button;
      if (id === undefined && card?.metadata?.state === 'done') return card;
    }
  }

  /** What the event loop's delay came to while something was done and somebody else asked for prices. */
  async function observe(what, work, next) {
    await delays(desk);
    let isOver = false;
    const times = [];
    const started = performance.now();
    const asking = (async () => {
      while (!isOver) {
        const at = performance.now();
        await post(desk, {
          ...next(),
          conversation: { id: 'a:other', conversationType: 'personal' },
          from: { id: '29:x', aadObjectId: people.employee },
        });
        times.push(performance.now() - at);
        await pause(20);
      }
    })();
    const result = await work();
    isOver = true;
    await asking;
    const seconds = (performance.now() - started) / 1000;
    times.sort((one, other) => one - other);
    const { p50, p99, max } = await delays(desk);
    print({
      bench: 'event loop delay',
      during: what,
      rows: largeRows,
      seconds: Number(seconds.toFixed(1)),
      p50Ms: p50,
      p99Ms: p99,
      maxMs: max,
      aimP99Ms: 20,
      othersWaitedP99Ms: Number((times[Math.floor(times.length * 0.99)] ?? 0).toFixed(1)),
    });
    return result;
  }
}

/** Packed it is below what may be dropped into a chat. */
function pack(sheet, name) {
  const archive = `${sheet}.zip`;
  writeFileSync(archive, writeZip([{ name, content: readFileSync(sheet) }]));
  return archive;
}

async function untilTrue(isSo) {
  while (!isSo()) await pause(20);
}

function countSheets(dataDir) {
  const database = new Database(join(dataDir, 'partner-desk.db'), { readonly: true });
  const count = database.prepare('select count(*) from price_sheets').pluck().get();
  database.close();
  return count;
}

/** The delays since they were last asked for. */
async function delays(desk) {
  const text = await (await fetch(`http://127.0.0.1:${desk.port}/metrics`)).text();
  const read = (name) => {
    const [, seconds] = new RegExp(`^\\w*eventloop_lag_${name}_seconds (\\S+)$`, 'm').exec(text);
    return Number((Number(seconds) * 1_000).toFixed(1));
  };
  return { p50: read('p50'), p99: read('p99'), max: read('max') };
}
