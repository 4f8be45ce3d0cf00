import type { Language } from '../../src/language/languages';
import { words } from '../../src/language/words';
import type { Office } from './office';

/** What a text of the words says, whatever it is filled with: `problems/own-account/what`. */
export function told(language: Language, key: string): RegExp {
  const text = key
    .split('/')
    .reduce<unknown>((place, part) => (place as Record<string, unknown>)[part], words[language]);
  if (typeof text !== 'string') throw new Error(`${key} is no text in ${language}`);
  return new RegExp(
    text
      .split(/\{\{\w+\}\}/)
      .map(escape)
      .join('[^]*'),
  );
}

/** A card may write a backslash in front of what would be markdown. */
function escape(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]/gu, (sign) => `\\\\?${/[.*+?^${}()|[\]\\]/.test(sign) ? '\\' : ''}${sign}`);
}

/** All that the account holds and all that is on its way: the same before and after what changes nothing. */
export async function heldBy(office: Office): Promise<unknown> {
  return await office.inDatabase(async (database) => ({
    users: await database.selectFrom('users').selectAll().execute(),
    roles: await database.selectFrom('user_roles').selectAll().execute(),
    sections: await database.selectFrom('profile_sections').selectAll().execute(),
    pages: await database.selectFrom('business_profiles').selectAll().execute(),
    pins: await database.selectFrom('pinned_offers').selectAll().execute(),
    preferences: await database.selectFrom('preferences').selectAll().execute(),
    matters: await database.selectFrom('matters').selectAll().execute(),
  }));
}
