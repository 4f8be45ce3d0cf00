import { roleIds, roles, type Role } from '../../src/account/roles';
import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const ids = (card: Card) => card.actions.map((action) => action.id);
const rolesOf = (objectId: string) =>
  office.inDatabase(async (database) => {
    const rows = await database.selectFrom('user_roles').select('role').where('object_id', '=', objectId).execute();
    return rows.map((row) => row.role).sort();
  });

describe('giving a role', () => {
  it('is confirmed, written down, and undone', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const paul = office.person('Paul Lefebvre');

    const proposed = await sofia.says('give Paul the sales agent role');
    expect(proposed.metadata).toEqual({ operation: 'roles.assign', state: 'proposed' });
    expect(textOf(proposed)).toContain('Give Paul Lefebvre this role?');
    expect(await rolesOf(paul.objectId)).toEqual([]);
    const done = await sofia.presses('confirm', proposed);
    expect(textOf(done)).toContain('Paul Lefebvre now holds this role.');
    expect(await rolesOf(paul.objectId)).toEqual(['sales-agent']);

    const undone = await sofia.presses('confirm', await sofia.presses('undo', done));
    expect(textOf(await sofia.presses('open', undone))).toContain('Paul Lefebvre');
    expect(await rolesOf(paul.objectId)).toEqual([]);
  });

  it('et la retirer, en français', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');
    const nadia = office.person('Nadia Haddad');

    const given = await sofia.presses('confirm', await sofia.says('donne le rôle d’agent du support à Nadia Haddad'));
    expect(textOf(given)).toContain('Nadia Haddad a désormais ce rôle.');
    const proposed = await sofia.says('retire le rôle d’agent commercial à Nadia Haddad');
    expect(textOf(proposed)).toContain('Retirer ce rôle à Nadia Haddad\u202f?');
    const taken = await sofia.presses('confirm', proposed);
    expect(textOf(taken)).toContain('Nadia Haddad n’a plus ce rôle.');
    expect(await rolesOf(nadia.objectId)).toEqual(['helpdesk-agent']);
  });

  it('an admin role waits for a second person, and one person alone can’t undo it', async () => {
    const claire = office.person('Claire Moreau');
    const david = office.person('David Okafor');
    const paul = office.person('Paul Lefebvre');

    const proposed = await claire.says('make Paul Lefebvre billing admin');
    expect(textOf(proposed)).toContain('This is an admin role. A second person who may grant it must agree.');
    const waiting = await claire.presses('confirm', proposed);
    expect(waiting.metadata.state).toBe('waiting');
    expect(office.person('Sofia Lindqvist').chat()).toEqual([]);
    expect(await rolesOf(paul.objectId)).toEqual([]);

    await david.presses('approve', await david.sees());
    expect(await rolesOf(paul.objectId)).toEqual(['billing-admin']);
    expect(ids(await claire.sees())).toEqual(['open']);
    expect(textOf(await claire.says('undo'))).toContain('There is nothing to take back');
  });

  it('is not done where the person changed while the second person thought about it', async () => {
    const claire = office.person('Claire Moreau');
    const david = office.person('David Okafor');
    const paul = office.person('Paul Lefebvre');
    await claire.presses('confirm', await claire.says('make Paul Lefebvre billing admin'));
    const request = await david.sees();
    await office.inDatabase((database) =>
      database.updateTable('users').set({ version: 9 }).where('object_id', '=', paul.objectId).execute(),
    );

    await david.presses('approve', request);

    expect(await rolesOf(paul.objectId)).toEqual([]);
    expect((await claire.sees()).metadata.state).toBe('failed');
  });

  it('without saying which asks, and offers what fits', async () => {
    const sofia = office.person('Sofia Lindqvist');

    const form = await sofia.presses('next', await sofia.says('assign a role'), { user: 'Elena Rossi' });

    expect(form.metadata).toEqual({ operation: 'roles.assign', state: 'failed' });
    expect(textOf(form)).toContain('There is no further role that you could give to Elena Rossi.');
    const other = await sofia.presses('next', await sofia.says('assign a role'), { user: 'Megan Bowen' });
    expect(textOf(other)).toContain('helpdesk agent');
    expect(textOf(other)).not.toContain('billing admin');
  });

  it.each([
    ['give Nadia Haddad the sales agent role', 'Nadia Haddad holds this role already: sales agent.', 'Open the record'],
    [
      'remove the sales agent role from Paul Lefebvre',
      'Paul Lefebvre does not hold this role: sales agent.',
      'Open the record',
    ],
    [
      'give Elena Rossi the sales agent role',
      'Elena Rossi is a guest, and guests can’t be sales agent.',
      'Who has this role',
    ],
    ['give Zebulon Quark the sales agent role', 'I find nobody called “Zebulon Quark”', 'Show the people'],
  ])('%s: nothing is changed, and it leads on', async (sentence, answer, way) => {
    const card = await office.person('Claire Moreau').says(sentence);

    expect(textOf(card)).toContain(answer);
    expect(card.actions.map(({ title }) => title)).toEqual([way]);
  });

  it('a guest may hold the three roles of guests', async () => {
    const claire = office.person('Claire Moreau');
    const elena = office.person('Elena Rossi');

    await claire.presses('confirm', await claire.says('give Elena Rossi the business profile admin role'));

    expect(await rolesOf(elena.objectId)).toEqual(['business-profile-admin', 'referrals-admin']);
  });
});

