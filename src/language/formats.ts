import type { Language } from './languages';
import { createMoneyWriter } from './money-writer';

/** How a language writes dates, times, numbers and money; each Intl object is made once, when it is first needed. */
export interface Formats {
  /** `23 November 2026`, of an ISO date or instant, in UTC. */
  date(iso: string): string;
  /** Day and time of an instant as the card's `{{DATE}}` and `{{TIME}}` functions: the client writes them in the viewer's zone. */
  moment(iso: string): string;
  /** `16:40`, in the viewer's own time zone (see `moment`). */
  time(iso: string): string;
  /** A time on the clock by its hour and minute, in a place that is said elsewhere: `09:00`, `9 h`. */
  clock(time: string): string;
  /** `November 2026`, of `2026-11`. */
  month(yearMonth: string): string;
  number(value: number): string;
  percent(ratio: number): string;
  /** `120 kB`, `1.4 MB`: the size of a file in bytes. */
  fileSize(bytes: number): string;
  /** `+5%`, `−3.2%`: a ratio by which something moved, with its sign. */
  change(ratio: number): string;
  /** An amount as decimal text, exactly; `rounded` to the currency's own decimals where it was worked out by dividing. */
  money(amount: string, currency: string, precision?: 'exact' | 'rounded'): string;
  /** The name of a country by its ISO 3166-1 alpha-2 code. */
  country(code: string): string;
  list(items: readonly string[], kind?: 'conjunction' | 'disjunction'): string;
}

const regions: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };

function createFormats(language: Language): Formats {
  const locale = regions[language];
  const dates = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }));
  const months = once(() => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }));
  const numbers = once(() => new Intl.NumberFormat(locale));
  const percents = once(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }));
  const changes = once(
    () =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        maximumFractionDigits: 1,
        signDisplay: 'exceptZero',
      }),
  );
  const kilobytes = once(
    () => new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }),
  );
  const megabytes = once(
    () => new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }),
  );
  const conjunction = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const disjunction = once(() => new Intl.ListFormat(locale, { type: 'disjunction' }));
  const countries = once(() => new Intl.DisplayNames(locale, { type: 'region' }));
  const currencies = new Map<string, (amount: string, precision: 'exact' | 'rounded') => string>();
  const money = (amount: string, currency: string, precision: 'exact' | 'rounded'): string => {
    let write = currencies.get(currency);
    if (!write) currencies.set(currency, (write = createMoneyWriter(locale, currency)));
    return write(amount, precision);
  };
  return {
    // Intl does not know that the French write “1er avril”.
    date: remember((iso) =>
      dates()
        .format(new Date(iso))
        .replace(/^1 (?=\p{L})/u, language === 'fr' ? '1er ' : '1 '),
    ),
    moment: (iso) => `{{DATE(${toSecond(iso)}, SHORT)}} {{TIME(${toSecond(iso)})}}`,
    time: (iso) => `{{TIME(${toSecond(iso)})}}`,
    clock: (time) => (language === 'fr' ? time.replace(/^0?(\d+):/, '$1\u00a0h\u00a0').replace(/\u00a000$/, '') : time),
    month: remember((yearMonth) => months().format(new Date(`${yearMonth}-01`))),
    number: (value) => numbers().format(value),
    percent: (ratio) => percents().format(ratio),
    fileSize: (bytes) =>
      bytes < 999_500
        ? kilobytes().format(Math.max(1, Math.round(bytes / 1_000)))
        : megabytes().format(bytes / 1_000_000),
    change: (ratio) => changes().format(ratio).replace('-', '−'),
    money: (amount, currency, precision = 'exact') => money(amount, currency, precision),
    country: remember((code) => countries().of(code) ?? code),
    list: (items, kind = 'conjunction') => (kind === 'conjunction' ? conjunction() : disjunction()).format(items),
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

/** Intl is asked once for each: days, months and countries come again and again. */
function remember(write: (key: string) => string): (key: string) => string {
  const written = new Map<string, string>();
  return (key) => {
    let text = written.get(key);
    if (text === undefined) {
      text = write(key);
      if (written.size >= 2_000) written.clear();
      written.set(key, text);
    }
    return text;
  };
}

/** The card functions know no fractions of a second. */
function toSecond(iso: string): string {
  return `${iso.slice(0, 19)}Z`;
}

export const formatters: Record<Language, Formats> = { en: createFormats('en'), fr: createFormats('fr') };
