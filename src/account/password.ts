import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

// No look-alikes (0 O o, 1 l I, 5 S, 2 Z, 8 B) and no symbol that a chat client could take for formatting.
const classes = ['abcdefghijkmnpqrstuvwxyz', 'ACDEFGHJKLMNPQRTUVWXY', '34679', '!%+=?@'] as const;
const temporaryLength = 20;

/**
 * Makes a temporary password: 20 characters, at least two of each class, drawn uniformly by the system's generator.
 * Source: contract.md, Passwords; domain.md 5.2 ("force one of each class").
 */
export function generateTemporaryPassword(): string {
  const characters = classes.flatMap((set) => [pick(set), pick(set)]);
  const all = classes.join('');
  while (characters.length < temporaryLength) characters.push(pick(all));
  for (let index = characters.length - 1; index > 0; index--) {
    const other = randomInt(index + 1);
    [characters[index], characters[other]] = [characters[other]!, characters[index]!];
  }
  return characters.join('');
}

function pick(set: string): string {
  return set[randomInt(set.length)]!;
}

export type PasswordFlaw =
  'too-short' | 'too-long' | 'too-few-classes' | 'foreign-character' | 'names-you' | 'too-common' | 'same';

const allowedCharacters = /^[\x20-\x7e]*$/;
const commonTerms = [
  'password',
  'motdepasse',
  'azerty',
  'qwerty',
  'welcome',
  'bienvenue',
  'partner',
  'microsoft',
  '123456',
  'abcdef',
];

/**
 * What is wrong with a password that a person chose. Source: domain.md 5.2: 8–256 printable ASCII characters, three of four
 * classes, and at least five points where each banned or personal term counts one, also with one letter wrong, missing or too
 * many, and every other character one.
 *
 * @param personal words that belong to the person or the organisation (names, sign-in name)
 */
export function passwordFlaws(password: string, personal: readonly string[]): PasswordFlaw[] {
  const flaws: PasswordFlaw[] = [];
  if (password.length < 8) flaws.push('too-short');
  if (password.length > 256) flaws.push('too-long');
  if (!allowedCharacters.test(password)) flaws.push('foreign-character');
  const found = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
  if (found < 3) flaws.push('too-few-classes');
  const folded = unleet(password);
  const named = personal.map(unleet).filter((word) => word.length >= 4);
  if (score(folded, [...commonTerms, ...named]) < 5)
    flaws.push(named.some((word) => locate(folded, word)) ? 'names-you' : 'too-common');
  return flaws;
}

function unleet(text: string): string {
  return text.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('$', 's').replaceAll('@', 'a');
}

function score(folded: string, banned: readonly string[]): number {
  let rest = folded;
  let points = 0;
  // Long ones first: a short one may be a part of them.
  for (const term of banned.map(unleet).sort((one, other) => other.length - one.length)) {
    for (let found = locate(rest, term); found; found = locate(rest, term)) {
      points += 1;
      rest = rest.slice(0, found.at) + rest.slice(found.end);
    }
  }
  return points + rest.length;
}

/** Where a term is, as it is or else with one edit. */
function locate(text: string, term: string): { at: number; end: number } | undefined {
  const exact = text.indexOf(term);
  if (exact >= 0) return { at: exact, end: exact + term.length };
  for (const length of [term.length, term.length + 1, term.length - 1]) {
    for (let at = 0; at + length <= text.length; at += 1) {
      if (isOneEditAway(text.slice(at, at + length), term)) return { at, end: at + length };
    }
  }
  return undefined;
}

/** One letter replaced, added or left out. */
function isOneEditAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const rest = short.length === long.length ? short.slice(same + 1) : short.slice(same);
  return long.slice(same + 1) === rest;
}

const deriveKey = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt);
const cost = { N: 16384, r: 8, p: 1 };

/** A salted scrypt hash with its parameters, fit for the database. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, 32, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Whether a password fits a hash made by {@link hashPassword}; takes the same time either way. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt, key] = hash.split('$');
  if (kind !== 'scrypt' || !N || !r || !p || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64');
  const actual = await deriveKey(password, Buffer.from(salt, 'base64'), expected.length, { N: +N, r: +r, p: +p });
  return timingSafeEqual(actual, expected);
}
