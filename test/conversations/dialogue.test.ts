import { writePhone } from '../../src/account/profile/write-phone';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ prices: true });
});
afterEach(() => office.close());

describe('a question that is answered in words', () => {
  it('over several turns: whose password, which Marie', async () => {
    const sofia = office.person('Sofia Lindqvist');

    const whose = await sofia.says('reset a password');
    expect(whose.metadata).toEqual({ operation: 'password.reset', state: 'asking' });
    expect(textOf(whose)).toContain('Whose password?');
    const several = await sofia.says('marie');
    expect(several.metadata).toEqual({ operation: 'password.reset', state: 'choosing' });
    const proposed = await sofia.says('the second one');

    expect(proposed.metadata).toEqual({ operation: 'password.reset', state: 'proposed' });
    expect(textOf(proposed)).toContain('Marie Laurent');
  });

  it('en français, par le nom', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');

    expect(textOf(await sofia.says('réinitialise un mot de passe'))).toContain('Le mot de passe de qui');
    await sofia.says('Marie');
    const proposed = await sofia.says('Dupont');

    expect(proposed.metadata).toEqual({ operation: 'password.reset', state: 'proposed' });
    expect(textOf(proposed)).toContain('Marie Dupont');
  });

  it.each([
    ['en-US', 'reset a password', 'mine'],
    ['fr-FR', 'réinitialise un mot de passe', 'le mien'],
  ])('may be about oneself (%s)', async (locale, begins, mine) => {
    const sofia = office.person('Sofia Lindqvist', locale);
    await sofia.says(begins);

    const asked = await sofia.says(mine);

    expect(asked.metadata).toEqual({ operation: 'password.reset', state: 'waiting' });
  });

  it('is asked again of whoever asks back, or names nobody', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('block a user');

    expect((await sofia.says('who?')).metadata.state).toBe('asking');
    expect(textOf(await sofia.says('Zoe'))).toContain('nobody called “Zoe”');
    expect((await sofia.says('omar')).metadata).toEqual({ operation: 'users.block', state: 'proposed' });
  });

  it('is not asked of someone who can only mean their own', async () => {
    const asked = await office.person('Paul Lefebvre').says('new password please');

    expect(asked.metadata).toEqual({ operation: 'password.reset', state: 'waiting' });
  });

  it.each([
    ['en-US', 'block a user', 'never mind', 'I let go of it'],
    ['fr-FR', 'bloque un utilisateur', 'laisse tomber', 'j’abandonne'],
  ])('can be given up (%s)', async (locale, begins, givesUp, answer) => {
    const sofia = office.person('Sofia Lindqvist', locale);
    await sofia.says(begins);

    expect(textOf(await sofia.says(givesUp))).toContain(answer);

    expect((await sofia.says('marie')).metadata.operation).not.toBe('users.block');
  });

  it.each([
    ['en-US', 'block a user', 'list users', 'Omar Benali'],
    ['fr-FR', 'bloque un utilisateur', 'liste des utilisateurs', 'Omar Benali'],
  ])('stays open while one thing is looked up (%s)', async (locale, begins, looksUp, answer) => {
    const sofia = office.person('Sofia Lindqvist', locale);
    await sofia.says(begins);

    expect((await sofia.says(looksUp)).metadata.operation).toBe('users.list');

    expect((await sofia.says(answer)).metadata).toEqual({ operation: 'users.block', state: 'proposed' });
  });

  it('gives way to a new request, also to one that leans on what was looked up', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');
    await sofia.says('réinitialise un mot de passe');
    await sofia.says('montre Omar Benali');

    expect((await sofia.says('bloque-le')).metadata.operation).toBe('users.block');
  });

  it.each([
    ['en-US', 'reset my manager’s password', 'I can’t tell who “my manager” is', 'marie laurent'],
    [
      'fr-FR',
      'réinitialise le mot de passe de mon responsable',
      'qui est «\u00a0mon responsable\u00a0»',
      'marie laurent',
    ],
  ])('is asked about someone whom only the speaker knows (%s)', async (locale, begins, asks, answer) => {
    const sofia = office.person('Sofia Lindqvist', locale);

    const asked = await sofia.says(begins);
    expect(asked.metadata).toEqual({ operation: 'password.reset', state: 'asking' });
    expect(textOf(asked)).toContain(asks);

    expect(textOf(await sofia.says(answer))).toContain('Marie Laurent');
  });
});

