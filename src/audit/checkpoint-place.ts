import type { Database, DatabaseTransaction } from '../store/database';

/** Where the trail's checkpoints are posted each day: out of reach of whoever has the database. */
export interface CheckpointPlace {
  /** Null while no place is chosen. */
  conversationId: string | null;
  /** In which they are posted. */
  language: string;
  /** ISO date of the last post there. */
  postedOn: string | null;
  /** Counts every choice; 0 while there never was one. */
  version: number;
}

export interface CheckpointPlaces {
  read(): Promise<CheckpointPlace>;
  /** Chooses another place, or none, if the last choice still is the one of this version. Returns whether it was. */
  choose(conversationId: string | null, language: string, version: number): Promise<boolean>;
  /** Notes the day's post ahead of sending it, so that it is sent once. Returns whether it was not noted before. */
  claim(day: string): Promise<boolean>;
  /** Takes a claim back: nothing was sent. */
  release(place: CheckpointPlace): Promise<void>;
  within(transaction: DatabaseTransaction): CheckpointPlaces;
}

const nowhere: CheckpointPlace = { conversationId: null, language: 'en', postedOn: null, version: 0 };

export function createCheckpointPlaces(database: Database): CheckpointPlaces {
  return {
    async read() {
      const row = await database.selectFrom('checkpoint_place').selectAll().executeTakeFirst();
      if (!row) return nowhere;
      return {
        conversationId: row.conversation_id,
        language: row.language ?? nowhere.language,
        postedOn: row.posted_on,
        version: row.version,
      };
    },
    async choose(conversationId, language, version) {
      const chosen = { conversation_id: conversationId, language, posted_on: null, version: version + 1 };
      if (version === 0) {
        const { numInsertedOrUpdatedRows } = await database
          .insertInto('checkpoint_place')
          .values({ id: 1, ...chosen })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }
      const { numUpdatedRows } = await database
        .updateTable('checkpoint_place')
        .set(chosen)
        .where('version', '=', version)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async claim(day) {
      const { numUpdatedRows } = await database
        .updateTable('checkpoint_place')
        .set({ posted_on: day })
        .where('conversation_id', 'is not', null)
        .where((row) => row.or([row('posted_on', 'is', null), row('posted_on', '<', day)]))
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async release({ postedOn, version }) {
      await database
        .updateTable('checkpoint_place')
        .set({ posted_on: postedOn })
        .where('version', '=', version)
        .execute();
    },
    within: (transaction) => createCheckpointPlaces(transaction),
  };
}
