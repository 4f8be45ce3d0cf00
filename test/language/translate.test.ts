import { createInstance } from 'i18next';
import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';
import { words } from '../../src/language/words';

/** The library, set up as the desk sets it up, says every sentence by itself. */
const library = createInstance();
void library.init({
  initAsync: false,
  resources: { en: { translation: words.en }, fr: { translation: words.fr } },
  keySeparator: '/',
  nsSeparator: false,
  interpolation: { escapeValue: false },
});

function keysOf(node: unknown, path: string[] = []): string[] {
  if (typeof node === 'string') return [path.join('/')];
  return Object.entries(node as object).flatMap(([key, value]) => keysOf(value, [...path, key]));
}

describe.each(languages)('%s', (language) => {
  const t = library.getFixedT(language);
  const speech = speak(language);
  const keys = [...new Set(keysOf(words[language]).map((key) => key.replace(/_(one|many|other)$/, '')))];
  const values = { name: 'Zoë', product: 'Contoso', file: 'people.csv', when: '' };

  it.each([0, 1, 2, 5, 1_000_000])('every sentence with the number %d is as the library says it', (count) => {
    expect(keys.map((key) => speech.t(key, { ...values, count }))).toEqual(
      keys.map((key) => t(key, { ...everyPlace(key), ...values, count })),
    );
  });

  /** The library leaves a place that has no value as it is; here it is empty. */
  function everyPlace(key: string): Record<string, string> {
    const texts = ['', '_one', '_many', '_other'].map(
      (end) => library.getResource(language, 'translation', `${key}${end}`) as unknown,
    );
    const places = texts.flatMap((text) => (typeof text === 'string' ? [...text.matchAll(/{{(.+?)}}/g)] : []));
    return Object.fromEntries(places.map(([, name]) => [name!.trim(), '']));
  }
});

it.each([
  ['users.add/revealed', { subject: 'Ada' }, 'Voici le mot de passe provisoire d’Ada.'],
  ['users.add/revealed', { subject: 'Élodie' }, 'Voici le mot de passe provisoire d’Élodie.'],
  ['users.add/revealed', { subject: 'Sam' }, 'Voici le mot de passe provisoire de Sam.'],
  ['users.add/revealed', { subject: 'Yasmine' }, 'Voici le mot de passe provisoire de Yasmine.'],
  ['password.reset/waiting-approver-detail', { asker: 'Omar' }, /^Demande d’Omar/],
])('French: %s elides before a vowel', (key, values, said) => {
  expect(speak('fr').t(key, values)).toMatch(said);
});

describe('French words keep their punctuation on the line', () => {
  const textsOf = (node: unknown, path: string[] = []): [string, string][] =>
    typeof node === 'string'
      ? [[path.join('/'), node]]
      : Object.entries(node as object).flatMap(([key, value]) => textsOf(value, [...path, key]));

  it.each([
    ['a no-break space before a colon and before », and after «', /(?<!\u00a0)(?<=\s)[:»]|«(?!\u00a0)/],
    ['a narrow one before ? ! and ;', /(?<!\u202f)(?<=\s)[?!;]/],
    ['and never none', /[^\s\d.…?!/()*]»|[\p{L}\d}][?!](?=\s|$)/u],
  ])('with %s', (_rule, fault) => {
    expect(textsOf(words.fr).filter(([, text]) => fault.test(text))).toEqual([]);
  });
});
