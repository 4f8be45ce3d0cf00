import type { Database } from '../store/database';
import type { Days } from './read-offers';

/** A day as a number: how many days it is after 1970-01-01. */
export function numberOf(day: Date): number {
  return Math.floor(day.getTime() / 86_400_000);
}

export function dayOf(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

/** After a longer absence, what has begun or ended long before is no news. */
const daysAtMost = 7;

/** The days of which a day's news tells: those since the last one that was told of. */
export async function daysOf(database: Database, number: number): Promise<Days> {
  const before = await database
    .selectFrom('announced')
    .select((row) => row.fn.max('source_id').as('last'))
    .where('source', '=', 'promotion-day')
    .where('source_id', '<', number)
    .executeTakeFirst();
  const last = before?.last ?? number - 1;
  return { after: dayOf(Math.max(Number(last), number - daysAtMost)), until: dayOf(number) };
}
