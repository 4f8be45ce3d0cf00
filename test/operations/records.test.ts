import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rights } from '../../src/account/rights';
import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';
import { operationIds } from '../../src/language/understanding/operation-slots';
import { operations } from '../../src/operations';
import { groups, type Operation } from '../../src/operations/operation';

const cards = new Set(readdirSync(join(__dirname, '../../cards')));

/** contract.md, Risk; what it does not list is a look. */
const risks: Record<string, Operation['risk']> = {
  'password.reset': 'dangerous',
  'users.add': 'change',
  'users.edit': 'change',
  'users.unblock': 'change',
  'users.restore': 'change',
  'users.block': 'dangerous',
  'users.remove': 'dangerous',
  'roles.assign': 'dangerous',
  'roles.revoke': 'dangerous',
  'profile.edit': 'dangerous',
  'business-profile.edit': 'change',
  'business-profile.publish': 'change',
  'business-profile.unpublish': 'change',
  'business-profile.delete': 'change',
  'catalog.pin': 'change',
  'catalog.unpin': 'change',
  'catalog.move': 'change',
  'offers.subscribe': 'change',
  'offers.unsubscribe': 'change',
  // None of its list: buttons that change something.
  'offers.release': 'change',
  'offers.withhold': 'change',
  'offers.recall': 'change',
  'offers.require-preview': 'change',
  'offers.acknowledge': 'change',
  'profile.add-document': 'change',
  'profile.fetch-document': 'change',
  'profile.remove-document': 'change',
  'prices.import': 'change',
  'prices.export': 'change',
  'language.set': 'change',
  'audit.export': 'dangerous',
  'audit.post-checkpoints': 'change',
  undo: 'change',
};

/** Looks that share a card. */
const cardOf: Record<string, string> = { 'permissions.show': 'notice', welcome: 'help' };

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  it('has a right of the table, a group, a risk as the contract has it, and something to show', () => {
    expect(Object.keys(rights)).toContain(operation.right);
    expect(groups).toContain(operation.group);
    expect(operation.risk).toBe(risks[id] ?? 'read');
    expect(operation.icon).not.toBe('');
  });

  it.each(languages)(
    'says in %s what it is called, what it does, what its button says and how it is asked for',
    (language) => {
      const { has, t } = speak(language);

      for (const word of ['title', 'does']) expect(has(`${id}/${word}`)).toBe(true);
      // Nothing leads to the first card of a conversation.
      expect(has(`${id}/button`)).toBe(id !== 'welcome');
      if (!operation.buttonOnly) {
        for (const index of [0, 1, 2]) expect(t(`${id}/examples/${index}`)).toMatch(/\p{L}{2}/u);
      }
    },
  );

  it('has a card to show', () => {
    expect(cards).toContain(operation.risk === 'read' ? `${cardOf[id] ?? id}.json` : 'matter.json');
  });

  it('leads on to a look that needs nothing more, where it leads on', () => {
    if (operation.risk === 'read' || operation.next === undefined) return;
    const request =
      typeof operation.next === 'string'
        ? { operation: operation.next, slots: {} }
        : operation.next({ subject: { id: 'someone', name: 'Someone' } });
    const next = operations.find((candidate) => candidate.id === request.operation);

    expect(next?.risk).toBe('read');
    expect(next?.slots.safeParse(request.slots).success).toBe(true);
  });

  it('is written down and checked again when it changes something', () => {
    if (operation.risk === 'read') return;

    expect(operation.verify).toBeInstanceOf(Function);
    expect(operation.perform).toBeInstanceOf(Function);
    // Whatever lets a second person decide says who that may be.
    if (operation.deciders === undefined) expect(operation.propose.toString()).not.toMatch(/approval: true/);
  });
});

it('whatever can be understood can be done', () => {
  expect(operations.map(({ id }) => id)).toEqual(expect.arrayContaining([...operationIds]));
});

it('each id is there once', () => {
  const ids = operations.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
});
