import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSampleAccount, sampleAccountSchema, type SampleAccount } from '../../src/account/embedded/sample-account';
import { createEmbeddedAccount } from '../../src/account/embedded/embedded-account';
import type { Role } from '../../src/account/roles';
import { openDatabase } from '../../src/store/database';

const text = readFileSync(join(__dirname, '../../env/sample-account.json'), 'utf8');
const sample: SampleAccount = sampleAccountSchema.parse(JSON.parse(text));
const { users } = sample;
const members = users.filter((user) => user.userType === 'Member' && user.accountEnabled);
const holding = (role: Role) => members.filter((user) => user.roles.includes(role));
const firstNames = members.map((user) => user.displayName.split(' ')[0]);

// contract.md, Sample account, line by line.
it.each<[string, boolean]>([
  [
    'is Contoso Partner in France',
    sample.organization.name === 'Contoso Partner' &&
      sample.organization.country === 'FR' &&
      sample.organization.currency === 'EUR',
  ],
  [
    'has a profile of every section',
    ['legal', 'contact', 'support', 'billing', 'tax', 'bank', 'security'].every(
      (section) => section in sample.organization.profile,
    ),
  ],
  ['has a business profile', sample.businessProfile !== undefined && sample.businessProfile.description !== ''],
  ['has at least 12 users', users.length >= 12],
  ['has two global admins', holding('global-admin').length >= 2],
  ['has a user admin', holding('user-admin').length >= 1],
  ['has a helpdesk agent', holding('helpdesk-agent').length >= 1],
  ['has a sales agent', holding('sales-agent').length >= 1],
  ['has a billing admin', holding('billing-admin').length >= 1],
  ['has a business profile admin', holding('business-profile-admin').length >= 1],
  ['has an employee with no role', members.some((user) => user.roles.length === 0)],
  ['has a blocked user', users.some((user) => !user.accountEnabled && user.userType === 'Member')],
  ['has two people of the same first name', new Set(firstNames).size < firstNames.length],
  [
    'has a guest, whose sign-in name says so',
    users.some((user) => user.userType === 'Guest' && user.userPrincipalName.includes('#EXT#')),
  ],
  ['has pinned offers, five at most', sample.pinnedOffers.length > 0 && sample.pinnedOffers.length <= 5],
  [
    'names nobody twice',
    new Set(users.flatMap((user) => [user.objectId, user.userPrincipalName])).size === 2 * users.length,
  ],
  // Microsoft's local playground gives its people ids of a form of its own.
  [
    'has object ids as Entra or the playground makes them',
    users.every((user) =>
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$|^00000000-0000-0000-0000-00000000000\d\d$/.test(
        user.objectId,
      ),
    ),
  ],
  [
    'writes to nobody who exists: example domains only',
    [...text.matchAll(/@([\w.-]+)/g)].every(([, domain]) => domain!.endsWith('.example')),
  ],
])('the sample account %s', (_line, holds) => {
  expect(holds).toBe(true);
});

it('fills an empty account, and leaves one that holds anything alone', async () => {
  const database = await openDatabase(':memory:');
  const account = createEmbeddedAccount(database);

  const filled = [
    await loadSampleAccount(database, sample),
    await loadSampleAccount(database, { ...sample, users: [] }),
  ];

  expect(filled).toEqual([true, false]);
  expect(await account.pinnedOffers()).toEqual({ version: 1, offers: sample.pinnedOffers });
  expect((await account.users({ offset: 0, limit: 100 })).total).toBe(users.length);
  for (const user of users) {
    expect(await account.user(user.objectId)).toMatchObject({
      displayName: user.displayName,
      enabled: user.accountEnabled,
      userType: user.userType,
      mustChangePassword: false,
      deletedAt: null,
    });
    expect([...(await account.user(user.objectId))!.roles].sort()).toEqual([...user.roles].sort());
  }
  await database.destroy();
});

it('is filled wholly or not at all', async () => {
  const database = await openDatabase(':memory:');
  const twice = { ...sample, users: [...users, users[0]!] };

  await expect(loadSampleAccount(database, twice)).rejects.toThrow();

  expect(await database.selectFrom('users').selectAll().execute()).toEqual([]);
  expect(await loadSampleAccount(database, sample)).toBe(true);
  await database.destroy();
});
