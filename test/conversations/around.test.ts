import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const ids = (card: Card) => card.actions.map((action) => action.id);

describe('help', () => {
  it('shows an admin everything and an employee what an employee may ask', async () => {
    const claire = await office.person('Claire Moreau').says('help');
    const paul = await office.person('Paul Lefebvre').says('what can you do?');

    expect(claire.metadata).toEqual({ operation: 'help', state: 'answered' });
    expect(textOf(claire)).toContain('show the audit trail');
    expect(textOf(paul)).toContain('I forgot my password');
    expect(textOf(paul)).not.toContain('show the audit trail');
  });

  it('tells how to say one thing, and comes back', async () => {
    const paul = office.person('Paul Lefebvre', 'fr-FR');

    const explained = await paul.says('aide sur la réinitialisation du mot de passe');
    const back = await paul.presses('open', explained);

    expect(textOf(explained)).toContain('j’ai oublié mon mot de passe');
    expect(textOf(back)).toContain('Ce que vous pouvez me demander');
  });
});

describe('an unknown sentence', () => {
  it.each([
    ['en-US', 'what is the weather like?', 'I’m not sure what you would like me to do. Nothing was changed.'],
    ['fr-FR', 'quel temps fait-il ?', 'Je ne suis pas sûr de ce que vous souhaitez. Rien n’a été modifié.'],
  ])('in %s starts nothing: %s', async (locale, sentence, answer) => {
    const card = await office.person('Claire Moreau', locale).says(sentence);

    expect(card.metadata).toEqual({ operation: null, state: 'answered' });
    expect(textOf(card)).toContain(answer);
    expect(ids(card)).toContain('open');
  });
});

describe('language', () => {
  it('is chosen at once, shown in the new language, and taken back with a confirmation', async () => {
    const george = office.person('George Whitfield');

    const chosen = await george.says('speak French');
    expect(chosen.metadata).toEqual({ operation: 'language.set', state: 'done' });
    expect(textOf(chosen)).toContain('Je vous répondrai désormais');
    expect([chosen.lang, textOf(chosen)]).toEqual(['fr', expect.stringContaining('Avant')]);
    expect(textOf(await george.says('help'))).toContain('Ce que vous pouvez me demander');

    const proposed = await george.presses('undo', chosen);
    expect(proposed.metadata).toEqual({ operation: 'undo', state: 'proposed' });
    const undone = await george.presses('confirm', proposed);
    expect(undone.metadata.state).toBe('done');
    expect(textOf(await george.says('help'))).toContain('What you can ask me');
  });

  it('can be undone for 30 minutes, once, and only by the person who chose it', async () => {
    const george = office.person('George Whitfield');
    const nadia = office.person('Nadia Haddad');
    await george.says('speak French');

    expect(textOf(await nadia.says('undo'))).toContain('There is nothing to take back');
    await office.wait(31);
    expect(textOf(await george.says('annule'))).toContain('Il n’y a rien à annuler');
  });

  it.each([
    ['en-US', 'speak Spanish please', 'I only speak English and French'],
    ['en-GB', 'can you answer in German?', 'I only speak English and French'],
    ['fr-FR', 'parle allemand', 'Je ne parle que l’anglais et le français'],
    ['fr-FR', 'tu peux répondre en néerlandais ?', 'Je ne parle que l’anglais et le français'],
  ])('that is not spoken is refused kindly, with those that are (%s: %s)', async (locale, asks, says) => {
    const card = await office.person('George Whitfield', locale).says(asks);

    expect(textOf(card)).toContain(says);
    expect(card.metadata.state).not.toBe('done');
    expect(card.actions.map(({ title }) => title)).toHaveLength(2);
  });
});

describe('people', () => {
  it('are listed page by page, in place', async () => {
    const claire = office.person('Claire Moreau');

    const first = await claire.says('list users');
    expect(textOf(first)).toContain('Page 1 of 3');
    const second = await claire.presses('next', first);
    expect(textOf(second)).toContain('Page 2 of 3');
    expect(ids(second)).toEqual(expect.arrayContaining(['next', 'previous']));
    expect(textOf(await claire.presses('previous', second))).toContain('Page 1 of 3');
    expect(claire.chat()).toHaveLength(1);
  });

  it('are found by role and by name', async () => {
    const claire = office.person('Claire Moreau', 'fr-FR');

    expect(textOf(await claire.says('qui est administrateur de facturation ?'))).toContain('Julien Petit');
    expect(textOf(await claire.says('cherche les utilisateurs qui s’appellent Marie'))).toContain('2 personnes');
  });

  it('are shown with roles, state and what may be done', async () => {
    const thomas = office.person('Thomas Bernard');

    const paul = await thomas.says('show user Paul Lefebvre');
    expect(textOf(paul)).toContain('No role');
    expect(ids(paul)).toEqual(['open']);
    expect(ids(await thomas.says('show user Claire Moreau'))).toEqual([]);
    const proposed = await thomas.presses('open', paul);
    expect(proposed.metadata).toEqual({ operation: 'password.reset', state: 'proposed' });
  });

  it('see their own record, and others’ only with the right', async () => {
    const paul = office.person('Paul Lefebvre');

    expect(textOf(await paul.says('show my own user record'))).toContain('paul.lefebvre@contoso-partner.example');
    const refused = await paul.says('show user Claire Moreau');
    expect(refused.metadata.state).toBe('refused');
    expect(textOf(refused)).not.toContain('claire.moreau@');
    expect((await paul.says('list users')).metadata.state).toBe('refused');
  });

  it('with a misspelt name are offered, not guessed', async () => {
    const card = await office.person('Claire Moreau').says('reset the password of Mari Dupnt');

    expect(card.metadata.state).toBe('choosing');
    expect(card.actions[0]?.title).toBe('1. Marie Dupont');
  });
});

