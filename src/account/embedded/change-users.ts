import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../store/database';
import { prepareQuery } from '../../store/prepared';
import { roleIds, type Role } from '../roles';
import { restorableSince, type NewUser, type UserChanges, type UserFields } from '../user-changes';
import type { User } from '../user';
import { foldName, nameWords } from './fold-name';
import { newUserRow, selectUsers, toUser } from './user-rows';

/** Changing the users of the embedded account. */
export function changeUsers(database: Database): UserChanges {
  return {
    holderOfAddress: (address, now) => readHolder(database, address, now),
    removedUsers: (now, written) => readRemoved(database, now, written),
    holderCounts: () => countHolders(database),
    addUser: (user, now) => insertUser(database, user, now),
    editUser: (objectId, fields) => editUser(database, objectId, fields),
    setEnabled: (objectId, enabled) => setState(database, objectId, { enabled: enabled ? 1 : 0 }, !enabled),
    setRemoved: (objectId, at) => setState(database, objectId, { deleted_at: at?.toISOString() ?? null }, at !== null),
    async addRole(objectId, role) {
      await database.insertInto('user_roles').values({ object_id: objectId, role }).execute();
      return await setState(database, objectId, {}, false);
    },
    async takeRole(objectId, role) {
      await database.deleteFrom('user_roles').where('object_id', '=', objectId).where('role', '=', role).execute();
      return await setState(database, objectId, {}, false);
    },
  };
}

async function readHolder(database: Database, address: string, now: Date): Promise<User | undefined> {
  const folded = address.toLowerCase();
  const row = await selectUsers(database)
    .where((user) => user.or([user('user_principal_name', '=', folded), user('mail', '=', folded)]))
    .where((user) => user.or([user('deleted_at', 'is', null), user('deleted_at', '>', restorableSince(now))]))
    .orderBy('deleted_at')
    .limit(1)
    .executeTakeFirst();
  return row && toUser(row);
}

async function readRemoved(database: Database, now: Date, written?: string): Promise<User[]> {
  const rows = await selectUsers(database)
    .where('deleted_at', '>', restorableSince(now))
    .orderBy('deleted_at', 'desc')
    .orderBy('sort_name')
    .execute();
  const removed = rows.map(toUser);
  if (written === undefined) return removed;
  const address = written.trim().toLowerCase();
  const named = removed.filter((user) => [user.objectId, user.userPrincipalName, user.mail].includes(address));
  if (named.length > 0) return named;
  const words = nameWords(written);
  const begun = (user: User) => {
    const own = nameWords(user.displayName);
    return words.length > 0 && words.every((word) => own.some((part) => part.startsWith(word)));
  };
  return removed.filter(begun);
}

const countSchema = z.object({ role: z.enum(roleIds), count: z.number() });

async function countHolders(database: Database): Promise<Partial<Record<Role, number>>> {
  const rows = await database
    .selectFrom('user_roles')
    .innerJoin('users', 'users.object_id', 'user_roles.object_id')
    .where('deleted_at', 'is', null)
    .select((row) => ['role', row.fn.countAll<number>().as('count')])
    .groupBy('role')
    .execute();
  return Object.fromEntries(rows.map((row) => countSchema.parse(row)).map(({ role, count }) => [role, count]));
}

async function insertUser(database: Database, user: NewUser, now: Date): Promise<number> {
  await database.deleteFrom('users').where('deleted_at', '<=', restorableSince(now)).execute();
  const address = user.address.toLowerCase();
  await database
    .insertInto('users')
    .values({ ...newUserRow(user.objectId, address, user.displayName), mail: address })
    .execute();
  await writeWords(database, user.objectId, user.displayName, address);
  if (user.role)
    await database.insertInto('user_roles').values({ object_id: user.objectId, role: user.role }).execute();
  return 1;
}

async function editUser(database: Database, objectId: string, fields: UserFields): Promise<number> {
  const { displayName, mail, phone, jobTitle, language } = fields;
  const version = await setState(
    database,
    objectId,
    {
      ...(displayName === undefined ? {} : { display_name: displayName, sort_name: foldName(displayName) }),
      ...(mail === undefined ? {} : { mail: mail?.toLowerCase() ?? null }),
      ...(phone === undefined ? {} : { phone }),
      ...(jobTitle === undefined ? {} : { job_title: jobTitle }),
      ...(language === undefined ? {} : { language }),
    },
    false,
  );
  if (displayName !== undefined) {
    const { user_principal_name: address } = await database
      .selectFrom('users')
      .select('user_principal_name')
      .where('object_id', '=', objectId)
      .executeTakeFirstOrThrow();
    await database.deleteFrom('user_words').where('object_id', '=', objectId).execute();
    await writeWords(database, objectId, displayName, address);
  }
  return version;
}

/** How someone is found: by the words of the name and of the sign-in name. */
async function writeWords(database: Database, objectId: string, name: string, address: string): Promise<void> {
  const words = new Set([...nameWords(name), ...nameWords(address.split('@')[0]!)]);
  for (const word of words) await database.insertInto('user_words').values({ word, object_id: objectId }).execute();
}

interface StateUpdate {
  enabled?: 0 | 1;
  deleted_at?: string | null;
  display_name?: string;
  sort_name?: string;
  mail?: string | null;
  phone?: string | null;
  job_title?: string | null;
  language?: string | null;
}

async function setState(
  database: Database,
  objectId: string,
  update: StateUpdate,
  endSessions: boolean,
): Promise<number> {
  const [row] = await updateOf(Object.keys(update))(database, [...(Object.values(update) as unknown[]), objectId]);
  if (!row) throw new Error('there is no such user to change');
  if (endSessions) await database.deleteFrom('sessions').where('object_id', '=', objectId).execute();
  return row.version;
}

type Update = (database: Database, values: readonly unknown[]) => Promise<{ version: number }[]>;
/** One statement for each set of columns that are written together. */
const updates = new Map<string, Update>();

function updateOf(columns: readonly string[]): Update {
  const known = updates.get(columns.join());
  if (known) return known;
  const blank: StateUpdate = Object.fromEntries(columns.map((column) => [column, '']));
  const update: Update = prepareQuery((database) =>
    database
      .updateTable('users')
      .set({ ...blank, version: sql<number>`version + 1` })
      .where('object_id', '=', '')
      .returning('version'),
  );
  updates.set(columns.join(), update);
  return update;
}
