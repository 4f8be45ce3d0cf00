import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';
import { selectNews, type SheetChange } from '../../src/notices/news';
import { usualOptions } from '../../src/notices/news-options';
import type { Subscription } from '../../src/notices/subscriptions';
import { operations } from '../../src/operations';
import { viewDigest } from '../../src/operations/offers/digest-view';
import type { Operation } from '../../src/operations/operation';

const subscription: Subscription = {
  ...usualOptions,
  timeZone: 'Europe/Paris',
  id: 'subscription-1',
  conversationId: 'a:someone',
  product: null,
  segment: 'education',
  subscriber: 'someone',
  language: 'en',
  createdAt: '2026-10-14T08:00:00.000Z',
};
const sheet = {
  id: 2,
  month: '2026-12',
  effectiveFrom: '2026-12-01',
  importedAt: '2026-11-23T10:00:00.000Z',
  kind: 'current',
  view: 'license-based',
} as const;
const change = (changed: Partial<SheetChange>): SheetChange => ({
  reference: 'CFQ7TEST0001:0001',
  title: 'A3',
  segment: 'education',
  kind: 'price',
  plan: { term: 'P1Y', billing: 'annual' },
  isOnePlan: false,
  unit: { before: 120_000_000, after: 132_000_000 },
  retail: { before: 144_000_000, after: 150_000_000 },
  ...changed,
});

const view = (
  changes: SheetChange[],
  { figures = 'unit', language = 'en', kind = 'current', known = operations }: ViewOptions = {},
) => {
  const news = selectNews(changes, subscription, figures);
  const parts = [{ kind: 'sheet' as const, sheet: { ...sheet, kind }, news }];
  const reading = { figures, currency: 'EUR', today: '2026-12-01' };
  return viewDigest(speak(language), { subscription, parts, reading, acknowledging: null }, known);
};
interface ViewOptions {
  figures?: 'unit' | 'retail';
  language?: 'en' | 'fr';
  kind?: 'current' | 'preview';
  known?: readonly Operation[];
}
interface Row {
  move: string;
  price: string;
}
const sectionOf = ({ model }: { model: object }) =>
  (model as { sections: { rows: Row[]; more: string | null }[] }).sections[0]!;
const rowsOf = (shown: { model: object }) => sectionOf(shown).rows;
const nothing = { before: null, after: null };

it.each<[string, Partial<SheetChange>, ViewOptions, Row]>([
  ['what the partner pays, by month', {}, {}, { move: '+10%', price: '€10.00 → €11.00' }],
  ['the retail price where others read', {}, { figures: 'retail' }, { move: '+4.2%', price: '€12.00 → €12.50' }],
  ['en français', {}, { language: 'fr' }, { move: '+10 %', price: '10,00 € → 11,00 €' }],
  ['less', { unit: { before: 120e6, after: 114e6 } }, {}, { move: '−5%', price: '€10.00 → €9.50' }],
  ['new', { kind: 'added', unit: { ...nothing, after: 24e6 } }, {}, { move: 'New', price: '€2.00' }],
  [
    'a new plan',
    { kind: 'added', isOnePlan: true, unit: { ...nothing, after: 24e6 } },
    {},
    { move: 'New plan', price: '€2.00' },
  ],
  ['gone', { kind: 'removed', unit: { ...nothing, before: 24e6 } }, {}, { move: 'Gone', price: 'was €2.00' }],
  ['no longer free', { unit: { before: 0, after: 24e6 } }, {}, { move: 'No longer free', price: '€0.00 → €2.00' }],
])('a row says %s', (_, changed, options, row) => {
  const [shown] = rowsOf(view([change(changed)], options));

  expect({ move: plain(shown!.move), price: plain(shown!.price) }).toEqual(row);
});

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

it('ten rows, and how many more there are', () => {
  const many = Array.from({ length: 13 }, (_, at) => change({ reference: `CFQ7TEST${1000 + at}:0001` }));

  const shown = view(many);

  expect(rowsOf(shown)).toHaveLength(10);
  expect(sectionOf(shown)).toMatchObject({ more: 'and 3 more' });
});

it('what is bought once is told whole, and the card says so', () => {
  const shown = view([change({ plan: { term: 'OneTime', billing: 'once' } })]);

  expect(rowsOf(shown)[0]).toMatchObject({ price: '€120.00 → €132.00', detail: 'Education · bought once' });
  expect(shown.model).toMatchObject({ note: expect.stringContaining('What is bought once is told whole.') });
  expect(view([change({})]).model).toMatchObject({ note: expect.not.stringContaining('bought once') });
});

it('a preview speaks of what is coming', () => {
  expect(view([change({})], { kind: 'preview' }).summary).toContain('Coming in December 2026: 1 product changes');
});

it('“show all” leads to the changes, where the desk knows that operation', () => {
  const changes = { id: 'prices.changes' } as Operation;
  const others = operations.filter(({ id }) => id !== 'prices.changes');

  const [showAll] = view([change({})], { known: [...others, changes] }).buttons!;

  expect(showAll).toMatchObject({
    id: 'open',
    request: { operation: 'prices.changes', slots: { since: '2026-12-01', segment: 'education' } },
  });
  expect(view([change({})], { known: others }).buttons!.map(({ request }) => request.operation)).toEqual([
    'offers.unsubscribe',
  ]);
});

it.each(languages)('says it in one sentence too (%s)', (language) => {
  const { summary } = view([change({})], { language });

  expect(summary).not.toMatch(/\{\{|news-card/);
});
