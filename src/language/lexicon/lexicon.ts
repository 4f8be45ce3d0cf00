/**
 * What a speaker of a language writes down so that the planner understands it. Every value is plain text: phrases
 * separated by commas or line ends. A phrase matches whatever its accents, case and endings (see `endings`); in a phrase
 *   `…`      stands for up to six words in between ("take … off"),
 *   `{a|b}`  stands for either ("{sign|log} in"), `{a|}` for a or nothing,
 *   `<name>` stands for any of the words of that name in `macros`,
 *   `=word`  matches that very word only, without regard to its endings ("=plus").
 * Concepts have the same names in every language; what they mean together is said once, in `understanding/rules.ts`.
 */
export interface Lexicon {
  /** BCP 47 language. */
  language: string;
  /** Words that compare products, and such as join two of them ("compare E3 and E5"), with a space between. */
  comparison?: { comparing: string; joining: string };
  /** Endings that make no difference, longest first: [ending, what takes its place, least letters left (3)]. */
  endings: readonly (readonly [string, string, number?])[];
  /** Irregular forms by the word that they are forms of: { take: 'took, taken' }. */
  forms: Record<string, string>;
  /** What people shorten in a chat, written out: { dont: "don't" }. */
  spellings: Record<string, string>;
  /** Endings (with accents) of a form that says "done": "blocked", "bloqué". */
  doneEndings: readonly string[];
  /** Irregular forms that say "done" ("taken", "mis"). */
  doneWords: string;
  /** Endings of a verb that never tells of what was done, where it may stand behind "have" ("user a rajouter"). */
  infinitiveEndings: readonly string[];
  /** Endings of words in small letters that are nobody's name ("automatically"). */
  commonEndings: readonly string[];
  /** Endings of a verb that tells, behind its subject: "Julie moves to sales". */
  narrativeEndings: readonly string[];
  /** Letters that tell this language from others where they stand in a word in small letters. */
  tellTaleLetters: string;
  /** Whether the word for "not" may stand behind its verb ("bloque pas"). */
  notFollows: boolean;
  /** Whether a form with such an ending is never a command ("bloqué"); else it is one where it is asked for. */
  doneIsNoCommand: boolean;
  /** Letters that sound alike: [letters, how they sound], in order; a misspelt word is found by its sound. */
  sounds: readonly (readonly [string, string])[];
  /** Words that carry no matter: articles, pronouns, auxiliaries, prepositions, greetings, politeness. */
  functionWords: string;
  /** Words that tell this language from others; a subset of the function words, none of them shared. */
  tellTale: string;
  /** Real words that look like a misspelt word of the lexicon, and everyday words that are nobody's name. */
  everydayWords: string;
  /** Words of other matters (travel, pay slips, cooking…): where they stand, the sentence is hardly for us. */
  foreignWords: string;
  /** Words that join one request to the next. */
  joints: string;
  /** Words that phrases share, divided by `|`: { login: 'sign in|log in' }. */
  macros: Record<string, string>;
  /** Verbs, objects and cues. */
  concepts: Partial<Record<Concept, string>>;
  /** Whole turns of phrase that name an operation by themselves. */
  idioms: Partial<Record<string, string>>;
  /** Words of role names in the plural: they ask for the people who hold the role. */
  rolePlurals: string;
  roles: Record<string, string>;
  sections: Record<string, string>;
  fields: Record<string, string>;
  segments: Record<string, string>;
  terms: Record<string, string>;
  billings: Record<string, string>;
  currencies: Record<string, string>;
  languages: Record<string, string>;
  /** Names beside those that Intl.DisplayNames knows, by ISO 3166-1 code. */
  markets: Record<string, string>;
  /** Cardinal numbers in words; `hundred`, `thousand` multiply what stands before them. */
  numbers: Record<number, string>;
  /** Ordinals in words; 0 is the last of the five pinned places. */
  ordinals: Record<number, string>;
  /** Months 1–12 and weekdays 1 (Monday)–7. */
  months: Record<number, string>;
  weekdays: Record<number, string>;
  /** Whether 03/04 is the third of April (unless the locale is en-US). */
  dayFirst: boolean;
}

/** Puts the parts of a lexicon together: the phrases of a concept may stand in several. */
export function joinPhrases(...parts: readonly Partial<Record<string, string>>[]): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const part of parts) {
    for (const [concept, phrases = ''] of Object.entries(part))
      joined[concept] = joined[concept] === undefined ? phrases : `${joined[concept]}, ${phrases}`;
  }
  return joined;
}

/** Concepts by what weight they have when an operation does not account for them. */
export const actionConcepts = [
  'add',
  'edit',
  'remove',
  'block',
  'unblock',
  'restore',
  'reset',
  'assign',
  'revoke',
  'publish',
  'unpublish',
  'pin',
  'unpin',
  'move',
  'import',
  'export',
  'verify',
  'subscribe',
  'unsubscribe',
  'undo',
  'approve',
] as const;

export const objectConcepts = [
  'user',
  'account',
  'password',
  'signIn',
  'cannotEnter',
  'forgot',
  'role',
  'right',
  'allowed',
  'request',
  'pending',
  'profile',
  'organisation',
  'businessProfile',
  'draft',
  'catalog',
  'pinned',
  'top',
  'place',
  'price',
  'priceSheet',
  'trend',
  'changed',
  'priceMove',
  'offer',
  'news',
  'audit',
  'trail',
  'integrity',
  'csv',
  'subscription',
  'language',
  'helpWord',
  'command',
  'visible',
  'state',
  'licence',
  'newcomer',
  'gone',
  'mistake',
  'deed',
  'details',
  'fix',
] as const;

export const cueConcepts = [
  'show',
  'display',
  'howWord',
  'blockNoun',
  'asks',
  'byWhom',
  'that',
  'rolesWord',
  'asksForm',
  'determiner',
  'pastPrice',
  'search',
  'want',
  'need',
  'give',
  'put',
  'take',
  'get',
  'speak',
  'sell',
  'new',
  'who',
  'what',
  'which',
  'how',
  'howMany',
  'howMuch',
  'why',
  'can',
  'cannot',
  'canDo',
  'youCan',
  'may',
  'me',
  'my',
  'subject',
  'our',
  'someone',
  'title',
  'here',
  'all',
  'current',
  'last',
  'noLonger',
  'not',
  'never',
  'already',
  'hypothetical',
  'perfect',
  'was',
  'is',
  'modal',
  'please',
  'break',
  'reported',
  'meaning',
  'valueIs',
  'each',
  'starts',
  'answer',
  'latest',
  'purpose',
  'customers',
  'market',
  'since',
  'until',
  'between',
  'and',
  'ago',
  'yesterday',
  'today',
  'tomorrow',
  'dayBefore',
  'this',
  'past',
  'next',
  'day',
  'week',
  'month',
  'year',
  'quarter',
  'half',
  'start',
  'end',
  'termWord',
  'billingWord',
  'monthly',
  'annual',
  'triennial',
  'times',
  'done',
  'politeNot',
  'ifPolite',
  'whoGrants',
  'dayAfter',
  'asRole',
  'generic',
  'everyone',
  'become',
  'became',
  'deedNoun',
  'wrongValue',
  'productWord',
  'lastDeed',
  'completeness',
  'stop',
  'whoPast',
  'filler',
  'offWord',
  'ifWord',
  'sendWord',
  'before',
  'weekend',
  'hour',
] as const;

export type Concept = (typeof actionConcepts)[number] | (typeof objectConcepts)[number] | (typeof cueConcepts)[number];
