import type { Account } from '../../src/account/account';
import { presentProblem, type Reader } from '../../src/desk/present';
import { createTokens } from '../../src/desk/token';
import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';
import { words } from '../../src/language/words';
import { operations } from '../../src/operations';
import { problem } from '../../src/operations/operation';

/** They are told in words whom to turn to: a button would be refused again, or press on what is broken. */
const inWords = ['stranger', 'guest', 'blocked-user', 'storage-busy', 'storage-full', 'storage-broken'];

const codes = Object.keys(words.en.problems!);
const change = operations.find(({ id }) => id === 'users.block')!;
const account = { holders: () => Promise.resolve([]) } as Partial<Account> as Account;
const readerIn = (language: (typeof languages)[number]): Reader => ({
  account,
  tokens: createTokens(Buffer.alloc(32)),
  speech: speak(language),
  conversationId: 'chat',
  now: new Date('2026-11-23T10:00:00.000Z'),
  operation: change,
});

describe.each(languages)('a change that was not made leads on (%s)', (language) => {
  it.each(codes.filter((code) => !inWords.includes(code)))('%s: by a button', async (code) => {
    const { state, actions } = await presentProblem(readerIn(language), problem(code));

    expect(['refused', 'failed']).toContain(state);
    expect(actions.map(({ id }) => id)).toEqual(['open']);
  });

  it.each(inWords)('%s: in words', async (code) => {
    const { actions, model } = await presentProblem(readerIn(language), problem(code));

    expect(actions).toEqual([]);
    expect(model).toMatchObject({
      detail: expect.stringMatching(/admin|organi[sz]ation|desk|minute|serveur|heure|instant/i),
    });
  });
});

it('what an operation leads to itself stays alone', async () => {
  const next = [{ id: 'open' as const, title: 'Prices', request: { operation: 'prices.find', slots: {} } }];

  const { actions } = await presentProblem(readerIn('en'), problem('lacks-right', {}, next));

  expect(actions.map(({ title }) => title)).toEqual(['Prices']);
});
