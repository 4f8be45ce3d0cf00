import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../src/store/database';
import { composeSheet, november, october, readTables } from '../prices/sheet-text';
import { type Card, type FakeConnector, startConnector } from '../support/connector';
import { createPerson, type Line, type Person } from '../support/person';
import { type DeskProcess, startProcess } from '../support/process';

/** A price sheet that was dropped into a chat, with the desk and its thread killed while it is taken in, and started again. */
let dataDir: string;
let connector: FakeConnector;
let desk: DeskProcess;
let hugo: Person;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-'));
  connector = await startConnector();
  desk = await startProcess(dataDir);
  hugo = createPerson(line, 'Hugo Fontaine', 'en-US');
});
afterEach(async () => {
  await desk.kill();
  await connector.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const line: Line = {
  get connector() {
    return connector;
  },
  async post(body) {
    const response = await fetch(`${desk.origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined };
  },
  settle: () => Promise.resolve(),
  now: () => new Date(),
};

const skus = 6_000;
const months = [october, november] as const;
const sheetOf = (price: string) =>
  composeSheet(
    Array.from({ length: skus }, (_, at) => ({ ProductId: `CFQ7TEST${at + 1_000}`, UnitPrice: price })),
    {},
  );

/** The newest card in the chat with the button, once it is there. */
async function cardWith(button: string): Promise<Card> {
  for (let tries = 0; tries < 600; tries += 1) {
    const card = hugo.chat().findLast((each) => each.actions.some(({ id }) => id === button));
    if (card) return card;
    await pause(50);
  }
  throw new Error(`no card with ${button} came`);
}

const inDatabase = async <Result>(read: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<Result>) => {
  const database = await openDatabase(join(dataDir, 'partner-desk.db'));
  return await read(database).finally(() => database.destroy());
};
const outcomes = () =>
  inDatabase(async (database) => {
    const entries = await database
      .selectFrom('audit_entries')
      .select('outcome')
      .where('operation', '=', 'prices.import')
      .execute();
    return entries.map(({ outcome }) => outcome);
  });

it.each([0, 150, 500, 1_200])(
  'killed %i ms after the confirmation, it is taken in wholly or not at all, and the button works until it is',
  async (milliseconds) => {
    await hugo.drops(october, sheetOf('50'));
    const proposed = await cardWith('confirm');

    const pressed = hugo.presses('confirm', proposed).catch(() => undefined);
    await pause(milliseconds);
    await desk.kill();
    await pressed;

    const { prices, sheets } = await inDatabase(readTables);
    expect([0, skus]).toContain(prices.length);
    expect(sheets).toHaveLength(prices.length === 0 ? 0 : 1);
    expect(await outcomes()).toEqual(prices.length === 0 ? [] : ['done']);
    desk = await startProcess(dataDir);
    await hugo.presses('confirm', proposed);
    await untilDone();
    expect((await inDatabase(readTables)).prices).toHaveLength(skus);
    expect(await outcomes()).toEqual(['done']);
    expect(readdirSync(dataDir).filter((file) => file.includes('staged'))).toEqual([]);
  },
  60_000,
);

it('takes in a second month, and answers others while it does', async () => {
  for (const [at, month] of months.entries()) {
    await hugo.drops(month, sheetOf(String(50 + at)));
    const pressed = hugo.presses('confirm', await cardWith('confirm'));
    const paul = createPerson(line, 'Paul Lefebvre', 'en-US');

    expect((await paul.says('my requests')).metadata.state).toBe('answered');

    await pressed;
    await untilDone(at + 1);
  }

  const { prices } = await inDatabase(readTables);
  expect(prices).toHaveLength(2 * skus);
}, 60_000);

async function untilDone(times = 1): Promise<void> {
  for (let tries = 0; tries < 600 && (await outcomes()).length < times; tries += 1) await pause(50);
}
