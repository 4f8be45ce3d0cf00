import { compileSpeech } from '../../src/desk/say-card';
import type { Language } from '../../src/language/languages';

/** What a card without places says. */
function sayCard(summary: string, body: unknown, language: Language, unsaid: string | null): string {
  return compileSpeech(body, language)(summary, {}, unsaid);
}

const cells = (...texts: string[]) => ({
  type: 'TableRow',
  cells: texts.map((text) => ({ type: 'TableCell', items: [{ type: 'TextBlock', text }] })),
});
const column = (text: string) => ({ type: 'Column', items: [{ type: 'TextBlock', text }] });

it('says a card from top to bottom: what stands side by side is one line', () => {
  const body = [
    { type: 'ColumnSet', columns: [column('🔑'), column('Phone · Paul'), column('Proposed')] },
    { type: 'TextBlock', text: 'Change the phone?' },
    { type: 'Table', rows: [cells('What', 'Today', 'New'), cells('Phone', '', '+33199009900')] },
    { type: 'Container', items: [{ type: 'FactSet', facts: [{ title: 'Asked by', value: 'Claire' }] }] },
    { type: 'Input.Text', id: 'reason', label: 'Reason', value: '' },
    {
      type: 'Input.ChoiceSet',
      id: 'role',
      label: 'Role',
      value: 'b',
      choices: [
        { title: 'Sales agent', value: 'a' },
        { title: 'Billing admin', value: 'b' },
      ],
    },
    { type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'Confirm' }] },
    { type: 'Chart.Line', title: 'Price', fallback: { type: 'Table', rows: [cells('May', '€12')] } },
  ];

  expect(sayCard('Change the phone?', body, 'en', null).split('\n')).toEqual([
    'Change the phone?',
    'Phone · Paul · Proposed',
    'What · Today · New',
    'Phone · +33199009900',
    'Asked by: Claire',
    'Reason',
    'Role: Billing admin',
    'May · €12',
  ]);
});

it('writes French colons', () => {
  const body = [{ type: 'FactSet', facts: [{ title: 'Demandé par', value: 'Claire' }] }];

  expect(sayCard('Oui.', body, 'fr', null)).toBe('Oui.\nDemandé par\u00a0: Claire');
});

it('leaves out what must stand on the card alone', () => {
  const body = [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'sEcret-1' }] }];

  expect(sayCard('Your password.', body, 'en', 'sEcret-1')).toBe('Your password.');
});

it('ends somewhere', () => {
  const body = Array.from({ length: 1_000 }, (_, index) => ({ type: 'TextBlock', text: `Line ${index}` }));

  expect(sayCard('All.', body, 'en', null)).toHaveLength(3_001);
});
