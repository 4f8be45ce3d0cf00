import { describeBadValues, type Asked, type Said } from '../support/bad-values';
import { textOf } from '../support/office';
import { useUnchangedOffice } from '../support/unchanged-office';

/** Nothing of this changes anything: one desk is enough, and holds afterwards what it held. */
const { office } = useUnchangedOffice();

const said: [en: string, fr: string, state: string, key: string][] = [
  [
    'show the audit trail of Zebulon Quark',
    'montre le journal d’audit de Zebulon Quark',
    'answered',
    'problems/no-such-user/what',
  ],
  [
    'audit trail since 20 November until 1 November',
    'journal d’audit du 20 novembre au 1er novembre',
    'answered',
    'problems/dates-reversed/what',
  ],
  [
    'audit trail from 2026-11-20 to 2026-11-01',
    'journal d’audit depuis le 20/11/2026 jusqu’au 01/11/2026',
    'answered',
    'problems/dates-reversed/what',
  ],
  ['audit trail since 1 January 2030', 'journal d’audit depuis le 1er janvier 2030', 'answered', 'audit.show/none'],
  [
    'export the audit trail since 1 January 2030',
    'exporte le journal d’audit depuis le 1er janvier 2030',
    'failed',
    'problems/nothing-to-export/what',
  ],
  [
    'export the audit trail from 20 November to 1 November',
    'exporte le journal d’audit du 20 novembre au 1er novembre',
    'failed',
    'problems/dates-reversed/what',
  ],
  [
    'export the audit trail of Zebulon Quark',
    'exporte le journal d’audit de Zebulon Quark',
    'failed',
    'problems/no-such-user/what',
  ],
];

const asked: Asked[] = [
  ['audit.show', { user: 'Marie' }, 'choosing', 'choice/several-users_other'],
  ['audit.show', { operation: 'users.teleport' }, 'answered', 'audit.show/none'],
  ['audit.show', { since: '2026-02-31' }, 'asking', 'fields/since'],
  ['audit.show', { until: '2026-13-01' }, 'asking', 'fields/until'],
  ['audit.show', { since: 'the day of the jackal' }, 'asking', 'fields/since'],
  ['audit.export', { until: '2027-02-29' }, 'asking', 'fields/until'],
  ['audit.export', { since: '1 November' }, 'asking', 'fields/since'],
  ['audit.show', { since: '2026-11-20', until: '2026-11-01' }, 'answered', 'problems/dates-reversed/what'],
];

describeBadValues(office, {
  said: said.map(([en, fr, state, key]): Said => ['Claire Moreau', en, fr, state, key]),
  asker: 'Claire Moreau',
  asked,
});

it('days the wrong way round are turned by a button', async () => {
  const claire = office().person('Claire Moreau');
  const reversed = await claire.says('audit trail from 2026-11-20 to 2026-11-01');

  const turned = await claire.presses('open', reversed);

  expect(turned.metadata).toEqual({ operation: 'audit.show', state: 'answered' });
  expect(textOf(turned)).toContain('from 1 November 2026 · until 20 November 2026');
});
