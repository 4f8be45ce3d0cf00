import { speak } from '../../src/language/translate';
import { operations } from '../../src/operations';

/** What someone is asked to confirm: a row of it is a field, today's value and the new one. */
interface Proposed {
  subject: unknown;
  changes: [field: string, from: unknown, to: unknown][];
  cautions?: unknown[];
}

const word = (key: string, values?: object) => ({ word: key, ...(values && { with: values }) });

const person = { subject: 'Megan Bowen' };
const signIn = (from: string, to: string): Proposed['changes'] => [
  ['signIn', word(`users/${from}`), word(`users/${to}`)],
];
const page = { subject: 'Contoso Partner' };
const visibility = (from: string, to: string): Proposed['changes'] => [
  ['visibility', word(`values/${from}`), word(`values/${to}`)],
];
const pinned = { subject: 'Microsoft 365 E5' };
const paper = (side: 'from' | 'to'): Proposed['changes'] =>
  (
    [
      ['document', 'Kbis 2026-11.pdf'],
      ['documentKind', word('document-kinds/business')],
      ['documentFile', { join: ['PDF', { format: 'fileSize', of: [184_320] }], by: ', ' }],
    ] as const
  ).map(([field, value]) => [field, side === 'from' ? value : '—', side === 'to' ? value : '—']);

/** One for each operation whose proposals look like all others: what it shows by itself stands in `cards/`. */
const proposals: Record<string, Proposed> = {
  'users.edit': {
    ...person,
    changes: [
      ['phone', '—', '+33\u00a01\u00a099\u00a000\u00a099\u00a042'],
      ['jobTitle', 'Consultant', 'Senior consultant'],
      ['language', word('values/language-of-teams'), word('languages/fr')],
    ],
  },
  'users.block': {
    ...person,
    changes: signIn('enabled', 'blocked'),
    cautions: [word('cautions/sessions-end', person)],
  },
  'users.unblock': { ...person, changes: signIn('blocked', 'enabled') },
  'users.remove': {
    ...person,
    changes: [['membership', word('users/in-account'), word('users/removed')]],
    cautions: [word('cautions/restorable', person)],
  },
  'users.restore': {
    ...person,
    changes: [['membership', word('users/removed'), word('users/in-account')]],
    cautions: [word('cautions/roles-come-back', person)],
  },
  'roles.assign': { ...person, changes: [['role', '—', word('roles/sales-agent')]] },
  'roles.revoke': {
    ...person,
    changes: [['role', word('roles/billing-admin'), '—']],
    cautions: [word('cautions/admin-role')],
  },
  'business-profile.publish': {
    ...page,
    changes: [
      ...visibility('not-public', 'public'),
      ['description', '—', 'Contoso Partner helps small companies to move to the cloud, and to work there securely.'],
    ],
    cautions: [word('cautions/page-seen')],
  },
  'business-profile.unpublish': {
    ...page,
    changes: visibility('public', 'not-public'),
    cautions: [word('cautions/draft-stays')],
  },
  'business-profile.delete': {
    ...page,
    changes: [['businessProfile', word('values/public'), word('values/deleted')]],
    cautions: [word('cautions/page-gone')],
  },
  'catalog.pin': { ...pinned, changes: [['place-4', '—', 'Microsoft 365 E5']] },
  'catalog.unpin': { ...pinned, changes: [['place-4', 'Microsoft 365 E5', '—']] },
  'profile.add-document': {
    subject: 'Kbis 2026-11.pdf',
    changes: [
      ...paper('to'),
      ['documentComment', '—', 'Page 2 has the new address.'],
      ['legal.vettingStatus', word('vetting/rejected'), word('vetting/pending')],
    ],
    cautions: [word('cautions/document-legal')],
  },
  'profile.fetch-document': { subject: 'Kbis 2026-11.pdf', changes: paper('to') },
  'profile.remove-document': {
    subject: 'Kbis 2026-11.pdf',
    changes: paper('from'),
    cautions: [word('cautions/document-removed')],
  },
  'prices.export': {
    subject: word('prices.export/subject'),
    changes: [
      ['entries', '—', { format: 'number', of: [1_284] }],
      ['since', '—', { format: 'date', of: ['2026-11-01'] }],
      ['file', '—', 'price-changes-2026-11-01.csv'],
    ],
    cautions: [word('prices.export/partner-prices')],
  },
  'offers.unsubscribe': {
    subject: 'Microsoft 365 E5',
    changes: [['news', 'Microsoft 365 E5', '—']],
  },
  'offers.recall': {
    subject: 'Microsoft 365 Business Premium',
    changes: [
      ['news-sent', { format: 'number', of: [212] }, word('news-state/withdrawn')],
      ['news-pending', { format: 'number', of: [38] }, word('news-state/not-sent')],
    ],
  },
  'offers.require-preview': {
    subject: word('offers.require-preview/subject'),
    changes: [['preview', word('news-state/preview-off'), word('news-state/preview-on')]],
  },
  'audit.export': {
    subject: word('audit.export/subject'),
    changes: [
      ['entries', '—', { format: 'number', of: [318] }],
      ['file', '—', 'audit-2026-11-23.csv'],
    ],
    cautions: [word('cautions/personal-data')],
  },
  'audit.post-checkpoints': {
    subject: 'Security',
    changes: [['checkpointPlace', '—', 'Security']],
  },
  undo: { subject: 'Megan Bowen', changes: signIn('blocked', 'enabled') },
};

/** The card of each proposal, as its asker sees it. */
export function readProposals(): { template: string; name: string; content: unknown }[] {
  const { has } = speak('en');
  const ownOr = (operation: string, key: string, other: string) => {
    const own = `${operation}/${key}`;
    return has(own) ? own : other;
  };
  return Object.entries(proposals).map(([operation, { subject, changes, cautions = [] }]) => {
    const lead = word(ownOr(operation, 'proposed-asker', 'matter/proposed-asker'), { subject });
    const moment = (at: string) => ({ format: 'moment', of: [at] });
    return {
      template: 'matter',
      name: operation.replaceAll('.', '-'),
      content: {
        operation,
        state: 'proposed',
        icon: operations.find(({ id }) => id === operation)!.icon,
        title: { join: [word(`${operation}/title`), subject], by: ' · ' },
        subtitle: word('matter/asked-by', { name: 'Claire Moreau', when: moment('2026-11-23T10:02:11Z') }),
        summary: lead,
        chip: { text: word('steps/proposed'), tone: 'accent' },
        foot: word('matter/open-until', { time: moment('2026-11-23T10:17:11Z') }),
        model: {
          lead,
          detail: null,
          secret: null,
          secretHint: null,
          changes: changes.map(([field, from, to]) => ({ field: word(`fields/${field}`), from, to })),
          picture: null,
          isDone: false,
          cautions: cautions.map((text) => ({ text })),
          asksReason: false,
        },
        actions: [
          { id: 'confirm', title: word(ownOr(operation, 'confirm', 'actions/confirm')), style: 'positive' },
          { id: 'cancel', title: word('actions/cancel') },
        ],
      },
    };
  });
}
