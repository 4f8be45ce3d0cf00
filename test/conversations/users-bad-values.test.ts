import { languages, type Language } from '../../src/language/languages';
import type { Card } from '../support/connector';
import { textOf } from '../support/office';
import type { Person } from '../support/person';
import { cardThatAsks } from '../support/request';
import { told } from '../support/told';
import { useUnchangedOffice } from '../support/unchanged-office';

/** Nothing of this changes anything: one desk is enough, and holds afterwards what it held. */
const { office } = useUnchangedOffice();

const speaking = (language: Language, name = 'Sofia Lindqvist'): Person =>
  office().person(name, language === 'fr' ? 'fr-FR' : 'en-US');
const asking = async (person: Person, operation: string, slots = {}): Promise<Card> =>
  await person.presses('choose', await cardThatAsks(office(), person, { operation, slots }));

const sound = { name: 'Jeanne Martin', email: 'jeanne.martin@contoso-partner.example' };

/** A value that can't stand in a field, and what is told below it. */
const names = [
  ['name', '   ', 'name-missing'],
  ['name', 'x'.repeat(257), 'name-long'],
  ['name', '12345', 'name-letters'],
  ['name', '<b>Anna</b>', 'name-letters'],
  ['name', 'anna@contoso.example', 'name-letters'],
] as const;
const addresses = [
  ['email', 'nobody', 'address-form'],
  ['email', 'nobody@', 'address-form'],
  ['email', '@contoso.example', 'address-form'],
  ['email', 'a@b', 'address-form'],
  ['email', 'a@@contoso.example', 'address-form'],
  ['email', 'two words@contoso.example', 'address-characters'],
  ['email', 'jean(martin)@contoso.example', 'address-characters'],
  ['email', 'rené@contoso.example', 'address-characters'],
  ['email', 'rene.@contoso.example', 'address-dot'],
  ['email', `${'x'.repeat(65)}@contoso.example`, 'address-long'],
  ['email', `rene@${'x'.repeat(45)}.example`, 'address-long'],
  ['email', 'Paul.Lefebvre@contoso-partner.example', 'address-taken'],
] as const;
const others = [
  ['phone', '12', 'phone-form'],
  ['phone', 'call me', 'phone-form'],
  ['phone', '01 99 00 99 00', 'phone-form'],
  ['phone', '+0199009900', 'phone-form'],
  ['phone', '+1234567890123456', 'phone-form'],
  ['jobTitle', 'x'.repeat(129), 'jobTitle-long'],
  ['language', 'Klingon', 'language-unknown'],
] as const;

describe.each(languages)('in %s', (language) => {
  it.each([...names, ...addresses])(
    'adding: %s “%s” is told at its field (%s), and kept',
    async (field, value, flaw) => {
      const sofia = speaking(language);
      const typed = { ...sound, [field]: value };

      const again = await sofia.presses('next', await asking(sofia, 'users.add'), typed);

      expect(again.metadata).toEqual({ operation: 'users.add', state: 'asking' });
      expect(textOf(again)).toMatch(told(language, `user-flaws/${flaw}`));
      for (const kept of Object.values(typed))
        expect(JSON.stringify(again)).toContain(`"value":${JSON.stringify(kept)}`);
    },
  );

  it.each([...names, ...addresses.filter(([, value]) => !value.startsWith('Paul')), ...others])(
    'editing: %s “%s” is told at its field (%s), and kept',
    async (field, value, flaw) => {
      const sofia = speaking(language);
      const form = await asking(sofia, 'users.edit', { user: 'Marie Dupont' });
      const record = { name: 'Marie Dupont', email: 'marie.dupont@contoso-partner.example', jobTitle: 'Chef' };

      const again = await sofia.presses('save', form, { ...record, [field]: value });

      expect(again.metadata).toEqual({ operation: 'users.edit', state: 'asking' });
      expect(textOf(again)).toMatch(told(language, `user-flaws/${flaw}`));
      expect(JSON.stringify(again)).toContain(`"value":${JSON.stringify(value)}`);
      expect(JSON.stringify(again)).toContain(`"value":"${field === 'jobTitle' ? 'x'.repeat(129) : 'Chef'}"`);
    },
  );

  it('an address of somebody else is not taken over', async () => {
    const sofia = speaking(language);
    const form = await asking(sofia, 'users.edit', { user: 'Marie Dupont', field: 'email' });

    const again = await sofia.presses('save', form, { email: 'paul.lefebvre@contoso-partner.example' });

    expect(textOf(again)).toMatch(told(language, 'user-flaws/address-taken'));
  });

  it('a role that there is not is asked for again', async () => {
    const sofia = speaking(language);

    const again = await sofia.presses('next', await asking(sofia, 'users.add'), { ...sound, role: 'wizard' });

    expect(again.metadata).toEqual({ operation: 'users.add', state: 'asking' });
  });
});

