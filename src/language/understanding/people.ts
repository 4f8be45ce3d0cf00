import { familyNames, givenNames } from '../lexicon/given-names';
import { actionConcepts } from '../lexicon/lexicon';
import type { Compiled, Word } from './compile';
import type { Marks } from './marks';
import { isProductWord } from './products';
import { fold, type Token } from './tokens';

/** A person named in the sentence. */
export interface Person {
  text: string;
  start: number;
  end: number;
  /** 3 a mention, address or known name · 2 reads like a name · 1 an unknown word where a name could stand. */
  strength: 1 | 2 | 3;
  kind: 'mention' | 'email' | 'login' | 'name';
}

const given = new Set(givenNames.split(' '));
const family = new Set(familyNames.split(' '));
const PARTICLES = new Set(
  "de du des da di del della le la van von der den ten ter bin ben al el d' l' n' o' m' mac mc saint st dos das e y i av zu abu ibn".split(
    ' ',
  ),
);

export function isGivenName(token: Token): boolean {
  return given.has(token.low);
}

/** The account's own names, ready for looking up: the folded words of each. */
export function foldNames(names: readonly string[]): string[][] {
  return names.map((name) =>
    fold(name)
      .split(/[\s'-]+/)
      .filter(Boolean),
  );
}

const gathered = new WeakMap<readonly string[][], ReadonlySet<string>>();

/** The words of all names, gathered once for each list of them. */
export function wordsOfNames(names: readonly string[][]): ReadonlySet<string> {
  let words = gathered.get(names);
  if (!words) gathered.set(names, (words = new Set(names.flat())));
  return words;
}

/** By token, whether it is a given name, and whether it is a word of the account's own names. */
export interface NameWords {
  isGiven: readonly boolean[];
  isOwn: readonly boolean[];
}

export function readNameWords(tokens: readonly Token[], names: readonly string[][]): NameWords {
  const own = wordsOfNames(names);
  return { isGiven: tokens.map(({ low }) => given.has(low)), isOwn: tokens.map(({ low }) => own.has(low)) };
}

export function findPeople(
  tokens: readonly Token[],
  words: readonly Word[],
  { isGiven, isOwn }: NameWords,
  found: Marks,
  { lexicon }: Compiled,
  taken: readonly boolean[],
  text: string,
): Person[] {
  const people: Person[] = [];
  const marked: boolean[] = [];
  const entities: boolean[] = [];
  for (const mark of found.marks) {
    for (const at of mark.tokens) {
      marked[at] = true;
      if (mark.prefix) entities[at] = true;
    }
  }
  const foreign: boolean[] = [];
  for (const mark of found.foreign) for (const at of mark.tokens) foreign[at] = true;
  let capitals = 0;
  let written = 0;
  for (const { kind, capital } of tokens) {
    if (kind !== 'word') continue;
    written++;
    if (capital) capitals++;
  }
  const titled = capitals > 4 && capitals > 0.7 * written;
  const { commonEndings } = lexicon;
  const level = (at: number): 0 | 1 | 2 | 3 => {
    const token = tokens[at];
    if (!token || token.kind !== 'word' || taken[at]) return 0;
    // In small letters most words are ours, or carry no matter, and nobody's name then.
    if (!token.capital && (marked[at] || (words[at]!.isFunction && !isOwn[at]))) return 0;
    if (isProductWord(token.low) || /\d.*\d/.test(token.low)) return 0;
    if (isOwn[at] && (token.capital || !marked[at])) return 3;
    const single = token.low.length < 2 && !(token.capital && tokens[at + 1]?.text === '.');
    if (single) return 0;
    const looksGiven = isGiven[at] || isBarePossessive(tokens, at, found);
    if (looksGiven && ((token.capital && !token.first) || !marked[at]) && !words[at]!.isFunction) return 2;
    if (looksGiven && token.capital && startsName(tokens[at + 1]) && !words[at + 1]?.isFunction) return 2;
    if (
      token.capital &&
      !token.first &&
      !titled &&
      token.text.length > 1 &&
      startsName(tokens[at + 1]) &&
      !/^\p{Lu}{2,}$/u.test(token.text) &&
      !entities[at] &&
      !marked[at]
    )
      return 2;
    if (words[at]!.isFunction || /'/.test(token.low.slice(0, -1)) || token.low === "'s") return 0;
    const shouting = /^\p{Lu}{2,}$/u.test(token.text);
    if (token.capital && !token.first && !shouting && !marked[at]) return foreign[at] ? 0 : 2;
    if (token.capital && token.glued && people.length === 0 && tokens[at - 1]?.capital) return 2;
    if (marked[at] || foreign[at]) return 0;
    if (words[at]!.isKnown && !found.typos[at])
      return token.capital && startsName(tokens[at + 1]) && !token.first ? 2 : 0;
    if (shouting && /\p{Ll}{3}/u.test(text)) return 0;
    if (/^\p{L}{3,}\d{1,4}$/u.test(token.low)) return 2;
    if (!token.capital && token.low.length > 6 && commonEndings.some((ending) => token.low.endsWith(ending))) return 0;
    return token.capital && !shouting ? 2 : 1;
  };

  /** "recruté Pauline Blanchet", "kick romane picard": an unknown word that a whole name follows is not a part of it. */
  const isBeforeName = (at: number): boolean => {
    if (tokens[at]?.capital) return false;
    if (PARTICLES.has(tokens[at + 1]?.low ?? '') && tokens[at + 2]?.capital && level(at + 2) > 1) return true;
    if (level(at + 1) < 2) return false;
    if (tokens[at + 1]?.capital) return true;
    return (at === 0 || tokens[at - 1]?.kind === 'mark') && level(at + 2) > 0;
  };

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || taken[at]) continue;
    if (token.kind === 'mention')
      people.push({ text: token.text.trim(), start: at, end: at + 1, strength: 3, kind: 'mention' });
    else if (token.kind === 'email')
      people.push({ text: token.text, start: at, end: at + 1, strength: 3, kind: 'email' });
    else if (token.kind === 'login')
      people.push({ text: token.text, start: at, end: at + 1, strength: 3, kind: 'login' });
    else {
      const begins = beginsWithPrefix(tokens, at) ? level(at + 1) && 2 : level(at);
      if (!begins || (begins === 1 && isBeforeName(at))) continue;
      const end = endOfName(tokens, at, level, found);
      const last = tokens[end - 1];
      const first = tokens[at];
      if (!last || !first) continue;
      let strength = begins;
      for (let word = at; word < end; word++) strength = Math.max(strength, level(word)) as Person['strength'];
      let name = text.slice(first.start, last.end);
      if (end - at === 1 && name.endsWith("'")) name = name.slice(0, -1);
      if (end - at === 1 && isBarePossessive(tokens, at, found)) name = name.slice(0, -1);
      if (strength === 1 && !standsAsName(tokens, at, end, found)) {
        at = end - 1;
        continue;
      }
      const begin = isParticleOfName(tokens, at - 1, found) ? at - 1 : at;
      if (begin < at) name = text.slice(tokens[begin]?.start, last.end);
      people.push({
        text: name,
        start: begin,
        end,
        strength: strength === 3 && end - at < 1 ? 2 : strength,
        kind: 'name',
      });
      at = end - 1;
    }
  }
  return people;
}

/** "Utilisateur de Souza": right behind the word for a user it is no "of". */
function isParticleOfName(tokens: readonly Token[], at: number, found: Marks): boolean {
  const low = tokens[at]?.low ?? '';
  return (
    PARTICLES.has(low) &&
    /^[a-z]{2,}$/.test(low) &&
    found.marks.some((mark) => mark.concept === 'user' && mark.end === at && mark.end - mark.start === 1) &&
    // "Titre d'emploi de …": not that of "employé".
    !found.marks.some((mark) => mark.concept.startsWith('field:') && mark.end === at)
  );
}

const OWNED = /^(?:account|password|role|signIn|details|state|right|field:)/;
const BEFORE = new Set([
  'user',
  'account',
  'password',
  'role',
  'title',
  'someone',
  'newcomer',
  'search',
  'starts',
  'signIn',
  'right',
  'audit',
  'deed',
  'state',
  'cannotEnter',
  'put',
  'give',
  ...actionConcepts,
]);
/** What may follow a name that is written small where a clause begins: "hnakamura shouldn't …". */
const VERBS = new Set(['can', 'modal', 'not', 'noLonger', 'need', 'cannot', 'cannotEnter', 'gone', 'forgot']);
const LINKS = new Set("of for from to de d' du a pour chez von fur by par with".split(' '));

/** "lock rosas account": a given name with the s of possession and no apostrophe. */
function isBarePossessive(tokens: readonly Token[], at: number, found: Marks): boolean {
  const low = tokens[at]?.low ?? '';
  return (
    low.endsWith('s') &&
    found.marks.some((mark) => mark.start === at + 1 && OWNED.test(mark.concept)) &&
    !given.has(low) &&
    given.has(low.slice(0, -1))
  );
}

/** An unknown word in small letters is a name only where one is expected: after a verb or "user", before 's. */
function standsAsName(tokens: readonly Token[], start: number, end: number, found: Marks): boolean {
  if (tokens[end]?.low === "'s" && start < 4) return true;
  if (found.marks.some((mark) => mark.start === end && mark.concept === 'details' && tokens[end - 1]?.low !== "'s"))
    return false;
  const named = (at: number): boolean =>
    found.marks.some((mark) => mark.end === at && mark.start < mark.end && BEFORE.has(mark.concept)) ||
    found.marks.some((mark) => /^(?:role|field):/.test(mark.concept) && mark.end === at);
  if (named(start)) return true;
  const link = tokens[start - 1];
  if (
    link &&
    LINKS.has(link.low) &&
    (named(start - 1) ||
      found.marks.some((mark) => mark.end === start && mark.tokens.length > 1 && BEFORE.has(mark.concept)))
  )
    return true;
  const opens = start === 0 || tokens[start - 1]?.kind === 'mark';
  if (opens && found.marks.some((mark) => mark.start === end && VERBS.has(mark.concept))) return true;
  return start === 0 && end - start > 1 && found.marks.some((mark) => mark.start === end && BEFORE.has(mark.concept));
}

function startsName(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.capital;
}

/** O'Brien, N'Diaye, D'Angelo, L'Hermitte: a capital after the apostrophe and before it, or an o'. */
function beginsWithPrefix(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (!token || !next || token.kind !== 'word' || !token.text.endsWith("'") || !next.glued || next.kind !== 'word')
    return false;
  if (token.low === "o'") return true;
  return token.capital && next.capital && token.text.length === 2 && (!token.first || /^[mn]'$/.test(token.low));
}

/** "Thi Mai Nguyen": between a given name and another, in capitals. */
function isSecondName(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  return Boolean(before?.capital && given.has(before.low) && token?.capital && (after?.capital || token.glued));
}

function endOfName(tokens: readonly Token[], start: number, level: (at: number) => number, found: Marks): number {
  let end = beginsWithPrefix(tokens, start) ? start + 2 : start + 1;
  const isEntity = (at: number): boolean =>
    found.marks.some((mark) => mark.prefix !== '' && mark.tokens.includes(at) && !isSecondName(tokens, mark.start));
  const lower = !tokens[start]?.capital;
  while (end < tokens.length && end - start < 7) {
    const token = tokens[end];
    if (!token || (token.kind !== 'word' && token.text !== '.')) break;
    if (token.text === '.') {
      if (tokens[end - 1]?.text.length === 1 && tokens[end - 1]?.capital && level(end + 1)) {
        end += 2;
        continue;
      }
      break;
    }
    const previous = tokens[end - 1];
    if (
      token.capital &&
      (token.text.length > 1 || startsName(tokens[end + 1])) &&
      previous?.capital &&
      !token.first &&
      !isProductWord(token.low) &&
      !isEntity(end) &&
      !/^\p{Lu}{2,}$/u.test(token.text)
    ) {
      end++;
      continue;
    }
    if (level(end) && (token.capital || lower || level(end) > 1)) {
      end++;
      continue;
    }
    if (
      token.glued &&
      token.low !== "'s" &&
      token.text.length > 1 &&
      !token.text.endsWith("'") &&
      !tokens[end - 1]?.text.endsWith("'")
    ) {
      end++;
      continue;
    }
    if (lower && given.has(tokens[end - 1]?.low ?? '') && family.has(token.low)) return end + 1;
    if (lower && /^[bdfhklmnprtvwz]$/.test(token.low) && given.has(tokens[end - 1]?.low ?? '')) return end + 1;
    if (
      beginsWithPrefix(tokens, end) ||
      (token.low.endsWith("'") && lower && PARTICLES.has(token.low) && level(end + 1))
    ) {
      end += 2;
      continue;
    }
    const next = tokens[end + 1];
    if (
      PARTICLES.has(token.low) &&
      next?.kind === 'word' &&
      level(end + 1) &&
      (next.capital || (lower && token.low.length > 1 && !found.typos[end + 1] && token.low !== 'des'))
    ) {
      end += 2;
      continue;
    }
    if (PARTICLES.has(token.low) && PARTICLES.has(next?.low ?? '') && tokens[end + 2]?.capital) {
      end += 3;
      continue;
    }
    break;
  }
  return end;
}