describe('requests', () => {
  it.each([
    {
      locale: 'en-US',
      nothing: 'Nothing waits for you',
      forgot: 'I forgot my password',
      asks: 'what is waiting for my approval?',
      waits: '1 request waits for your decision',
      mine: 'my requests',
      own: 'You made 1 request',
    },
    {
      locale: 'fr-FR',
      nothing: 'Rien ne vous attend',
      forgot: 'j’ai oublié mon mot de passe',
      asks: 'qu’est-ce qui attend mon accord ?',
      waits: '1 demande attend votre décision',
      mine: 'mes demandes',
      own: 'Vous avez fait 1 demande',
    },
  ])('$locale: lists what waits for a decision, and opens its card', async ({ locale, ...words }) => {
    const marie = office.person('Marie Dupont', locale);
    const sofia = office.person('Sofia Lindqvist', locale);
    expect(textOf(await sofia.says(words.mine))).toContain(words.nothing);
    await marie.says(words.forgot);

    const list = await sofia.says(words.asks);
    expect(textOf(list)).toContain(words.waits);
    const request = await sofia.presses('choose:1', list);
    expect(ids(request)).toEqual(['approve', 'reject']);
    await sofia.presses('approve', request);

    expect(ids(await marie.sees())).toEqual(['reveal']);
    expect(textOf(await marie.says(words.mine))).toContain(words.own);
  });
});

describe('the audit trail', () => {
  it('tells who did what, newest first, to those who may read it', async () => {
    const marie = office.person('Marie Dupont');
    const sofia = office.person('Sofia Lindqvist');
    const claire = office.person('Claire Moreau');
    await marie.says('I forgot my password');
    await sofia.presses('approve', await sofia.sees());

    const trail = await claire.says('show the audit trail');
    expect(textOf(trail)).toMatch(
      /Password reset · Marie Dupont – approved\n#2\nSofia Lindqvist[\s\S]*asked\n#1\nMarie Dupont/,
    );
    expect(textOf(await claire.says('what did Sofia do today?'))).not.toContain('#1');
    expect((await sofia.says('show the audit trail')).metadata.state).toBe('refused');
  });
});

describe('the proof of the trail', () => {
  it.each([
    ['en-US', 'verify the audit trail', 'The trail is whole: 1 entry.'],
    ['fr-FR', 'vérifie le journal d’audit', 'Le journal est intact\u00a0: 1 entrée.'],
  ])('%s: %s', async (locale, sentence, verdict) => {
    const claire = office.person('Claire Moreau', locale);
    await office.person('Marie Dupont').says('I forgot my password');

    const card = await claire.says(sentence);

    expect(card.metadata).toEqual({ operation: 'audit.verify', state: 'answered' });
    expect(textOf(card)).toContain(verdict);
  });
});

describe('who is not served', () => {
  it.each([
    ['a stranger', 'Somebody Else', 'I don’t know you as a member'],
    ['a guest', 'Elena Rossi', 'I don’t work for guests'],
    ['a blocked person', 'Kevin Brandt', 'Your sign-in to this account is blocked'],
  ])('%s is refused', async (_who, name, answer) => {
    const card = await office.person(name).says('list users');

    expect(card.metadata.state).toBe('refused');
    expect(textOf(card)).toContain(answer);
  });
});

describe('what is missing', () => {
  it('is asked for in a form, and the request goes on with it', async () => {
    const claire = office.person('Claire Moreau');

    const form = await claire.says('change the language you answer me in');
    expect(form.metadata).toEqual({ operation: 'language.set', state: 'asking' });
    expect(textOf(form)).toContain('Which language: English or French?');

    const done = await claire.presses('next', form, { language: 'fr' });
    expect(done.metadata).toEqual({ operation: 'language.set', state: 'done' });
  });
});