describe('who may not give a role', () => {
  it('“I need the sales agent role”: is told who can', async () => {
    const refused = await office.person('Paul Lefebvre').says('I need the sales agent role');

    expect(refused.metadata).toEqual({ operation: 'roles.assign', state: 'refused' });
    expect(textOf(refused)).toContain('You may not give or take the role of sales agent.');
    expect(textOf(refused)).toContain('It takes the role of global admin or user admin.');
    expect(textOf(refused)).toMatch(/Ask Alex Wilber, Claire Moreau, David Okafor or Sofia Lindqvist\./);
  });

  it('« j’ai besoin du rôle d’administrateur de conformité » : seul un administrateur général', async () => {
    const refused = await office
      .person('Sofia Lindqvist', 'fr-FR')
      .says('j’ai besoin du rôle d’administrateur de conformité');

    expect(refused.metadata.state).toBe('refused');
    expect(textOf(refused)).toContain('Adressez-vous à Claire Moreau ou David Okafor.');
  });

  const speakers: [string, Role[]][] = [
    ['Claire Moreau', [...roleIds]],
    ['Sofia Lindqvist', roleIds.filter((role) => roles[role].grantedBy.includes('user-admin'))],
    ['Inès Garcia', roleIds.filter((role) => roles[role].grantedBy.includes('account-admin'))],
    ['Thomas Bernard', []],
    ['Julien Petit', []],
    ['Nadia Haddad', []],
    ['Camille Roux', []],
    ['Paul Lefebvre', []],
    ['Hugo Fontaine', []],
    ['George Whitfield', []],
    ['Léa Marchand', []],
    ['Omar Benali', []],
  ];
  const saying: Record<Role, string> = Object.fromEntries(
    roleIds.map((role) => [role, role.replaceAll('-', ' ').replace('cosell', 'co-sell')]),
  ) as Record<Role, string>;

  it.each(speakers)('%s gives only what the table says', async (name, may) => {
    const speaker = office.person(name);
    const given: Role[] = [];

    for (const role of roleIds) {
      const card = await speaker.says(`give Megan Bowen the ${saying[role]} role`);
      expect(card.metadata.operation).toBe('roles.assign');
      if (card.metadata.state === 'proposed') given.push(role);
      else expect([role, card.metadata.state]).toEqual([role, 'refused']);
    }

    // An account admin alone in the account finds no second person for that role but the global admins.
    expect(given).toEqual(may);
  });

  it('nobody without a right learns names by asking', async () => {
    const card = await office.person('Paul Lefebvre').says('give Marie the sales agent role');

    expect(card.metadata.state).toBe('refused');
    expect(textOf(card)).not.toContain('Laurent');
  });
});

describe('the last global admin', () => {
  it('keeps the role; with two, the second agrees and is warned', async () => {
    const claire = office.person('Claire Moreau');
    const david = office.person('David Okafor');

    const proposed = await claire.says('remove the global admin role from David Okafor');
    expect(textOf(proposed)).toContain('Afterwards only one global admin is left.');
    await claire.presses('confirm', proposed);
    await david.presses('approve', await david.sees());
    expect(await rolesOf(david.objectId)).toEqual([]);

    const refused = await claire.says('remove the global admin role from Claire Moreau');
    expect(refused.metadata).toEqual({ operation: 'roles.revoke', state: 'refused' });
    expect(textOf(refused)).toContain('Claire Moreau is the last global admin');
    const alone = await claire.says('make Paul Lefebvre billing admin');
    expect(textOf(alone)).toContain('Nobody else could agree to this');
  });

  it('is still kept where two proposals cross', async () => {
    const claire = office.person('Claire Moreau');
    const david = office.person('David Okafor');
    await claire.presses('confirm', await claire.says('remove the global admin role from David Okafor'));
    await david.presses('confirm', await david.says('remove the global admin role from Claire Moreau'));
    const forDavid = david.chat().find((card) => ids(card).includes('approve'))!;
    const forClaire = claire.chat().find((card) => ids(card).includes('approve'))!;

    await david.presses('approve', forDavid);
    const late = await claire.presses('approve', forClaire);

    expect(late.metadata.state).not.toBe('done');
    expect(await rolesOf(claire.objectId)).toEqual(['global-admin']);
  });
});

