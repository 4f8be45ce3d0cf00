import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { appendAuditEntry } from '../../audit/audit-trail';
import type { Database } from '../../store/database';
import { hashPassword, passwordFlaws, verifyPassword, type PasswordFlaw } from '../password';
import type { User } from '../user';
import { nameWords } from './fold-name';
import { selectUsers, toUser } from './user-rows';

/** How long one stays signed in, in minutes. */
const sessionMinutes = 60;

/** Signing in to the embedded account's own page. A session's token is kept as a digest only. */
export interface SignIn {
  /** @returns the session's token; undefined where name or password is wrong, or the user may not sign in */
  start(name: string, password: string): Promise<string | undefined>;
  userOf(token: string): Promise<User | undefined>;
  /** Ends all sessions of the user but a new one, whose token is returned. */
  choosePassword(
    user: User,
    current: string,
    chosen: string,
  ): Promise<{ token: string } | { flaws: (PasswordFlaw | 'wrong-current')[] }>;
  end(token: string): Promise<void>;
}

export function createSignIn(database: Database, now: () => Date): SignIn {
  // A password that nobody has: a wrong name must take as long as a wrong password.
  const decoy = hashPassword(randomBytes(24).toString('base64'));

  async function openSession(objectId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await database.deleteFrom('sessions').where('expires_at', '<=', now().toISOString()).execute();
    const expires = new Date(now().getTime() + sessionMinutes * 60_000).toISOString();
    await database
      .insertInto('sessions')
      .values({ token_digest: digest(token), object_id: objectId, expires_at: expires })
      .execute();
    return token;
  }

  return {
    async start(name, password) {
      const row = await database
        .selectFrom('users')
        .select(['object_id', 'password_hash', 'enabled', 'deleted_at'])
        .where('user_principal_name', '=', name.trim().toLowerCase())
        .executeTakeFirst();
      const fits = await verifyPassword(password, row?.password_hash ?? (await decoy));
      if (!row?.password_hash || !fits || row.enabled === 0 || row.deleted_at !== null) return undefined;
      return await openSession(row.object_id);
    },

    async userOf(token) {
      const row = await selectUsers(database)
        .where('object_id', 'in', (inner) =>
          inner
            .selectFrom('sessions')
            .select('sessions.object_id')
            .where('token_digest', '=', digest(token))
            .where('expires_at', '>', now().toISOString()),
        )
        .where('enabled', '=', 1)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      return row && toUser(row);
    },

    async choosePassword(user, current, chosen) {
      const row = await database
        .selectFrom('users')
        .select(['password_hash', 'version'])
        .where('object_id', '=', user.objectId)
        .executeTakeFirstOrThrow();
      if (!row.password_hash || !(await verifyPassword(current, row.password_hash)))
        return { flaws: ['wrong-current'] };
      const { name } = await database.selectFrom('organization').select('name').executeTakeFirstOrThrow();
      const personal = [...nameWords(user.displayName), ...nameWords(user.userPrincipalName), ...nameWords(name)];
      const flaws: (PasswordFlaw | 'wrong-current')[] = passwordFlaws(chosen, personal);
      if (chosen === current) flaws.push('same');
      if (flaws.length > 0) return { flaws };
      const hash = await hashPassword(chosen);
      await database.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('users')
          .set({ password_hash: hash, must_change_password: 0, version: sql`version + 1` })
          .where('object_id', '=', user.objectId)
          .where('version', '=', row.version)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows !== 1n) throw new Error('the user was changed at the same time');
        await transaction.deleteFrom('sessions').where('object_id', '=', user.objectId).execute();
        const details = { actorName: user.displayName, subjectName: user.displayName };
        await appendAuditEntry(
          transaction,
          { operation: 'account.password', outcome: 'done', actor: user.objectId, subject: user.objectId, details },
          now(),
        );
      });
      return { token: await openSession(user.objectId) };
    },

    async end(token) {
      await database.deleteFrom('sessions').where('token_digest', '=', digest(token)).execute();
    },
  };
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
