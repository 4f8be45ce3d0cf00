import { findAmounts, readPlan, readPosition, readQuantity, type Amount, type Plan } from './amounts';
import type { Compiled } from './compile';
import { boundPeriod, findPeriods, type Period } from './dates';
import { findMarks, type Mark, type Marks } from './marks';
import { actions, numberClauses, readMoods, type Mood } from './moods';
import { findPeople, isGivenName, type Person } from './people';
import type { Product } from './products';
import type { Token } from './tokens';

/** All that was found in a sentence, before it is known what it asks. */
export interface Reading {
  text: string;
  today: string;
  tokens: readonly Token[];
  found: Marks;
  marks: readonly Mark[];
  clauses: readonly number[];
  moods: ReadonlyMap<Mark, Mood>;
  people: readonly Person[];
  products: readonly Product[];
  amounts: readonly Amount[];
  plan: Plan;
  quantity?: Amount;
  position?: Amount;
  periods: readonly Period[];
  bounds: { since?: string; until?: string; used: number[] };
  /** What rules are met by, and the tokens that show it. */
  facts: ReadonlyMap<string, readonly number[]>;
  /** The facts that at least one word shows which is ours alone. */
  strong: ReadonlySet<string>;
  compiled: Compiled;
}

export interface KnownNames {
  users: readonly string[][];
  products: readonly string[][];
}

export interface Text {
  text: string;
  tokens: readonly Token[];
  products: readonly Product[];
}

export function readSentence({ text, tokens, products: allProducts }: Text, compiled: Compiled, names: KnownNames, today: string, dayFirst: boolean): Reading {
  const knownUsers = new Set(names.users.flat());
  const found = findMarks(tokens, compiled, (token) => isGivenName(token) || knownUsers.has(token.low));
  const others = found.foreign.filter((mark) => mark.end - mark.start > 1);
  const products = allProducts.filter((product) => !others.some((mark) => mark.start < product.end && product.start < mark.end));
  const inProduct = new Set(products.flatMap((product) => range(product.start, product.end)));
  const marks = found.marks.filter((mark) => !mark.tokens.some((at) => inProduct.has(at)) || mark.end - mark.start > 2);
  const taken = new Set(inProduct);
  tokens.forEach((token, at) => {
    if (token.kind === 'phone' || token.kind === 'date' || token.kind === 'email' || token.kind === 'url') taken.add(at);
  });
  const dateTokens = new Set(tokens.flatMap((token, at) => (token.kind === 'date' ? [at] : [])));
  const amounts = findAmounts(tokens, marks, new Set([...taken].filter((at) => !dateTokens.has(at))));
  const periods = findPeriods(tokens, marks, amounts, today, dayFirst);
  const inPeriod = new Set(periods.flatMap((period) => range(period.start, period.end)));
  const free = amounts.filter((amount) => !inPeriod.has(amount.start));
  const plan = readPlan(
    marks.filter((mark) => !inPeriod.has(mark.start)),
    free,
    products.length > 0,
  );
  const quantity = readQuantity(tokens, marks, free, products[0], new Set([...plan.used, ...inProduct]));
  const position = readPosition(marks, free.filter((amount) => !plan.used.includes(amount.start)));
  const nameless = new Set([...inProduct, ...inPeriod, ...plan.used]);
  for (const mark of marks) if (/^(?:month|weekday|market|language|currency):/.test(mark.concept) && mark.end - mark.start > 1) mark.tokens.forEach((at) => nameless.add(at));
  const people = findPeople(tokens, { ...found, marks }, compiled, nameless, text, names.users);
  const named = new Set(people.filter((person) => person.kind === 'name').flatMap((person) => range(person.start, person.end)));
  const kept = marks.filter((mark) => !mark.tokens.every((at) => named.has(at)));
  const clauses = numberClauses(tokens, kept);
  const reading = {
    text,
    today,
    tokens,
    found,
    marks: kept,
    clauses,
    moods: readMoods(tokens, kept, clauses, compiled),
    people,
    products,
    amounts: free,
    plan,
    quantity,
    position,
    periods,
    bounds: boundPeriod(periods),
    compiled,
  };
  return { ...reading, ...gatherFacts(reading) };
}

/** Which fields belong to what. */
const FIELD_FAMILIES: readonly [string, ReadonlySet<string>][] = [
  ['#userField', new Set(['name', 'email', 'phone', 'jobTitle', 'language'])],
  ['#pageField', new Set(['website', 'phone', 'email', 'description', 'logo', 'industry', 'linkedin', 'name', 'address'])],
  ['#orgField', new Set(['website', 'phone', 'email', 'address', 'companyName', 'vatNumber', 'poNumber', 'iban', 'bic', 'city', 'postalCode', 'country', 'firstName', 'lastName', 'name'])],
];

