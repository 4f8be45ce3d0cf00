import { openOffice, textOf, type Office } from '../support/office';
import type { Person } from '../support/person';
import { outcomes, passwordsIn, press, pressOf, readyCard, signInAsPaul, type Json } from './presses';

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

const matters = () =>
  office.inDatabase((database) => database.selectFrom('matters').selectAll().orderBy('created_at').execute());
const send = (activity: Json) => press(office, activity);

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
    expect(await outcomes(office)).toEqual(['asked']);
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

    const first = await send(approve);
    const second = await send(again(approve));

    expect(first.metadata.state).toBe('done');
    expect(textOf(second)).toEqual(textOf(first));
    expect(await outcomes(office)).toEqual(['asked', 'approved']);
  });

  it('on picking up shows the password once, and not to a redelivery', async () => {
    const reveal = pressOf(paul, await readyCard(office), 'reveal');

    const first = await send(reveal);
    const second = await send({ ...reveal, id: 'sent-again' });

    expect(passwordsIn(first)).toHaveLength(1);
    expect(passwordsIn(second)).toEqual([]);
    expect(second.metadata.state).toBe('done');
    expect(await outcomes(office)).toEqual(['asked', 'approved', 'done']);
  });

  it('after a restart still has no second effect', async () => {
    await paul.says('I forgot my password');
    const approve = pressOf(thomas, await thomas.sees(), 'approve');
    await send(approve);
    await office.restart();

    const again = await send(approve);

    expect(again.metadata.state).toBe('done');
    expect(await outcomes(office)).toEqual(['asked', 'approved']);
  });
});

describe('at the same moment', () => {
  it('two approve: one decides, the other sees who did', async () => {
    await paul.says('I forgot my password');
    const presses = [pressOf(thomas, await thomas.sees(), 'approve'), pressOf(claire, await claire.sees(), 'approve')];

    const cards = await Promise.all(presses.map(send));

    const [matter] = await matters();
    const decider = matter!.decided_by === thomas.objectId ? 'Thomas Bernard' : 'Claire Moreau';
    for (const card of cards) expect(textOf(card)).toContain(decider);
    expect(await outcomes(office)).toEqual(['asked', 'approved']);
  });

  it('one approves and one rejects: one of them decides', async () => {
    await paul.says('I forgot my password');
    const presses = [pressOf(thomas, await thomas.sees(), 'approve'), pressOf(claire, await claire.sees(), 'reject')];

    const [approved, rejected] = await Promise.all(presses.map(send));

    expect(approved!.metadata.state).toBe(rejected!.metadata.state);
    expect(await outcomes(office)).toHaveLength(2);
  });

  it('the asker withdraws and an approver agrees: one of them is first', async () => {
    const asked = await paul.says('I forgot my password');
    const presses = [pressOf(paul, asked, 'cancel'), pressOf(thomas, await thomas.sees(), 'approve')];

    const [cancelled, approved] = await Promise.all(presses.map(send));

    expect(cancelled!.metadata.state).toBe(approved!.metadata.state);
    expect(await outcomes(office)).toHaveLength(2);
  });

  it('ten pick up: exactly one password is shown, and it is the one that works', async () => {
    const ready = await readyCard(office);

    const cards = await Promise.all(
      Array.from({ length: 10 }, (_, index) => send(pressOf(paul, ready, 'reveal', { id: `pick-up-${index}` }))),
    );

    const shown = passwordsIn(...cards);
    expect(shown).toHaveLength(1);
    expect(await signInAsPaul(office, shown[0]!)).toBe(303);
    expect(await outcomes(office)).toEqual(['asked', 'approved', 'done']);
  });
});

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

    const card = await send(activity);

    expect(card.metadata).toEqual({ operation: 'password.reset', state: 'refused' });
    expect((await matters())[0]).toMatchObject({ step: 'waiting', version: 1 });
    expect(await outcomes(office)).toEqual(['asked']);
  });

  it('hands no password over: another’s pick-up', async () => {
    const ready = await readyCard(office);

    const cards = [await send(pressOf(claire, ready, 'reveal')), await send(pressOf(thomas, ready, 'reveal'))];

    expect(cards.map((card) => card.metadata.state)).toEqual(['refused', 'refused']);
    expect(passwordsIn(...cards)).toEqual([]);
    expect(passwordsIn(await send(pressOf(paul, ready, 'reveal')))).toHaveLength(1);
  });

  it('of a choice works in its own conversation only', async () => {
    const choice = await claire.says('reset the password of Marie');
    const choose = pressOf(claire, choice, 'choose:1');

    const elsewhere = await send({ ...choose, ...inGroup });
    const byAnother = await send({
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

    const card = await send({ ...open, from: office.person('Elena Rossi').activity('').from });

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
