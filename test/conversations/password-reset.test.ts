import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const ids = (card: Card) => card.actions.map((action) => action.id);
const passwordOn = (card: Card) => /"TextRun","text":"([^"]{20,})"/.exec(JSON.stringify(card))?.[1];

describe('an employee who forgot the password', () => {
  it('asks, waits, is approved and picks the password up, once', async () => {
    const paul = office.person('Paul Lefebvre');
    const sofia = office.person('Sofia Lindqvist');
    const david = office.person('David Okafor');

    const asked = await paul.says('I forgot my password');
    expect(asked.metadata).toEqual({ operation: 'password.reset', state: 'waiting' });
    expect(textOf(asked)).toContain('Your request is with the people who may decide');
    expect(textOf(asked)).toMatch(/Claire Moreau, David Okafor or .+ can decide\./);
    expect(ids(asked)).toEqual(['cancel']);
    expect(paul.chat()).toHaveLength(1);

    const request = await sofia.sees();
    expect(ids(request)).toEqual(['approve', 'reject']);
    expect(textOf(request)).toContain('May Paul Lefebvre have a new password?');
    expect(textOf(request)).toContain('Make sure that it is really Paul Lefebvre who asks');

    const approved = await sofia.presses('approve', request);
    expect(textOf(approved)).toContain('Sofia Lindqvist approved it');
    expect(passwordOn(approved)).toBeUndefined();
    expect(textOf(await david.sees())).toContain('Sofia Lindqvist approved it');
    expect(ids(await david.sees())).toEqual([]);

    const ready = await paul.sees();
    expect(ready.metadata.state).toBe('done');
    expect(ids(ready)).toEqual(['reveal']);
    const revealed = await paul.presses('reveal', ready);
    expect(passwordOn(revealed)).toMatch(/^\S{20,}$/);
    expect(textOf(revealed)).toContain(`${office.desk.origin}/account`);

    const again = await paul.presses('reveal', ready);
    expect(passwordOn(again)).toBeUndefined();
    expect(textOf(again)).toContain('The temporary password was handed over');
    await office.wait(3);
    expect(ids(await paul.sees())).toEqual([]);
  });

  it('le demande en français', async () => {
    const marie = office.person('Marie Dupont', 'fr-FR');
    const thomas = office.person('Thomas Bernard', 'fr-FR');

    const asked = await marie.says('j’ai oublié mon mot de passe');
    expect(asked.metadata).toEqual({ operation: 'password.reset', state: 'waiting' });
    expect(asked.lang).toBe('fr');
    expect(textOf(asked)).toContain('Votre demande est chez les personnes qui peuvent décider');
    expect(textOf(asked)).toMatch(/Peut décider\u00a0: .+ ou .+\./);

    await thomas.presses('approve', await thomas.sees());
    const revealed = await marie.presses('reveal', await marie.sees());
    expect(textOf(revealed)).toContain('Voici votre mot de passe provisoire');
    expect(passwordOn(revealed)).toMatch(/^\S{20,}$/);
  });

  it('is told who rejected it, and why', async () => {
    const paul = office.person('Paul Lefebvre');
    const thomas = office.person('Thomas Bernard');
    const sofia = office.person('Sofia Lindqvist');
    await paul.says('I forgot my password');

    await thomas.presses('reject', await thomas.sees(), { reason: 'Please call me first.' });

    const told = await paul.sees();
    expect(told.metadata.state).toBe('refused');
    expect(textOf(told)).toContain('Thomas Bernard rejected the reset');
    expect(textOf(told)).toContain('Please call me first.');
    expect(textOf(await sofia.sees())).toContain('Thomas Bernard rejected it');
  });

  it('asks twice and gets the one request that is open', async () => {
    const paul = office.person('Paul Lefebvre');
    const thomas = office.person('Thomas Bernard');

    await paul.says('I forgot my password');
    await paul.says('reset my password please');

    expect(thomas.chat()).toHaveLength(1);
    expect(paul.chat()).toHaveLength(2);
  });

  it('withdraws the request, and nobody can approve it any more', async () => {
    const paul = office.person('Paul Lefebvre');
    const thomas = office.person('Thomas Bernard');
    const asked = await paul.says('I forgot my password');
    const request = await thomas.sees();

    const withdrawn = await paul.presses('cancel', asked);
    const late = await thomas.presses('approve', request);

    expect(withdrawn.metadata.state).toBe('cancelled');
    expect(late.metadata.state).toBe('cancelled');
    expect(ids(await paul.sees())).toEqual([]);
  });

  it('is not left waiting for ever: a request ends after 24 hours, a password after 10 minutes', async () => {
    const paul = office.person('Paul Lefebvre');
    const thomas = office.person('Thomas Bernard');
    await paul.says('I forgot my password');
    await office.wait(24 * 60);
    expect((await paul.sees()).metadata.state).toBe('expired');

    await paul.says('I forgot my password');
    await thomas.presses('approve', await thomas.sees());
    const ready = await paul.sees();
    await office.wait(10);
    const late = await paul.presses('reveal', ready);
    expect(late.metadata.state).toBe('expired');
    expect(passwordOn(late)).toBeUndefined();
  });

  it('in a channel is answered in private', async () => {
    const paul = office.person('Paul Lefebvre');
    const channel = { id: '19:general@thread.tacv2', kind: 'channel' as const };

    const said = await paul.says('<at>Partner Desk</at> I forgot my password', channel);

    expect(textOf(said)).toContain('I’ve answered you in our private chat');
    expect(textOf(said)).not.toContain('Paul Lefebvre');
    expect((await paul.sees()).metadata).toEqual({ operation: 'password.reset', state: 'waiting' });
  });
});

