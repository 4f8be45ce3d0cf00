import { z } from 'zod';
import { changeKinds, type ChangeKind, type PriceChanges } from '../../prices/prices';
import { defineRead, problem, type Answer, type Button, type Context, type View } from '../operation';
import { slot } from '../slots';
import { describeChange } from './change-words';
import { tellSince } from './plan-words';
import { offerNearest } from './present-unclear';
import { priceDefaults } from './price-defaults';
import { noPrices } from './no-prices';

/** How many changes a page shows. */
const pageSize = 6;
/** Buttons in sight; the others are in the menu. */
const shownButtons = 3;

const slots = z.object({
  since: slot.date.optional(),
  product: slot.product.optional(),
  segment: slot.segment.optional(),
  /** Which changes: buttons only. */
  kind: z.enum(changeKinds).optional(),
  page: slot.page.optional(),
});
type Slots = z.output<typeof slots>;

/** What the price sheets changed from a day on: how many of each kind, then each, the biggest price moves first. */
export const pricesChanges = defineRead({
  id: 'prices.changes',
  group: 'prices',
  icon: '🔀',
  risk: 'read',
  right: 'prices.read',
  audience: 'personal',
  slots,

  async answer(context, asked) {
    const { page = 0, ...query } = asked;
    const part = { offset: page * pageSize, limit: pageSize };
    const answer = await context.prices.changes({ ...query, ...part }, priceDefaults(context));
    if (answer.kind === 'changes') return showChanges(context, asked, answer);
    return presentNothing(context, asked, answer);
  },
});

type Nothing = Exclude<Awaited<ReturnType<Context['prices']['changes']>>, PriceChanges>;

function presentNothing(context: Context, asked: Slots, answer: Nothing): Answer {
  const { format } = context.speech;
  switch (answer.kind) {
    case 'empty':
      return noPrices(context);
    case 'none':
      return offerNearest(context, asked.product ?? '', answer, (item) => ({
        operation: 'prices.changes',
        slots: { ...asked, product: item.reference, page: undefined },
      }));
    case 'first-sheet':
      return problem('only-first-sheet', { month: format.month(answer.newest) });
    case 'no-sheet-there':
      return problem('no-sheet-there', {
        country: format.country(answer.market),
        currency: context.organization.currency,
        offered: format.list(answer.markets.slice(0, 8).map((market) => format.country(market))),
      });
  }
}

function showChanges(context: Context, asked: Slots, changes: PriceChanges): View {
  const { speech } = context;
  const { t, format } = speech;
  const { counts, since, market, currency, oldest, newest, total, entries } = changes;
  const counted = changeKinds
    .filter((kind) => kind !== 'text' && counts[kind] > 0)
    .map((kind) => t(`prices.changes/count-${kind}`, { count: counts[kind] }));
  const lead =
    counted.length > 0 ? format.list(counted) : t('prices.changes/none', { since: tellSince(speech, since) });
  const pages = Math.ceil(total / pageSize);
  return {
    kind: 'view',
    card: 'prices.changes',
    title: t('prices.changes/title'),
    subtitle: [
      tellSince(speech, since),
      ...(asked.product ? [asked.product] : []),
      ...(asked.segment ? [t(`segments/${asked.segment}`)] : []),
      format.country(market),
      currency,
    ].join(' · '),
    summary: t('prices.changes/summary', { since: tellSince(speech, since), lead }),
    model: {
      lead,
      texts: counts.text > 0 ? t('prices.changes/count-text', { count: counts.text }) : null,
      compared: t('prices.changes/compared', { oldest: format.month(oldest), newest: format.month(newest) }),
      shown: asked.kind ? t(`prices.changes/kind-${asked.kind}`) : null,
      entries: entries.map((change) => describeChange(speech, change, currency)),
      page: pages > 1 ? t('paging/page', { page: (asked.page ?? 0) + 1, pages }) : null,
    },
    buttons: buttons(context, asked, changes, pages),
  };
}

function buttons({ speech: { t } }: Context, asked: Slots, changes: PriceChanges, pages: number): Button[] {
  const { counts, total } = changes;
  const { page = 0, ...query } = asked;
  const ask = (slots: Slots) => ({ operation: 'prices.changes', slots });
  const filter = (title: string, kind: ChangeKind | undefined): Button => ({
    id: 'choose',
    title,
    request: ask({ ...asked, kind, page: undefined }),
  });
  const all: Button[] = [
    ...(page + 1 < pages
      ? [{ id: 'next' as const, title: t('paging/next'), request: ask({ ...asked, page: page + 1 }) }]
      : []),
    ...(page > 0
      ? [{ id: 'previous' as const, title: t('paging/previous'), request: ask({ ...asked, page: page - 1 }) }]
      : []),
    ...(asked.kind ? [filter(t('prices.changes/kind-all'), undefined)] : []),
    ...changeKinds
      .filter((kind) => counts[kind] > 0 && kind !== asked.kind)
      .map((kind) => filter(`${t(`prices.changes/kind-${kind}`)} (${counts[kind]})`, kind)),
  ];
  const exported: Button = {
    id: 'open',
    title: t('prices.export/open'),
    request: { operation: 'prices.export', slots: query },
    secondary: true,
  };
  if (total === 0 && all.length === 0) return furtherButtons(t, asked);
  return [
    ...all.map((button, index): Button => ({ ...button, secondary: index < shownButtons ? undefined : true })),
    ...(total > 0 ? [exported] : []),
  ];
}

/** Where nothing changed: what may be looked at instead. */
function furtherButtons(t: Context['speech']['t'], { product, segment, since }: Slots): Button[] {
  const isNarrow = product !== undefined || segment !== undefined || since !== undefined;
  const history = { operation: 'prices.history', slots: { product, segment } };
  return [
    ...(product === undefined ? [] : [{ id: 'open' as const, title: t('prices.history/open'), request: history }]),
    ...(isNarrow
      ? [
          {
            id: 'open' as const,
            title: t('prices.changes/kind-all'),
            request: { operation: 'prices.changes', slots: {} },
          },
        ]
      : []),
  ];
}
