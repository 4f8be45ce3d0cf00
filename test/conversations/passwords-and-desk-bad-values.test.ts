import { describeBadValues, type Asked, type Said } from '../support/bad-values';
import { useUnchangedOffice } from '../support/unchanged-office';

/** Passwords, requests, undo, language and help. Nothing of this changes anything: one desk is enough. */
const { office } = useUnchangedOffice();

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

const asked: Asked[] = [
  ['language.set', { language: 'de' }, 'failed', 'problems/unknown-language/what'],
  ['language.set', { language: 'Klingon' }, 'failed', 'problems/unknown-language/what'],
  ['language.set', { language: 'x' }, 'asking', 'fields/language'],
  ['undo', { matter: 'none of mine' }, 'failed', 'problems/nothing-to-undo/what'],
  ['requests.list', { matter: 'none of mine' }, 'answered', 'problems/no-longer-open/what'],
  ['requests.list', { page: 99 }, 'answered', 'requests.list/none'],
  ['help', { operation: 'users.teleport' }, 'answered', 'problems/not-built-yet/what'],
];

describeBadValues(office, { said, asker: 'Paul Lefebvre', asked });
