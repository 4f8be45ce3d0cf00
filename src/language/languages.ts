/** The languages that the desk speaks, BCP 47; the first is the one for everybody else. */
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/** The desk's language for a locale: `fr-CA` is French, what it does not speak is English. */
export function languageOf(locale: string | null | undefined): Language {
  const primary = locale?.slice(0, 2).toLowerCase();
  return languages.find((language) => language === primary) ?? languages[0];
}