/** Fields whose value is known by its shape. */
const TYPED_FIELDS = new Set(['field:website', 'field:phone', 'field:email']);

/** "Who" asks only where its clause begins; elsewhere it is a relative ("un client qui veut"), or part of "qu'est-ce qui". */
function asksWho(reading: Omit<Reading, 'facts' | 'strong'>, mark: Mark): boolean {
  if (mark.tokens.length > 1) return true;
  if (reading.marks.some((other) => other.concept === 'what' && other.start < mark.start && other.end >= mark.end)) return false;
  const before = reading.tokens.filter((_, at) => at < mark.start && reading.clauses[at] === reading.clauses[mark.start]);
  return before.every((token) => token.kind === 'mark' || reading.compiled.functionWords.has(token.low) || reading.marks.some((other) => /^(?:show|display|search|tell|can|modal|please)$/.test(other.concept) && reading.tokens.indexOf(token) >= other.start && reading.tokens.indexOf(token) < other.end));
}

function gatherFacts(reading: Omit<Reading, 'facts' | 'strong'>): { facts: Map<string, number[]>; strong: Set<string> } {
  const facts = new Map<string, number[]>();
  const strong = new Set<string>();
  const add = (fact: string, tokens: readonly number[], weak = false): void => {
    const known = facts.get(fact);
    if (known) known.push(...tokens);
    else facts.set(fact, [...tokens]);
    if (!weak) strong.add(fact);
  };
  for (const mark of reading.marks) {
    const mood = reading.moods.get(mark);
    const colon = mark.concept.indexOf(':');
    if (mood === 'quoted' || (mark.concept === 'who' && !asksWho(reading, mark))) continue;
    if (mark.concept === 'reported' && reading.marks.some((other) => other.concept === 'password' && other.start === mark.end - 1)) continue;
    if (mood && mood !== 'live') {
      add(`${mood}:${mark.concept}`, mark.tokens);
      if (mood === 'was') add('was:any', mark.tokens);
    } else if (colon > 0) {
      add(`#${mark.concept.slice(0, colon)}`, mark.tokens);
      const field = colon === 5 && mark.concept.startsWith('field:') ? mark.concept.slice(6) : '';
      for (const [family, fields] of FIELD_FAMILIES) if (fields.has(field)) add(family, mark.tokens);
      if (mark.concept.startsWith('section:') && mark.tokens.length > 1) add('#sectionPhrase', mark.tokens);
      if (/^field:(?:companyName|vatNumber|poNumber|iban|bic|address)$/.test(mark.concept)) add('#companyField', mark.tokens);
    } else add(mark.concept, mark.tokens, mark.weak || mark.typo);
    if (mark.concept.startsWith('role:') && mark.tokens.some((at) => reading.compiled.rolePlurals.has(reading.tokens[at]?.low ?? ''))) add('#roles', mark.tokens);
    if (actions.has(mark.concept) && mood === 'live' && reading.tokens[mark.start]?.low && isPastForm(reading, mark)) add('was:any', mark.tokens);
  }
  for (const mark of reading.found.idioms) {
    const acts = reading.marks.filter((one) => reading.moods.get(one) === 'not' && one.tokens.some((at) => mark.tokens.includes(at)));
    const inside = reading.marks.some((one) => one.concept === 'not' && one.tokens.every((at) => at >= mark.start && at < mark.end));
    if (acts.length && !inside) continue;
    add(`idiom:${mark.concept}`, mark.tokens, mark.weak);
  }
  for (const person of reading.people) {
    add(person.kind === 'email' ? '#email' : '#name', range(person.start, person.end));
    add('#person', range(person.start, person.end));
    if (reading.people.filter((one) => one.kind === 'name').length > 1) add('#named', range(person.start, person.end));
    if (person.strength > 1) add('#sure', range(person.start, person.end));
  }
  for (const product of reading.products) add('#product', range(product.start, product.end));
  for (const token of reading.tokens.keys()) {
    const kind = reading.tokens[token]?.kind;
    if (kind === 'url' || kind === 'phone') add('#value', [token]);
    if (kind === 'email') add('#value', [token]);
  }
  const fieldEnd = Math.min(...reading.marks.filter((mark) => mark.concept.startsWith('field:') && !TYPED_FIELDS.has(mark.concept)).map((mark) => mark.end));
  const values = reading.marks.filter((mark) => mark.concept === 'valueIs' && mark.start >= fieldEnd && hasValueShape(reading, mark) && !/^(?:de|du|le|with|by)$/.test(reading.tokens[mark.start]?.low ?? ''));
  if (values.length) add('#value', values.flatMap((mark) => mark.tokens));
  const self = [...(facts.get('me') ?? []), ...(facts.get('my') ?? [])];
  if (self.length) add('#self', self);
  if (facts.has('someone')) add('#someone', facts.get('someone') ?? []);
  if (reading.quantity) add('#quantity', range(reading.quantity.start, reading.quantity.end));
  if (reading.position && reading.amounts.includes(reading.position)) {
    add('#position', range(reading.position.start, reading.position.end));
    if (reading.position.ordinal) add('#ordinal', range(reading.position.start, reading.position.end));
  }
  addCan(reading, add);
  addShape(reading, add, (fact) => facts.has(fact));
  if (reading.plan.term ?? reading.plan.billing) add('#plan', reading.plan.used);
  if (reading.plan.used.length) add('#term', reading.plan.used);
  if (reading.periods.length) add('#since', reading.bounds.used);
  return { facts, strong };
}

