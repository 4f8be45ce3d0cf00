import { mayResetPassword, resetObstacle, rolesThatMayReset } from '../../src/account/password-reset';
import { holds, rights, rolesWith, type Right } from '../../src/account/rights';
import { grantersOf, roleIds, roles, type Role } from '../../src/account/roles';
import type { User } from '../../src/account/user';

let count = 0;
function someone(changed: Partial<User> = {}): User {
  const objectId = `user-${++count}`;
  return {
    objectId,
    userPrincipalName: `${objectId}@contoso.test`,
    displayName: objectId,
    mail: null,
    phone: null,
    jobTitle: null,
    language: null,
    enabled: true,
    userType: 'Member',
    roles: [],
    mustChangePassword: false,
    version: 1,
    deletedAt: null,
    ...changed,
  };
}
const withRoles = (...held: Role[]) => someone({ roles: held });

/**
 * domain.md 5.1, written out anew: H, U and G are the Helpdesk, User and Global administrators of Entra, here helpdesk-agent,
 * user-admin and global-admin. What is no Entra role of the first rows is “any other”: the global admin alone, where it
 * reaches money, customers or other admins; the company's own small roles count as none.
 */
const matrix: [Role | 'no role', string][] = [
  ['no role', 'HUG'],
  ['helpdesk-agent', 'HUG'],
  ['user-admin', 'UG'],
  ['global-admin', 'G'],
  ['billing-admin', 'G'],
  ['account-admin', 'G'],
  ['compliance-admin', 'G'],
  ['incentives-admin', 'G'],
  ['admin-agent', 'G'],
  ['partner-program-admin', 'HUG'],
  ['business-profile-admin', 'HUG'],
  ['referrals-admin', 'HUG'],
  ['referrals-user', 'HUG'],
  ['cosell-admin', 'HUG'],
  ['incentives-user', 'HUG'],
  ['sales-agent', 'HUG'],
  ['executive-report-viewer', 'HUG'],
  ['report-viewer', 'HUG'],
];
const letters: Partial<Record<Role, string>> = { 'helpdesk-agent': 'H', 'user-admin': 'U', 'global-admin': 'G' };
const expected = (resetter: Role, targets: Role[]): boolean => {
  const letter = letters[resetter];
  return (
    letter !== undefined &&
    (targets.length > 0 ? targets : (['no role'] as const)).every((target) =>
      matrix.find(([role]) => role === target)![1].includes(letter),
    )
  );
};

describe('who may reset whose password', () => {
  it('the matrix speaks of every role', () => {
    expect(matrix.map(([role]) => role).sort()).toEqual([...roleIds, 'no role'].sort());
  });

  it.each(matrix)('of someone with %s: %s', (target) => {
    const held = target === 'no role' ? [] : [target];
    for (const resetter of roleIds) {
      expect({ resetter, may: mayResetPassword(withRoles(resetter), withRoles(...held)) }).toEqual({
        resetter,
        may: expected(resetter, held),
      });
    }
  });

  it('of someone with two roles: both must allow it, in every pair', () => {
    for (const first of roleIds) {
      for (const second of roleIds) {
        const target = withRoles(first, second);
        for (const resetter of ['helpdesk-agent', 'user-admin', 'global-admin', 'billing-admin'] as const) {
          const may = mayResetPassword(withRoles(resetter), target);
          expect({ first, second, resetter, may }).toEqual({
            first,
            second,
            resetter,
            may: expected(resetter, [first, second]),
          });
        }
      }
    }
  });

  it('with several roles the strongest counts, and those who may are named as they are', () => {
    expect(mayResetPassword(withRoles('sales-agent', 'user-admin'), withRoles('user-admin'))).toBe(true);
    expect(rolesThatMayReset(withRoles('user-admin', 'report-viewer'))).toEqual(['user-admin', 'global-admin']);
    expect(rolesThatMayReset(withRoles('global-admin'))).toEqual(['global-admin']);
  });

  it.each<[string, Partial<User>]>([
    ['is blocked', { enabled: false }],
    ['is a guest', { userType: 'Guest' }],
    ['was removed', { deletedAt: '2026-11-01T00:00:00.000Z' }],
    ['has no role', { roles: [] }],
  ])('nobody who %s', (_name, changed) => {
    expect(mayResetPassword(someone({ roles: ['global-admin'], ...changed }), someone())).toBe(false);
  });

  it('nobody their own', () => {
    const claire = withRoles('global-admin');

    expect(mayResetPassword(claire, claire)).toBe(false);
  });

  it.each<[string, Partial<User>, string | undefined]>([
    ['a member', {}, undefined],
    ['a guest', { userType: 'Guest' }, 'guest'],
    ['someone blocked', { enabled: false }, 'blocked'],
    ['someone removed', { deletedAt: '2026-11-01T00:00:00.000Z' }, 'removed'],
    ['a blocked guest', { userType: 'Guest', enabled: false }, 'guest'],
    ['a removed guest', { userType: 'Guest', deletedAt: '2026-11-01T00:00:00.000Z' }, 'removed'],
  ])('%s can be reset, or can’t, whoever asks', (_name, changed, obstacle) => {
    expect(resetObstacle(someone(changed))).toBe(obstacle);
  });
});