describe('an admin', () => {
  it('resets a colleague’s password: old → new, confirm, and the colleague picks it up', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const marie = office.person('Marie Dupont');

    const proposed = await sofia.says('reset the password of Marie Dupont');
    expect(proposed.metadata).toEqual({ operation: 'password.reset', state: 'proposed' });
    expect(textOf(proposed)).toContain('Reset the password of Marie Dupont?');
    expect(ids(proposed)).toEqual(['confirm', 'cancel']);

    const confirmed = await sofia.presses('confirm', proposed);
    expect(confirmed.metadata.state).toBe('done');
    expect(ids(confirmed)).toEqual([]);
    const revealed = await marie.presses('reveal', await marie.sees());
    expect(passwordOn(revealed)).toMatch(/^\S{20,}$/);
    expect(textOf(await sofia.sees())).toContain('Marie Dupont has picked up the temporary password');
  });

  it('who says only “Marie” chooses which one', async () => {
    const sofia = office.person('Sofia Lindqvist');

    const choice = await sofia.says('reset the password of Marie');
    expect(choice.metadata.state).toBe('choosing');
    expect(choice.actions.map((action) => [action.id, action.title])).toEqual([
      ['choose:1', '1. Marie Dupont'],
      ['choose:2', '2. Marie Laurent'],
    ]);

    const proposed = await sofia.presses('choose:2', choice);
    expect(proposed.metadata.state).toBe('proposed');
    expect(textOf(proposed)).toContain('Reset the password of Marie Laurent?');
  });

  it('needs a second person for another admin, and can never be that person', async () => {
    const claire = office.person('Claire Moreau');
    const david = office.person('David Okafor');
    const sofia = office.person('Sofia Lindqvist');

    const proposed = await claire.says('reset the password of Julien Petit');
    expect(textOf(proposed)).toContain('A second person must agree');
    const waiting = await claire.presses('confirm', proposed);
    expect(waiting.metadata.state).toBe('waiting');
    expect(textOf(waiting)).toContain('David Okafor can decide.');
    expect(ids(waiting)).toEqual(['cancel']);
    expect(sofia.chat()).toEqual([]);

    await david.presses('approve', await david.sees());
    expect(ids(await office.person('Julien Petit').sees())).toEqual(['reveal']);
  });

  it('may not reset someone above: the refusal names the role and who can grant it', async () => {
    const thomas = office.person('Thomas Bernard');

    const refused = await thomas.says('reset the password of Claire Moreau');

    expect(refused.metadata).toEqual({ operation: 'password.reset', state: 'refused' });
    expect(textOf(refused)).toContain('It takes the role of global admin.');
    expect(textOf(refused)).toMatch(/Claire Moreau or David Okafor can grant it/);
  });

  it('learns that a guest’s and a blocked person’s password can’t be reset', async () => {
    const claire = office.person('Claire Moreau');

    expect(textOf(await claire.says('reset the password of Elena Rossi'))).toContain('is a guest');
    expect(textOf(await claire.says('reset the password of Kevin Brandt'))).toContain('is blocked');
  });
});

it('refuses colleagues without the right, and tells them nobody’s name', async () => {
  const paul = office.person('Paul Lefebvre');

  const refused = await paul.says('reset the password of Marie');

  expect(refused.metadata).toEqual({ operation: 'password.reset', state: 'refused' });
  expect(textOf(refused)).not.toContain('Laurent');
});

it('takes no approval from someone who lost the right since the card was drawn', async () => {
  const paul = office.person('Paul Lefebvre');
  const thomas = office.person('Thomas Bernard');
  await paul.says('I forgot my password');
  const request = await thomas.sees();
  await office.inDatabase((database) =>
    database.deleteFrom('user_roles').where('object_id', '=', thomas.objectId).execute(),
  );

  const refused = await thomas.presses('approve', request);

  expect(refused.metadata.state).toBe('refused');
  expect((await paul.sees()).metadata.state).toBe('waiting');
});

describe('where the colleague can’t be reached in private', () => {
  it('the one who asked picks the password up instead', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const proposed = await sofia.says('reset the password of Marie Dupont');
    office.connector.answerNext((method, path) =>
      method === 'POST' && path.includes('/activities')
        ? { status: 403, body: { error: { code: 'ConversationBlockedByUser' } } }
        : undefined,
    );

    await sofia.presses('confirm', proposed);

    const mine = await sofia.sees();
    expect(ids(mine)).toEqual(['reveal']);
    expect(textOf(mine)).toContain('I couldn’t reach Marie Dupont here');
    const revealed = await sofia.presses('reveal', mine);
    expect(passwordOn(revealed)).toMatch(/^\S{20,}$/);
    expect(textOf(revealed)).toContain('Here is the temporary password for Marie Dupont.');
    expect(textOf(revealed)).not.toContain('Sign in with it');
  });

  it('is noticed before, where not even a chat can be opened', async () => {
    const sofia = office.person('Sofia Lindqvist');
    office.connector.answerNext((method, path) =>
      method === 'POST' && path === '/v3/conversations' ? { status: 403 } : undefined,
    );

    const confirmed = await sofia.presses('confirm', await sofia.says('reset the password of Marie Dupont'));

    expect(ids(confirmed)).toEqual(['reveal']);
  });
});
