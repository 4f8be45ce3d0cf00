import type { Database } from '../../store/database';
import type { UserMatches } from '../account';
import type { User } from '../user';
import { foldName, nameWords } from './fold-name';
import { selectUsers, toUser } from './user-rows';
import { editDistance } from '../edit-distance';

/** How many candidates a search looks at; a choice card shows fewer. */
const candidateLimit = 25;

/**
 * Finds whom a person means. In this order: object id, sign-in name or e-mail address; the whole name; all words of the
 * name in any order, each written out or begun; then, as mere suggestions, names in which each word is nearly so.
 */
export async function findUsers(database: Database, written: string): Promise<UserMatches> {
  const text = written.trim().toLowerCase();
  const byAddress = await active(database)
    .where((row) =>
      row.or([row('object_id', '=', text), row('user_principal_name', '=', text), row('mail', '=', text)]),
    )
    .limit(candidateLimit)
    .execute();
  if (byAddress.length > 0) return { exact: true, users: byAddress.map(toUser) };

  const words = nameWords(written);
  if (words.length === 0) return { exact: false, users: [] };
  const byName = await active(database).where('sort_name', '=', foldName(written)).limit(candidateLimit).execute();
  if (byName.length > 0) return { exact: true, users: byName.map(toUser) };

  const byWords = await withAllWords(database, words);
  if (byWords.length > 0) return { exact: true, users: byWords };
  return { exact: false, users: await nearNames(database, words) };
}

function active(database: Database) {
  return selectUsers(database).where('deleted_at', 'is', null).orderBy('sort_name').orderBy('object_id');
}

async function withAllWords(database: Database, words: string[]): Promise<User[]> {
  let query = active(database).limit(candidateLimit);
  for (const word of words) {
    query = query.where('object_id', 'in', (inner) =>
      inner
        .selectFrom('user_words')
        .select('user_words.object_id')
        .where('word', '>=', word)
        .where('word', '<', `${word}\u{10ffff}`),
    );
  }
  const users = (await query.execute()).map(toUser);
  // "Marie" written out goes before "Mariette" begun.
  const whole = users.filter((user) => words.every((word) => nameWords(user.displayName).includes(word)));
  return whole.length > 0 ? whole : users;
}

async function nearNames(database: Database, words: string[]): Promise<User[]> {
  let query = active(database).limit(candidateLimit);
  for (const word of words) {
    const near = await nearWords(database, word);
    if (near.length === 0) return [];
    query = query.where('object_id', 'in', (inner) =>
      inner.selectFrom('user_words').select('user_words.object_id').where('word', 'in', near),
    );
  }
  return (await query.execute()).map(toUser);
}

async function nearWords(database: Database, word: string): Promise<string[]> {
  // A typing mistake seldom hits both of the first two letters, which bounds what is compared.
  const rows = await database
    .selectFrom('user_words')
    .select('word')
    .distinct()
    .where((row) => row.or([row('word', 'like', `${word[0]}%`), row('word', 'like', `_${word[1] ?? ''}%`)]))
    .where((row) => row.between(row.fn<number>('length', ['word']), word.length - 2, word.length + 2))
    .limit(5_000)
    .execute();
  return rows.map((row) => row.word).filter((candidate) => editDistance(word, candidate) <= mistakes(word, candidate));
}

/** How many typing mistakes may lie between two words: where two of them hit a short one, or its first letter, it is another name. */
function mistakes(word: string, candidate: string): number {
  return word.length >= 5 && word[0] === candidate[0] ? 2 : 1;
}