describe('a name', () => {
  it.each(['<at>Omar Benali</at>', 'omar.benali@contoso-partner.example', 'Omar'])(
    'may be written %s',
    async (name) => {
      const proposed = await office.person('Sofia Lindqvist').says(`block ${name}`);

      expect(proposed.metadata.state).toBe('proposed');
      expect(textOf(proposed)).toContain('Omar Benali');
    },
  );

  it.each([
    ['en-US', 'block Omra Benaly', 'yes'],
    ['fr-FR', 'bloque Omra Benaly', 'oui'],
  ])('with a typo is asked back, and “yes” takes the only one (%s)', async (locale, sentence, yes) => {
    const sofia = office.person('Sofia Lindqvist', locale);

    expect((await sofia.says(sentence)).metadata.state).toBe('choosing');

    const proposed = await sofia.says(yes);
    expect(proposed.metadata).toEqual({ operation: 'users.block', state: 'proposed' });
    expect(textOf(proposed)).toContain('Omar Benali');
  });

  it.each([
    ['en-US', 'Paul', 'Reset a password · Paul'],
    ['fr-FR', 'Paul', 'Réinitialiser un mot de passe · Paul'],
  ])('alone starts nothing, and is offered what it may be for (%s)', async (locale, name, offer) => {
    const sofia = office.person('Sofia Lindqvist', locale);

    const answer = await sofia.says(name);
    expect(answer.metadata).toEqual({ operation: null, state: 'answered' });
    expect(answer.actions.map(({ title }) => title)).toContain(offer);

    expect((await sofia.says('2')).metadata).toEqual({ operation: 'password.reset', state: 'proposed' });
  });
});

describe('a correction', () => {
  it.each([
    ['en-US', 'block marie', 'the second one', 'no, the other one', 'Cancelled'],
    ['fr-FR', 'bloque marie', 'la deuxième', 'non, l’autre', 'Annulée'],
  ])('takes the place of what was proposed (%s)', async (locale, begins, picks, corrects) => {
    const sofia = office.person('Sofia Lindqvist', locale);
    await sofia.says(begins);
    expect(textOf(await sofia.says(picks))).toContain('Marie Laurent');

    const other = await sofia.says(corrects);

    expect(textOf(other)).toContain('Marie Dupont');
    const [, withdrawn, now] = sofia.chat().map(({ metadata }) => metadata.state);
    expect([withdrawn, now]).toEqual(['cancelled', 'proposed']);
  });

  it.each([
    [
      'en-US',
      'give Paul the sales agent role',
      'no, the helpdesk agent role',
      'actually give it to Nadia',
      'helpdesk agent',
    ],
    [
      'fr-FR',
      'donne le rôle d’agent commercial à Paul',
      'non, le rôle d’agent du support',
      'plutôt à Nadia',
      'agent du support',
    ],
  ])('changes the role, then the person (%s)', async (locale, begins, role, person, named) => {
    const claire = office.person('Claire Moreau', locale);
    await claire.says(begins);

    expect(textOf(await claire.says(role))).toContain(named);
    const last = await claire.says(person);

    expect(last.metadata).toEqual({ operation: 'roles.assign', state: 'proposed' });
    expect(textOf(last)).toContain('Nadia Haddad');
    expect(textOf(last)).toContain(named);
  });

  it.each([
    ['en-US', 'change our support phone to +33 1 99 00 99 07', 'make it +33 1 99 00 99 08'],
    ['fr-FR', 'remplace le téléphone du support par +33 1 99 00 99 07', 'plutôt +33 1 99 00 99 08'],
  ])('gives another value (%s)', async (locale, begins, corrects) => {
    const claire = office.person('Claire Moreau', locale);
    await claire.says(begins);

    const proposed = await claire.says(corrects);

    expect(proposed.metadata).toEqual({ operation: 'profile.edit', state: 'proposed' });
    expect(textOf(proposed)).toContain(writePhone('+33199009908'));
  });
});

