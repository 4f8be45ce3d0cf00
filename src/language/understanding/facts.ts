import type { Mark } from './marks';
import { actions } from './moods';
import type { Findings } from './reading';
import { range, type Token } from './tokens';

/** Which fields belong to what. */
const FIELD_FAMILIES: readonly [string, ReadonlySet<string>][] = [
  ['#userField', new Set(['name', 'email', 'phone', 'jobTitle', 'language'])],
  [
    '#pageField',
    new Set(['website', 'phone', 'email', 'description', 'logo', 'industry', 'linkedin', 'name', 'address']),
  ],
  ['#publicField', new Set(['logo', 'industry', 'linkedin'])],
  [
    '#orgField',
    new Set([
      'website',
      'phone',
      'email',
      'address',
      'companyName',
      'vatNumber',
      'poNumber',
      'iban',
      'bic',
      'city',
      'postalCode',
      'country',
      'firstName',
      'lastName',
      'name',
    ]),
  ],
];

const COMPANY_FIELDS: ReadonlySet<string> = new Set(['companyName', 'vatNumber', 'poNumber', 'iban', 'bic', 'address']);

/** Fields whose value is known by its shape. */
const TYPED_FIELDS = new Set(['field:website', 'field:phone', 'field:email']);

/** What may stand before a "who" that asks. */
const ASKS_BEFORE: ReadonlySet<string> = new Set(['show', 'display', 'search', 'tell', 'can', 'modal', 'please']);

/** "Who" asks only where its clause begins; elsewhere it is a relative ("un client qui veut"), or part of "qu'est-ce qui". */
function asksWho(reading: Findings, mark: Mark): boolean {
  if (mark.tokens.length > 1) return true;
  if (reading.marks.some((other) => other.concept === 'what' && other.start < mark.start && other.end >= mark.end))
    return false;
  return range(0, mark.start).every(
    (at) =>
      reading.clauses[at] !== reading.clauses[mark.start] ||
      reading.tokens[at]!.kind === 'mark' ||
      reading.words[at]!.isFunction ||
      reading.marks.some((other) => ASKS_BEFORE.has(other.concept) && at >= other.start && at < other.end),
  );
}

/** The "que" of "est-ce que" asks for nothing itself. */
function isWithin(reading: Findings, mark: Mark, concept: string): boolean {
  return reading.marks.some(
    (other) =>
      other.concept === concept && other.tokens.length > 1 && other.start <= mark.start && other.end >= mark.end,
  );
}

/** "He never forgot it": the phrase is not there, but its words are. */
function isDenied(reading: Findings, mark: Mark): boolean {
  return reading.marks.some(
    (not) =>
      not.concept === 'not' && not.end <= mark.start && mark.start - not.end < 2 && !mark.tokens.includes(not.start),
  );
}

/** Words that mean something else where they stand. */
function isNotMeant(reading: Findings, mark: Mark): boolean {
  switch (mark.concept) {
    case 'who':
      return !asksWho(reading, mark);
    case 'what':
      return mark.tokens.length === 1 && isWithin(reading, mark, 'asks');
    case 'forgot':
      return isDenied(reading, mark);
    case 'reported':
      return reading.marks.some((other) => other.concept === 'password' && other.start === mark.end - 1);
    case 'how':
      return isWithinIdiom(reading, mark);
    default:
      return false;
  }
}

/** A turn of phrase with "not" in it, or before it, where the turn itself has none. */
function isIdiomDenied({ marks, moods }: Findings, idiom: Mark): boolean {
  const isBefore = marks.some((one) => one.concept === 'not' && one.end === idiom.start);
  if (!isBefore && !marks.some((one) => moods.get(one) === 'not' && one.tokens.some((at) => idiom.tokens.includes(at))))
    return false;
  return !marks.some((one) => one.concept === 'not' && one.tokens.every((at) => at >= idiom.start && at < idiom.end));
}

