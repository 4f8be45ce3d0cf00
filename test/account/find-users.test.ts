import fc from 'fast-check';
import { createEmbeddedAccount } from '../../src/account/embedded/embedded-account';
import { editDistance } from '../../src/account/edit-distance';
import { foldName } from '../../src/account/embedded/fold-name';
import { loadSampleAccount } from '../../src/account/embedded/sample-account';
import type { Account } from '../../src/account/account';
import { openDatabase, type Database } from '../../src/store/database';

const names = [
  'Marie Dupont',
  'Marie Laurent',
  'Mariette Simon',
  'Inès Garcia',
  'Jean-Pierre Müller',
  'Søren Łukasz',
  'Li Na',
  'José da Silva',
  'D’Arcy O’Neil',
  '李 雷',
  'Percent 100%',
  'Under_score Name',
  'Removed Person',
];
const addressOf = (index: number) => `user${index}@contoso.test`;
const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

let database: Database;
let account: Account;
beforeAll(async () => {
  database = await openDatabase(':memory:');
  await loadSampleAccount(database, {
    organization: { name: 'Contoso', country: 'FR', currency: 'EUR', profile: {} },
    pinnedOffers: [],
    users: names.map((displayName, index) => ({
      objectId: idOf(index),
      userPrincipalName: addressOf(index),
      displayName,
      mail: `Mail.${index}@Contoso.test`,
      accountEnabled: true,
      userType: 'Member',
      roles: index === 0 ? ['sales-agent'] : [],
    })),
  });
  await database
    .updateTable('users')
    .set({ deleted_at: '2026-11-01T00:00:00.000Z' })
    .where('display_name', '=', 'Removed Person')
    .execute();
  account = createEmbeddedAccount(database);
});
afterAll(() => database.destroy());

const find = async (written: string) => {
  const { exact, users } = await account.findUsers(written);
  return [exact, ...users.map((user) => user.displayName)];
};

describe('someone is found by', () => {
  it.each<[string, string, unknown[]]>([
    ['the whole name', 'Marie Dupont', [true, 'Marie Dupont']],
    ['the name in other letters', '  MARIE   dupont ', [true, 'Marie Dupont']],
    ['the words the other way round', 'Dupont, Marie', [true, 'Marie Dupont']],
    ['the last name', 'dupont', [true, 'Marie Dupont']],
    ['a first name that several have', 'Marie', [true, 'Marie Dupont', 'Marie Laurent']],
    ['the beginning of a name', 'mariet', [true, 'Mariette Simon']],
    ['a beginning that several have', 'mar', [true, 'Marie Dupont', 'Marie Laurent', 'Mariette Simon']],
    ['the beginnings of both names', 'mar dup', [true, 'Marie Dupont']],
    ['a name without its accents', 'ines garcia', [true, 'Inès Garcia']],
    ['a name with accents of its own', 'Ìnès Gárcia', [true, 'Inès Garcia']],
    ['an accent written as a sign of its own', 'Ine\u0300s', [true, 'Inès Garcia']],
    ['a name without its hyphen', 'jean pierre muller', [true, 'Jean-Pierre Müller']],
    ['a name with letters of other alphabets', 'soren lukasz', [true, 'Søren Łukasz']],
    ['a name with apostrophes', "d'arcy o'neil", [true, 'D’Arcy O’Neil']],
    ['a short name', 'li', [true, 'Li Na']],
    ['a name in Chinese', '李', [true, '李 雷']],
    ['the sign-in name', 'user3@contoso.test', [true, 'Inès Garcia']],
    ['the sign-in name in capitals', 'USER3@CONTOSO.TEST', [true, 'Inès Garcia']],
    ['the sign-in name without its domain', 'user3', [true, 'Inès Garcia']],
    ['the e-mail address', 'mail.3@contoso.test', [true, 'Inès Garcia']],
    ['the object id', idOf(3), [true, 'Inès Garcia']],
    ['the object id in capitals', idOf(3).toUpperCase(), [true, 'Inès Garcia']],
    ['a name with a typing mistake, to be chosen', 'Marie Dupond', [false, 'Marie Dupont']],
    ['a name with two letters swapped', 'Mraie Dupont', [false, 'Marie Dupont']],
    ['a name with a letter too few', 'Gacia', [false, 'Inès Garcia']],
    ['a name with a letter too many', 'Silvva', [false, 'José da Silva']],
    ['a name with two mistakes after its first letter', 'Garxiia', [false, 'Inès Garcia']],
  ])('%s: %j', async (_name, written, expected) => {
    expect(await find(written)).toEqual(expected);
  });

  it.each([
    '',
    '   ',
    '%',
    '_',
    '%%',
    'zz%',
    "' or 1=1 --",
    '*',
    '\\',
    '\u0000',
    '%arie',
    '_arie Dupont?',
    '💥',
    'Marie Zimmermann',
    'Karim',
    'Mira',
    'Daria',
    'nobody@contoso.test',
    'Removed Person',
    addressOf(12),
    idOf(12),
    'x'.repeat(5_000),
  ])('nothing for %j that means somebody', async (written) => {
    const { exact } = await account.findUsers(written);
    const [, ...found] = await find(written);

    expect(exact && found.length > 0).toBe(false);
    expect(found).not.toContain('Removed Person');
  });

  it('any name, however it is written, without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (written) => {
        const { users } = await account.findUsers(written);
        expect(users.length).toBeLessThanOrEqual(25);
      }),
      { numRuns: 150 },
    );
  });

  it('their own name, whatever the order of its words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names.slice(0, -1)), fc.boolean(), async (name, isReversed) => {
        const words = foldName(name).split(' ');
        const { exact, users } = await account.findUsers((isReversed ? words.reverse() : words).join(' '));
        expect(exact).toBe(true);
        expect(users.map((user) => user.displayName)).toContain(name);
      }),
    );
  });
});

