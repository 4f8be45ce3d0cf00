import { z } from 'zod';
import type { Database } from '../../store/database';
import type { UsersTable } from '../../store/schema/account';
import { roleIds, type Role } from '../roles';
import type { User } from '../user';
import { foldName } from './fold-name';

/** A user's row with the roles in one column, as every query of this folder selects it. */
export function selectUsers(database: Database) {
  return database.selectFrom('users').select((row) => [
    'object_id',
    'user_principal_name',
    'display_name',
    'mail',
    'phone',
    'job_title',
    'language',
    'enabled',
    'user_type',
    'must_change_password',
    'version',
    'deleted_at',
    row
      .selectFrom('user_roles')
      .select((roles) => roles.fn<string | null>('group_concat', ['user_roles.role']).as('roles'))
      .whereRef('user_roles.object_id', '=', 'users.object_id')
      .as('roles'),
  ]);
}

export type UserRow = Awaited<ReturnType<ReturnType<typeof selectUsers>['execute']>>[number];

const rolesColumn = z.array(z.enum(roleIds));

/** Parses a row; a role that this version does not know is a fault of the data and stops here. */
export function toUser(row: UserRow): User {
  return {
    objectId: row.object_id,
    userPrincipalName: row.user_principal_name,
    displayName: row.display_name,
    mail: row.mail,
    phone: row.phone,
    jobTitle: row.job_title,
    language: row.language,
    enabled: row.enabled === 1,
    userType: row.user_type,
    roles: inTableOrder(rolesColumn.parse(row.roles ? row.roles.split(',') : [])),
    mustChangePassword: row.must_change_password === 1,
    version: row.version,
    deletedAt: row.deleted_at,
  };
}

function inTableOrder(held: Role[]): Role[] {
  return held.length < 2 ? held : roleIds.filter((role) => held.includes(role));
}

/** Someone who has just come into the account: a member with a name, no password and nothing else said of them. */
export function newUserRow(objectId: string, address: string, displayName: string): UsersTable {
  return {
    object_id: objectId,
    user_principal_name: address,
    display_name: displayName,
    sort_name: foldName(displayName),
    mail: null,
    phone: null,
    job_title: null,
    language: null,
    enabled: 1,
    user_type: 'Member',
    password_hash: null,
    must_change_password: 0,
    version: 1,
    deleted_at: null,
  };
}