describe('a sentence that leans on the one before', () => {
  it('changes a part of what was asked', async () => {
    const nadia = office.person('Nadia Haddad');
    await nadia.says('price of business premium for 25 seats, annual, billed monthly');

    expect(textOf(await nadia.says('and for 50 seats?'))).toContain('50 licences, per year');
    const three = await nadia.says('make it 30');
    expect(textOf(three)).toContain('30 licences, per year');
    expect(textOf(three)).toContain('Microsoft 365 Business Premium');
    expect(textOf(await nadia.says('and yearly?'))).toContain('1 year, billed yearly');
    expect(textOf(await nadia.says('in dollars'))).toContain('in that currency');
    expect(textOf(await nadia.says('the same for Belgium'))).toContain('for Belgium');
  });

  it('en français', async () => {
    const nadia = office.person('Nadia Haddad', 'fr-FR');
    await nadia.says('prix de business premium pour 25 postes');

    expect(textOf(await nadia.says('et pour 40 postes ?'))).toContain('40 licences');
    expect(textOf(await nadia.says('plutôt 30'))).toContain('30 licences');
    expect(textOf(await nadia.says('la même chose pour les associations'))).toContain('Nonprofit');
    expect(textOf(await nadia.says('et en annuel ?'))).toContain('facturé chaque année');
  });

  it.each([
    ['en-US', 'show Omar Benali', 'reset his', 'block him'],
    ['fr-FR', 'montre Omar Benali', 'réinitialise son mot de passe', 'bloque-le'],
  ])('speaks of the person before (%s)', async (locale, shows, resets, blocks) => {
    const sofia = office.person('Sofia Lindqvist', locale);
    await sofia.says(shows);

    for (const [sentence, operation] of [
      [resets === 'reset his' ? 'reset his password' : resets, 'password.reset'],
      [blocks, 'users.block'],
    ] as const) {
      const proposed = await sofia.says(sentence);
      expect(proposed.metadata).toEqual({ operation, state: 'proposed' });
      expect(textOf(proposed)).toContain('Omar Benali');
    }
  });

  it('speaks of “hers”', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('show Marie Dupont');

    expect(textOf(await sofia.says('reset hers'))).toContain('Reset the password of Marie Dupont?');
  });

  it.each([
    ['en-US', 'price of E5', 'the first', 'pin it'],
    ['fr-FR', 'prix de E5', 'la première', 'épingle-le'],
  ])('speaks of the product before (%s)', async (locale, asks, picks, pins) => {
    const nadia = office.person('Nadia Haddad', locale);
    await nadia.says(asks);
    await nadia.says(picks);

    const proposed = await nadia.says(pins);

    expect(proposed.metadata).toEqual({ operation: 'catalog.pin', state: 'proposed' });
    expect(textOf(proposed)).toContain('Microsoft 365 E5');
  });

  it('is never another person’s, in a channel either', async () => {
    const channel = { id: '19:general', kind: 'channel' } as const;
    const sofia = office.person('Sofia Lindqvist');
    const george = office.person('George Whitfield');
    await sofia.says('block marie', channel);

    expect((await george.says('the second one', channel)).metadata.operation).toBeNull();
    expect((await george.says('cancel', channel)).metadata.operation).toBeNull();

    await sofia.says('the second one', channel);
    expect(textOf(await sofia.sees())).toContain('Marie Laurent');
  });

  it('goes on in private where the answer came in private', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('hello');
    await sofia.says('block marie', { id: '19:general', kind: 'channel' });

    expect(textOf(await sofia.says('Dupont'))).toContain('Marie Dupont');
  });

  it('is forgotten after ten minutes', async () => {
    const nadia = office.person('Nadia Haddad');
    await nadia.says('price of business premium');
    await office.wait(9);
    expect((await nadia.says('and for 50 seats?')).metadata.operation).toBe('prices.find');

    await office.wait(11);

    expect((await nadia.says('and for 60 seats?')).metadata.operation).toBeNull();
  });
});

describe('several requests in one message', () => {
  it.each([
    ['en-US', 'block Omar Benali, then reset Marie Dupont’s password and unblock Kevin Brandt'],
    ['fr-FR', 'bloque Omar Benali, puis réinitialise le mot de passe de Marie Dupont et débloque Kevin Brandt'],
  ])('are answered one after the other, each agreed on its own (%s)', async (locale, message) => {
    const sofia = office.person('Sofia Lindqvist', locale);

    await sofia.says(message);

    expect(sofia.chat().map(({ metadata }) => metadata)).toEqual([
      { operation: 'users.block', state: 'proposed' },
      { operation: 'password.reset', state: 'proposed' },
      { operation: 'users.unblock', state: 'proposed' },
    ]);
    const done = await sofia.presses('confirm', sofia.chat()[0]!);
    expect(done.metadata).toEqual({ operation: 'users.block', state: 'done' });
    expect(sofia.chat().map(({ metadata }) => metadata.state)).toEqual(['done', 'proposed', 'proposed']);
  });

  it('leave the question of the first open', async () => {
    const claire = office.person('Claire Moreau');
    await claire.says('reset Marie’s password and block Omar');

    expect(textOf(await claire.says('the first'))).toContain('Reset the password of Marie Dupont?');
  });
});
