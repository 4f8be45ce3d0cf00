import type * as Understand from '../../src/language/understanding/understand';
import { openOffice, textOf, type Office } from '../support/office';

type Slots = Readonly<Record<string, string | number>>;
type Chances = readonly (readonly [operation: string, confidence: number, slots?: Slots])[];

/** What is made of each sentence here; how sure the planner must be is what is tested. */
const chances: Record<string, Chances> = {
  'offers E3 here': [
    ['offers.list', 0.44],
    ['offers.subscribe', 0.4],
  ],
  'arrête E3': [
    ['offers.unsubscribe', 0.55],
    ['catalog.unpin', 0.3],
  ],
  'E3 offers?': [
    ['offers.list', 0.5],
    ['offers.subscribe', 0.4],
  ],
  'vire E3': [
    ['catalog.unpin', 0.62],
    ['offers.unsubscribe', 0.3],
  ],
  'E3, well': [
    ['offers.list', 0.4],
    ['offers.subscribe', 0.2],
  ],
  'as for me': [
    ['permissions.show', 0.4, { user: 'me', operation: 'users.add' }],
    ['users.show', 0.2, { user: 'Paul', since: '2026-11-02', term: 'P1Y' }],
  ],
  'quant à moi': [
    ['users.list', 0.4, { role: 'helpdesk-agent' }],
    ['password.reset', 0.2, { user: 'me' }],
  ],
  'E3, hein': [
    ['catalog.unpin', 0.5],
    ['offers.unsubscribe', 0.2],
  ],
};

jest.mock('../../src/language/understanding/understand', () => {
  const real = jest.requireActual<typeof Understand>('../../src/language/understanding/understand');
  const answer = (text: string, french: boolean): Understand.Understanding | undefined => {
    const [first, ...others] = (chances[text] ?? []).map(([operation, confidence, slots = { product: 'E3' }]) => ({
      operation,
      confidence,
      slots,
    }));
    return first && { ...first, alternatives: others, language: french ? 'fr' : 'en' };
  };
  return {
    ...real,
    createUnderstanding: (options: Parameters<typeof real.createUnderstanding>[0]): Understand.SentenceReader => {
      const reader = real.createUnderstanding(options);
      return {
        ...reader,
        understand: (utterance, today) =>
          answer(utterance.text, utterance.locale.startsWith('fr')) ?? reader.understand(utterance, today),
      };
    },
  };
});

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

describe('a sentence that may mean either of two operations', () => {
  it.each([
    ['en-US', 'offers E3 here', 'I’m not sure which of the two you mean. Nothing was changed.', 'Subscribe to news'],
    ['fr-FR', 'arrête E3', 'Laquelle de ces deux actions souhaitez-vous', 'Mettre fin à un abonnement'],
  ])('is asked about before anything is proposed (%s: %s)', async (locale, says, asks, meant) => {
    const nadia = office.person('Nadia Haddad', locale);

    const which = await nadia.says(says);

    expect(textOf(which)).toContain(asks);
    expect(which.metadata.state).toBe('choosing');
    const offered = which.actions.map(({ title }) => title ?? '');
    expect(offered).toHaveLength(2);
    const pressed = offered.findIndex((title) => title.includes(meant));
    const taken = await nadia.presses(`choose:${pressed + 1}`, which);
    expect(taken.metadata.operation).toMatch(/^offers\./);
  });

  it.each([
    ['en-US', 'a look is taken for likely sooner', 'E3 offers?', 'offers.list'],
    ['fr-FR', 'than a change', 'vire E3', 'catalog.unpin'],
  ])('is taken for the likelier where that is sure enough (%s): %s', async (locale, _, says, operation) => {
    const card = await office.person('Nadia Haddad', locale).says(says);

    expect(card.metadata.operation).toBe(operation);
  });

  it.each([
    ['en-US', 'E3, well', 'I’m not sure what you would like me to do'],
    ['fr-FR', 'E3, hein', 'Rien n’a été modifié'],
  ])('is neither where one is unsure and the other unlikely (%s: %s)', async (locale, says, told) => {
    const card = await office.person('Nadia Haddad', locale).says(says);

    expect(card.metadata.state).toBe('answered');
    expect(textOf(card)).toContain(told);
  });

  it.each([
    [
      'en-US',
      'as for me',
      ['Show the permissions · you · Adding a person', 'Open the record · Paul · 2 November 2026'],
    ],
    ['fr-FR', 'quant à moi', ['Voir les personnes · agent du support', 'Réinitialiser un mot de passe · vous']],
  ])('says what it offers in words, and no codes (%s: %s)', async (locale, says, offered) => {
    const card = await office.person('Claire Moreau', locale).says(says);

    expect(card.actions.map(({ title }) => title).slice(0, -1)).toEqual(offered);
  });
});