const CODES = /^field:(?:vatNumber|iban|bic|poNumber)$/;

/** Behind "is" and the like a value must follow; a code has digits. */
function hasValueShape(reading: Omit<Reading, 'facts' | 'strong'>, cue: Mark): boolean {
  if (cue.end >= reading.tokens.length) return false;
  if (!reading.marks.some((mark) => CODES.test(mark.concept))) return true;
  return reading.tokens.slice(cue.end).some((token) => /\d/.test(token.text));
}

/** Facts about the sentence's shape: short, a question, asking at all; "comment" before a verb asks how. */
function addShape(reading: Omit<Reading, 'facts' | 'strong'>, add: (fact: string, tokens: readonly number[]) => void, has: (fact: string) => boolean): void {
  const words = reading.tokens.filter((token) => token.kind !== 'mark').length;
  const marks = reading.tokens.flatMap((token, at) => (token.text === '?' ? [at] : []));
  const opening = reading.marks.find((mark) => mark.start <= 1 && /^(?:is|was|can|perfect)$/.test(mark.concept) && mark.start === 0);
  const full = reading.tokens.filter((token) => token.kind !== 'mark' && !reading.compiled.functionWords.has(token.low)).length;
  if (words <= 5 || (full <= 4 && words <= 7)) add('#short', []);
  if (marks.length || opening || has('who') || has('what') || has('why')) add('#question', marks);
  if (marks.length || opening || ASKING.some(has)) add('#asking', []);
  for (const who of reading.marks.filter((mark) => mark.concept === 'who' && has('who'))) {
    const did = reading.marks.find((mark) => mark.start >= who.end && mark.start - who.end < 4 && reading.clauses[mark.start] === reading.clauses[who.start] && actions.has(mark.concept) && (reading.moods.get(mark) === 'was' || (reading.moods.get(mark) === 'live' && isPastForm(reading, mark))));
    if (did) add('whoDid', [...who.tokens, ...did.tokens]);
  }
  for (const how of reading.marks) {
    if (how.concept !== 'howWord') continue;
    const act = reading.marks.find((mark) => actions.has(mark.concept) && mark.start >= how.end && mark.start - how.end <= 1);
    if (act && reading.compiled.lexicon.language !== 'en') add('how', how.tokens);
  }
}

const ASKING = ['show', 'display', 'search', 'what', 'which', 'who', 'how', 'howMany', 'howMuch', 'want', 'need', 'give', 'please', 'can', 'modal', 'why', 'current', 'language', 'howWord'];

/** "Who can …", "can Kofi …", "Karim peut-il …": someone's leave is asked about, not the bot's service. */
function addCan(reading: Omit<Reading, 'facts' | 'strong'>, add: (fact: string, tokens: readonly number[]) => void): void {
  for (const mark of reading.marks) {
    if (mark.concept !== 'can' && mark.concept !== 'allowed') continue;
    const beside = (one: { start: number; end: number }): boolean => one.end === mark.start || (one.end + 1 === mark.start && !reading.tokens[one.end]?.capital);
    const who = reading.marks.find((other) => other.concept === 'who' && beside(other));
    if (who) add('whoCan', [...who.tokens, ...mark.tokens]);
    if (mark.concept === 'allowed') continue;
    const person = reading.people.find((other) => other.end === mark.start || (mark.start === 0 && mark.end === other.start));
    if (person) add('personCan', mark.tokens);
  }
}

function isPastForm(reading: Omit<Reading, 'facts' | 'strong'>, mark: Mark): boolean {
  return mark.tokens.some((at) => reading.compiled.isDone(reading.tokens[at]?.raw ?? '', reading.tokens[at]?.low ?? ''));
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
