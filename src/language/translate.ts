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
  // Most words have no places to fill: they are looked up once.
  const plain = new Map<string, string>();
  const known = new Map<string, boolean>();
  const taken = new Map<string, readonly string[]>();
  const plurals = new Intl.PluralRules(language);
  const has = (key: string) => remembered(known, key, () => i18n.exists(key, { lng: language }));
  return {
    language,
    t(key, values) {
      if (values === undefined) return remembered(plain, key, () => t(key, {}));
      // As the library does it, from a sentence that was taken apart once: `key_one`, `key_other`; else `key`.
      const { count } = values;
      const plural = typeof count === 'number' ? `${key}_${plurals.select(count)}` : key;
      const chosen = remembered(taken, plural, () => takeApart(language, has(plural) ? plural : key));
      return fill(chosen, values, language === 'fr');
    },
    has,
    format: formatters[language],
  };
}

/** Keys are ours, but a few are made from foreign ids: the memory stays bounded. */
const rememberedLimit = 10_000;

function remembered<Value>(memory: Map<string, Value>, key: string, find: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const found = find();
  if (memory.size < rememberedLimit) memory.set(key, found);
  return found;
}

/** A sentence as its texts and, between them, the names of its places. */
function takeApart(language: Language, key: string): readonly string[] {
  const sentence: unknown = i18n.getResource(language, 'translation', key);
  return typeof sentence === 'string' ? sentence.split(/\{\{\s*([\w-]+)\s*\}\}/) : [key];
}

function fill(parts: readonly string[], values: Record<string, unknown>, elides: boolean): string {
  let sentence = parts[0]!;
  for (let at = 1; at < parts.length; at += 2) {
    const value = values[parts[at]!] as string | number | null | undefined;
    if (elides && sentence.endsWith('e ') && beginsWithVowel(value)) sentence = sentence.replace(elided, '$1’');
    sentence += `${value ?? ''}${parts[at + 1]!}`;
  }
  return sentence;
}

/** “Le mot de passe d’Ada”: French words lose their vowel before that of a name. A y and an h are left alone: most are consonants. */
const elided = /(?<!\p{L})([Dd]|[Qq]u)e $/u;

function beginsWithVowel(value: unknown): boolean {
  return typeof value === 'string' && /^[aeiouàâäéèêëîïôöùûü]/i.test(value);
}

const speeches: Record<Language, Speech> = { en: speechOf('en'), fr: speechOf('fr') };

/** The words and formats of a language, made once. */
export function speak(language: Language): Speech {
  return speeches[language];
}
