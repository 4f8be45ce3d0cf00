import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';
import type { Person } from '../support/person';

let office: Office;
let paul: Person;
let thomas: Person;
let claire: Person;
beforeEach(async () => {
  office = await openOffice();
  paul = office.person('Paul Lefebvre');
  thomas = office.person('Thomas Bernard');
  claire = office.person('Claire Moreau');
});
afterEach(() => office.close());

type Json = Record<string, unknown>;
interface Invoked {
  value: Card;
}

/** A press, as an activity to be sent by hand. */
function pressOf(person: Person, card: Card, button: string, changed: Json = {}): Json {
  const action = card.actions.find(({ id }) => id === button)!;
  const value = {
    action: { type: 'Action.Execute', id: button, verb: action.verb, data: action.data },
    trigger: 'manual',
  };
  return { ...person.activity(''), text: undefined, type: 'invoke', name: 'adaptiveCard/action', value, ...changed };
}
/** The same button where Action.Execute is unknown: a message that carries the token. */
function submitOf(person: Person, card: Card, button: string): Json {
  const action = card.actions.find(({ id }) => id === button)!;
  const chat = office.connector.messagesIn(`a:${person.objectId}`);
  const message = chat.find((candidate) => candidate.card === card);
  return { ...person.activity(''), text: undefined, value: action.fallback.data, replyToId: message?.id };
}
const press = async (activity: Json) => ((await office.post(activity)).body as Invoked).value;

const matters = () =>
  office.inDatabase((database) => database.selectFrom('matters').selectAll().orderBy('created_at').execute());
const outcomes = async () => {
  const entries = await office.inDatabase((database) =>
    database.selectFrom('audit_entries').select(['outcome']).orderBy('sequence').execute(),
  );
  return entries.map(({ outcome }) => outcome);
};
const password = /(?<![\w!%+=?@])[a-zA-Z0-9!%+=?@]{20}(?![\w!%+=?@])/g;
const passwordsIn = (...cards: Card[]) => cards.flatMap((card) => textOf(card).match(password) ?? []);

/** Paul asked and Thomas approved: the card on which Paul picks his password up. */
async function readyCard(): Promise<Card> {
  await paul.says('I forgot my password');
  await thomas.presses('approve', await thomas.sees());
  return await paul.sees();
}

describe('the same message again', () => {
  it('gets no second answer and opens no second request', async () => {
    const message = paul.activity('I forgot my password');

    const answers = [await office.post(message), await office.post(message)];
    await office.desk.sweep();

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(paul.chat()).toHaveLength(1);
    expect(thomas.chat()).toHaveLength(1);
    expect(await matters()).toHaveLength(1);
  });

  it('while the first is still being answered has no effect of its own', async () => {
    const message = paul.activity('I forgot my password');

    await Promise.all([office.post(message), office.post(message), office.post(message)]);
    await office.desk.sweep();

    expect(paul.chat()).toHaveLength(1);
    expect(paul.chat()[0]!.metadata.state).toBe('waiting');
    expect(await matters()).toHaveLength(1);
    expect(await outcomes()).toEqual(['asked']);
  });

  it('after a restart finds the request that the first one opened', async () => {
    const message = paul.activity('I forgot my password');
    await office.post(message);
    await office.restart();

    await office.post(message);
    await office.desk.sweep();

    expect(await matters()).toHaveLength(1);
    expect(thomas.chat()).toHaveLength(1);
  });

  it('with the same id in another conversation is another message', async () => {
    const message = paul.activity('what can you do?');

    await office.post(message);
    await office.post({ ...claire.activity('what can you do?'), id: message.id });

    expect(claire.chat()).toHaveLength(1);
  });
});

describe('the same press again', () => {
  it.each([
    ['with the same id', (activity: Json) => activity],
    ['with a new id', (activity: Json) => ({ ...activity, id: 'sent-again' })],
  ])('%s shows what came of it and has no second effect', async (_name, again) => {
    await paul.says('I forgot my password');
    const approve = pressOf(thomas, await thomas.sees(), 'approve');

    const first = await press(approve);
    const second = await press(again(approve));

    expect(first.metadata.state).toBe('done');
    expect(textOf(second)).toEqual(textOf(first));
    expect(await outcomes()).toEqual(['asked', 'approved']);
  });

  it('on picking up shows the password once, and not to a redelivery', async () => {
    const reveal = pressOf(paul, await readyCard(), 'reveal');

    const first = await press(reveal);
    const second = await press({ ...reveal, id: 'sent-again' });

    expect(passwordsIn(first)).toHaveLength(1);
    expect(passwordsIn(second)).toEqual([]);
    expect(second.metadata.state).toBe('done');
    expect(await outcomes()).toEqual(['asked', 'approved', 'done']);
  });

  it('after a restart still has no second effect', async () => {
    await paul.says('I forgot my password');
    const approve = pressOf(thomas, await thomas.sees(), 'approve');
    await press(approve);
    await office.restart();

    const again = await press(approve);

    expect(again.metadata.state).toBe('done');
    expect(await outcomes()).toEqual(['asked', 'approved']);
  });
});

