import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
});
afterAll(() => office.close());

describe('a question that is answered in words', () => {
  it('over several turns: whose password, which Marie', async () => {
    const sofia = office.person('Sofia Lindqvist');

    const which = await sofia.says('block a user');
    expect(which.metadata).toEqual({ operation: 'users.block', state: 'asking' });
    const several = await sofia.says('marie');
    expect(several.metadata).toEqual({ operation: 'users.block', state: 'choosing' });
    const proposed = await sofia.says('the second one');

    expect(proposed.metadata).toEqual({ operation: 'users.block', state: 'proposed' });
    expect(textOf(proposed)).toContain('Marie Laurent');
    const other = await sofia.says('no, the other one');
    expect(other.metadata.state).toBe('proposed');
    expect(textOf(other)).toContain('Marie Dupont');
  });

  it('en français, par le nom', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');

    await sofia.says('bloque un utilisateur');
    await sofia.says('Marie');
    const proposed = await sofia.says('Dupont');

    expect(proposed.metadata).toEqual({ operation: 'users.block', state: 'proposed' });
    expect(textOf(proposed)).toContain('Marie Dupont');
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

  it('gives way to a new request', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('block a user');

    expect((await sofia.says('list users')).metadata.operation).toBe('users.list');
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
  });

  it('en français', async () => {
    const nadia = office.person('Nadia Haddad', 'fr-FR');
    await nadia.says('prix de business premium pour 25 postes');

    const more = await nadia.says('et pour 40 postes ?');

    expect(more.metadata.operation).toBe('prices.find');
    expect(textOf(more)).toContain('40 licences');
  });

  it('speaks of the person before', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('show Omar Benali');

    const proposed = await sofia.says('block him');

    expect(proposed.metadata).toEqual({ operation: 'users.block', state: 'proposed' });
    expect(textOf(proposed)).toContain('Omar Benali');
  });

  it('is never another person’s, in a channel either', async () => {
    const channel = { id: '19:general', kind: 'channel' } as const;
    const sofia = office.person('Sofia Lindqvist');
    const claire = office.person('Claire Moreau');
    await sofia.says('help', channel);

    expect((await claire.says('the second one', channel)).metadata.operation).toBeNull();
  });

  it('is forgotten after a while', async () => {
    const george = office.person('George Whitfield');

    expect((await george.says('and for 50 seats?')).metadata.operation).toBeNull();
  });
});

describe('the language of a sentence', () => {
  it('is the language of the answer, whatever the client speaks', async () => {
    const paul = office.person('Paul Lefebvre', 'en-US');

    const card = (await paul.says('qu’est-ce que je peux te demander ?')) as unknown as { lang: string };

    expect(card.lang).toBe('fr');
  });
});

describe('several requests in one message', () => {
  it('are answered one after the other, each agreed on its own', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const before = sofia.chat().length;

    await sofia.says('block Omar Benali and unblock Kevin Brandt');

    const cards = sofia.chat().slice(before);
    expect(cards.map(({ metadata }) => metadata)).toEqual([
      { operation: 'users.block', state: 'proposed' },
      { operation: 'users.unblock', state: 'proposed' },
    ]);
  });
});
