import { createTurnGate, turnLimits, type TurnKeys } from '../../src/teams/turn-gate';
import { openOffice, textOf, type Office } from '../support/office';

const limits = { person: 2, conversation: 3, tenant: 4 };
const keys = (person: string, conversation: string, tenant = 'tenant'): TurnKeys => ({ person, conversation, tenant });

it.each<[string, TurnKeys[], TurnKeys, boolean]>([
  ['nobody else is there', [], keys('a', '1'), true],
  ['one of their own is under way', [keys('a', '1')], keys('a', '1'), true],
  ['two of their own are, wherever', [keys('a', '1'), keys('a', '2')], keys('a', '3'), false],
  ['another floods elsewhere', [keys('a', '1'), keys('a', '1')], keys('b', '2'), true],
  ['the conversation is full', [keys('a', '1'), keys('b', '1'), keys('c', '1')], keys('d', '1'), false],
  ['the tenant is full', ['a', 'b', 'c', 'd'].map((each) => keys(each, each)), keys('e', 'e'), false],
  ['another tenant is full', ['a', 'b', 'c', 'd'].map((each) => keys(each, each)), keys('e', 'e', 'other'), true],
])('a turn while %s', (_what, underWay, next, isLetIn) => {
  const gate = createTurnGate(limits);
  for (const each of underWay) expect(gate.enter(each)).toBeDefined();

  expect(gate.enter(next) !== undefined).toBe(isLetIn);
});

it('whoever leaves makes room', () => {
  const gate = createTurnGate(limits);
  const leave = gate.enter(keys('a', '1'));
  gate.enter(keys('a', '1'));

  leave!();

  expect(gate.enter(keys('a', '1'))).toBeDefined();
  expect(gate.enter(keys('a', '1'))).toBeUndefined();
});

describe.each([
  ['en-US', 'what can you do?', 'more than I take'],
  ['fr-FR', 'que sais-tu faire ?', 'plus que ce que je peux traiter'],
])('%s: someone who floods a platform that is slow', (locale, text, words) => {
  let office: Office;
  beforeEach(async () => void (office = await openOffice()));
  afterEach(() => office.close());

  it('is told so once, and a button’s press at once; a colleague is let in, and later they are again', async () => {
    const paul = office.person('Paul Lefebvre', locale);
    const nadia = office.person('Nadia Haddad', locale);
    let release: () => void = () => undefined;
    office.connector.held = new Promise((resolve) => (release = resolve));

    let answered = 0;
    const send = async () => {
      const { status } = await office.post(paul.activity(text));
      answered += 1;
      return status;
    };
    const letIn = Array.from({ length: turnLimits.person }, send);
    await reach(() => office.connector.requests.length, turnLimits.person);
    const turnedAway = Array.from({ length: 20 }, send);
    // One of them is told by a message, which is held as well.
    await reach(() => answered, 19);
    const pressed = await office.post({ ...paul.activity(''), type: 'invoke', name: 'task/fetch', value: {} });
    const colleague = nadia.says(text);
    await reach(() => office.connector.requests.length, turnLimits.person + 2);
    release();
    const statuses = await Promise.all([...letIn, ...turnedAway]);

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(JSON.stringify(pressed.body)).toContain(words);
    expect(paul.chat().filter((card) => textOf(card).includes(words))).toHaveLength(1);
    expect(paul.chat()).toHaveLength(turnLimits.person + 1);
    expect((await colleague).metadata.operation).toBe('help');
    expect((await paul.says(text)).metadata.operation).toBe('help');
  });
});

async function reach(count: () => number, wanted: number): Promise<void> {
  while (count() < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
}
