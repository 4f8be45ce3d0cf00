import { sql } from 'kysely';
import type { Database } from '../../store/database';
import { prepareQuery } from '../../store/prepared';
import { rememberQuery } from '../../store/remembered';
import type { Account, UserFilter, UserPage } from '../account';
import type { Role } from '../roles';
import type { Organization, User } from '../user';
import { createBusinessProfiles } from './business-profiles';
import { createDocuments } from './document-store';
import { changeUsers } from './change-users';
import { findUsers } from './find-users';
import { nameWords } from './fold-name';
import { readPinnedOffers, savePinnedOffers } from './pinned-offers';
import { createProfileStore } from './profile-store';
import { selectUsers, toUser, type UserRow } from './user-rows';

/** What is shown of people is remembered; all of them at once would be kept for nothing. */
const shownPeople = 50;
const rememberedPages = 100;

/** The partner account kept in the desk's own database. */
export function createEmbeddedAccount(database: Database): Account {
  return {
    ...changeUsers(database),
    businessProfiles: createBusinessProfiles(database),
    organization: () => readOrganization(database),
    profile: createProfileStore(database),
    documents: createDocuments(database),
    user: (objectId) => readUser(database, objectId),
    users: (filter) => readUsers(database, filter),
    holders: (roles) => readHolders(database, roles),
    findUsers: (written) => findUsers(database, written),
    pinnedOffers: () => readPinnedOffers(database),
    setPinnedOffers: (offers, version) => savePinnedOffers(database, offers, version),
    within: (transaction) => createEmbeddedAccount(transaction),
    setTemporaryPassword: async (objectId, passwordHash) => {
      await database
        .updateTable('users')
        .set({ password_hash: passwordHash, must_change_password: 1, version: sql`version + 1` })
        .where('object_id', '=', objectId)
        .executeTakeFirstOrThrow();
      await database.deleteFrom('sessions').where('object_id', '=', objectId).execute();
    },
  };
}

async function readOrganization(database: Database): Promise<Organization> {
  const [row] = await organizationQuery(database, []);
  if (!row) throw new Error('the account has no organisation');
  return row;
}

const organizationQuery = rememberQuery(
  prepareQuery<[], Organization>((database) =>
    database.selectFrom('organization').select(['name', 'country', 'currency']),
  ),
);

async function readUser(database: Database, objectId: string): Promise<User | undefined> {
  const [user] = await userQuery(database, [objectId]);
  return user;
}

const userRowQuery = prepareQuery<[objectId: string], UserRow>((database) =>
  selectUsers(database).where('object_id', '=', ''),
);
const userQuery = rememberQuery<[objectId: string], User>(async (database, values) =>
  (await userRowQuery(database, values)).map(toUser),
);

async function readUsers(database: Database, filter: UserFilter): Promise<UserPage> {
  if (filter.limit > shownPeople) return await selectPage(database, filter);
  const [page] = await pageQuery(database, [JSON.stringify(filter)]);
  return page!;
}

const pageQuery = rememberQuery<[filter: string], UserPage>(
  async (database, [filter]) => [await selectPage(database, JSON.parse(filter) as UserFilter)],
  rememberedPages,
);

async function selectPage(database: Database, filter: UserFilter): Promise<UserPage> {
  let ids = database.selectFrom('users').select('object_id').where('deleted_at', 'is', null);
  const { role } = filter;
  if (role) {
    ids = ids.where('object_id', 'in', (inner) =>
      inner.selectFrom('user_roles').select('user_roles.object_id').where('role', '=', role),
    );
  }
  for (const word of nameWords(filter.query ?? '')) {
    ids = ids.where('object_id', 'in', (inner) =>
      inner
        .selectFrom('user_words')
        .select('user_words.object_id')
        .where('word', '>=', word)
        .where('word', '<', `${word}\u{10ffff}`),
    );
  }
  const { total } = await database
    .selectFrom(ids.as('matching'))
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await selectUsers(database)
    .where('object_id', 'in', ids)
    .orderBy('sort_name')
    .orderBy('object_id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute();
  return { users: rows.map(toUser), total };
}

async function readHolders(database: Database, roles: readonly Role[]): Promise<User[]> {
  return roles.length === 0 ? [] : [...(await holdersQuery(database, roles))];
}

const holdersQuery = rememberQuery<readonly Role[], User>(async (database, roles) => {
  const rows = await selectUsers(database)
    .where('object_id', 'in', (inner) =>
      inner.selectFrom('user_roles').select('user_roles.object_id').where('role', 'in', roles),
    )
    .where('deleted_at', 'is', null)
    .where('enabled', '=', 1)
    .where('user_type', '=', 'Member')
    .orderBy('sort_name')
    .orderBy('object_id')
    .execute();
  return rows.map(toUser);
});
