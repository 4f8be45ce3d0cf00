import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/store/database';
import { type Card, type FakeConnector, startConnector } from '../support/connector';
import { createPerson, type Line, type Person } from '../support/person';
import { type DeskProcess, startProcess } from '../support/process';

/**
 * The story of a password reset with the desk killed at one point of it and started again on the same data. The people and
 * the platform do what they do in life: a message without an answer is sent again, a button that did nothing is pressed again.
 */
let dataDir: string;
let connector: FakeConnector;
let desk: DeskProcess;
let outputs: string[];
let answers: string[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-'));
  connector = await startConnector();
  outputs = [];
  answers = [];
  desk = await startProcess(dataDir);
});
afterEach(async () => {
  await desk.kill();
  await connector.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function killAndRestart(): Promise<void> {
  await desk.kill();
  outputs.push(desk.output());
  desk = await startProcess(dataDir);
}

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
    answers.push(text);
    return { status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined };
  },
  settle: () => Promise.resolve(),
  now: () => new Date(),
};

/** The newest card in someone's chat that has the button. */
async function cardWith(person: Person, button: string): Promise<Card> {
  for (let tries = 0; tries < 60; tries++) {
    const card = person.chat().findLast((each) => each.actions.some((action) => action.id === button));
    if (card) return card;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no card with ${button} came`);
}

/** Does something; where the desk was killed meanwhile, starts it and lets `again` do it once more. */
async function insist<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch {
    await killAndRestart();
    return await act();
  }
}

async function playStory(): Promise<{ revealed: Card[] }> {
  const paul = createPerson(line, 'Paul Lefebvre', 'en-US');
  const sofia = createPerson(line, 'Sofia Lindqvist', 'en-US');
  const asked = paul.activity('I forgot my password');
  await insist(async () => {
    if ((await line.post(asked)).status !== 200) throw new Error('not answered');
  });
  await insist(async () => sofia.presses('approve', await cardWith(sofia, 'approve')));
  const revealed: Card[] = [];
  await insist(async () => revealed.push(await paul.presses('reveal', await cardWith(paul, 'reveal'))));
  return { revealed };
}

const passwordOn = (card: Card | undefined) => /"TextRun","text":"([^"]{20,})"/.exec(JSON.stringify(card))?.[1];

async function whatHappened(): Promise<{ outcomes: string[]; matters: string[]; versions: number }> {
  const database = await openDatabase(join(dataDir, 'partner-desk.db'));
  const entries = await database.selectFrom('audit_entries').select('outcome').orderBy('sequence').execute();
  const matters = await database.selectFrom('matters').select('step').execute();
  const paul = await database
    .selectFrom('users')
    .select('version')
    .where('display_name', '=', 'Paul Lefebvre')
    .executeTakeFirstOrThrow();
  await database.destroy();
  return {
    outcomes: entries.map((entry) => entry.outcome),
    matters: matters.map((matter) => matter.step),
    versions: paul.version - 1,
  };
}

it.each([1, 2, 3, 4, 6, 8, 12])(
  'killed at message %i to the platform, it loses no request and resets once',
  async (point) => {
    connector.onRequest = (number) => {
      if (number === point) void desk.kill();
    };

    const { revealed } = await playStory();

    expect(await whatHappened()).toEqual({ outcomes: ['asked', 'approved', 'done'], matters: ['done'], versions: 1 });
    expect(revealed.at(-1)?.metadata.state).toBe('done');
  },
  60_000,
);

it.each(['asked', 'approved', 'done'])(
  'killed right after “%s” was written down, it goes on from there',
  async (outcome) => {
    const paul = createPerson(line, 'Paul Lefebvre', 'en-US');
    const sofia = createPerson(line, 'Sofia Lindqvist', 'en-US');
    await line.post(paul.activity('I forgot my password'));
    if (outcome === 'asked') await killAndRestart();
    await sofia.presses('approve', await cardWith(sofia, 'approve'));
    if (outcome === 'approved') await killAndRestart();
    const ready = await cardWith(paul, 'reveal');
    const revealed = await paul.presses('reveal', ready);
    if (outcome === 'done') await killAndRestart();
    const again = await paul.presses('reveal', ready);

    expect(passwordOn(revealed)).toBeDefined();
    expect(passwordOn(again)).toBeUndefined();
    expect(await whatHappened()).toEqual({ outcomes: ['asked', 'approved', 'done'], matters: ['done'], versions: 1 });
  },
  60_000,
);

it('leaves the temporary password nowhere but in the one answer that shows it', async () => {
  const { revealed } = await playStory();
  const password = passwordOn(revealed[0])!;
  const metrics = await (await fetch(`${desk.origin}/metrics`)).text();
  await killAndRestart();

  const files = readdirSync(dataDir).map((file) => readFileSync(join(dataDir, file)).toString('latin1'));
  expect(password).toMatch(/^\S{20,}$/);
  expect(answers.filter((answer) => answer.includes(password))).toHaveLength(1);
  for (const place of [...files, ...outputs, desk.output(), metrics, connector.everything()]) {
    expect(place.includes(password)).toBe(false);
  }
}, 60_000);
