import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const ids = (card: Card) => card.actions.map((action) => action.id);
const people = () =>
  office.inDatabase((database) =>
    database
      .selectFrom('users')
      .select(['display_name', 'user_principal_name', 'password_hash'])
      .where('deleted_at', 'is', null)
      .execute(),
  );

const team = `name,email,role
Jeanne Martin,jeanne.martin@contoso-partner.example,sales-agent
Luc Girard,luc.girard@contoso-partner.example,
Ana Silva,paul.lefebvre@contoso-partner.example,
Bob,not an address,
Eve Stone,eve.stone@contoso-partner.example,global-admin
Tom Reed,tom.reed@contoso-partner.example,king
`;

describe('a list of people', () => {
  it('of which every line was added, and is on the card, brings no file', async () => {
    const sofia = office.person('Sofia Lindqvist');

    const preview = await sofia.drops('one.csv', 'name,email\nLuc Girard,luc.girard@contoso-partner.example\n');
    await sofia.presses('confirm', preview);

    expect(sofia.chat().at(-1)!.metadata.state).toBe('done');
  });

  it('is previewed with what is wrong in it, confirmed, added together, and taken back together', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const before = (await people()).length;

    const preview = await sofia.drops('team.csv', team);

    expect(preview.metadata).toEqual({ operation: 'users.add', state: 'proposed' });
    expect(textOf(preview)).toContain('Add 2 people from team.csv to the account?');
    expect(textOf(preview)).toContain('Jeanne Martin\n—\njeanne.martin@contoso-partner.example · sales agent');
    expect(textOf(preview)).toContain('Line 4 is left out: Somebody in the account has this address');
    expect(textOf(preview)).toContain('Line 5 is left out: Not an e-mail address');
    expect(textOf(preview)).toContain('Line 6 is left out: Admin roles are given one by one');
    expect(textOf(preview)).toContain('Line 7 is left out: There is no such role.');
    expect(await people()).toHaveLength(before);

    const done = await sofia.presses('confirm', preview);

    expect(done.metadata.state).toBe('done');
    expect(ids(done)).toEqual(['undo', 'open']);
    expect(textOf(done)).toContain('None of them has a password yet');
    const result = await sofia.takesFile();
    expect(result.name).toBe('team-result.csv');
    expect(result.text).toContain('"2","Jeanne Martin","jeanne.martin@contoso-partner.example","sales agent","Added"');
    expect(result.text).toContain('"5","Bob","not an address","","Left out: Not an e-mail address');
    const added = (await people()).filter(({ display_name: name }) => /Jeanne|Luc/.test(name));
    expect(added.map(({ user_principal_name: address }) => address).sort()).toEqual([
      'jeanne.martin@contoso-partner.example',
      'luc.girard@contoso-partner.example',
    ]);
    expect(added.every(({ password_hash: hash }) => hash === null)).toBe(true);
    expect(textOf(await sofia.says('show Jeanne Martin'))).toContain('sales agent');

    await sofia.presses('confirm', await sofia.presses('undo', done));
    expect(await people()).toHaveLength(before);
  });

  it('en français, tel qu’Excel l’enregistre sous Windows', async () => {
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');
    const latin1 = Buffer.from('Nom;E-mail;Rôle\r\nZoé Lévêque;zoe.leveque@contoso-partner.example;\r\n', 'latin1');

    const preview = await sofia.drops('équipe.csv', latin1);

    expect(textOf(preview)).toContain('Ajouter une personne d’équipe.csv au compte');
    expect(textOf(preview)).toContain('Zoé Lévêque');
  });

  it('is not half added: where one address was taken in the meantime, nobody is', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const claire = office.person('Claire Moreau');
    const preview = await sofia.drops('team.csv', team);
    const other = await claire.presses('confirm', await claire.says('add Luke G, luc.girard@contoso-partner.example'));
    expect(other.metadata.state).toBe('done');
    const before = (await people()).length;

    const stopped = await sofia.presses('confirm', preview);

    expect(stopped.metadata.state).toBe('failed');
    expect(await people()).toHaveLength(before);
  });

  it('is not taken back where one of them has been changed since', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const done = await sofia.presses('confirm', await sofia.drops('team.csv', team));
    await sofia.presses('confirm', await sofia.says('block Luc Girard'));
    const before = (await people()).length;

    // The block is her last change; the list's own button is pressed.
    const undone = await sofia.presses('confirm', await sofia.presses('undo', done));

    expect(undone.metadata.state).toBe('failed');
    expect(await people()).toHaveLength(before);
  });

  it('with nobody who can be added says why', async () => {
    const sofia = office.person('Sofia Lindqvist');

    const none = await sofia.drops('team.csv', 'name,email\nBob,nowhere\n');

    expect(textOf(none)).toContain('Nobody in team.csv can be added as it stands.');
    expect(textOf(none)).toContain('Line 2 is left out');
  });

  it('of hundreds is shown in part, and fits on a card', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const rows = Array.from({ length: 300 }, (_, at) => `Person ${at} Long,person.${at}@contoso-partner.example`);

    const preview = await sofia.drops('all.csv', ['name,email', ...rows].join('\n'));

    expect(textOf(preview)).toContain('Add 300 people from all.csv');
    expect(textOf(preview)).toContain('and 280 more');
    expect(JSON.stringify(preview).length).toBeLessThan(24_000);
  });

  it.each(['Paul Lefebvre', 'Thomas Bernard', 'Nadia Haddad', 'Elena Rossi'])('is refused from %s', async (name) => {
    const refused = await office.person(name).drops('team.csv', team);

    expect(refused.metadata.state).toBe('refused');
  });
});
