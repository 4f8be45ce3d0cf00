import { z } from 'zod';
import type { Language } from '../../language/languages';
import { changeKinds, type PriceChange, type Rates } from '../../prices/prices';
import { writeCsv } from '../csv-file';
import { defineChange, problem, type Change, type Context } from '../operation';
import { slot } from '../slots';
import { describePlan } from './plan-words';
import { priceDefaults } from './price-defaults';

/** Lines of one file: what a spreadsheet still opens without complaint, and a turn can make. */
const largestExport = 100_000;

const slots = z.object({
  since: slot.date.optional(),
  product: slot.product.optional(),
  segment: slot.segment.optional(),
  kind: z.enum(changeKinds).optional(),
});
type Slots = z.output<typeof slots>;

/**
 * The price changes that a card of `prices.changes` shows, all of them, as a CSV file. Its prices leave the desk, so it is agreed to
 * and written down, though nothing changes.
 */
export const pricesExport = defineChange({
  id: 'prices.export',
  group: 'prices',
  icon: '📤',
  risk: 'change',
  right: 'prices.read',
  audience: 'personal',
  buttonOnly: true,
  slots,

  async propose(context, asked) {
    const { t, format } = context.speech;
    const changes = await readAll(context, asked);
    if (changes?.kind !== 'changes' || changes.total === 0) return problem('nothing-to-export');
    if (changes.total > largestExport)
      return problem('export-too-large', { count: changes.total, limit: largestExport });
    const data = { ...asked, since: changes.since } satisfies Slots;
    const what: Change[] = [
      { field: 'entries', from: null, to: { text: format.number(changes.total) } },
      { field: 'since', from: null, to: { text: format.date(changes.since) } },
      { field: 'file', from: null, to: { text: nameOf(data) } },
    ];
    return {
      kind: 'propose',
      subject: { id: 'price-changes', name: t('prices.export/subject') },
      subjectVersion: null,
      changes: what,
      confirm: true,
      approval: false,
      cautions: ['prices.export/partner-prices'],
      data,
    };
  },

  verify: () => Promise.resolve(undefined),

  perform: () => Promise.resolve({}),

  async file(context, data) {
    const asked = slots.parse(data);
    const changes = await readAll(context, asked);
    if (changes?.kind !== 'changes') return problem('nothing-to-export');
    const { t } = context.speech;
    const header = columns.map((column) => t(`prices.export/columns/${column}`));
    const rows = changes.entries.map((change) => rowOf(context, change));
    return { name: nameOf(asked), bytes: writeCsv([header, ...rows], context.speech.language) };
  },
});

const columns = [
  'date',
  'kind',
  'product',
  'sku',
  'reference',
  'segment',
  'plan',
  'plans',
  'currency',
  'unit-before',
  'unit-after',
  'percent',
  'retail-before',
  'retail-after',
  'ends',
  'title-before',
] as const;

function readAll(context: Context, asked: Slots) {
  return context.prices.changes({ ...asked, offset: 0, limit: largestExport }, priceDefaults(context));
}

function rowOf({ speech, organization }: Context, change: PriceChange): string[] {
  const { t, language } = speech;
  const { item, kind, date, plan, plans, before, after, percent, endsOn, texts } = change;
  const amount = (rates: Rates | undefined) => (rates ? writeAmount(rates.term.amount, language) : '');
  return [
    date,
    t(`prices.changes/kind-${kind}`),
    item.productTitle,
    item.title,
    item.reference,
    t(`segments/${item.segment}`),
    plan ? describePlan(speech, plan) : '',
    plan ? `${plans}` : '',
    plan ? ((before ?? after)?.unit.term.currency ?? organization.currency) : '',
    amount(before?.unit),
    amount(after?.unit),
    // A hyphen at the start would be taken for a formula.
    percent === null ? '' : writeAmount(percent, language).replace('-', '−'),
    amount(before?.retail),
    amount(after?.retail),
    endsOn ?? '',
    texts?.before.skuTitle ?? '',
  ];
}

/** To the last digit, with the decimal sign that the reader's spreadsheet knows. */
function writeAmount(amount: string, language: Language): string {
  return language === 'fr' ? amount.replace('.', ',') : amount;
}

/** `price-changes-2026-11-01.csv` */
function nameOf({ since, kind, segment }: Slots): string {
  return `${['price-changes', since, kind, segment].filter(Boolean).join('-')}.csv`;
}
