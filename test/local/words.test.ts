import { loadPageModule } from './load-page-module';

type Words = Record<string, unknown>;
const { wordsFor } = loadPageModule<{ wordsFor: (locale: string) => Words }>('words.js');

function flatten(words: Words): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value)
      ? flatten(value as Words).map((inner) => `${key}.${inner}`)
      : `${key}: ${Array.isArray(value) ? value.length : typeof value}`,
  );
}

function sentences(value: unknown): string[] {
  if (typeof value === 'function') return [String((value as (given: unknown) => unknown)('Marie'))];
  return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(sentences);
}

describe('words of the page', () => {
  it('says the same things in both languages', () => {
    expect(flatten(wordsFor('fr-FR'))).toEqual(flatten(wordsFor('en-US')));
  });

  it.each(sentences(wordsFor('fr-FR')).map((sentence) => [sentence]))('keeps French spacing in “%s”', (sentence) => {
    expect(sentence).not.toMatch(/(?<![\u00a0\u202f])[?!:;»]/);
    expect(sentence).not.toMatch(/«(?![\u00a0\u202f])/);
    expect(sentence).not.toContain("'");
  });
});