/** Who says it, in both languages; the state of the card, and what it tells. */
type Said = [name: string, en: string, fr: string, state: string, key: string];
const said: Said[] = [
  ['Sofia Lindqvist', 'block Sofia Lindqvist', 'bloque Sofia Lindqvist', 'refused', 'problems/own-account/what'],
  [
    'Sofia Lindqvist',
    'remove the user Sofia Lindqvist',
    'supprime l’utilisatrice Sofia Lindqvist',
    'refused',
    'problems/own-account/what',
  ],
  ['Sofia Lindqvist', 'block Claire Moreau', 'bloque Claire Moreau', 'refused', 'problems/lacks-right/what'],
  [
    'Sofia Lindqvist',
    'edit Claire Moreau',
    'modifie la fiche de Claire Moreau',
    'refused',
    'problems/lacks-right/what',
  ],
  ['Claire Moreau', 'block David Okafor', 'bloque David Okafor', 'refused', 'problems/no-second-admin/what'],
  ['Sofia Lindqvist', 'block Kevin Brandt', 'bloque Kevin Brandt', 'failed', 'problems/blocked-already/what'],
  ['Sofia Lindqvist', 'unblock Paul Lefebvre', 'débloque Paul Lefebvre', 'failed', 'problems/not-blocked/what'],
  ['Sofia Lindqvist', 'restore Paul Lefebvre', 'restaure Paul Lefebvre', 'failed', 'problems/not-removed/what'],
  [
    'Sofia Lindqvist',
    'restore a removed user',
    'restaure un utilisateur supprimé',
    'failed',
    'problems/nobody-removed/what',
  ],
  [
    'Sofia Lindqvist',
    'restore the user Zebulon Quark',
    'restaure l’utilisateur Zebulon Quark',
    'failed',
    'problems/no-such-removed/what',
  ],
  ['Sofia Lindqvist', 'block Zebulon Quark', 'bloque Zebulon Quark', 'failed', 'problems/no-such-user/what'],
  [
    'Sofia Lindqvist',
    'remove the user Zebulon Quark',
    'supprime l’utilisateur Zebulon Quark',
    'failed',
    'problems/no-such-user/what',
  ],
  [
    'Sofia Lindqvist',
    'show user Zebulon Quark',
    'montre la fiche de Zebulon Quark',
    'answered',
    'problems/no-such-user/what',
  ],
  ['Sofia Lindqvist', 'block Marie', 'bloque Marie', 'choosing', 'choice/several-users_other'],
  ['Sofia Lindqvist', 'show user Marie', 'montre la fiche de Marie', 'choosing', 'choice/several-users_other'],
  [
    'Sofia Lindqvist',
    'find users called Zebulon',
    'cherche les utilisateurs qui s’appellent Zebulon',
    'answered',
    'users.list/none-found',
  ],
  [
    'Sofia Lindqvist',
    'change Marie Dupont’s job title to Project manager',
    'change la fonction de Marie Dupont en Project manager',
    'failed',
    'problems/nothing-to-change/what',
  ],
  [
    'Sofia Lindqvist',
    'change Marie Dupont’s language to Klingon',
    'change la langue de Marie Dupont en klingon',
    'asking',
    'user-flaws/language-unknown',
  ],
];

describe.each(languages)('said in %s', (language) => {
  it.each(said)('%s: “%s” · « %s » is %s: %s', async (name, en, fr, state, key) => {
    const card = await speaking(language, name).says(language === 'fr' ? fr : en);

    expect(textOf(card)).toMatch(told(language, key));
    expect(card.metadata.state).toBe(state);
    expect(card.actions.length).toBeGreaterThan(0);
  });
});
