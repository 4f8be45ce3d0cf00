import type { Figures, ItemNews } from '../../notices/news';
import type { NewsPart } from '../../notices/news-parts';
import type { NewOffer } from '../../notices/read-offers';
import { computeRates } from '../../prices/rates';
import type { Speech } from '../../language/translate';
import { describePlan } from '../prices/plan-words';
import { describeOffer } from './offer-row';

/** How many changes a card of news lists, over all that it tells of. */
export const shownNews = 10;

/** For whom news is written down. */
export interface NewsReading {
  figures: Figures;
  currency: string;
  /** ISO date. */
  today: string;
}

type SheetPart = Extract<NewsPart, { kind: 'sheet' }>;
type OffersPart = Exclude<NewsPart, SheetPart>;

/** One source's news as a part of a card: what it is in a sentence, the biggest first, and how much more there is. */
export interface NewsSection {
  lead: string;
  tally: string;
  rows: object[];
  more: string | null;
}

/** The news of some sources for a reader, the biggest first in each; together no more rows than a card lists. */
export function describeParts(speech: Speech, parts: readonly NewsPart[], reading: NewsReading): NewsSection[] {
  const each = Math.max(2, Math.floor(shownNews / Math.max(1, parts.length)));
  return parts.map((part) =>
    part.kind === 'sheet' ? describeSheet(speech, part, reading, each) : describeOffers(speech, part, reading, each),
  );
}

/** What is good to know of the figures, where there are some. */
export function noteOn({ t }: Speech, parts: readonly NewsPart[], { figures }: NewsReading): string {
  const sheets = parts.filter((part): part is SheetPart => part.kind === 'sheet');
  const items = sheets.flatMap(({ news }) => news.items.slice(0, shownNews));
  return [
    sheets.length > 0 ? t(figures === 'unit' ? 'news-card/note-own' : 'news-card/note-shared') : '',
    items.some(({ plan }) => plan.term === 'OneTime') ? t('news-card/note-once') : '',
    sheets.length < parts.length ? t(figures === 'unit' ? 'offers.list/note' : 'news-card/note-discount') : '',
    t('prices.find/without-tax'),
  ]
    .filter(Boolean)
    .join(' ');
}

/** What changed, in one sentence for each part: for notifications and screen readers. */
export function summarizeParts(speech: Speech, parts: readonly NewsPart[]): string {
  return parts
    .map((part) => {
      const lead = leadOf(speech, part);
      if (part.kind !== 'sheet') return `${lead}: ${speech.format.list(namesIn(part).slice(0, shownNews))}.`;
      return `${lead} ${speech.format.list(tallyOf(speech, part))}.`;
    })
    .join(' ');
}

function namesIn({ offers }: OffersPart): string[] {
  return offers.map(({ promotion }) => promotion.name);
}

function describeSheet(speech: Speech, part: SheetPart, reading: NewsReading, most: number): NewsSection {
  const { items } = part.news;
  const shown = items.slice(0, most);
  return {
    lead: leadOf(speech, part),
    tally: tallyOf(speech, part).join(' · '),
    rows: shown.map((item) => describeItem(speech, item, reading)),
    more: items.length > shown.length ? speech.t('news-card/more', { count: items.length - shown.length }) : null,
  };
}

function describeOffers(speech: Speech, part: OffersPart, { today }: NewsReading, most: number): NewsSection {
  const shown = part.offers.slice(0, most);
  const more = part.offers.length - shown.length;
  return {
    lead: leadOf(speech, part),
    tally: '',
    rows: shown.map((offer) => describeOfferRow(speech, offer, today)),
    more: more > 0 ? speech.t('new-offers/more', { count: more }) : null,
  };
}

function leadOf({ t, format }: Speech, part: NewsPart): string {
  switch (part.kind) {
    case 'sheet': {
      const { sheet, news } = part;
      const word = sheet.kind === 'preview' ? 'news-card/lead-preview' : 'news-card/lead';
      return t(word, { count: news.items.length, month: format.month(sheet.month) });
    }
    case 'offers':
      return t('new-offers/lead', { count: part.offers.length });
    case 'turning': {
      const begun = part.offers.filter(({ promotion }) => promotion.startsOn > part.days.after);
      const begins = begun.filter(({ promotion }) => promotion.startsOn <= part.days.until).length;
      const ends = part.offers.length - begins;
      return format.list([
        ...(begins > 0 ? [t('new-offers/begins', { count: begins })] : []),
        ...(ends > 0 ? [t('new-offers/ends', { count: ends })] : []),
      ]);
    }
  }
}

function tallyOf({ t }: Speech, { news: { counts } }: SheetPart): string[] {
  return (['dearer', 'cheaper', 'added', 'removed', 'replanned'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => t(`news-card/${kind}`, { count: counts[kind] }));
}

function describeItem(speech: Speech, item: ItemNews, { figures, currency }: NewsReading): object {
  const { t, format } = speech;
  const monthly = (micros: number) => {
    const { month } = computeRates(BigInt(micros), item.plan, currency);
    return format.money(month.amount, currency, 'rounded');
  };
  const { before, after } = item[figures];
  const rises = (after ?? 0) > (before ?? 0);
  const price = after ?? before ?? 0;
  const move = {
    added: t(item.isOnePlan ? 'news-card/new-plan' : 'news-card/new'),
    removed: t(item.isOnePlan ? 'news-card/gone-plan' : 'news-card/gone'),
    price: item.ratio === null ? t('news-card/from-zero') : format.change(item.ratio),
  }[item.kind];
  const plan = describePlan(speech, item.plan);
  const values = { before: monthly(before ?? 0), after: monthly(price) };
  return {
    title: item.title,
    move,
    color: { added: 'Accent', removed: 'Warning', price: rises ? 'Attention' : 'Good' }[item.kind],
    price: t(`news-card/price-${item.kind}`, values),
    detail: [
      t(`segments/${item.segment}`),
      item.plans > 1 ? t('news-card/plans', { plan, count: item.plans - 1 }) : plan,
    ].join(' · '),
  };
}

/** In per cent, since not everyone who reads may see what is paid. */
function describeOfferRow(speech: Speech, { promotion, segments }: NewOffer, today: string): object {
  const row = describeOffer(speech, promotion, segments, { today, price: null });
  return {
    title: row.title,
    move: row.discount,
    color: 'Good',
    price: row.until,
    detail: row.detail,
  };
}
