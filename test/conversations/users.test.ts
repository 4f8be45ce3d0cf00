import { inputsOf, openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const ids = (card: Card) => card.actions.map((action) => action.id);
const titles = (card: Card) => card.actions.map((action) => action.title);
const passwordOn = (card: Card) => /"TextRun","text":"([^"]{20,})"/.exec(JSON.stringify(card))?.[1];
const rowOf = (name: string) =>
  office.inDatabase((database) =>
    database.selectFrom('users').selectAll().where('display_name', '=', name).executeTakeFirst(),
  );
const giveRole = (objectId: string, role: string) =>
  office.inDatabase((database) => database.insertInto('user_roles').values({ object_id: objectId, role }).execute());
const auditOf = (operation: string) =>
  office.inDatabase(async (database) => {
    const query = database.selectFrom('audit_entries').select('outcome').where('operation', '=', operation);
    return (await query.orderBy('sequence').execute()).map((entry) => entry.outcome);
  });

describe('blocking', () => {
  it('ends the sign-in at once, and is taken back with “undo”', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const paul = office.person('Paul Lefebvre');
    await office.inDatabase((database) =>
      database
        .insertInto('sessions')
        .values({ token_digest: 'digest', object_id: paul.objectId, expires_at: '2026-11-23T12:00:00.000Z' })
        .execute(),
    );

    const proposed = await sofia.says('block Paul Lefebvre');
    expect(proposed.metadata).toEqual({ operation: 'users.block', state: 'proposed' });
    expect(textOf(proposed)).toContain('Block the sign-in of Paul Lefebvre?');
    expect(textOf(proposed)).toContain('Paul Lefebvre is signed out everywhere at once.');
    expect((await rowOf('Paul Lefebvre'))?.enabled).toBe(1);

    const done = await sofia.presses('confirm', proposed);
    expect(done.metadata.state).toBe('done');
    expect(textOf(done)).toContain('Paul Lefebvre can no longer sign in.');
    expect((await rowOf('Paul Lefebvre'))?.enabled).toBe(0);
    const sessions = await office.inDatabase((database) => database.selectFrom('sessions').selectAll().execute());
    expect(sessions).toEqual([]);
    expect(textOf(await paul.says('help'))).toContain('Your sign-in to this account is blocked');
    expect(await auditOf('users.block')).toEqual(['done']);

    const undo = await sofia.says('undo');
    expect((await sofia.presses('confirm', undo)).metadata.state).toBe('done');
    expect((await rowOf('Paul Lefebvre'))?.enabled).toBe(1);
  });

  it('et le déblocage, en français', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');

    const blocked = await sofia.presses('confirm', await sofia.says('bloque Paul Lefebvre'));
    expect(textOf(blocked)).toContain('Paul Lefebvre ne peut plus se connecter.');
    const proposed = await sofia.says('débloque Paul Lefebvre');
    expect(textOf(proposed)).toContain('Permettre de nouveau à Paul Lefebvre de se connecter\u202f?');
    const done = await sofia.presses('confirm', proposed);
    expect(textOf(done)).toContain('Paul Lefebvre peut de nouveau se connecter.');
    expect((await rowOf('Paul Lefebvre'))?.enabled).toBe(1);
  });

  it('is not undone where somebody else changed the person since', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const claire = office.person('Claire Moreau');
    const done = await sofia.presses('confirm', await sofia.says('block Paul Lefebvre'));
    await claire.presses('confirm', await claire.says("change Paul Lefebvre's phone to +33199009999"));

    const refused = await sofia.presses('confirm', await sofia.presses('undo', done));

    expect(refused.metadata.state).toBe('failed');
    expect(textOf(refused)).toContain('Somebody changed this in the meantime');
    expect((await rowOf('Paul Lefebvre'))?.enabled).toBe(0);
  });

  it('an admin needs a second person who may do it too', async () => {
    const claire = office.person('Claire Moreau');
    const david = office.person('David Okafor');

    const proposed = await claire.says('block Julien Petit');
    expect(textOf(proposed)).toContain('Julien Petit holds an admin role. A second person must agree.');
    const waiting = await claire.presses('confirm', proposed);
    expect(waiting.metadata.state).toBe('waiting');
    expect((await rowOf('Julien Petit'))?.enabled).toBe(1);
    expect(office.person('Sofia Lindqvist').chat()).toEqual([]);

    const request = await david.sees();
    expect(textOf(request)).toContain('May the sign-in of Julien Petit be blocked?');
    await david.presses('approve', request);
    expect((await rowOf('Julien Petit'))?.enabled).toBe(0);
    expect(textOf(await claire.sees())).toContain('Julien Petit can no longer sign in.');
    expect(await auditOf('users.block')).toEqual(['asked', 'done']);
  });

  it('a global admin is impossible without a third, and says so; with one it warns', async () => {
    const claire = office.person('Claire Moreau');
    const marie = office.person('Marie Dupont');
    const david = office.person('David Okafor');

    const alone = await claire.says('block David Okafor');
    expect(alone.metadata.state).toBe('refused');
    expect(textOf(alone)).toContain('Nobody else could agree to this');

    await giveRole(marie.objectId, 'global-admin');
    await claire.presses('confirm', await claire.says('block David Okafor'));
    await marie.presses('approve', await marie.sees());
    expect((await rowOf('David Okafor'))?.enabled).toBe(0);
    expect(textOf(await david.says('help'))).toContain('is blocked');
  });

  it('never leaves the account without a global admin', async () => {
    const claire = office.person('Claire Moreau');
    const david = office.person('David Okafor');
    await office.inDatabase((database) =>
      database.updateTable('users').set({ enabled: 0 }).where('object_id', '=', david.objectId).execute(),
    );

    for (const sentence of ['block Claire Moreau', 'remove the user Claire Moreau']) {
      const refused = await claire.says(sentence);
      expect(refused.metadata.state).toBe('refused');
      expect(textOf(refused)).toContain('Claire Moreau is the last global admin');
    }
  });
});