describe('a list of users', () => {
  const list = async (filter: object) => {
    const { users, total } = await account.users({ offset: 0, limit: 5, ...filter });
    return [total, ...users.map((user) => user.displayName)];
  };

  it.each<[string, object, unknown[]]>([
    ['with a role', { role: 'sales-agent' }, [1, 'Marie Dupont']],
    ['with a role that nobody has', { role: 'global-admin' }, [0]],
    ['with a word', { query: 'mar' }, [3, 'Marie Dupont', 'Marie Laurent', 'Mariette Simon']],
    ['with words of which one fits nobody', { query: 'marie xyz' }, [0]],
    ['with both', { role: 'sales-agent', query: 'marie' }, [1, 'Marie Dupont']],
    [
      'with a wildcard, which is none',
      { query: '%' },
      [12, 'D’Arcy O’Neil', 'Inès Garcia', 'Jean-Pierre Müller', 'José da Silva', 'Li Na'],
    ],
    ['page by page', { offset: 10 }, [12, 'Under_score Name', '李 雷']],
    ['beyond its end', { offset: 100 }, [12]],
  ])('%s', async (_name, filter, expected) => {
    expect(await list(filter)).toEqual(expected);
  });
});

describe('the distance between two words', () => {
  it.each([
    ['', '', 0],
    ['marie', 'marie', 0],
    ['marie', '', 5],
    ['marie', 'mari', 1],
    ['marie', 'mariee', 1],
    ['marie', 'mario', 1],
    ['marie', 'mraie', 1],
    ['marie', 'maire', 1],
    ['marie', 'eiram', 4],
    ['kitten', 'sitting', 3],
  ])('%j and %j: %d', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
    expect(editDistance(right, left)).toBe(distance);
  });

  it('is none only from a word to itself, and never more than the longer one', () => {
    const word = fc.string({ maxLength: 10 });
    fc.assert(
      fc.property(word, word, (left, right) => {
        const distance = editDistance(left, right);
        expect(distance === 0).toBe(left === right);
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(left.length - right.length));
      }),
    );
  });
});
