import type { Database, DatabaseTransaction } from '../store/database';
import { prepareQuery } from '../store/prepared';
import { rememberQuery } from '../store/remembered';
import { languages, type Language } from './languages';

/** The language that a person chose to be answered in, where they chose one. */
export interface Preferences {
  language(objectId: string): Promise<Language | undefined>;
  /** `null` takes the choice back. */
  setLanguage(objectId: string, language: Language | null): Promise<void>;
  within(transaction: DatabaseTransaction): Preferences;
}

const languageQuery = rememberQuery(
  prepareQuery<[objectId: string], { language: string }>((database) =>
    database.selectFrom('preferences').select('language').where('object_id', '=', ''),
  ),
);

export function createPreferences(database: Database): Preferences {
  return {
    async language(objectId) {
      const [row] = await languageQuery(database, [objectId]);
      return languages.find((language) => language === row?.language);
    },
    async setLanguage(objectId, language) {
      if (language === null) {
        await database.deleteFrom('preferences').where('object_id', '=', objectId).execute();
        return;
      }
      await database
        .insertInto('preferences')
        .values({ object_id: objectId, language })
        .onConflict((conflict) => conflict.column('object_id').doUpdateSet({ language }))
        .execute();
    },
    within: (transaction) => createPreferences(transaction),
  };
}