describe('who may not manage people', () => {
  const sentences = ['block Marie Dupont', 'unblock Kevin Brandt', 'remove the user Marie Dupont', 'add a user'];
  const everyoneElse = [
    'Thomas Bernard',
    'Nadia Haddad',
    'Julien Petit',
    'Camille Roux',
    'Paul Lefebvre',
    'Hugo Fontaine',
    'Inès Garcia',
    'George Whitfield',
    'Léa Marchand',
    'Omar Benali',
  ];

  it.each(everyoneElse)('%s is refused, and told whom to ask', async (name) => {
    const person = office.person(name);

    for (const sentence of [...sentences, 'edit Marie Dupont', 'restore a removed user']) {
      const refused = await person.says(sentence);
      expect([sentence, refused.metadata.state]).toEqual([sentence, 'refused']);
      expect(textOf(refused)).toContain('It takes the role of global admin or user admin.');
      expect(titles(refused)).toEqual(['What may I do?']);
    }
  });

  it.each([
    ['Sofia Lindqvist', 'block Claire Moreau', 'global admin'],
    ['Sofia Lindqvist', 'remove the user Julien Petit', 'global admin'],
    ['Sofia Lindqvist', 'edit Hugo Fontaine', 'global admin'],
  ])('%s may not %s', async (name, sentence, role) => {
    const refused = await office.person(name).says(sentence);

    expect(refused.metadata.state).toBe('refused');
    expect(textOf(refused)).toContain(`It takes the role of ${role}.`);
  });

  it.each(['block Sofia Lindqvist', 'remove the user Sofia Lindqvist'])('nobody can %s as Sofia', async (sentence) => {
    const refused = await office.person('Sofia Lindqvist').says(sentence);

    expect(refused.metadata.state).toBe('refused');
    expect(textOf(refused)).toContain('You can’t do this to your own account.');
  });

  it('whoever lost the right between the question and the answer', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const proposed = await sofia.says('block Paul Lefebvre');
    await office.inDatabase((database) =>
      database.deleteFrom('user_roles').where('object_id', '=', sofia.objectId).execute(),
    );

    const refused = await sofia.presses('confirm', proposed);

    expect(refused.metadata.state).toBe('failed');
    expect((await rowOf('Paul Lefebvre'))?.enabled).toBe(1);
  });
});

