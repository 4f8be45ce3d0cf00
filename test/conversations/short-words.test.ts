import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const stateOf = ({ metadata }: { metadata: { state: string } }) => metadata.state;

describe('“yes” after a proposal', () => {
  it.each([
    ['en-US', 'block Omar Benali', 'yes please', 'Please press the button'],
    ['en-US', 'block Omar Benali', 'ok, do it', 'Please press the button'],
    ['en-US', 'block Omar Benali', 'confirm', 'Please press the button'],
    ['fr-FR', 'bloque Omar Benali', 'oui', 'Utilisez le bouton'],
    ['fr-FR', 'bloque Omar Benali', 'd’accord, vas-y', 'Utilisez le bouton'],
  ])('is no agreement (%s: %s – %s)', async (locale, asks, yes, says) => {
    const sofia = office.person('Sofia Lindqvist', locale);
    const before = await sofia.says(asks);

    const again = await sofia.says(yes);

    expect(again.metadata).toEqual({ operation: 'users.block', state: 'proposed' });
    expect(textOf(again)).toContain(says);
    expect(before).not.toBe(again);
    expect(stateOf(await sofia.presses('confirm', again))).toBe('done');
  });

  it('leaves one card that can be pressed: the one further up points on', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('block Omar Benali');
    await sofia.says('yes');

    const [above, below] = sofia.chat();

    expect(above!.actions).toEqual([]);
    expect(textOf(above)).toContain('Omar Benali: this goes on further down.');
    await sofia.presses('confirm', below!);
    expect(sofia.chat().map(stateOf)).toEqual(['answered', 'done']);
  });

  it('is none of the second person’s either', async () => {
    const claire = office.person('Claire Moreau');
    await office.person('Marie Dupont').says('I forgot my password');
    expect((await claire.sees()).actions.map(({ id }) => id)).toEqual(['approve', 'reject']);

    const again = await claire.says('approve');

    expect(again.metadata).toEqual({ operation: 'password.reset', state: 'waiting' });
    expect(textOf(again)).toContain('Please press the button');
    expect(stateOf(await claire.presses('approve', again))).toBe('done');
  });

  it('among others shows the card in private', async () => {
    const channel = { id: '19:general', kind: 'channel' } as const;
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('hello');
    await sofia.says('block Omar Benali', channel);

    expect(textOf(await sofia.says('yes', channel))).toContain('private chat');

    expect((await sofia.sees()).metadata).toEqual({ operation: 'users.block', state: 'proposed' });
  });

  it('to several things lists them', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('block Omar Benali');
    await sofia.says('unblock Kevin Brandt');
    await sofia.says('help');

    expect((await sofia.says('yes')).metadata.operation).toBe('requests.list');
  });

  it.each([
    ['en-US', 'yes', 'Nothing is waiting for your answer.'],
    ['fr-FR', 'oui', 'Rien n’attend de réponse de votre part.'],
    ['en-US', 'cancel', 'Nothing is open that I could cancel.'],
    ['fr-FR', 'laisse tomber', 'Il n’y a rien en cours'],
    ['en-US', 'no', 'All right. Nothing was changed.'],
    ['fr-FR', 'merci beaucoup', 'Je vous en prie.'],
    ['en-US', 'thanks a lot', 'You’re welcome.'],
    ['en-US', 'good morning', 'What can I do for you?'],
    ['fr-FR', 'bonjour', 'Que puis-je faire pour vous'],
  ])('to nothing is answered kindly (%s: %s)', async (locale, word, answer) => {
    const card = await office.person('Sofia Lindqvist', locale).says(word);

    expect(card.metadata).toEqual({ operation: null, state: 'answered' });
    expect(textOf(card)).toContain(answer);
  });

  it('of a stranger is refused', async () => {
    expect(stateOf(await office.person('Somebody Else').says('yes'))).toBe('refused');
  });
});

describe('“cancel” and “no”', () => {
  it.each([
    ['en-US', 'block Omar Benali', 'cancel', 'Cancelled: Blocking a sign-in · Omar Benali'],
    ['en-US', 'block Omar Benali', 'no', 'Cancelled: Blocking a sign-in · Omar Benali'],
    ['fr-FR', 'bloque Omar Benali', 'annule', 'Annulé\u00a0: Blocage de la connexion · Omar Benali'],
    ['fr-FR', 'bloque Omar Benali', 'non merci', 'Annulé\u00a0: Blocage de la connexion · Omar Benali'],
  ])('withdraw what was proposed (%s: %s – %s)', async (locale, asks, word, says) => {
    const sofia = office.person('Sofia Lindqvist', locale);
    await sofia.says(asks);

    expect(textOf(await sofia.says(word))).toContain(says);

    expect(sofia.chat().map(stateOf)).toEqual(['cancelled', 'cancelled']);
  });

  it('withdraw a request that waits, for those who were asked too', async () => {
    const marie = office.person('Marie Dupont');
    const claire = office.person('Claire Moreau');
    await marie.says('I forgot my password');

    await marie.says('cancel');

    expect(stateOf(await claire.sees())).toBe('cancelled');
  });

  it('never decide for the second person: they get the card', async () => {
    const claire = office.person('Claire Moreau');
    await office.person('Marie Dupont').says('I forgot my password');

    const again = await claire.says('reject');

    expect(again.actions.map(({ id }) => id)).toEqual(['approve', 'reject']);
    expect(stateOf(again)).toBe('waiting');
  });

  it('« annule » undoes what is done, where nothing is open', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');
    await sofia.presses('confirm', await sofia.says('débloque Kevin Brandt'));

    expect((await sofia.says('annule')).metadata).toEqual({ operation: 'undo', state: 'proposed' });
  });

  it('after what was proposed has expired find nothing', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('block Omar Benali');
    await office.wait(16);

    expect(textOf(await sofia.says('cancel'))).toContain('Nothing is open');
    expect(stateOf(sofia.chat()[0]!)).toBe('expired');
  });
});