describe('roles', () => {
  it.each([
    ['en-US', 'list the roles', ['17 roles', 'billing admin', '2 people', 'Microsoft Entra']],
    [
      'fr-FR',
      'quels sont les rôles ?',
      ['17 rôles', 'administrateur de facturation', '2 personnes', 'Microsoft Entra'],
    ],
  ])('in %s: “%s”', async (locale, sentence, expected) => {
    const card = await office.person('Paul Lefebvre', locale).says(sentence);

    expect(card.metadata).toEqual({ operation: 'roles.list', state: 'answered' });
    for (const text of expected) expect(textOf(card)).toContain(text);
  });

  it.each([
    ['en-US', 'list the roles', 'business profile admin'],
    ['fr-FR', 'quels sont les rôles ?', 'administrateur du profil d’entreprise'],
  ])('in %s: one is chosen from the list by “%s”', async (locale, sentence, name) => {
    const paul = office.person('Paul Lefebvre', locale);

    const form = await paul.presses('open', await paul.says(sentence));
    expect(textOf(form)).toContain(name);
    const role = await paul.presses('next', form, { role: 'business-profile-admin' });

    expect(role.metadata).toEqual({ operation: 'roles.show', state: 'answered' });
    expect(textOf(role)).toContain(name);
  });

  it('one is shown with what it may do, who holds it and who gives it', async () => {
    const claire = office.person('Claire Moreau');

    const card = await claire.says('what may a sales agent do?');

    expect(card.metadata).toEqual({ operation: 'roles.show', state: 'answered' });
    expect(textOf(card)).toContain('see partner prices');
    expect(textOf(card)).toContain('Nadia Haddad');
    expect(textOf(card)).toContain('Alex Wilber, Claire Moreau, David Okafor and Sofia Lindqvist');
    expect((await claire.presses('open', card)).metadata.operation).toBe('users.list');
  });

  it('names no holders to those who may not see people', async () => {
    const card = await office.person('Paul Lefebvre', 'fr-FR').says('que peut faire un agent commercial ?');

    expect(textOf(card)).not.toContain('Nadia');
    expect(textOf(card)).toContain('1 personne');
    expect(textOf(card)).toContain('voir les prix partenaire');
  });
});

describe('permissions', () => {
  it.each([
    ['Nadia Haddad', 'en-US', 'what may I do?', ['You may:', '✓ see partner prices', 'Roles: sales agent']],
    ['Claire Moreau', 'en-US', 'what can Nadia do?', ['Nadia Haddad may:', '✓ see partner prices']],
    [
      'Paul Lefebvre',
      'en-US',
      'what may I do?',
      ['You hold no right beyond those of every member.', '✓ ask for a new'],
    ],
    ['Paul Lefebvre', 'fr-FR', 'qu’est-ce que j’ai le droit de faire ?', ['Vous n’avez que les droits de tout membre']],
    ['Claire Moreau', 'fr-FR', 'que peut faire Nadia ?', ['Nadia Haddad peut\u00a0:', '✓ voir les prix partenaire']],
    [
      'Paul Lefebvre',
      'en-US',
      'why can’t I reset passwords?',
      [
        'No, you may not: Password reset.',
        'The missing right: reset colleagues’ passwords.',
        'It takes the role of global admin, user admin or helpdesk agent.',
        'Alex Wilber, Claire Moreau, David Okafor or Sofia Lindqvist can grant such a role.',
      ],
    ],
    ['Thomas Bernard', 'en-US', 'am I allowed to reset passwords?', ['Yes, you may: Password reset.']],
    [
      'Claire Moreau',
      'fr-FR',
      'pourquoi Paul Lefebvre ne peut pas réinitialiser de mots de passe ?',
      ['Non, Paul Lefebvre n’en a pas le droit', 'Le droit qui manque\u00a0: réinitialiser'],
    ],
  ])('%s (%s): “%s”', async (name, locale, sentence, expected) => {
    const card = await office.person(name, locale).says(sentence);

    expect(card.metadata).toEqual({ operation: 'permissions.show', state: 'answered' });
    for (const text of expected) expect(textOf(card)).toContain(text);
  });

  it.each(['Paul Lefebvre', 'Nadia Haddad', 'Julien Petit', 'Hugo Fontaine', 'Omar Benali'])(
    '%s may not look at a colleague’s',
    async (name) => {
      const card = await office.person(name).says('what can Thomas do?');

      expect(card.metadata.state).toBe('refused');
      expect(textOf(card)).not.toContain('Bernard');
    },
  );
});
