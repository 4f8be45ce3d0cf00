import { languages } from '../../src/language/languages';
import { openOffice, textOf, type Office } from '../support/office';
import { cardThatAsks } from '../support/request';
import { heldBy, told } from '../support/told';

/** Passwords, requests, undo, language and help. Nothing of this changes anything: one desk is enough. */
let office: Office;
let before: unknown;
beforeAll(async () => {
  office = await openOffice();
  before = await heldBy(office);
});
afterAll(() => office.close());
afterEach(async () => expect(await heldBy(office)).toEqual(before));

/** Who says it, in both languages; the state of the card, and what it tells. */
type Said = [name: string, en: string, fr: string, state: string, key: string];
const said: Said[] = [
  [
    'Paul Lefebvre',
    'reset the password of Nadia Haddad',
    'réinitialise le mot de passe de Nadia Haddad',
    'refused',
    'problems/lacks-right/what',
  ],
  [
    'Paul Lefebvre',
    'reset the password of Zebulon Quark',
    'réinitialise le mot de passe de Zebulon Quark',
    'refused',
    'problems/lacks-right/what',
  ],
  [
    'Thomas Bernard',
    'reset the password of Zebulon Quark',
    'réinitialise le mot de passe de Zebulon Quark',
    'failed',
    'problems/no-such-user/what',
  ],
  [
    'Thomas Bernard',
    'reset the password of Marie',
    'réinitialise le mot de passe de Marie',
    'choosing',
    'choice/several-users_other',
  ],
  [
    'Thomas Bernard',
    'reset the password of Elena Rossi',
    'réinitialise le mot de passe d’Elena Rossi',
    'refused',
    'problems/reset-guest/what',
  ],
  [
    'Thomas Bernard',
    'reset the password of Claire Moreau',
    'réinitialise le mot de passe de Claire Moreau',
    'refused',
    'problems/lacks-right/what',
  ],
  [
    'Claire Moreau',
    'reset the password of Kevin Brandt',
    'réinitialise le mot de passe de Kevin Brandt',
    'refused',
    'problems/reset-blocked/what',
  ],
  [
    'Claire Moreau',
    'reset the password of David Okafor',
    'réinitialise le mot de passe de David Okafor',
    'refused',
    'problems/no-second-admin/what',
  ],
  ['Paul Lefebvre', 'undo', 'annule', 'failed', 'problems/nothing-to-undo/what'],
];

type Asked = [operation: string, slots: Record<string, unknown>, state: string, key: string];
const asked: Asked[] = [
  ['language.set', { language: 'de' }, 'failed', 'problems/unknown-language/what'],
  ['language.set', { language: 'Klingon' }, 'failed', 'problems/unknown-language/what'],
  ['language.set', { language: 'x' }, 'asking', 'fields/language'],
  ['undo', { matter: 'none of mine' }, 'failed', 'problems/nothing-to-undo/what'],
  ['requests.list', { matter: 'none of mine' }, 'answered', 'problems/no-longer-open/what'],
  ['requests.list', { page: 99 }, 'answered', 'requests.list/none'],
  ['help', { operation: 'users.teleport' }, 'answered', 'problems/not-built-yet/what'],
];

describe.each(languages)('in %s', (language) => {
  const locale = language === 'fr' ? 'fr-FR' : 'en-US';

  it.each(said)('%s: “%s” · « %s » is %s: %s', async (name, en, fr, state, key) => {
    const card = await office.person(name, locale).says(language === 'fr' ? fr : en);

    expect(textOf(card)).toMatch(told(language, key));
    expect(card.metadata.state).toBe(state);
    expect(card.actions.length).toBeGreaterThan(0);
  });

  it.each(asked)('%s with %j is %s: %s', async (operation, slots, state, key) => {
    const paul = office.person('Paul Lefebvre', locale);

    const card = await paul.presses('choose', await cardThatAsks(office, paul, { operation, slots }));

    expect(textOf(card)).toMatch(told(language, key));
    expect(card.metadata).toEqual({ operation, state });
  });
});