describe('at the same moment', () => {
  it('two approve: one decides, the other sees who did', async () => {
    await paul.says('I forgot my password');
    const presses = [pressOf(thomas, await thomas.sees(), 'approve'), pressOf(claire, await claire.sees(), 'approve')];

    const cards = await Promise.all(presses.map(press));

    const [matter] = await matters();
    const decider = matter!.decided_by === thomas.objectId ? 'Thomas Bernard' : 'Claire Moreau';
    for (const card of cards) expect(textOf(card)).toContain(decider);
    expect(await outcomes()).toEqual(['asked', 'approved']);
  });

  it('one approves and one rejects: one of them decides', async () => {
    await paul.says('I forgot my password');
    const presses = [pressOf(thomas, await thomas.sees(), 'approve'), pressOf(claire, await claire.sees(), 'reject')];

    const [approved, rejected] = await Promise.all(presses.map(press));

    expect(approved!.metadata.state).toBe(rejected!.metadata.state);
    expect(await outcomes()).toHaveLength(2);
  });

  it('the asker withdraws and an approver agrees: one of them is first', async () => {
    const asked = await paul.says('I forgot my password');
    const presses = [pressOf(paul, asked, 'cancel'), pressOf(thomas, await thomas.sees(), 'approve')];

    const [cancelled, approved] = await Promise.all(presses.map(press));

    expect(cancelled!.metadata.state).toBe(approved!.metadata.state);
    expect(await outcomes()).toHaveLength(2);
  });

  it('ten pick up: exactly one password is shown, and it is the one that works', async () => {
    const ready = await readyCard();

    const cards = await Promise.all(
      Array.from({ length: 10 }, (_, index) => press(pressOf(paul, ready, 'reveal', { id: `pick-up-${index}` }))),
    );

    const shown = passwordsIn(...cards);
    expect(shown).toHaveLength(1);
    expect(await signIn(paul, shown[0]!)).toBe(303);
    expect(await outcomes()).toEqual(['asked', 'approved', 'done']);
  });
});

async function signIn(person: Person, secret: string): Promise<number> {
  const { user_principal_name: username } = await office.inDatabase((database) =>
    database
      .selectFrom('users')
      .select('user_principal_name')
      .where('object_id', '=', person.objectId)
      .executeTakeFirstOrThrow(),
  );
  const body = new URLSearchParams({ username, password: secret });
  return (await fetch(`${office.desk.origin}/account/sign-in`, { method: 'POST', body, redirect: 'manual' })).status;
}

describe('a button that is not the presser’s', () => {
  it.each<[string, () => Promise<Json>]>([
    ['someone else’s approval, by another who may decide', async () => pressOf(claire, await thomas.sees(), 'approve')],
    ['someone else’s approval, by the asker', async () => pressOf(paul, await thomas.sees(), 'approve')],
    [
      'someone else’s approval, by a colleague without rights',
      async () => pressOf(office.person('Megan Bowen'), await thomas.sees(), 'approve'),
    ],
    ['the asker’s withdrawal, by an approver', async () => pressOf(thomas, await paul.sees(), 'cancel')],
    ['the presser’s own, in a group', async () => pressOf(thomas, await thomas.sees(), 'approve', inGroup)],
    [
      'the presser’s own, in someone else’s chat',
      async () => pressOf(thomas, await thomas.sees(), 'approve', { conversation: paul.activity('').conversation }),
    ],
  ])('is refused: %s', async (_name, build) => {
    await paul.says('I forgot my password');
    const activity = await build();

    const card = await press(activity);

    expect(card.metadata).toEqual({ operation: 'password.reset', state: 'refused' });
    expect((await matters())[0]).toMatchObject({ step: 'waiting', version: 1 });
    expect(await outcomes()).toEqual(['asked']);
  });

  it('hands no password over: another’s pick-up', async () => {
    const ready = await readyCard();

    const cards = [await press(pressOf(claire, ready, 'reveal')), await press(pressOf(thomas, ready, 'reveal'))];

    expect(cards.map((card) => card.metadata.state)).toEqual(['refused', 'refused']);
    expect(passwordsIn(...cards)).toEqual([]);
    expect(passwordsIn(await press(pressOf(paul, ready, 'reveal')))).toHaveLength(1);
  });

  it('of a choice works in its own conversation only', async () => {
    const choice = await claire.says('reset the password of Marie');
    const choose = pressOf(claire, choice, 'choose:1');

    const elsewhere = await press({ ...choose, ...inGroup });
    const byAnother = await press({
      ...choose,
      from: paul.activity('').from,
      conversation: paul.activity('').conversation,
    });

    expect([elsewhere, byAnother].map((card) => card.metadata.state)).toEqual(['failed', 'failed']);
    expect(await matters()).toEqual([]);
  });

  it('of a choice gives whoever else presses it in the group no more than their own rights', async () => {
    const group = { id: '19:desk@thread.v2', kind: 'groupChat' } as const;
    const help = await claire.says('what can you do?', group);
    const open = { ...pressOf(claire, help, help.actions[0]!.id), ...inGroup };

    const card = await press({ ...open, from: office.person('Elena Rossi').activity('').from });

    expect(card.metadata.state).toBe('refused');
  });
});