it.each([
  ['block Kevin Brandt', 'The sign-in of Kevin Brandt is blocked already.', ['Unblock the sign-in', 'Open the record']],
  ['unblock Paul Lefebvre', 'The sign-in of Paul Lefebvre is not blocked.', ['Open the record']],
  ['restore Paul Lefebvre', 'Paul Lefebvre is in the account and needs no restoring.', ['Open the record']],
  ['restore a removed user', 'Nobody was removed in the last 30 days.', ['Show the people']],
  ['bring back the account of Zebulon Quark', 'Nobody called “Zebulon Quark” was removed', ['Restore a person']],
  ['block Zebulon Quark', 'I find nobody called “Zebulon Quark”', ['Show the people']],
])('“%s” has nothing to do, says so, and leads on', async (sentence, answer, ways) => {
  const card = await office.person('Claire Moreau').says(sentence);

  expect(textOf(card)).toContain(answer);
  expect(titles(card)).toEqual(ways);
});

describe('adding', () => {
  it('by a sentence: the asker hands the temporary password over, once', async () => {
    const sofia = office.person('Sofia Lindqvist');

    const proposed = await sofia.says('add a user Jeanne Martin, jeanne.martin@contoso-partner.example');
    expect(proposed.metadata).toEqual({ operation: 'users.add', state: 'proposed' });
    expect(textOf(proposed)).toContain('Add Jeanne Martin to the account?');
    expect(textOf(proposed)).toContain('jeanne.martin@contoso-partner.example');

    const ready = await sofia.presses('confirm', proposed);
    expect(ids(ready)).toEqual(['reveal']);
    expect(textOf(ready)).toContain('Jeanne Martin is in the account.');
    expect(await rowOf('Jeanne Martin')).toMatchObject({ password_hash: null, enabled: 1, user_type: 'Member' });

    const revealed = await sofia.presses('reveal', ready);
    expect(passwordOn(revealed)).toMatch(/^\S{20,}$/);
    expect(await rowOf('Jeanne Martin')).toMatchObject({
      password_hash: expect.stringMatching(/^scrypt/),
      must_change_password: 1,
    });
    expect(passwordOn(await sofia.presses('reveal', ready))).toBeUndefined();
    expect(await auditOf('users.add')).toEqual(['approved', 'done']);
    expect(textOf(await sofia.says('show user Jeanne Martin'))).toContain('Temporary: must be changed');
  });

  it('par le formulaire, avec ses erreurs aux champs et ce qui a été saisi', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');

    const form = await sofia.says('ajoute un utilisateur');
    expect(form.metadata).toEqual({ operation: 'users.add', state: 'asking' });
    const again = await sofia.presses('next', form, { name: 'Luc Girard', email: 'luc.girard@', role: 'sales-agent' });
    expect(again.metadata.state).toBe('asking');
    expect(textOf(again)).toContain('Ce n’est pas une adresse e-mail');
    expect(JSON.stringify(again)).toContain('"value":"luc.girard@"');
    const proposed = await sofia.presses('next', again, {
      name: 'Luc Girard',
      email: 'luc.girard@contoso-partner.example',
      role: 'sales-agent',
    });
    expect(textOf(proposed)).toContain('Ajouter Luc Girard au compte\u202f?');
    const revealed = await sofia.presses('reveal', await sofia.presses('confirm', proposed));

    expect(passwordOn(revealed)).toMatch(/^\S{20,}$/);
    expect(textOf(revealed)).toContain('Voici le mot de passe provisoire de Luc Girard.');
    expect(textOf(await sofia.says('quels sont les rôles de Luc Girard ?'))).toContain('agent commercial');
  });

  it('can be undone with its button until somebody changes the person', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const ready = await sofia.presses('confirm', await sofia.says('add Jeanne Martin, jeanne@contoso-partner.example'));
    const revealed = await sofia.presses('reveal', ready);
    expect(ids(revealed)).toEqual(['undo']);
    // Only once the password is off the card does it lead on.
    await office.wait(3);
    const blank = await sofia.sees();
    expect(ids(blank)).toEqual(['undo', 'open']);
    expect(textOf(await sofia.presses('open', blank))).toContain('jeanne@contoso-partner.example');

    const undone = await sofia.presses('confirm', await sofia.presses('undo', revealed));

    expect(undone.metadata.state).toBe('done');
    expect(ids(undone)).toEqual(['open']);
    expect((await rowOf('Jeanne Martin'))?.deleted_at).not.toBeNull();
  });

  it('without picking the password up leaves the person without one, and says what to do', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.presses('confirm', await sofia.says('add Jeanne Martin, jeanne@contoso-partner.example'));

    await office.wait(11);

    const told = await sofia.sees();
    expect(told.metadata.state).toBe('expired');
    expect(textOf(told)).toContain('Jeanne Martin was added, but has no password yet.');
    expect(textOf(told)).toContain('reset the password of Jeanne Martin');
    expect(await rowOf('Jeanne Martin')).toMatchObject({ password_hash: null });
    const reset = await sofia.says('reset the password of Jeanne Martin');
    expect(reset.metadata).toEqual({ operation: 'password.reset', state: 'proposed' });
  });

  it('with an admin role needs someone else who may grant it', async () => {
    const claire = office.person('Claire Moreau');
    const david = office.person('David Okafor');

    const form = await claire.says('add a user');
    const proposed = await claire.presses('next', form, {
      name: 'Jeanne Martin',
      email: 'jeanne@contoso-partner.example',
      role: 'billing-admin',
    });
    expect((await claire.presses('confirm', proposed)).metadata.state).toBe('waiting');
    expect(await rowOf('Jeanne Martin')).toBeUndefined();
    await david.presses('approve', await david.sees());
    await office.wait(1);

    expect(await rowOf('Jeanne Martin')).toBeDefined();
    expect(ids(await claire.sees())).toEqual(['reveal']);
    expect(passwordOn(await david.sees())).toBeUndefined();
  });

  it.each([
    ['', 'jeanne@contoso.com', 'A name is needed.'],
    ['12345', 'jeanne@contoso.com', 'A name has letters'],
    ['Jeanne', '', 'Not an e-mail address'],
    ['Jeanne', 'jeanne', 'Not an e-mail address'],
    ['Jeanne', 'jeanne@contoso', 'Not an e-mail address'],
    ['Jeanne', 'a@b@contoso.com', 'Not an e-mail address'],
    ['Jeanne', 'jeanne.@contoso.com', 'No dot right before the @.'],
    ['Jeanne', 'jeanné@contoso.com', 'only letters without accents'],
    ['Jeanne', 'jeanne+x@contoso.com', 'only letters without accents'],
    ['Jeanne', `${'j'.repeat(65)}@contoso.com`, 'Too long'],
    ['Jeanne', `jeanne@${'c'.repeat(45)}.com`, 'Too long'],
    ['Jeanne', 'PAUL.lefebvre@contoso-partner.example', 'Paul Lefebvre has this address already.'],
  ])('“%s” with “%s” is not taken', async (name, email, error) => {
    const sofia = office.person('Sofia Lindqvist');

    const again = await sofia.presses('next', await sofia.says('add a user'), { name, email, role: 'none' });

    expect(again.metadata.state).toBe('asking');
    expect(textOf(again)).toContain(error);
  });

  it('an address that somebody else took between question and answer fails whole', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const claire = office.person('Claire Moreau');
    const proposed = await sofia.says('add Jeanne Martin, jeanne@contoso-partner.example');
    await claire.presses('confirm', await claire.says('add Jeanne Petit, jeanne@contoso-partner.example'));

    const failed = await sofia.presses('confirm', proposed);

    expect(failed.metadata.state).toBe('failed');
    expect(await rowOf('Jeanne Martin')).toBeUndefined();
  });

  it('the address of someone removed offers to restore them', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.presses('confirm', await sofia.says('remove the user Paul Lefebvre'));

    const card = await sofia.says('add Paul Lefebvre, paul.lefebvre@contoso-partner.example');

    expect(textOf(card)).toContain('Paul Lefebvre had this address and was removed from the account.');
    const proposed = await sofia.presses('open', card);
    expect(proposed.metadata).toEqual({ operation: 'users.restore', state: 'proposed' });
  });
});

