import { z } from 'zod';
import { placeOf, referenceOf } from '../../account/pinned-offers';
import { holds } from '../../account/rights';
import type { Product, ProductPage } from '../../prices/prices';
import { defineRead, type Answer, type Button, type Context, type Request } from '../operation';
import { slot } from '../slots';
import { readPins, type Pin } from './pins';
import { priceOf } from './price-of';
import { showOffer } from './show-offer';
import { noPrices } from '../prices/no-prices';

/** With the five pinned ones a card has fifteen rows at most, and stays below what Teams takes. */
const pageSize = 10;

const slots = z.object({
  segment: slot.segment.optional(),
  product: slot.product.optional(),
  page: slot.page.optional(),
});
type Slots = z.output<typeof slots>;
type Segment = NonNullable<Slots['segment']>;

/**
 * The catalog: pinned offers first, then what is sold, by segment (domain.md 1.5); with a product, whether it is in there.
 * It shows partner prices, so it takes their right and is answered in private.
 */
export const catalogShow = defineRead({
  id: 'catalog.show',
  group: 'catalog',
  icon: '🗂️',
  risk: 'read',
  right: 'prices.read',
  audience: 'personal',
  slots,

  async answer(context, asked) {
    return asked.product === undefined ? showCatalog(context, asked) : showOffer(context, asked.product, asked.segment);
  },
});

async function showCatalog(context: Context, { segment, page: wanted = 0 }: Slots): Promise<Answer> {
  const { t, format } = context.speech;
  const { pins } = await readPins(context);
  const listed = await readPage(context, segment, wanted);
  if (!listed && pins.length === 0) return noPrices(context);
  const total = listed?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(wanted, pages - 1);
  const shownPins = page > 0 ? [] : pins.filter((pin) => !segment || pin.item?.segment === segment);
  const title = segment
    ? t('catalog.show/title-segment', { segment: t(`segments/${segment}`) })
    : t('catalog.show/title');
  const lead = listed ? t('catalog.show/count', { count: total }) : t('problems/no-prices/what');
  return {
    kind: 'view',
    card: 'catalog.show',
    title,
    summary: [title, lead, summaryOfPins(context, shownPins)].filter(Boolean).join('. '),
    model: {
      lead,
      advice: listed ? null : t(`problems/${noPrices(context).code}/do`),
      pinnedTitle: shownPins.length > 0 ? t('catalog.show/pinned', { count: shownPins.length }) : null,
      nothingPinned: pins.length === 0 ? sayNothingPinned(context, listed) : null,
      pinned: await Promise.all(shownPins.map((pin) => pinRow(context, pins, pin))),
      groups: listed ? groupsOf(context, listed) : [],
      page: pages > 1 ? t('paging/page', { page: page + 1, pages: format.number(pages) }) : null,
    },
    buttons: [
      ...(segment ? [] : shownPins.flatMap((pin) => pinButtons(context, pins, pin))),
      ...(listed ? listButtons(context, listed, segment, page, pages) : []),
    ],
  };
}

async function readPage(
  { prices, today }: Context,
  segment: Segment | undefined,
  wanted: number,
): Promise<ProductPage | undefined> {
  const read = (page: number) =>
    prices.products.list({ segment, day: today, offset: page * pageSize, limit: pageSize });
  const listed = await read(wanted);
  if (!listed || listed.products.length > 0 || listed.total === 0) return listed;
  // The list has become shorter since the button was drawn.
  return await read(Math.ceil(listed.total / pageSize) - 1);
}

/** Whoever may pin is told how, with a product that is in sight. */
function sayNothingPinned({ speaker, speech: { t } }: Context, listed: ProductPage | undefined): string {
  const product = listed?.products[0]?.title;
  return product && holds(speaker, 'catalog.manage')
    ? t('catalog.show/how-to-pin', { product })
    : t('catalog.show/nothing-pinned');
}

function summaryOfPins({ speech: { t, format } }: Context, pins: readonly Pin[]): string {
  return pins.length === 0
    ? ''
    : t('catalog.show/summary-pinned', { titles: format.list(pins.map(({ title }) => title)) });
}

async function pinRow(context: Context, pins: readonly Pin[], pin: Pin): Promise<object> {
  const { t } = context.speech;
  const price = pin.item?.isSold ? await priceOf(context, pin.item.reference) : null;
  return {
    place: `${placeOf(pins, pin)}`,
    title: pin.title,
    detail: [pin.item ? t(`segments/${pin.item.segment}`) : '', price?.lead ?? ''].filter(Boolean).join(' · '),
    note: pin.isRemoved ? t('catalog/removed') : '',
    actions: [],
  };
}

/** What whoever may can do with a pin, in its row. */
function pinButtons({ speaker, speech: { t } }: Context, pins: readonly Pin[], pin: Pin): Button[] {
  if (!holds(speaker, 'catalog.manage')) return [];
  const place = placeOf(pins, pin);
  const row = { of: 'pinned', at: place - 1 };
  const product = referenceOf(pin);
  const move = (position: number): Request => ({ operation: 'catalog.move', slots: { product, position } });
  const buttons: Button[] = [];
  if (place > 1) buttons.push({ id: 'choose', title: t('catalog.show/up'), request: move(place - 1), row });
  if (place < pins.length) buttons.push({ id: 'choose', title: t('catalog.show/down'), request: move(place + 1), row });
  const unpin = { operation: 'catalog.unpin', slots: { product } };
  return [...buttons, { id: 'edit', title: t('catalog/unpin'), request: unpin, row }];
}

function groupsOf({ speech: { t } }: Context, { products, counts }: ProductPage): object[] {
  const segments = [...new Set(products.map((product) => product.segment))];
  const row = ({ title, variants }: Product) => ({
    title,
    detail: variants > 1 ? t('catalog.show/variants', { count: variants }) : '',
  });
  return segments.map((segment) => ({
    title: t('catalog.show/group', { segment: t(`segments/${segment}`), count: counts[segment] }),
    items: products.filter((product) => product.segment === segment).map(row),
  }));
}

/** Turning pages, and the other segments. */
function listButtons(
  { speech: { t } }: Context,
  { counts }: ProductPage,
  segment: Segment | undefined,
  page: number,
  pages: number,
): Button[] {
  const show = (slots: Slots): Request => ({ operation: 'catalog.show', slots });
  const kept = segment ? { segment } : {};
  const buttons: Button[] = [];
  if (page + 1 < pages)
    buttons.push({ id: 'next', title: t('paging/next'), request: show({ ...kept, page: page + 1 }) });
  if (page > 0)
    buttons.push({ id: 'previous', title: t('paging/previous'), request: show({ ...kept, page: page - 1 }) });
  if (segment) buttons.push({ id: 'open', title: t('catalog.show/all'), request: show({}) });
  for (const other of slot.segment.options) {
    if (other === segment || counts[other] === 0) continue;
    buttons.push({
      id: 'open',
      title: t('catalog.show/group', { segment: t(`segments/${other}`), count: counts[other] }),
      request: show({ segment: other }),
    });
  }
  return buttons.map((button, index) => (index > 2 ? { ...button, secondary: true } : button));
}
