/** Cards of the fake bot, with something of everything that the page must draw and press. */

type Card = Record<string, unknown>;

const base = (operation: string, state: string, body: unknown[], actions: unknown[] = []): Card => ({
  type: 'AdaptiveCard',
  version: '1.5',
  lang: 'en',
  fallbackText: operation,
  metadata: { operation, state },
  body,
  actions,
});

const header = (title: string, note: string, chip: string, style: string): unknown => ({
  type: 'ColumnSet',
  columns: [
    {
      type: 'Column',
      width: 'stretch',
      items: [
        { type: 'TextBlock', text: title, style: 'heading', size: 'Medium', weight: 'Bolder', wrap: true },
        { type: 'TextBlock', text: note, isSubtle: true, size: 'Small', spacing: 'None', wrap: true },
      ],
    },
    {
      type: 'Column',
      width: 'auto',
      items: [
        {
          type: 'Badge',
          text: chip,
          fallback: {
            type: 'Container',
            style,
            items: [{ type: 'TextBlock', text: chip, size: 'Small', weight: 'Bolder' }],
          },
        },
      ],
    },
  ],
});

const cell = (text: string): unknown => ({
  type: 'TableCell',
  items: [{ type: 'TextBlock', text, wrap: true }],
});
const table = (...rows: string[][]): unknown => ({
  type: 'Table',
  columns: (rows[0] ?? []).map(() => ({ width: 1 })),
  rows: rows.map((cells) => ({ type: 'TableRow', cells: cells.map((text) => cell(text)) })),
});

export const waitingCard = (): Card =>
  base('password.reset', 'waiting', [
    header('Password reset · Marie Dupont', 'You asked at 16:12', 'Waiting', 'warning'),
    { type: 'TextBlock', text: 'Someone who may reset your password has to **approve** this.', wrap: true },
    { type: 'TextBlock', text: 'Open until tomorrow 16:12', isSubtle: true, size: 'Small', wrap: true },
  ]);

export const approvalCard = (requester: string): Card =>
  base(
    'password.reset',
    'proposed',
    [
      header(`Password reset · ${requester}`, `${requester} asks for a new password`, 'To approve', 'accent'),
      {
        type: 'FactSet',
        facts: [
          { title: 'Sign-in name', value: 'marie.dupont@contoso.example' },
          { title: 'Roles', value: 'None' },
        ],
      },
      {
        type: 'Container',
        style: 'attention',
        items: [{ type: 'TextBlock', text: 'All sessions of this person will end.', wrap: true, color: 'Attention' }],
      },
      { type: 'Input.Text', id: 'reason', label: 'Reason, if you reject', isMultiline: true, maxLength: 200 },
    ],
    [
      {
        type: 'Action.Execute',
        id: 'approve',
        title: 'Approve',
        verb: 'approve',
        style: 'positive',
        data: { token: 't1' },
      },
      {
        type: 'Action.Execute',
        id: 'reject',
        title: 'Reject',
        verb: 'reject',
        style: 'destructive',
        data: { token: 't2' },
      },
      {
        type: 'Action.Execute',
        id: 'open',
        title: 'Show their history',
        verb: 'open',
        mode: 'secondary',
        data: { token: 't3' },
      },
      {
        type: 'Action.OpenUrl',
        id: 'read',
        title: 'Read the policy',
        url: 'https://example.com/policy',
        mode: 'secondary',
      },
    ],
  );

export const decidedCard = (decision: string, by: string): Card =>
  base('password.reset', 'done', [
    header(
      'Password reset · Marie Dupont',
      `${decision} by ${by}`,
      decision,
      decision === 'Approved' ? 'good' : 'attention',
    ),
    table(['', 'Before', 'Now'], ['Password', 'forgotten', 'temporary'], ['Sessions', '3 open', 'ended']),
    { type: 'TextBlock', text: 'Number 42 in the audit trail', isSubtle: true, size: 'Small', wrap: true },
  ]);

