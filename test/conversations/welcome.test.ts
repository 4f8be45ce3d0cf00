import { actionsOf, openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';
import { installsTheApp } from '../support/installation';

let office: Office;
afterEach(() => office.close());

const titles = (card: Card) => actionsOf(card).map(({ title }) => title);
const emptyAccount = { SAMPLE_ACCOUNT: '0', FIRST_ADMINS: 'stranger-Ada' };

describe('an empty account', () => {
  it('welcomes its first admin with what is to be set up, and each step has its button', async () => {
    office = await openOffice({ environment: emptyAccount });
    const ada = office.person('Ada');

    const card = await installsTheApp(office, ada);

    expect(card.metadata).toEqual({ operation: 'welcome', state: 'answered' });
    expect(textOf(card)).toContain('Complete the organisation profile\n0% is filled in.');
    expect(titles(card)).toEqual([
      'Complete the organisation profile',
      'Add the people',
      'Write the business profile',
      'Take in a price sheet',
      'What you can ask me',
    ]);
    expect((await ada.presses('choose:1', card)).metadata).toEqual({ operation: 'profile.edit', state: 'asking' });
    expect((await ada.presses('choose:2', card)).metadata).toEqual({ operation: 'users.add', state: 'asking' });
    expect((await ada.presses('choose:3', card)).metadata.operation).toBe('business-profile.edit');
    expect(textOf(await ada.presses('choose:4', card))).toMatch(/drop/i);
  });

  it('dit au premier administrateur ce qu’il reste, à mesure qu’il avance', async () => {
    office = await openOffice({ environment: emptyAccount });
    const ada = office.person('Ada', 'fr-FR');
    await installsTheApp(office, ada);

    const add = await ada.says('ajoute Luc Girard, luc.girard@ma-societe.example');
    await ada.presses('confirm', add);
    const help = await ada.says('aide');
    const card = await ada.presses('choose:1', help);

    expect(textOf(card)).toContain('Nommer un second administrateur général');
    expect(textOf(card)).not.toContain('Ajouter les personnes');
  });
});

describe('an account that is set up', () => {
  it('welcomes with what may be asked, by role', async () => {
    office = await openOffice();

    const card = await installsTheApp(office, office.person('Paul Lefebvre'));

    expect(card.metadata.operation).toBe('welcome');
    expect(textOf(card)).toContain('“I forgot my password”');
    // Of others he may not ask.
    expect(textOf(card)).toContain('“show my own record”');
    expect(textOf(card)).not.toContain('Marie');
    expect(titles(card)).toEqual(['What you can ask me']);
  });

  it('asks nobody to set up what their role can’t', async () => {
    office = await openOffice();

    const card = await installsTheApp(office, office.person('Nadia Haddad'));

    expect(titles(card)).toEqual(['Take in a price sheet', 'What you can ask me']);
  });
});
