import { languages } from '../../src/language/languages';
import { textOf, type Office } from './office';
import { cardThatAsks } from './request';
import { told } from './told';

/** Who says something, in both languages; the state of the card that answers, and what it tells, by its key in the words. */
export type Said = [name: string, en: string, fr: string, state: string, key: string];
/** What no sentence says: an old card, a client with ideas of its own. */
export type Asked = [operation: string, slots: Record<string, unknown>, state: string, key: string];

/** In both languages: what is written wrongly is told, with a way on. */
export function describeBadValues(
  office: () => Office,
  { said, asker, asked }: { said: Said[]; asker: string; asked: Asked[] },
): void {
  describe.each(languages)('in %s', (language) => {
    const locale = language === 'fr' ? 'fr-FR' : 'en-US';

    it.each(said)('%s: “%s” · « %s » is %s: %s', async (name, en, fr, state, key) => {
      const card = await office()
        .person(name, locale)
        .says(language === 'fr' ? fr : en);

      expect(textOf(card)).toMatch(told(language, key));
      expect(card.metadata.state).toBe(state);
      expect(card.actions.length).toBeGreaterThan(0);
    });

    it.each(asked)('%s with %j is %s: %s', async (operation, slots, state, key) => {
      const person = office().person(asker, locale);

      const card = await person.presses('choose', await cardThatAsks(office(), person, { operation, slots }));

      expect(textOf(card)).toMatch(told(language, key));
      expect(card.metadata).toEqual({ operation, state });
      if (key.startsWith('problems/')) expect(card.actions.length).toBeGreaterThan(0);
    });
  });
}
