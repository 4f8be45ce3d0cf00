import { writePhone } from '../../src/account/profile/write-phone';
import type { Card, Dialog } from '../support/connector';
import { actionsOf, openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const ids = (card: Card) => actionsOf(card).map(({ id }) => id);
const inputsOf = (card: Card) =>
  JSON.stringify(card)
    .match(/"id":"(\w+)","label"/g)
    ?.map((found) => found.split('"')[3]);
const stillOpen = (answer: Dialog | string): Dialog => {
  if (typeof answer === 'string') throw new Error(`the dialog was closed: ${answer}`);
  return answer;
};

const typed = {
  firstName: 'Claire',
  lastName: 'Moreau',
  email: 'claire@contoso-partner.example',
  phone: '01 99 00 55 55',
};

describe('a long form', () => {
  it('opens as a dialog; errors come back at their field with what was typed; what would change is agreed on in the chat', async () => {
    const claire = office.person('Claire Moreau', 'en-US', true);

    const opener = await claire.says('edit our primary contact');
    expect(opener.metadata).toEqual({ operation: 'profile.edit', state: 'asking' });
    expect(textOf(opener)).toContain('The form asks for: First name, Last name, E-mail and Phone.');
    expect(ids(opener)).toEqual(['edit', 'open']);

    const form = await claire.opens('edit', opener);
    expect(textOf(form.card)).toContain('Primary contact: what should change?');
    expect(inputsOf(form.card)).toEqual(['firstName', 'lastName', 'email', 'phone']);
    expect(actionsOf(form.card).map(({ id, type }) => [id, type])).toEqual([['save', 'Action.Submit']]);

    const again = stillOpen(await claire.submits('save', form, { ...typed, email: 'claire@gmail.com' }));
    expect(JSON.stringify(again.card)).toContain('01 99 00 55 55');
    expect(textOf(again.card)).toContain('A company mailbox is needed');
    expect(claire.chat()).toHaveLength(1);

    const closed = await claire.submits('save', again, typed);
    expect(closed).toBe('What would change is in our chat: please confirm it there.');
    expect(claire.chat()).toHaveLength(1);
    const proposal = await claire.sees();
    expect(proposal.metadata.state).toBe('proposed');
    expect(textOf(proposal)).toContain(writePhone('+33199005555'));

    const done = await claire.presses('confirm', proposal);
    expect(done.metadata.state).toBe('done');
    expect(ids(done)).toContain('undo');
  });

  it('en français', async () => {
    const claire = office.person('Claire Moreau', 'fr-FR', true);

    const opener = await claire.says('modifie notre contact principal');
    expect(textOf(opener)).toContain('Le formulaire demande\u00a0: ');
    const form = await claire.opens('edit', opener);
    const again = stillOpen(await claire.submits('save', form, { ...typed, phone: '12' }));
    expect(textOf(again.card)).toMatch(/numéro/i);
    const closed = await claire.submits('save', again, typed);

    expect(closed).toBe('Ce qui changerait est dans notre conversation\u00a0: veuillez le confirmer là-bas.');
    expect((await claire.sees()).metadata.state).toBe('proposed');
  });

  it('is filled in in the chat all the same, and stays there with its errors', async () => {
    const claire = office.person('Claire Moreau', 'en-US', true);

    const form = await claire.presses('open', await claire.says('edit our primary contact'));
    const again = await claire.presses('save', form, { ...typed, email: 'nothing' });

    expect(inputsOf(again)).toEqual(['firstName', 'lastName', 'email', 'phone']);
    expect((await claire.presses('save', again, typed)).metadata.state).toBe('proposed');
  });

  it('is in the chat at once where the client opens no dialogs', async () => {
    const form = await office.person('Claire Moreau').says('edit our primary contact');

    expect(inputsOf(form)).toEqual(['firstName', 'lastName', 'email', 'phone']);
    expect(JSON.stringify(form)).not.toContain('task/fetch');
  });

  it('is opened by a card’s own button, and what it comes to goes below: that card stays as it is', async () => {
    const claire = office.person('Claire Moreau', 'en-US', true);
    const shown = await claire.says('show our primary contact');

    const form = await claire.opens('edit', shown);
    await claire.submits('save', form, typed);

    expect(claire.chat().map(({ metadata }) => metadata.state)).toEqual(['answered', 'proposed']);
  });

  it('leads on in the dialog: a part of the page is chosen, then written', async () => {
    const claire = office.person('Claire Moreau', 'en-US', true);
    const shown = await claire.says('show our business profile');

    const menu = await claire.opens('edit', shown);
    const form = stillOpen(await claire.submits('choose:1', menu));
    expect(inputsOf(form.card)).toEqual(['description']);
    await claire.submits('save', form, { description: 'We build clouds.' });

    const proposal = await claire.sees();
    expect(proposal.metadata).toEqual({ operation: 'business-profile.edit', state: 'proposed' });
    expect(textOf(proposal)).toContain('We build clouds.');
  });
});

describe('a dialog', () => {
  it('sent twice puts one card into the chat', async () => {
    const claire = office.person('Claire Moreau', 'en-US', true);
    const form = await claire.opens('edit', await claire.says('show our primary contact'));
    const { data } = actionsOf(form.card)[0]!;
    const submit = {
      ...claire.activity(''),
      id: 'sent-twice',
      type: 'invoke',
      name: 'task/submit',
      value: { data: { ...data, ...typed } },
    };

    await office.post(submit);
    await office.post(submit);
    await office.desk.sweep();

    expect(claire.chat().map(({ metadata }) => metadata.state)).toEqual(['answered', 'proposed']);
  });

  it('whose card can’t be sent now has it later', async () => {
    const claire = office.person('Claire Moreau', 'en-US', true);
    const form = await claire.opens('edit', await claire.says('show our primary contact'));
    office.connector.answerNext((method) => (method === 'POST' ? { status: 403, body: {} } : undefined));

    const closed = await claire.submits('save', form, typed);
    expect(closed).toContain('our chat');
    expect(claire.chat()).toHaveLength(1);
    await office.wait(1);

    expect(claire.chat().map(({ metadata }) => metadata.state)).toEqual(['answered', 'proposed']);
  });

  it('whose card in the chat was deleted meanwhile puts its outcome below', async () => {
    const claire = office.person('Claire Moreau', 'en-US', true);
    const form = await claire.opens('edit', await claire.says('edit our primary contact'));
    office.connector.answerNext((method) =>
      method === 'PUT' ? { status: 404, body: { error: { code: 'ActivityNotFound', message: '' } } } : undefined,
    );

    await claire.submits('save', form, typed);

    expect((await claire.sees()).metadata.state).toBe('proposed');
    expect(claire.chat()).toHaveLength(2);
  });

  it('is of use to nobody else: rights are those of whoever submits', async () => {
    const claire = office.person('Claire Moreau', 'en-US', true);
    const form = await claire.opens('edit', await claire.says('edit our primary contact'));
    const paul = office.person('Paul Lefebvre', 'en-US', true);
    const claires = { id: `a:${claire.objectId}`, kind: 'personal' } as const;

    const refused = stillOpen(await paul.submits('save', form, typed, claires));

    expect(refused.card.metadata.state).toBe('refused');
  });

  it('with a value of no button, or one that is too old, says so', async () => {
    const claire = office.person('Claire Moreau', 'en-US', true);
    const form = await claire.opens('edit', await claire.says('edit our primary contact'));
    await office.wait(25 * 60);

    const late = stillOpen(await claire.submits('save', form, typed));

    expect(textOf(late.card)).toMatch(/no longer works|expired|too old/i);
  });
});