const inGroup = {
  conversation: {
    id: '19:desk@thread.v2',
    conversationType: 'groupChat',
    isGroup: true,
    tenantId: '11111111-1111-4111-8111-111111111111',
  },
};

describe('where Action.Execute is unknown', () => {
  it('Action.Submit decides, and the card is updated in its place', async () => {
    await paul.says('I forgot my password');
    const request = await thomas.sees();

    const answered = await office.post(submitOf(thomas, request, 'approve'));
    await office.desk.sweep();

    expect(answered).toEqual({ status: 200, body: undefined });
    expect(thomas.chat()).toHaveLength(1);
    expect(textOf(thomas.chat()[0])).toContain('Thomas Bernard');
    expect((await paul.sees()).metadata.state).toBe('done');
    expect(await outcomes()).toEqual(['asked', 'approved']);
  });

  it('Action.Submit rejects with one card, not two', async () => {
    await paul.says('I forgot my password');

    await office.post(submitOf(thomas, await thomas.sees(), 'reject'));
    await office.desk.sweep();

    expect(thomas.chat().map((card) => card.metadata.state)).toEqual(['refused']);
  });

  it('Action.Submit sent twice has one effect', async () => {
    await paul.says('I forgot my password');
    const submit = submitOf(thomas, await thomas.sees(), 'approve');

    await office.post(submit);
    await office.post({ ...submit, id: 'sent-again' });
    await office.desk.sweep();

    expect(thomas.chat()).toHaveLength(1);
    expect(await outcomes()).toEqual(['asked', 'approved']);
  });

  it('a pick-up never becomes a message: it is refused, and the card stays to be pressed', async () => {
    const ready = await readyCard();
    const submit = submitOf(paul, ready, 'reveal');

    await office.post(submit);
    await office.desk.sweep();

    const refusal = paul.chat().at(-1)!;
    expect(refusal.metadata).toEqual({ operation: 'password.reset', state: 'refused' });
    expect(passwordsIn(...paul.chat())).toEqual([]);
    const still = paul.chat().find((card) => card.actions.some(({ id }) => id === 'reveal'))!;
    expect(passwordsIn(await press(pressOf(paul, still, 'reveal')))).toHaveLength(1);
  });

  it('another’s Action.Submit is refused and takes nobody’s card away', async () => {
    await paul.says('I forgot my password');
    const request = await thomas.sees();

    await office.post({ ...submitOf(thomas, request, 'approve'), from: paul.activity('').from });
    await office.desk.sweep();

    expect(thomas.chat()[0]).toBe(request);
    expect(await outcomes()).toEqual(['asked']);
  });

  it('a pick-up opens a dialog: the password is in it, and in nothing that was sent', async () => {
    const ready = await readyCard();
    const reveal = ready.actions.find(({ id }) => id === 'reveal')!;
    expect(reveal.fallback.data).toEqual({ token: reveal.data.token, msteams: { type: 'task/fetch' } });
    const fetchDialog = {
      ...paul.activity(''),
      text: undefined,
      type: 'invoke',
      name: 'task/fetch',
      value: { data: reveal.fallback.data },
    };

    const { body } = await office.post(fetchDialog);
    const again = await office.post({ ...fetchDialog, id: 'sent-again' });
    await office.wait(11);

    const dialog = (body as { task: { value: { card: { content: Card } } } }).task.value.card.content;
    const [secret] = passwordsIn(dialog);
    expect(await signIn(paul, secret!)).toBe(303);
    expect(JSON.stringify(again.body)).not.toContain(secret);
    expect(office.connector.everything()).not.toContain(secret);
    expect(office.logs.join('\n')).not.toContain(secret);
  });
});
