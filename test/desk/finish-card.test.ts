import fc from 'fast-check';
import { escapeMarkdown, stripInvisible, writerOf } from '../../src/desk/finish-card';
import { compileTemplate } from '../../src/desk/template';

/** A card whose texts all come from elsewhere. */
function drawForeign(body: (place: string) => object[], foreign: string): unknown {
  const pieces: string[] = [];
  compileTemplate(body('${foreign}'), writerOf)({ foreign }, pieces);
  return JSON.parse(pieces.join(''));
}

/** teams.md, Attacks: markdown, link, mention or bidi injection into an approver's card. */
const attacks: [string, string, string][] = [
  ['a link', '[Approved](https://evil.example)', '\\[Approved\\](https://evil.example)'],
  ['a link whose brackets were escaped already', '\\[Approved\\](x)', '\\\\\\[Approved\\\\\\](x)'],
  ['a picture', '![x](https://evil.example/x.png)', '!\\[x\\](https://evil.example/x.png)'],
  ['bold', '**Approved**', '\\*\\*Approved\\*\\*'],
  ['a line through', '~~Reject~~', '\\~\\~Reject\\~\\~'],
  ['code', '`Approved`', '\\`Approved\\`'],
  ['a mention', '<at>Claire Moreau</at>', '‹at>Claire Moreau‹/at>'],
  ['a tag', '<b onclick="x">', '‹b onclick="x">'],
  ['a heading', '# Approved', '\\# Approved'],
  ['a quote', '> Claire: yes', '\\> Claire: yes'],
  ['a list', 'Paul\n- approved\n1. by Claire', 'Paul\n\\- approved\n\\1. by Claire'],
  ['writing that turns', 'exe.\u202efdp\u2066x\u2069\u061c', 'exe.fdpx'],
  ['letters without width', 'Pa\u200bul\u200d\ufeff\u2060\u00ad\u180e', 'Paul'],
  ['a sentence in tags', `Paul${String.fromCodePoint(0xe0041, 0xe0070, 0xe007f)}`, 'Paul'],
  ['annotations', 'Paul\ufff9x\ufffa\ufffb\u206a', 'Paulx'],
  ['a line break that is none', 'Paul\u2028Approved\r\u0085\u0000', 'PaulApproved'],
];

const shownIn = (text: string) => [
  { type: 'TextBlock', text },
  { type: 'FactSet', facts: [{ title: text, value: text }] },
];

it.each(attacks)('%s is shown as what it is', (_what, foreign, shown) => {
  expect(drawForeign(shownIn, foreign)).toEqual(shownIn(shown));
});

it.each(attacks)('%s is shown as what it is in elements that a model brings with it', (_what, foreign, shown) => {
  const pieces: string[] = [];
  compileTemplate({ items: '${items}' }, writerOf)({ items: shownIn(foreign) }, pieces);

  expect(JSON.parse(pieces.join(''))).toEqual({ items: shownIn(shown) });
});

it.each(attacks)('%s stays readable where no markdown is drawn, but nothing in it is hidden', (_what, foreign) => {
  const typedIn = (text: string) => [{ type: 'Input.Text', value: text, label: text }];

  expect(drawForeign(typedIn, foreign)).toEqual(typedIn(stripInvisible(foreign)));
});

it.each([
  'Marie-Claire d’Aubigné (Lyon)',
  'first_last@contoso.example',
  'https://contoso.example/a_b?c=1#d',
  '+33 1 99 00 99 00',
  '3 < 4 > 2',
  'Exchange Online (Plan 1) – 12,50 €',
  '日本語 العربية 🙂',
])('%s is left as it is', (text) => {
  expect(escapeMarkdown(stripInvisible(text))).toBe(text);
});

it('no text makes a link, a mention, emphasis or code', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '*',
    '_',
    '`',
    '~',
    '\\',
    '<',
    '/',
    'at>',
    'a',
    ' ',
    '\n',
    '#',
    '1.',
    '-',
  );
  fc.assert(
    fc.property(fc.string({ unit: piece, maxLength: 40 }), (text) => {
      const drawn = escapeMarkdown(text).replace(/\\[\\`*_[\]~]/g, '·');

      expect(drawn).not.toMatch(/[[\]*`~]|<\/?[a-z]/i);
    }),
  );
});