export const priceCard = (): Card =>
  base(
    'prices.find',
    'answered',
    [
      header('Price · Microsoft 365 Business Premium', 'Commercial · France · EUR', 'November 2026', 'emphasis'),
      { type: 'TextBlock', text: '€ 18.48 per seat and month', size: 'ExtraLarge', weight: 'Bolder', wrap: true },
      table(
        ['Per', 'Your price', 'Retail', 'Margin'],
        ['Month', '€ 18.48', '€ 20.90', '11.6 %'],
        ['25 seats, month', '€ 462.00', '€ 522.50', '€ 60.50'],
        ['25 seats, year', '€ 5,544.00', '€ 6,270.00', '€ 726.00'],
      ),
      {
        type: 'Container',
        id: 'details',
        isVisible: false,
        items: [
          {
            type: 'FactSet',
            facts: [
              { title: 'Product', value: 'CFQ7TTC0LCHC' },
              { title: 'SKU', value: '0002' },
            ],
          },
          {
            type: 'TextBlock',
            text: '- one term only\n- see the [price list](https://example.com/prices)',
            wrap: true,
          },
        ],
      },
    ],
    [
      { type: 'Action.ToggleVisibility', id: 'details-toggle', title: 'Details', targetElements: ['details'] },
      { type: 'Action.Execute', id: 'choose:1', title: 'Billed yearly', verb: 'choose', data: { plan: 'yearly' } },
      { type: 'Action.ShowCard', id: 'ask', title: 'Other quantity', card: quantityCard() },
    ],
  );

function quantityCard(): Card {
  return {
    type: 'AdaptiveCard',
    body: [{ type: 'Input.Number', id: 'quantity', label: 'Seats', min: 1, max: 300, value: 25 }],
    actions: [{ type: 'Action.Submit', id: 'save', title: 'Ask again', data: { ask: 'price' } }],
  };
}

export const profileCard = (): Card =>
  base(
    'profile.show',
    'answered',
    [
      header('Profile · Contoso Partner', 'Paris, France', 'Complete', 'good'),
      { type: 'FactSet', facts: [{ title: 'Website', value: '[contoso.example](https://contoso.example)' }] },
    ],
    [
      {
        type: 'Action.Submit',
        id: 'edit',
        title: 'Change website',
        data: { msteams: { type: 'task/fetch' }, field: 'website' },
      },
      { type: 'Action.Submit', id: 'next', title: 'Say help', data: { msteams: { type: 'imBack', value: 'help' } } },
    ],
  );

export const editDialog = (error?: string): Card =>
  base(
    'profile.edit',
    'asking',
    [
      { type: 'Input.Text', id: 'name', label: 'Company name', value: 'Contoso' },
      {
        type: 'Input.Text',
        id: 'website',
        label: 'Website',
        value: 'https://contoso.example',
        isRequired: true,
        errorMessage: 'Give an address that begins with https://',
        regex: '^https://',
      },
      ...(error ? [{ type: 'TextBlock', id: 'website.error', text: error, color: 'Attention', wrap: true }] : []),
      {
        type: 'Input.ChoiceSet',
        id: 'visibility',
        label: 'Who sees it',
        value: 'all',
        choices: [
          { title: 'Everyone', value: 'all' },
          { title: 'Customers only', value: 'customers' },
        ],
      },
      { type: 'Input.Toggle', id: 'notify', title: 'Tell the other admins', value: 'true' },
    ],
    [{ type: 'Action.Submit', id: 'save', title: 'Save', style: 'positive', data: { field: 'website' } }],
  );

export const refreshCard = (userId: string): Card => ({
  ...base('requests.list', 'waiting', [{ type: 'TextBlock', text: 'What everyone sees' }]),
  refresh: { action: { type: 'Action.Execute', verb: 'refresh', data: { token: 'r' } }, userIds: [userId] },
});

export const ownCard = (): Card =>
  base('requests.list', 'proposed', [{ type: 'TextBlock', text: 'What only this person sees' }]);

export const revealCard = (): Card =>
  base(
    'password.reset',
    'done',
    [{ type: 'TextBlock', text: 'A password is ready' }],
    [{ type: 'Action.Execute', id: 'reveal', title: 'Show it once', verb: 'reveal', data: { token: 's' } }],
  );

export const secretCard = (): Card =>
  base('password.reset', 'done', [{ type: 'TextBlock', text: 'The secret of the test', fontType: 'Monospace' }]);
