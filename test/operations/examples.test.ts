import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';
import { createUnderstanding } from '../../src/language/understanding/understand';
import { operations } from '../../src/operations';

const { understand } = createUnderstanding();
/** As sure as the desk must be before it proposes anything. */
const needed = { read: 0.45, change: 0.6, dangerous: 0.6 } as const;

const examples = languages.flatMap((language) =>
  operations
    .filter(({ buttonOnly }) => !buttonOnly)
    .flatMap(({ id, risk }) =>
      [0, 1, 2].map((index) => ({ language, id, risk, sentence: speak(language).t(`${id}/examples/${index}`) })),
    ),
);

it.each(examples)('$language: “$sentence” is $id', ({ language, id, risk, sentence }) => {
  const locale = language === 'fr' ? 'fr-FR' : 'en-US';

  const { operation, confidence } = understand({ text: sentence, locale }, '2026-11-23');

  expect(operation).toBe(id);
  expect(confidence).toBeGreaterThanOrEqual(needed[risk]);
});
