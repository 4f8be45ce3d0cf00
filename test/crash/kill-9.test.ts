import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Card } from '../support/connector';
import { prepareMortalDesk, type MortalDesk } from '../support/mortal-desk';

/**
 * The story of a password reset with the desk killed at some points of it and started again on the same data. The people and
 * the platform do what they do in life: a message without an answer is sent again, a button that did nothing is pressed again.
 */
let desk: MortalDesk;
beforeEach(async () => {
  desk = await prepareMortalDesk();
  await desk.start();
});
afterEach(() => desk.close());

/** Does something; where the desk was killed meanwhile, starts it and lets `again` do it once more. */
async function insist<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch {
    await desk.restart();
    return await act();
  }
}

async function playStory(): Promise<{ revealed: Card[] }> {
  const paul = desk.person('Paul Lefebvre');
  const sofia = desk.person('Sofia Lindqvist');
  const asked = paul.activity('I forgot my password');
  await insist(async () => {
    if ((await desk.post(asked)).status !== 200) throw new Error('not answered');
  });
  await insist(async () => sofia.presses('approve', await desk.cardWith(sofia, 'approve')));
  const revealed: Card[] = [];
  await insist(async () => revealed.push(await paul.presses('reveal', await desk.cardWith(paul, 'reveal'))));
  return { revealed };
}

const passwordOn = (card: Card | undefined) => /"TextRun","text":"([^"]{20,})"/.exec(JSON.stringify(card))?.[1];

const whatHappened = () =>
  desk.inDatabase(async (database) => {
    const entries = await database.selectFrom('audit_entries').select('outcome').orderBy('sequence').execute();
    const matters = await database.selectFrom('matters').select('step').execute();
    const paul = await database
      .selectFrom('users')
      .select('version')
      .where('display_name', '=', 'Paul Lefebvre')
      .executeTakeFirstOrThrow();
    return {
      outcomes: entries.map((entry) => entry.outcome),
      matters: matters.map((matter) => matter.step),
      versions: paul.version - 1,
    };
  });

it.each([[[1, 6]], [[2, 8]], [[3, 12]], [[4]]])(
  'killed at messages %j to the platform, it loses no request and resets once',
  async (points) => {
    desk.connector.onRequest = (number) => {
      if (points.includes(number)) void desk.kill();
    };

    const { revealed } = await playStory();

    expect(await whatHappened()).toEqual({ outcomes: ['asked', 'approved', 'done'], matters: ['done'], versions: 1 });
    expect(revealed.at(-1)?.metadata.state).toBe('done');
  },
  120_000,
);

it.each(['asked', 'approved', 'done'])(
  'killed right after “%s” was written down, it goes on from there',
  async (outcome) => {
    const paul = desk.person('Paul Lefebvre');
    const sofia = desk.person('Sofia Lindqvist');
    await desk.post(paul.activity('I forgot my password'));
    if (outcome === 'asked') await desk.restart();
    await sofia.presses('approve', await desk.cardWith(sofia, 'approve'));
    if (outcome === 'approved') await desk.restart();
    const ready = await desk.cardWith(paul, 'reveal');
    const revealed = await paul.presses('reveal', ready);
    if (outcome === 'done') await desk.restart();
    const again = await paul.presses('reveal', ready);

    expect(passwordOn(revealed)).toBeDefined();
    expect(passwordOn(again)).toBeUndefined();
    expect(await whatHappened()).toEqual({ outcomes: ['asked', 'approved', 'done'], matters: ['done'], versions: 1 });
  },
  120_000,
);

it('leaves the temporary password nowhere but in the one answer that shows it', async () => {
  const { revealed } = await playStory();
  const password = passwordOn(revealed[0])!;
  const metrics = await (await fetch(`${desk.origin()}/metrics`)).text();
  await desk.restart();

  const files = readdirSync(desk.dataDir).map((file) => readFileSync(join(desk.dataDir, file)).toString('latin1'));
  expect(password).toMatch(/^\S{20,}$/);
  expect(desk.answers.filter((answer) => answer.includes(password))).toHaveLength(1);
  for (const place of [...files, ...desk.outputs(), metrics, desk.connector.everything()]) {
    expect(place.includes(password)).toBe(false);
  }
}, 120_000);
