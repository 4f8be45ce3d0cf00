import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';
import { words } from '../../src/language/words';
import { operations } from '../../src/operations';
import { ways } from '../../src/operations/ways-on';

describe.each(Object.entries(ways))('after %s', (code, offered) => {
  it('which is told in both languages, ways lead on that have a name in both', () => {
    for (const language of languages) {
      expect(words[language].problems).toHaveProperty([code]);
      expect(offered.filter(({ operation, title = `${operation}/button` }) => !speak(language).has(title))).toEqual([]);
    }
  });

  it('what is asked is an operation, with slots that it takes', () => {
    const asked = {
      user: 'Paul Lefebvre',
      role: 'sales-agent',
      section: 'legal',
      since: '2026-11-01',
      until: '2026-11-20',
    };

    for (const { operation: id, slots } of offered) {
      const operation = operations.find((each) => each.id === id)!;
      const given = slots ? slots(asked, { roles: ['global-admin'] }) : {};
      expect(given).toBeDefined();
      expect(operation.slots.partial().strict().safeParse(given).error).toBeUndefined();
    }
  });
});
