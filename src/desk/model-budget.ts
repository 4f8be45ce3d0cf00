import { sql } from 'kysely';
import type { Database } from '../store/database';

/** What a language model may cost a day, counted in the database: for every replica, and over restarts. */
export interface ModelBudget {
  /** Counts one question of a person; false where the day's are used up. */
  take(person: string, now: Date): Promise<boolean>;
  /** Adds the tokens that a question took. */
  note(person: string, now: Date, tokens: number): Promise<void>;
}

/** Days begin in UTC. What was counted on earlier days is dropped. */
export function createModelBudget(
  database: Database,
  limits: { callsPerPersonAndDay: number; tokensPerDay: number },
): ModelBudget {
  const dayOf = (now: Date) => now.toISOString().slice(0, 10);
  return {
    async take(person, now) {
      const day = dayOf(now);
      return await database.transaction().execute(async (transaction) => {
        const { tokens } = await transaction
          .selectFrom('model_usage')
          .select((row) => row.fn.sum<number | null>('tokens').as('tokens'))
          .where('day', '=', day)
          .executeTakeFirstOrThrow();
        const own = await transaction
          .selectFrom('model_usage')
          .select('calls')
          .where('day', '=', day)
          .where('person', '=', person)
          .executeTakeFirst();
        if ((own?.calls ?? 0) >= limits.callsPerPersonAndDay || Number(tokens ?? 0) >= limits.tokensPerDay)
          return false;
        if (tokens === null) await transaction.deleteFrom('model_usage').where('day', '<', day).execute();
        await transaction
          .insertInto('model_usage')
          .values({ day, person, calls: 1, tokens: 0 })
          .onConflict((conflict) =>
            conflict.columns(['day', 'person']).doUpdateSet({ calls: sql`model_usage.calls + 1` }),
          )
          .execute();
        return true;
      });
    },
    async note(person, now, tokens) {
      if (tokens === 0) return;
      await database
        .updateTable('model_usage')
        .set({ tokens: sql`tokens + ${tokens}` })
        .where('day', '=', dayOf(now))
        .where('person', '=', person)
        .execute();
    },
  };
}
