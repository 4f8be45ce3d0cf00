import { randomBytes } from 'node:crypto';
import type { Database } from './database';

/** A 256-bit key by its name, made at first use: every replica over the same database gets the same one. */
export async function loadKey(database: Database, name: string): Promise<Buffer> {
  const fresh = randomBytes(32).toString('base64');
  await database
    .insertInto('keys')
    .values({ name, value: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await database
    .selectFrom('keys')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return Buffer.from(value, 'base64');
}