/** domain.md 2.2 and 1.6, written out anew: what the sources say of who holds a right, and nobody else. */
const sources: Partial<Record<Right, Role[]>> = {
  'users.manage': ['global-admin', 'user-admin'],
  'roles.assign': ['global-admin', 'account-admin', 'user-admin'],
  'passwords.reset': ['global-admin', 'user-admin', 'helpdesk-agent'],
  'prices.read': ['global-admin', 'user-admin', 'admin-agent', 'partner-program-admin', 'sales-agent', 'billing-admin'],
  'prices.import': ['global-admin', 'admin-agent', 'sales-agent'],
  // Named by no source: those who sell, as for the price sheets.
  'catalog.manage': ['global-admin', 'admin-agent', 'sales-agent'],
  // 2.2 names two roles; by 2.1 a global admin may do everything, but by 1.4 one role alone deletes.
  'business-profile.edit': ['global-admin', 'business-profile-admin', 'referrals-admin'],
  'business-profile.delete': ['business-profile-admin'],
  'profile.edit-legal': ['global-admin', 'account-admin', 'compliance-admin'],
  'profile.edit-billing': ['global-admin'],
  'profile.edit-security': ['global-admin'],
  'profile.edit-support': ['global-admin'],
  'profile.edit-tax': ['global-admin', 'billing-admin', 'admin-agent'],
};
const allRights = Object.keys(rights) as Right[];
const otherRights = allRights.filter((right) => right !== 'everyone');

describe('rights', () => {
  it.each(Object.entries(sources) as [Right, Role[]][])('%s: %j', (right, holders) => {
    expect(roleIds.filter((role) => holds(withRoles(role), right)).sort()).toEqual([...holders].sort());
    expect([...rolesWith(right)].sort()).toEqual([...holders].sort());
  });

  it.each(otherRights)('%s: those whom a refusal names are those who hold it', (right) => {
    expect(roleIds.filter((role) => holds(withRoles(role), right)).sort()).toEqual([...rolesWith(right)].sort());
  });

  it('a global admin holds every right but that of deleting the business profile', () => {
    expect(allRights.filter((right) => !holds(withRoles('global-admin'), right))).toEqual(['business-profile.delete']);
  });

  // The desk asks for the first before it looks anything up: it must keep nobody out whom a section lets in, nor let in more.
  it.each<[Right, RegExp]>([
    ['profile.edit', /^profile\.edit-/],
    ['profile.read', /^profile\.(edit|read)-/],
  ])('%s is held by whoever holds one of its parts', (door, parts) => {
    const inside = allRights.filter((right) => parts.test(right)).flatMap((right) => rolesWith(right));

    expect([...rolesWith(door)].sort()).toEqual([...new Set(inside)].sort());
  });

  it('nobody but an admin of some kind changes the account or sees the trail', () => {
    const small: Role[] = [
      'referrals-user',
      'cosell-admin',
      'incentives-user',
      'report-viewer',
      'executive-report-viewer',
    ];

    const held = small.filter((role) => otherRights.some((right) => holds(withRoles(role), right)));

    expect(held).toEqual([]);
  });

  it('a member without a role has what every member has, and nothing else', () => {
    expect(allRights.filter((right) => holds(someone(), right))).toEqual(['everyone']);
  });

  it.each<[string, Partial<User>]>([
    ['blocked', { enabled: false }],
    ['a guest', { userType: 'Guest' }],
    ['removed', { deletedAt: '2026-11-01T00:00:00.000Z' }],
  ])('whoever is %s has none, whatever their roles', (_name, changed) => {
    const user = someone({ roles: roleIds, ...changed });

    expect(allRights.filter((right) => holds(user, right))).toEqual([]);
  });
});

describe('who grants', () => {
  it.each<[Role[], Role[]]>([
    [['global-admin'], ['global-admin']],
    [['compliance-admin'], ['global-admin']],
    [['helpdesk-agent'], ['global-admin', 'user-admin']],
    [['referrals-admin'], ['global-admin', 'account-admin']],
    [['report-viewer'], ['global-admin', 'user-admin', 'account-admin']],
    [
      ['global-admin', 'sales-agent'],
      ['global-admin', 'user-admin'],
    ],
    [[], []],
  ])('%j: %j', (wanted, granters) => {
    expect(grantersOf(wanted)).toEqual(granters);
  });

  it('every role is granted by a global admin, and an admin role of Entra by nobody else', () => {
    for (const role of roleIds) {
      expect(roles[role].grantedBy).toContain('global-admin');
      if (roles[role].scope === 'tenant') expect(roles[role].grantedBy).toEqual(['global-admin']);
    }
  });
});