/** What rules are met by, and which of it at least one word shows that is ours alone. */
export function gatherFacts(reading: Findings): {
  facts: Map<string, number[]>;
  strong: Set<string>;
} {
  const facts = new Map<string, number[]>();
  const strong = new Set<string>();
  const add = (fact: string, tokens: readonly number[], weak = false): void => {
    const known = facts.get(fact);
    if (known) known.push(...tokens);
    else facts.set(fact, [...tokens]);
    if (!weak) strong.add(fact);
  };
  for (const mark of reading.marks) {
    const { concept, prefix, tokens } = mark;
    const mood = reading.moods.get(mark);
    if (mood === 'quoted' || isNotMeant(reading, mark)) continue;
    if (mood && mood !== 'live') {
      add(`${mood}:${concept}`, tokens);
      if (mood === 'was' || mood === 'is') add(mood === 'was' ? 'was:any' : 'is:any', tokens);
    } else if (prefix) {
      add(`#${prefix}`, tokens);
      if (prefix === 'field') {
        const field = concept.slice(6);
        for (const [family, fields] of FIELD_FAMILIES) if (fields.has(field)) add(family, tokens);
        if (COMPANY_FIELDS.has(field)) add('#companyField', tokens);
      } else if (prefix === 'section' && tokens.length > 1) add('#sectionPhrase', tokens);
      else if (prefix === 'role' && isRolePlural(reading, mark)) add('#roles', tokens);
    } else {
      add(concept, tokens, mark.weak || mark.typo);
      if (mood === 'live' && actions.has(concept) && reading.tokens[mark.start]?.low && isPastForm(reading, mark))
        add('was:any', tokens);
    }
  }
  for (const mark of reading.found.idioms)
    if (!isIdiomDenied(reading, mark)) add(`idiom:${mark.concept}`, mark.tokens, mark.weak);
  for (const person of reading.people) {
    add(person.kind === 'email' ? '#email' : '#name', range(person.start, person.end));
    add('#person', range(person.start, person.end));
    if (reading.people.filter((one) => one.kind === 'name').length > 1) add('#named', range(person.start, person.end));
    if (person.strength > 1) add('#sure', range(person.start, person.end));
  }
  for (const product of reading.products) add('#product', range(product.start, product.end));
  for (let at = 0; at < reading.tokens.length; at++) {
    const { kind, low } = reading.tokens[at]!;
    if (VALUES.has(kind) || (low.length >= SHORTEST_CODE && CODE.test(low))) add('#value', [at]);
  }
  addNamedValue(reading, add);
  const self = [...(facts.get('me') ?? []), ...(facts.get('my') ?? [])];
  if (self.length) add('#self', self);
  if (facts.has('someone')) add('#someone', facts.get('someone') ?? []);
  if (reading.quantity) add('#quantity', range(reading.quantity.start, reading.quantity.end));
  if (reading.position && reading.amounts.includes(reading.position)) {
    add('#position', range(reading.position.start, reading.position.end));
    if (reading.position.ordinal) add('#ordinal', range(reading.position.start, reading.position.end));
  }
  addCan(reading, add);
  for (const person of reading.people)
    for (const mark of reading.marks)
      if (mark.concept === 'ifWord' && mark.end === person.start) add('hypothetical', mark.tokens);
  addShape(reading, add, (fact) => facts.has(fact));
  if (reading.plan.term ?? reading.plan.billing) add('#plan', reading.plan.used);
  if (reading.plan.used.length) add('#term', reading.plan.used);
  if (reading.periods.length) add('#since', reading.bounds.used);
  if (reading.periods.length === 1 && reading.periods.every((one) => one.from === one.to && one.bound === 'within'))
    add('#day', reading.bounds.used);
  return { facts, strong };
}