describe('editing', () => {
  it('one field by a sentence: old → new, confirmed, undone', async () => {
    const sofia = office.person('Sofia Lindqvist');

    const proposed = await sofia.says('set the job title of Megan Bowen to Consultant');
    expect(proposed.metadata).toEqual({ operation: 'users.edit', state: 'proposed' });
    expect(textOf(proposed)).toContain('Consultant');
    const before = (await rowOf('Megan Bowen'))!.job_title;
    const done = await sofia.presses('confirm', proposed);
    expect((await rowOf('Megan Bowen'))?.job_title).toBe('Consultant');

    await sofia.presses('confirm', await sofia.presses('undo', done));
    expect((await rowOf('Megan Bowen'))?.job_title).toBe(before);
  });

  it('la fiche entière dans un formulaire, avec les valeurs du jour', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');

    const form = await sofia.says('modifie la fiche de Marie Dupont');
    expect(form.metadata).toEqual({ operation: 'users.edit', state: 'asking' });
    expect(JSON.stringify(form)).toContain('"value":"Marie Dupont"');
    const proposed = await sofia.presses('save', form, {
      name: 'Marie Dupont-Roche',
      email: 'marie.dupont@contoso-partner.example',
      phone: '+33 1 99 00 99 42',
      jobTitle: '',
      language: 'en',
    });
    expect(textOf(proposed)).toContain('Modifier la fiche de Marie Dupont\u202f?');
    expect(textOf(proposed)).not.toContain('E-mail');
    await sofia.presses('confirm', proposed);

    expect(await rowOf('Marie Dupont-Roche')).toMatchObject({ phone: '+33199009942', job_title: null, language: 'en' });
    expect(textOf(await sofia.says('montre la fiche de Marie Dupont-Roche'))).toContain('Marie Dupont-Roche');
  });

  it.each([
    ['phone', '07 00 55 43 21', 'With the country code'],
    ['phone', 'call me', 'With the country code'],
    ['email', 'nobody', 'Not an e-mail address'],
    ['email', 'claire.moreau@contoso-partner.example', 'Claire Moreau has this address already.'],
    ['name', '  ', 'A name is needed.'],
    ['name', 'x'.repeat(257), '256 characters at most.'],
    ['jobTitle', 'x'.repeat(129), '128 characters at most.'],
    ['language', 'Klingon', 'English or French.'],
  ])('%s “%s” is not taken, and kept in its field', async (field, value, error) => {
    const sofia = office.person('Sofia Lindqvist');

    const form = await sofia.says('edit Paul Lefebvre');
    const again = await sofia.presses('save', form, { ...inputsOf(form), [field]: value });

    expect(again.metadata.state).toBe('asking');
    expect(textOf(again)).toContain(error);
    expect(JSON.stringify(again)).toContain(JSON.stringify(value));
    expect(Object.keys(inputsOf(again))).toEqual(expect.arrayContaining(Object.keys(inputsOf(form))));
  });

  it('a field that is emptied in the form is empty then, though clients send nothing for it', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const form = await sofia.says('edit Megan Bowen');
    const { jobTitle, ...others } = inputsOf(form);
    expect(jobTitle).toBeTruthy();

    await sofia.presses('confirm', await sofia.presses('save', form, others));

    expect((await rowOf('Megan Bowen'))?.job_title).toBeNull();
  });

  it('to what stands already changes nothing', async () => {
    const sofia = office.person('Sofia Lindqvist');

    const form = await sofia.says('edit Paul Lefebvre');
    const card = await sofia.presses('save', form, inputsOf(form));

    expect(textOf(card)).toContain('That is how the record of Paul Lefebvre stands already.');
  });
});

