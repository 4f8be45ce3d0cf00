import { createInstance, type TFunction } from 'i18next';
import type { Language } from './languages';
import { formatters } from './formats';
import { words } from './words';

/** Turns a key of the words into a sentence of one language; `{{name}}` places are filled, plurals chosen by `count`. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

export interface Speech {
  language: Language;
  t: Translate;
  has(key: string): boolean;
  format: (typeof formatters)[Language];
}

const i18n = createInstance();
void i18n.init({
  initAsync: false,
  lng: 'en',
  fallbackLng: false,
  resources: { en: { translation: words.en }, fr: { translation: words.fr } },
  // Operation ids hold dots, so keys are separated by slashes.
  keySeparator: '/',
  nsSeparator: false,
  returnNull: false,
  // Foreign text is made safe once, where a card is finished.
  interpolation: { escapeValue: false },
  // A word that a language lacks is a fault of ours and is found by a test; a person sees the key rather than nothing.
  saveMissing: false,
});

function speechOf(language: Language): Speech {
  const t: TFunction = i18n.getFixedT(language);
  return {
    language,
    t: (key, values) => t(key, values ?? {}),
    has: (key) => i18n.exists(key, { lng: language }),
    format: formatters[language],
  };
}

const speeches: Record<Language, Speech> = { en: speechOf('en'), fr: speechOf('fr') };

/** The words and formats of a language, made once. */
export function speak(language: Language): Speech {
  return speeches[language];
}