/** What stands behind a field and a word that says what it is to be. */
function addNamedValue(reading: Findings, add: (fact: string, tokens: readonly number[]) => void): void {
  let fieldEnd = Infinity;
  for (const { prefix, concept, end } of reading.marks)
    if (prefix === 'field' && !TYPED_FIELDS.has(concept)) fieldEnd = Math.min(fieldEnd, end);
  if (fieldEnd === Infinity) return;
  const values = reading.marks.filter(
    (mark) =>
      mark.concept === 'valueIs' &&
      mark.start >= fieldEnd &&
      hasValueShape(reading, mark) &&
      !/^(?:de|du|le|with|by)$/.test(reading.tokens[mark.start]?.low ?? ''),
  );
  if (values.length)
    add(
      '#value',
      values.flatMap((mark) => mark.tokens),
    );
}

/** "Agents", "user admins"; an "admin des utilisateurs" is one person. */
function isRolePlural({ tokens, compiled }: Findings, mark: Mark): boolean {
  return mark.tokens.some((at) => {
    const low = tokens[at]?.low ?? '';
    if (!compiled.rolePlurals.has(low)) return false;
    return at === mark.start || low.startsWith('adm') || !mark.concept.endsWith('-admin');
  });
}

/** "How do we look to customers" asks for no instructions. */
function isWithinIdiom(reading: Findings, mark: Mark): boolean {
  return reading.found.idioms.some(
    (idiom) => idiom.concept !== 'help' && idiom.start <= mark.start && idiom.end > mark.end,
  );
}

/** An IBAN or a VAT number, written without spaces. */
export const CODE = /^[a-z]{2}\d{2}[a-z0-9]{7,30}$/;
const SHORTEST_CODE = 11;
/** Kinds of tokens that are values by themselves. */
const VALUES: ReadonlySet<Token['kind']> = new Set(['url', 'phone', 'email']);
const CODES = /^field:(?:vatNumber|iban|bic|poNumber)$/;

/** Behind "is" and the like a value must follow; a code has digits. */
function hasValueShape(reading: Findings, cue: Mark): boolean {
  if (cue.end >= reading.tokens.length) return false;
  if (!reading.marks.some((mark) => CODES.test(mark.concept))) return true;
  return reading.tokens.slice(cue.end).some((token) => /\d/.test(token.text));
}

/** Facts about the sentence's shape: short, a question, asking at all; "comment" before a verb asks how. */
function addShape(
  reading: Findings,
  add: (fact: string, tokens: readonly number[]) => void,
  has: (fact: string) => boolean,
): void {
  const polite: boolean[] = [];
  let opening = false;
  for (const { concept, start, tokens } of reading.marks) {
    if (concept === 'please' || concept === 'filler') for (const at of tokens) polite[at] = true;
    else if (concept === 'asks' && start === 0) opening = true;
  }
  let words = 0;
  let full = 0;
  const marks: number[] = [];
  for (let at = 0; at < reading.tokens.length; at++) {
    const { kind, text } = reading.tokens[at]!;
    if (text === '?') marks.push(at);
    if (kind === 'mark') continue;
    if (!polite[at]) words++;
    if (!reading.words[at]!.isFunction) full++;
  }
  if (words <= 5 || (full <= 4 && words <= 7)) add('#short', []);
  if (marks.length || opening || has('who') || has('what') || has('why')) add('#question', marks);
  if (marks.length || opening || ASKING.some(has)) add('#asking', []);
  for (const who of has('who') ? reading.marks : []) {
    if (who.concept !== 'who') continue;
    const did = reading.marks.find(
      (mark) =>
        mark.start >= who.end &&
        mark.start - who.end < 4 &&
        reading.clauses[mark.start] === reading.clauses[who.start] &&
        (actions.has(mark.concept) || /^(?:give|put|take)$/.test(mark.concept)) &&
        (reading.moods.get(mark) === 'was' || (reading.moods.get(mark) === 'live' && isPastForm(reading, mark))),
    );
    const past = reading.marks.find((mark) => mark.concept === 'whoPast' && mark.start === who.start);
    const act =
      past &&
      reading.marks.find((mark) => actions.has(mark.concept) && mark.start >= past.end && mark.start - past.end < 3);
    if (did ?? act) add('whoDid', [...who.tokens, ...((did ?? act)?.tokens ?? [])]);
  }
  for (const how of reading.marks) {
    if (how.concept !== 'howWord' || reading.marks.some((one) => COUNTS.has(one.concept) && one.start === how.start))
      continue;
    const act = reading.marks.find(
      (mark) =>
        (actions.has(mark.concept) || /^(?:get|show|display)$/.test(mark.concept)) &&
        mark.start >= how.end &&
        mark.start - how.end <= 1,
    );
    if (act) add('how', how.tokens);
  }
}

