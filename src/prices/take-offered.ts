import type { Database, DatabaseTransaction } from '../store/database';
import { takeInStaged, type PriceSheetSummary, type StageSheet } from './import-sheet';
import { factsOf, PriceSheetError } from './sheet/price-sheet-error';
import type { OfferedSheet, SheetSource } from './sheet-source';

/** What became of a sheet that a source offered. */
export type OfferedOutcome =
  | { file: string; outcome: 'taken'; summary: PriceSheetSummary }
  | { file: string; outcome: 'faulty'; error: PriceSheetError };

export interface TakeOffered {
  source: SheetSource;
  stage: StageSheet;
  /** The account's own country: lists that name none are for it. */
  market: string;
  now: Date;
  /** Runs in the transaction that takes it in, or notes that it could not be: the audit entry. */
  within: (transaction: DatabaseTransaction, outcome: OfferedOutcome) => Promise<void>;
}

/**
 * Takes in what a source offers and was not looked at before, one after the other, each wholly or not at all. What is at fault is
 * noted and not looked at again until it is another file. A locked database or a full disk ends it; the rest comes next time.
 */
export async function takeOffered(database: Database, { source, ...how }: TakeOffered): Promise<OfferedOutcome[]> {
  const outcomes: OfferedOutcome[] = [];
  for (const offered of await source.list()) {
    if (await isKnown(database, source, offered)) continue;
    outcomes.push(await takeOne(database, offered, { source, ...how }));
  }
  return outcomes;
}

async function isKnown(database: Database, { name }: SheetSource, { key }: OfferedSheet): Promise<boolean> {
  const row = await database
    .selectFrom('offered_sheets')
    .select('key')
    .where('source', '=', name)
    .where('key', '=', key)
    .executeTakeFirst();
  return row !== undefined;
}

async function takeOne(
  database: Database,
  { key, file, path }: OfferedSheet,
  { source, stage, market, now, within }: TakeOffered,
): Promise<OfferedOutcome> {
  const note = (transaction: Database, outcome: OfferedOutcome['outcome'], fault: string | null) =>
    transaction
      .insertInto('offered_sheets')
      .values({ source: source.name, key, file, outcome, fault, at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  try {
    const summary = await takeInStaged(await stage({ file, path, market }), {
      now,
      async within(transaction, done) {
        await note(transaction, 'taken', null);
        await within(transaction, { file, outcome: 'taken', summary: done });
      },
    });
    // The very same sheet under another name: nothing changed, and it is not read again.
    if (summary.tookPart === 'already') await note(database, 'taken', null);
    return { file, outcome: 'taken', summary };
  } catch (error) {
    if (!(error instanceof PriceSheetError)) throw error;
    const outcome = { file, outcome: 'faulty', error } as const;
    await database.transaction().execute(async (transaction) => {
      await note(transaction, 'faulty', JSON.stringify(factsOf(error)));
      await within(transaction, outcome);
    });
    return outcome;
  }
}
