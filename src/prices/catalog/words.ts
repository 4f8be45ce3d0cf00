import type { Segment } from '../terms';

/** Lower case, without accents, cut into words and numbers: `Exchange Online (Plan 2)` → exchange, online, plan, 2. */
export function splitWords(text: string): string[] {
  return fold(text).match(/[a-z0-9]+/g) ?? [];
}

function fold(text: string): string {
  // Most titles are ASCII: nothing of them is to be taken apart.
  const plain = isAscii.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '');
  const low = plain.toLowerCase();
  return low.includes('-') ? low.replace(/add-on/g, 'addon').replace(/non-profit/g, 'nonprofit') : low;
}

const isAscii = /^[\x00-\x7f]*$/;

/** Names of families: they tell two products apart only where nothing else does. */
export const familyWords = new Set(['microsoft', '365', 'office', 'dynamics']);

/** Words of titles that nobody needs to say. */
const quietWords = new Set(['plan', 'edition', 'online', 'for', 'and', 'of', 'the', 'per', 'pricing', 'staff']);

/** Words by which a title departs from the product that its other words name. */
const qualifyingWords = new Set([
  'trial',
  'education',
  'student',
  'students',
  'faculty',
  'nonprofit',
  'charity',
  'donation',
  'government',
  'gcc',
  'addon',
  'unattended',
  'promo',
  'eea',
  'without',
]);

export type WordKind = 'family' | 'quiet' | 'plain' | 'qualifier';

export function classifyWord(word: string, isBracketed: boolean): WordKind {
  if (familyWords.has(word)) return 'family';
  if (qualifyingWords.has(word)) return 'qualifier';
  if (quietWords.has(word)) return 'quiet';
  return isBracketed && !/^(?:plan|p?\d)$/.test(word) ? 'qualifier' : 'plain';
}

/** What partners write for short, in English and French; only where the word stands in no title itself. */
const abbreviations = new Map<string, string>([
  ['m365', 'microsoft 365'],
  ['o365', 'office 365'],
  ['d365', 'dynamics 365'],
  ['w365', 'windows 365'],
  ['ms', 'microsoft'],
  ['ms365', 'microsoft 365'],
  ['bp', 'business premium'],
  ['bs', 'business standard'],
  ['bb', 'business basic'],
  ['m365bp', 'microsoft 365 business premium'],
  ['biz', 'business'],
  ['bus', 'business'],
  ['pme', 'business'],
  ['ent', 'enterprise'],
  ['entreprise', 'enterprise'],
  ['std', 'standard'],
  ['exo', 'exchange online'],
  ['exch', 'exchange'],
  ['spo', 'sharepoint online'],
  ['odb', 'onedrive business'],
  ['od4b', 'onedrive business'],
  ['pbi', 'power bi'],
  ['ppu', 'premium per user'],
  ['aad', 'entra id'],
  ['ems', 'enterprise mobility security'],
  ['mdo', 'defender office 365'],
  ['mde', 'defender endpoint'],
  ['mdi', 'defender identity'],
  ['mdb', 'defender business'],
  ['bc', 'business central'],
  ['win', 'windows'],
  ['cs', 'customer service'],
  ['scm', 'supply chain management'],
  ['sans', 'no'],
  ['essai', 'trial'],
  ['etudiant', 'student'],
  ['etudiants', 'student'],
  ['enseignant', 'faculty'],
  ['enseignants', 'faculty'],
  ['don', 'donation'],
  ['telephonie', 'phone'],
  ['telephone', 'phone'],
  ['salles', 'rooms'],
  ['ventes', 'sales'],
  ['complement', 'addon'],
]);

/** Said around a product, never part of what it is called. */
const fillers = new Set(
  (
    'a an the of for with and in on per please price prices cost license licenses licence licences seat seats ' +
    'subscription subscriptions pricing le la les l de du des d un une pour avec et en par prix tarif tarifs cout ' +
    'licence licences poste postes abonnement abonnements siege sieges svp'
  ).split(' '),
);

const segmentWords = new Map<string, Segment>([
  ['commercial', 'commercial'],
  ['education', 'education'],
  ['edu', 'education'],
  ['educatif', 'education'],
  ['academic', 'education'],
  ['charity', 'charity'],
  ['nonprofit', 'charity'],
  ['association', 'charity'],
  ['associations', 'charity'],
  ['government', 'government'],
  ['gov', 'government'],
  ['gouvernement', 'government'],
]);

/** What is known of the words of all titles. */
export interface TitleWords {
  isKnown(word: string): boolean;
  /** The two words of titles that are written as one here (`powerbi`). */
  splitJoined(word: string): readonly string[] | undefined;
}

export interface QueryWords {
  words: string[];
  /** The segment that the words themselves name. */
  segment: Segment | undefined;
}

/** The words of a question that a title could hold. */
export function readQueryWords(text: string, index: TitleWords): QueryWords {
  let segment: Segment | undefined;
  const said = splitWords(text);
  const meant = said.filter((word) => {
    segment ??= segmentWords.get(word);
    return !segmentWords.has(word) && !fillers.has(word);
  });
  const found = joinSplit(meant, index).flatMap((word) => {
    if (index.isKnown(word)) return [word];
    return index.splitJoined(word) ?? abbreviations.get(word)?.split(' ') ?? [word];
  });
  const words = dropOldName(new Set(found.length > 0 ? found : said));
  return { words: [...words], segment };
}

/** "Microsoft 365 Enterprise E3" is what Microsoft 365 E3 was called, and still is by many. */
function dropOldName(words: Set<string>): Set<string> {
  const isSuite = words.has('365') && [...words].some((word) => /^[ef]\d$/.test(word));
  if (isSuite) words.delete('enterprise');
  return words;
}

/** `one drive` → onedrive, `e 3` → e3: where only the joined form is a word of titles. */
function joinSplit(words: string[], index: TitleWords): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    const next = words[at + 1];
    const isSplit = next !== undefined && index.isKnown(word + next) && !(index.isKnown(word) && index.isKnown(next));
    joined.push(isSplit ? word + next : word);
    if (isSplit) at += 1;
  }
  return joined;
}
