import { roleIds } from '../../src/account/roles';
import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';
import { operations } from '../../src/operations';
import type { Operation } from '../../src/operations/operation';
import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';
import type { Person } from '../support/person';
import { cardThatAsks } from '../support/request';

/**
 * What holds for all operations alike, in one desk: each is reached in both languages by someone with every role, speaks that
 * language alone, and takes whatever stands in its slots without a fault. What each of them does is told in its own conversation.
 */
let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
  await office.inDatabase(async (database) => {
    const { objectId } = office.person('Claire Moreau');
    await database.deleteFrom('user_roles').where('object_id', '=', objectId).execute();
    await database
      .insertInto('user_roles')
      .values(roleIds.map((role) => ({ object_id: objectId, role })))
      .execute();
  });
});
afterAll(() => office.close());

const ask = async (person: Person, operation: Operation, slots: Record<string, unknown>): Promise<Card> =>
  await person.presses('choose', await cardThatAsks(office, person, { operation: operation.id, slots }));

describe.each(languages)('in %s', (language) => {
  const { t } = speak(language);
  const locale = language === 'fr' ? 'fr-FR' : 'en-US';

  it.each(operations.map((operation) => [operation.id, operation] as const))('%s answers', async (id, operation) => {
    // “Undo” lets go of what is open between the two; here nothing is, and whose language changes is nobody else.
    const speaker = office.person(id === 'undo' || id === 'language.set' ? 'Paul Lefebvre' : 'Claire Moreau', locale);

    const card = operation.buttonOnly ? await ask(speaker, operation, {}) : await speaker.says(t(`${id}/examples/0`));

    expect(card.metadata.operation).toBe(id);
    // “Speak French” is what both are told to say.
    expect(card.lang).toBe(id === 'language.set' ? 'fr' : language);
    expect(card.metadata.state).not.toBe('refused');
    expect(textOf(card)).not.toContain(t('problems/fault/what'));
    expect(textOf(card)).not.toMatch(new RegExp(`${id.replace('.', '\\.')}/`));
  });
});

/** Nobody wrote these: an old card, a client with ideas of its own, a model. */
const wrong = [
  ['a value that names nothing', 'no-such-thing'],
  ['a value of another type', { no: ['such', 'type'] }],
] as const;

describe.each(wrong)('%s', (_what, value) => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'in any slot of %s is answered, and changes nothing',
    async (_id, operation) => {
      const claire = office.person('Claire Moreau');

      for (const slot of Object.keys(operation.slots.shape)) {
        const { metadata, fallbackText } = await ask(claire, operation, { [slot]: value });

        expect([slot, metadata.state]).toEqual([slot, expect.not.stringMatching(/^(done|waiting)$/)]);
        expect([slot, fallbackText]).toEqual([slot, expect.not.stringContaining(speak('en').t('problems/fault/what'))]);
      }
    },
  );
});
