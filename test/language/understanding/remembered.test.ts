import { createUnderstanding, type Names } from '../../../src/language/understanding/understand';

const today = '2026-11-23';
const say = (text: string, locale = 'en-US') => ({ text, locale });

describe('a sentence that was understood before', () => {
  it('is understood alike, whatever became of the first answer', () => {
    const { understand } = createUnderstanding();
    const first = understand(say('list users'), today);
    const before = structuredClone(first);
    first.slots.role = 'global-admin';
    first.alternatives.pop();

    expect(understand(say('list users'), today)).toEqual(before);
    expect(before.operation).toBe('users.list');
  });

  it('is understood anew with other names', () => {
    let names: Names = {};
    const { understand } = createUnderstanding({ names: () => names });
    const before = understand(say('show our catalog'), today);
    names = { products: ['Our Catalog'], users: [] };
    const after = understand(say('show our catalog'), today);

    expect(after).toEqual(createUnderstanding({ names: () => names }).understand(say('show our catalog'), today));
    expect(after).not.toEqual(before);
  });

  it.each([
    ['list users', 'en-US', 'fr-FR'],
    ['catalogue', 'fr-FR', 'en-US'],
  ])('%j is another one in another locale', (text, one, other) => {
    const reader = createUnderstanding();
    reader.understand(say(text, one), today);

    expect(reader.understand(say(text, other), today)).toEqual(
      createUnderstanding().understand(say(text, other), today),
    );
  });

  it.each(['block Paul Lefebvre', 'price of E3', 'who did what yesterday'])('keeps nothing of %j', (text) => {
    const { understand } = createUnderstanding();
    const first = understand(say(text), today);
    const other = understand(say(text), '2026-11-25');

    expect(Object.keys(first.slots)).not.toEqual([]);
    expect(other).toEqual(createUnderstanding().understand(say(text), '2026-11-25'));
  });
});