const COUNTS = new Set(['howMuch', 'howMany', 'completeness']);

const ASKING = [
  'show',
  'display',
  'search',
  'what',
  'which',
  'who',
  'how',
  'howMany',
  'howMuch',
  'want',
  'need',
  'give',
  'please',
  'can',
  'modal',
  'why',
  'current',
  'language',
  'howWord',
];

/** "Who can …", "can Kofi …", "Karim peut-il …": someone's leave is asked about, not the bot's service. */
function addCan(reading: Findings, add: (fact: string, tokens: readonly number[]) => void): void {
  for (const mark of reading.marks)
    if (mark.concept === 'can' || mark.concept === 'allowed') addCanOf(reading, mark, add);
}

function addCanOf(reading: Findings, mark: Mark, add: (fact: string, tokens: readonly number[]) => void): void {
  const beside = (one: { start: number; end: number }): boolean =>
    one.end === mark.start || (one.end + 1 === mark.start && !reading.tokens[one.end]?.capital);
  const who = reading.marks.find(
    (other) =>
      other.concept === 'who' &&
      (beside(other) ||
        (mark.start > other.end &&
          mark.start - other.end <= 3 &&
          reading.clauses[mark.start] === reading.clauses[other.end])),
  );
  if (who) add('whoCan', [...who.tokens, ...mark.tokens]);
  if (mark.concept === 'allowed') return;
  const asked =
    reading.tokens.some((token) => token.text === '?') ||
    isInverted(reading, mark.end) ||
    reading.marks.some((other) => other.start === 0 && other.concept === 'asks');
  const person = reading.people.find(
    (other) => (asked && isBeside(reading, other.end, mark.start)) || (mark.start === 0 && mark.end === other.start),
  );
  if (person) add('personCan', mark.tokens);
  const self = reading.marks.find(
    (other) => other.concept === 'subject' && (beside(other) || other.start === mark.end),
  );
  const generic = reading.marks.find((other) => other.concept === 'generic' && other.start >= mark.end);
  const given = reading.marks.some(
    (other) => other.concept === 'get' && other.start >= mark.end && other.start - mark.end < 2,
  );
  if (asked && self && generic && !given) add('selfCan', [...self.tokens, ...mark.tokens, ...generic.tokens]);
}

/** "Malik peut …", "Malik, il peut …": nothing stands between but commas and pronouns. */
function isBeside(reading: Findings, from: number, to: number): boolean {
  if (to < from || to - from > 3) return false;
  return range(from, to).every((at) => reading.tokens[at]?.text === ',' || reading.words[at]?.isFunction);
}

/** "peut-il", "peut-elle": a pronoun joined to the verb asks. */
function isInverted(reading: Findings, at: number): boolean {
  const token = reading.tokens[at];
  return token !== undefined && token.glued && token.kind === 'word' && reading.words[at]!.isFunction;
}

function isPastForm(reading: Findings, mark: Mark): boolean {
  return mark.tokens.some((at) =>
    reading.compiled.isDone(reading.tokens[at]?.raw ?? '', reading.tokens[at]?.low ?? ''),
  );
}
