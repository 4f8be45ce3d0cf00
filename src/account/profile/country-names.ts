import { editDistance } from '../edit-distance';

/** Regions that CLDR names beside the countries, or no longer. */
const noCountries = new Set('AN BU CS DD EU EZ FX NT QO SU TP UK UN XA XB YU ZR ZZ'.split(' '));
const otherNames = { uk: 'GB', usa: 'US', england: 'GB', angleterre: 'GB' } as const;
const locales = ['en-GB', 'fr-FR'] as const;

let codes: ReadonlyMap<string, string> | undefined;

/** The ISO 3166-1 alpha-2 code of a country by its code, or by its English or French name. */
export function findCountry(written: string): string | undefined {
  codes ??= nameCountries();
  return codes.get(fold(written));
}

/** The one country whose name is written nearly so: a suggestion, and never the answer. */
export function nearestCountry(written: string): string | undefined {
  codes ??= nameCountries();
  const word = fold(written);
  const allowed = word.length < 7 ? 1 : 2;
  const near = [...codes].filter(
    ([name]) =>
      name.length > 3 && Math.abs(name.length - word.length) <= allowed && editDistance(word, name) <= allowed,
  );
  const [code, ...others] = new Set(near.map(([, found]) => found));
  return others.length === 0 ? code : undefined;
}

function nameCountries(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const names = new Map<string, string>(Object.entries(otherNames));
  for (const locale of locales) {
    const display = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    for (const code of pairs) {
      const name = noCountries.has(code) ? undefined : display.of(code);
      if (name) names.set(fold(name), code).set(fold(code), code);
    }
  }
  return names;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
