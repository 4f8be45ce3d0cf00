import { languages } from '../../src/language/languages';
import { describeBadValues, type Asked, type Said } from '../support/bad-values';
import { textOf } from '../support/office';
import { told } from '../support/told';
import { useUnchangedOffice } from '../support/unchanged-office';

/** Nothing of this changes anything: one desk is enough, and holds afterwards what it held. */
const { office, note } = useUnchangedOffice();

const said: Said[] = [
  [
    'Claire Moreau',
    'give Paul Lefebvre the wizard role',
    'donne le rôle de magicien à Paul Lefebvre',
    'asking',
    'roles.assign/which',
  ],
  [
    'Claire Moreau',
    'give Zebulon Quark the sales agent role',
    'donne le rôle d’agent commercial à Zebulon Quark',
    'failed',
    'problems/no-such-user/what',
  ],
  [
    'Claire Moreau',
    'give Marie the sales agent role',
    'donne le rôle d’agent commercial à Marie',
    'choosing',
    'choice/several-users_other',
  ],
  [
    'Claire Moreau',
    'give Nadia Haddad the sales agent role',
    'donne le rôle d’agent commercial à Nadia Haddad',
    'failed',
    'problems/has-role-already/what',
  ],
  [
    'Claire Moreau',
    'remove the sales agent role from Paul Lefebvre',
    'retire le rôle d’agent commercial à Paul Lefebvre',
    'failed',
    'problems/has-not-role/what',
  ],
  [
    'Claire Moreau',
    'give Elena Rossi the sales agent role',
    'donne le rôle d’agent commercial à Elena Rossi',
    'refused',
    'problems/guest-role/what',
  ],
  [
    'Sofia Lindqvist',
    'make Paul Lefebvre global admin',
    'nomme Paul Lefebvre administrateur général',
    'refused',
    'problems/may-not-grant/what',
  ],
  [
    'Paul Lefebvre',
    'give Marie Dupont the sales agent role',
    'donne le rôle d’agent commercial à Marie Dupont',
    'refused',
    'problems/may-not-grant/what',
  ],
  [
    'Claire Moreau',
    'what may Zebulon Quark do?',
    'que peut faire Zebulon Quark ?',
    'answered',
    'problems/no-such-user/what',
  ],
  ['Claire Moreau', 'what may Marie do?', 'que peut faire Marie ?', 'choosing', 'choice/several-users_other'],
  ['Paul Lefebvre', 'what may Nadia do?', 'que peut faire Nadia ?', 'refused', 'problems/lacks-right/what'],
];

const asked: Asked[] = [
  ['roles.assign', { user: 'Paul Lefebvre', role: 'wizard' }, 'asking', 'fields/role'],
  ['roles.revoke', { user: 'Nadia Haddad', role: '' }, 'asking', 'fields/role'],
  ['roles.show', { role: 'wizard' }, 'asking', 'fields/role'],
  ['roles.revoke', { user: 'Megan Bowen' }, 'failed', 'problems/no-role-to-take/what'],
  ['permissions.show', { operation: 'users.teleport' }, 'answered', 'problems/not-built-yet/what'],
];

describeBadValues(office, { said, asker: 'Claire Moreau', asked });

describe.each(languages)('of the last global admin (%s)', (language) => {
  const set = (enabled: 0 | 1) =>
    office().inDatabase((database) =>
      database.updateTable('users').set({ enabled }).where('display_name', '=', 'David Okafor').execute(),
    );
  beforeAll(() => set(0));
  afterAll(() => set(1));
  beforeAll(note);
  afterAll(note);

  it.each([
    ['remove the global admin role from Claire Moreau', 'retire le rôle d’administrateur général à Claire Moreau'],
    ['block Claire Moreau', 'bloque Claire Moreau'],
    ['remove the user Claire Moreau', 'supprime l’utilisatrice Claire Moreau'],
  ])('“%s” · « %s » is refused, and leads to a second one', async (en, fr) => {
    const claire = office().person('Claire Moreau', language === 'fr' ? 'fr-FR' : 'en-US');

    const card = await claire.says(language === 'fr' ? fr : en);

    expect(card.metadata.state).toBe('refused');
    expect(textOf(card)).toMatch(told(language, 'problems/last-global-admin/what'));
    expect((await claire.presses('open', card)).metadata).toEqual({ operation: 'roles.assign', state: 'asking' });
  });
});
