import { z } from 'zod';
import { matchAmong, takeOff, type PriceItem, type PromotedPlan, type Promotion } from '../../prices/prices';
import { defineRead, type Answer, type Button, type Context } from '../operation';
import { slot } from '../slots';
import { noPrices } from '../prices/no-prices';
import { priceDefaults } from '../prices/price-defaults';
import { addDays, bestPlan, describeOffer, soonDays } from './offer-row';

const pageSize = 8;

const slots = z.object({
  product: slot.product.optional(),
  segment: slot.segment.optional(),
  page: slot.page.optional(),
});
type Slots = z.output<typeof slots>;

/** A promotion with what the price sheets know of its products. */
interface Offered {
  promotion: Promotion;
  items: Pick<PriceItem, 'productId' | 'skuId' | 'segment' | 'productTitle' | 'title'>[];
}

/**
 * The promotions of the day, those that end first in front (domain.md 4.7). What is taken off is taken off the partner's price,
 * so it needs the right to see that, and is answered in private.
 */
export const offersList = defineRead({
  id: 'offers.list',
  group: 'prices',
  icon: '🎁',
  risk: 'read',
  right: 'prices.read',
  audience: 'personal',
  slots,

  async answer(context, asked) {
    const promotions = await context.prices.promotions.on(context.today);
    if (!promotions) return noPrices(context, 'no-promotions');
    const offered = selectOffered(await nameProducts(context, promotions), asked);
    return await showOffered(context, asked, offered);
  },
});

async function nameProducts({ prices, today }: Context, promotions: readonly Promotion[]): Promise<Offered[]> {
  const references = [...new Set(promotions.flatMap(({ plans }) => plans.map(({ reference }) => reference)))];
  const described = (await prices.products.describe(references, today)) ?? [];
  const known = new Map(described.flatMap((item) => (item ? [[item.reference, item] as const] : [])));
  return promotions.map((promotion) => ({
    promotion,
    items: [...new Set(promotion.plans.map(({ reference }) => reference))].map((reference) => {
      const [productId = '', skuId = ''] = reference.split(':');
      const { name } = promotion;
      // Promotions are made for the commercial segment (domain.md 4.7); one may come before its product's price.
      return known.get(reference) ?? { productId, skuId, segment: 'commercial', productTitle: name, title: name };
    }),
  }));
}

function selectOffered(offered: Offered[], { product, segment }: Slots): Offered[] {
  const fitting = offered.filter(({ items }) => !segment || items.some((item) => item.segment === segment));
  if (product === undefined || fitting.length === 0) return fitting;
  const candidates = fitting.flatMap((each) => each.items.map((item) => ({ ...item, each })));
  const found = new Set(matchAmong(candidates, product).map(({ each }) => each));
  return fitting.filter((each) => found.has(each));
}

async function showOffered(context: Context, asked: Slots, offered: Offered[]): Promise<Answer> {
  const { t, format } = context.speech;
  const pages = Math.max(1, Math.ceil(offered.length / pageSize));
  const page = Math.min(asked.page ?? 0, pages - 1);
  const shown = offered.slice(page * pageSize, (page + 1) * pageSize);
  const soon = addDays(context.today, soonDays);
  const endingSoon = offered.filter(({ promotion }) => promotion.endsOn <= soon).length;
  const about = [asked.product, asked.segment ? t(`segments/${asked.segment}`) : ''].filter(Boolean).join(' · ');
  const lead = offered.length > 0 ? t('offers.list/count', { count: offered.length }) : nothingLead(context, about);
  const detail = endingSoon > 0 ? t('offers.list/ending', { count: endingSoon, days: soonDays }) : null;
  return {
    kind: 'view',
    card: 'offers.list',
    title: about ? t('offers.list/title-of', { about }) : t('offers.list/title'),
    summary: [lead, detail, ...shown.slice(0, 3).map(({ promotion }) => `${promotion.name}.`)]
      .filter(Boolean)
      .join(' '),
    model: {
      lead,
      detail,
      rows: await Promise.all(shown.map((each) => describe(context, each))),
      note: shown.length > 0 ? [t('offers.list/note'), t('prices.find/without-tax')].join(' ') : null,
      page: pages > 1 ? t('paging/page', { page: page + 1, pages: format.number(pages) }) : null,
    },
    buttons: buttonsFor(context, asked, page, pages, about),
  };
}

function nothingLead({ speech: { t } }: Context, about: string): string {
  return about ? t('offers.list/none-of', { about }) : t('offers.list/none');
}

async function describe(context: Context, { promotion, items }: Offered): Promise<object> {
  const segments = items.map(({ segment }) => segment);
  const price = await priceOf(context, bestPlan(promotion));
  return describeOffer(context.speech, promotion, segments, { today: context.today, price });
}

/** What one licence costs with the promotion, where the price sheets have that plan at home. */
async function priceOf(context: Context, { reference, term, billing, discount }: PromotedPlan): Promise<string | null> {
  if (!discount || !term || !billing || billing === 'none' || billing === 'once') return null;
  const { prices, speech } = context;
  const found = await prices.find({ product: reference, term, billing }, priceDefaults(context));
  if (found.kind !== 'found') return null;
  const usual = found.plan.unit.month.amount;
  const money = (amount: typeof usual) => speech.format.money(amount, found.currency, 'rounded');
  return speech.t('offers.list/price', { before: money(usual), after: money(takeOff(usual, discount)) });
}

function buttonsFor(context: Context, asked: Slots, page: number, pages: number, about: string): Button[] {
  const { t } = context.speech;
  const list = (changed: Slots) => ({ operation: 'offers.list', slots: changed });
  const buttons: Button[] = [];
  if (page + 1 < pages)
    buttons.push({ id: 'next', title: t('paging/next'), request: list({ ...asked, page: page + 1 }) });
  if (page > 0)
    buttons.push({ id: 'previous', title: t('paging/previous'), request: list({ ...asked, page: page - 1 }) });
  if (about) buttons.push({ id: 'open', title: t('offers.list/all'), request: list({}) });
  return buttons;
}
