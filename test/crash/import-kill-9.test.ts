import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { composeSheet, november, october, readTables } from '../prices/sheet-text';
import { prepareMortalDesk, type MortalDesk } from '../support/mortal-desk';
import type { Person } from '../support/person';

/** A price sheet that was dropped into a chat, with the desk and its thread killed while it is taken in, and started again. */
let desk: MortalDesk;
let hugo: Person;
beforeEach(async () => {
  desk = await prepareMortalDesk();
  await desk.start();
  hugo = desk.person('Hugo Fontaine');
});
afterEach(() => desk.close());

const skus = 6_000;
const months = [october, november] as const;
const sheetOf = (price: string) =>
  composeSheet(
    Array.from({ length: skus }, (_, at) => ({ ProductId: `CFQ7TEST${at + 1_000}`, UnitPrice: price })),
    {},
  );

const outcomes = () =>
  desk.inDatabase(async (database) => {
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
    const proposed = await desk.cardWith(hugo, 'confirm');

    const pressed = hugo.presses('confirm', proposed).catch(() => undefined);
    await pause(milliseconds);
    await desk.kill();
    await pressed;

    const { prices, sheets } = await desk.inDatabase(readTables);
    expect([0, skus]).toContain(prices.length);
    expect(sheets).toHaveLength(prices.length === 0 ? 0 : 1);
    expect(await outcomes()).toEqual(prices.length === 0 ? [] : ['done']);
    await desk.start();
    await hugo.presses('confirm', proposed);
    await untilDone();
    expect((await desk.inDatabase(readTables)).prices).toHaveLength(skus);
    expect(await outcomes()).toEqual(['done']);
    expect(readdirSync(desk.dataDir).filter((file) => file.includes('staged'))).toEqual([]);
  },
  120_000,
);

it('takes in a second month, and answers others while it does', async () => {
  for (const [at, month] of months.entries()) {
    await hugo.drops(month, sheetOf(String(50 + at)));
    const pressed = hugo.presses('confirm', await desk.cardWith(hugo, 'confirm'));
    const paul = desk.person('Paul Lefebvre');

    expect((await paul.says('my requests')).metadata.state).toBe('answered');

    await pressed;
    await untilDone(at + 1);
  }

  const { prices } = await desk.inDatabase(readTables);
  expect(prices).toHaveLength(2 * skus);
}, 120_000);

async function untilDone(times = 1): Promise<void> {
  for (let tries = 0; tries < 600 && (await outcomes()).length < times; tries += 1) await pause(50);
}