describe('removing and restoring', () => {
  it('keeps the person for 30 days, with their roles', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const nadia = office.person('Nadia Haddad');

    const done = await sofia.presses('confirm', await sofia.says('remove the user Marie Laurent'));
    expect(textOf(done)).toContain('Marie Laurent is no longer in the account.');
    expect(textOf(await office.person('Marie Laurent').says('help'))).toContain('I don’t know you as a member');
    expect(textOf(await sofia.says('show user Marie Laurent'))).not.toContain('marie.laurent@');
    expect((await nadia.says('restore Marie Laurent')).metadata.state).toBe('refused');

    const offered = await sofia.says('restore a removed user');
    expect(offered.metadata.state).toBe('choosing');
    expect(titles(offered)).toEqual([expect.stringContaining('Marie Laurent')]);
    const restored = await sofia.presses('confirm', await sofia.presses('choose:1', offered));
    expect(textOf(restored)).toContain('Marie Laurent is back in the account.');
    expect(textOf(await sofia.says('show user Marie Laurent'))).toContain('referrals user');
  });

  it('et restaurer par le nom, en français', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');
    const removed = await sofia.presses('confirm', await sofia.says('supprime l’utilisateur Paul Lefebvre'));
    expect(textOf(removed)).toContain('Paul Lefebvre ne fait plus partie du compte.');

    const proposed = await sofia.says('restaure Paul Lefebvre');
    expect(textOf(proposed)).toContain('Rétablir Paul Lefebvre dans le compte\u202f?');
    await sofia.presses('confirm', proposed);

    expect((await rowOf('Paul Lefebvre'))?.deleted_at).toBeNull();
  });

  it('is over after 30 days, and the address is free again', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.presses('confirm', await sofia.says('remove the user Paul Lefebvre'));
    await office.wait(30 * 24 * 60 + 1);

    expect(textOf(await sofia.says('restore Paul Lefebvre'))).toContain('was removed in the last 30 days');
    const proposed = await sofia.says('add Paul Lefebvre, paul.lefebvre@contoso-partner.example');
    expect(ids(await sofia.presses('confirm', proposed))).toEqual(['reveal']);
  });

  it('a removal is undone like any change', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const done = await sofia.presses('confirm', await sofia.says('remove the user Paul Lefebvre'));

    await sofia.presses('confirm', await sofia.presses('undo', done));

    expect((await rowOf('Paul Lefebvre'))?.deleted_at).toBeNull();
  });
});

