/** What makes a window: who, where, theme and language. Kept in the address, so that a window can be opened again. */

export const LOCALES = ['en-US', 'fr-FR'];
export const PLACES = ['personal', 'group', 'channel'];

/** @returns {{as: string, in: string, theme: 'light'|'dark', locale: string}} */
export function readSettings(search = location.search) {
  const query = new URLSearchParams(search);
  const preferredTheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const preferredLocale = navigator.language.startsWith('fr') ? 'fr-FR' : 'en-US';
  return {
    as: query.get('as') ?? '',
    in: pick(query.get('in'), PLACES, 'personal'),
    theme: pick(query.get('theme'), ['light', 'dark'], preferredTheme),
    locale: pick(query.get('locale'), LOCALES, preferredLocale),
  };
}

function pick(value, allowed, otherwise) {
  return allowed.includes(value) ? value : otherwise;
}

export function addressOf(settings) {
  return `/?${new URLSearchParams(settings)}`;
}

export function keepInAddress(settings) {
  history.replaceState(null, '', addressOf(settings));
}

/** The client's facts that travel with every activity. */
export function clientFacts(locale) {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
  return { locale, timeZone, utcOffset: 0 - new Date().getTimezoneOffset() };
}
