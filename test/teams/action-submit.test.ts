import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';
import type { Person } from '../support/person';
import { outcomes, passwordsIn, press, pressOf, readyCard, signInAsPaul, type Json } from './presses';

let office: Office;
let paul: Person;
let thomas: Person;
beforeEach(async () => {
  office = await openOffice();
  paul = office.person('Paul Lefebvre');
  thomas = office.person('Thomas Bernard');
});
afterEach(() => office.close());

/** The same button where Action.Execute is unknown: a message that carries the token. */
function submitOf(person: Person, card: Card, button: string): Json {
  const action = card.actions.find(({ id }) => id === button)!;
  const chat = office.connector.messagesIn(`a:${person.objectId}`);
  const message = chat.find((candidate) => candidate.card === card);
  return { ...person.activity(''), text: undefined, value: action.fallback.data, replyToId: message?.id };
}
const send = (activity: Json) => press(office, activity);

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
    expect(await outcomes(office)).toEqual(['asked', 'approved']);
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
    expect(await outcomes(office)).toEqual(['asked', 'approved']);
  });

  it('a pick-up never becomes a message: it is refused, and the card stays to be pressed', async () => {
    const ready = await readyCard(office);
    const submit = submitOf(paul, ready, 'reveal');

    await office.post(submit);
    await office.desk.sweep();

    const refusal = paul.chat().at(-1)!;
    expect(refusal.metadata).toEqual({ operation: 'password.reset', state: 'failed' });
    expect(passwordsIn(...paul.chat())).toEqual([]);
    const still = paul.chat().find((card) => card.actions.some(({ id }) => id === 'reveal'))!;
    expect(passwordsIn(await send(pressOf(paul, still, 'reveal')))).toHaveLength(1);
  });

  it('another’s Action.Submit is refused and takes nobody’s card away', async () => {
    await paul.says('I forgot my password');
    const request = await thomas.sees();

    await office.post({ ...submitOf(thomas, request, 'approve'), from: paul.activity('').from });
    await office.desk.sweep();

    expect(thomas.chat()[0]).toBe(request);
    expect(await outcomes(office)).toEqual(['asked', 'refused']);
  });

  it('a pick-up opens a dialog: the password is in it, and in nothing that was sent', async () => {
    const ready = await readyCard(office);
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
    expect(await signInAsPaul(office, secret!)).toBe(303);
    expect(JSON.stringify(again.body)).not.toContain(secret);
    expect(office.connector.everything()).not.toContain(secret);
    expect(office.logs.join('\n')).not.toContain(secret);
  });
});