describe('a person’s card', () => {
  it('has the buttons that the viewer may use, and no other', async () => {
    const paulBySofia = await office.person('Sofia Lindqvist').says('show user Paul Lefebvre');
    const kevinBySofia = await office.person('Sofia Lindqvist').says('show user Kevin Brandt');
    const claireBySofia = await office.person('Sofia Lindqvist').says('show user Claire Moreau');
    const paulByThomas = await office.person('Thomas Bernard').says('show user Paul Lefebvre');

    expect(titles(paulBySofia)).toEqual([
      'Reset the password',
      'Give a role',
      'Edit',
      'Block the sign-in',
      'Remove from the account',
    ]);
    expect(titles(kevinBySofia)).toContain('Unblock the sign-in');
    expect(titles(claireBySofia)).toEqual(['Give a role']);
    expect(titles(paulByThomas)).toEqual(['Reset the password']);
  });

  it('leads on with a press', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const card = await sofia.says('show user Paul Lefebvre');

    const form = await sofia.presses('choose:1', card);
    expect(form.metadata).toEqual({ operation: 'roles.assign', state: 'asking' });
    const proposed = await sofia.presses('next', form, { role: 'sales-agent' });
    expect(proposed.metadata).toEqual({ operation: 'roles.assign', state: 'proposed' });
  });
});
