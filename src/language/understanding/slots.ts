import type { Candidate } from './match-rules';
import { operationSlots } from './operation-slots';
import type { Reading } from './reading';
import { range } from './tokens';
import { readValue } from './values';
import { isGivenName, type Person } from './people';
import type { Mark } from './marks';
import type { Product } from './products';

export type Slots = Record<string, string | number>;

export interface Filled {
  slots: Slots;
  used: Set<number>;
  /** The person, if the operation is about one. */
  person?: Person;
}

/** Fills the slots of an operation with what the sentence says, and with nothing else. */
export function fillSlots(operation: string, reading: Reading, inner?: Candidate): Filled {
  const filled: Filled = { slots: {}, used: new Set() };
  const wanted = slotsOf.get(operation) ?? noSlots;
  if (wanted.size === 0) return filled;
  const set = (slot: string, value: string | number | undefined, tokens: Iterable<number>): void => {
    if (value === undefined || value === '' || !wanted.has(slot)) return;
    filled.slots[slot] = value;
    for (const token of tokens) filled.used.add(token);
  };
  const entity = (prefix: string): Mark | undefined => pickEntity(reading, prefix);

  if (wanted.has('value')) readValue(operation, reading, set);
  const roleMark = wanted.has('role') && ((operation === 'roles.revoke' && roleNoLonger(reading)) || entity('role'));
  if (roleMark) set('role', roleMark.concept.slice(5), roleMark.tokens);
  const section = operation.startsWith('profile.') ? pickSection(reading) : undefined;
  if (section) set('section', section.concept.slice(8), section.tokens);
  const segment = wanted.has('segment') && entity('segment');
  if (segment) set('segment', segment.concept.slice(8), segment.tokens);
  if (wanted.has('market')) {
    const market = pickMarket(reading);
    if (market) set('market', market.concept.slice(7), market.tokens);
    const currency = entity('currency');
    if (currency) set('currency', currency.concept.slice(9), currency.tokens);
  }
  if (wanted.has('language')) {
    const language = pickLanguage(reading);
    if (language) set('language', language.concept.slice(9), language.tokens);
  }
  const product = wanted.has('product') && pickProduct(reading);
  if (product) set('product', product.text, range(product.start, product.end));
  if (wanted.has('term') && reading.plan.term) set('term', reading.plan.term, reading.plan.used);
  if (wanted.has('billing') && reading.plan.billing) set('billing', reading.plan.billing, reading.plan.used);
  const { quantity, position } = reading;
  if (quantity && wanted.has('quantity')) set('quantity', quantity.value, range(quantity.start, quantity.end));
  if (position && wanted.has('position')) set('position', position.value, range(position.start, position.end));
  if (wanted.has('since')) {
    const { since, until, used } = reading.bounds;
    const saysYear = used.some((at) => /\b20\d\d\b/.test(reading.tokens[at]?.text ?? ''));
    const years = since !== undefined && since > reading.today && !saysYear ? 1 : 0;
    set('since', since && yearsBefore(since, years), used);
    set('until', until && yearsBefore(until, years), used);
  }
  const period = reading.periods[0];
  if (period && wanted.has('date')) set('date', period.from, range(period.start, period.end));
  fillPeople(operation, reading, wanted, filled, set);
  if (wanted.has('operation')) {
    const named = reading.tokens.findIndex((token) => token.kind === 'login' && token.low in operationSlots);
    if (named >= 0) set('operation', reading.tokens[named]?.low, [named]);
    else if (inner) set('operation', inner.operation, inner.core);
  }
  return filled;
}

const noSlots: ReadonlySet<string> = new Set();
const slotsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(operationSlots).map(([operation, slots]) => [operation, new Set(slots.split(' ').filter(Boolean))]),
);

/** The longest product, one that is not denied before one that is. */
function pickProduct(reading: Reading): Product | undefined {
  const [first, ...others] = reading.products;
  if (!first || others.length === 0) return first;
  return [...reading.products].sort(
    (one, other) =>
      Number(isDenied(reading, one)) - Number(isDenied(reading, other)) ||
      other.end - other.start - (one.end - one.start),
  )[0];
}

/** "Not E3, pin F1". */
function isDenied({ marks }: Reading, { start }: { start: number }): boolean {
  return marks.some((mark) => mark.concept === 'not' && mark.end === start);
}

/** What was done lies behind us: without a year, "since 1 January" is that of this year. */
function yearsBefore(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) - years}${date.slice(4)}`;
}

/** The longest mark of a kind, the first of such. */
function pickEntity(reading: Reading, prefix: string): Mark | undefined {
  let picked: Mark | undefined;
  for (const mark of reading.marks) {
    if (mark.prefix !== prefix) continue;
    const more = picked ? mark.end - mark.start - (picked.end - picked.start) : 1;
    if (!picked || more > 0 || (more === 0 && mark.start < picked.start)) picked = mark;
  }
  return picked;
}

/** "He is no longer sales agent but report viewer". */
function roleNoLonger({ marks }: Reading): Mark | undefined {
  const denied = marks.find((mark) => mark.concept === 'noLonger');
  return denied && marks.find((mark) => mark.prefix === 'role' && mark.start >= (denied.tokens.at(-1) ?? 0));
}

const SECTION_RANK = ['bank', 'tax', 'security', 'support', 'billing', 'legal', 'contact'];

/** The section meant: the more particular one ("support contact" is support, "billing address" is billing). */
function pickSection(reading: Reading): Mark | undefined {
  const marks = reading.marks.filter((mark) => mark.prefix === 'section');
  return marks.sort(
    (one, other) => SECTION_RANK.indexOf(one.concept.slice(8)) - SECTION_RANK.indexOf(other.concept.slice(8)),
  )[0];
}

/** A country, unless it is the adjective of a currency ("Swiss francs"). */
function pickMarket(reading: Reading): Mark | undefined {
  return reading.marks.find(
    (mark) =>
      mark.prefix === 'market' &&
      !(
        mark.end - mark.start === 1 &&
        /^(?:us|in|no|it|be|at|is|my|me|to|la|de|am|as|so)$/.test(reading.tokens[mark.start]?.low ?? '') &&
        !isUpper(reading, mark)
      ),
  );
}

function isUpper(reading: Reading, mark: Mark): boolean {
  return /^\p{Lu}{2,}$/u.test(reading.tokens[mark.start]?.text ?? '');
}

/** The language to answer in: not denied, nor told of ("my French is rusty"), the later one where two are named. */
function pickLanguage(reading: Reading): Mark | undefined {
  const marks = reading.marks.filter((mark) => mark.prefix === 'language');
  if (marks.length < 2) return marks[0];
  const spoken = marks.filter(
    (mark) =>
      !reading.marks.some(
        (not) =>
          (not.concept === 'not' || not.concept === 'cannot' || not.concept === 'noLonger') &&
          not.start < mark.start &&
          mark.start - not.end < 4,
      ),
  );
  const left = spoken.length ? spoken : marks;
  const told = (mark: Mark): boolean =>
    reading.marks.some((one) => one.concept === 'determiner' && one.end === mark.start);
  return [...left].reverse().find((mark) => !told(mark)) ?? left[left.length - 1];
}

type Setter = (slot: string, value: string | number | undefined, tokens: Iterable<number>) => void;

function fillPeople(
  operation: string,
  reading: Reading,
  wanted: ReadonlySet<string>,
  filled: Filled,
  set: Setter,
): void {
  if (!wanted.has('name') && !wanted.has('query') && !wanted.has('user')) return;
  const free = reading.people.filter((person) => !range(person.start, person.end).some((at) => filled.used.has(at)));
  if (wanted.has('name')) {
    const email = free.find((person) => person.kind === 'email');
    if (email) set('email', email.text, [email.start]);
    const name = best(free.filter((person) => person.kind !== 'email' && person.kind !== 'login'));
    if (name) set('name', name.text, range(name.start, name.end));
    return;
  }
  if (wanted.has('query')) {
    const quoted = quotedWords(reading);
    if (quoted.length > 0) {
      const [from, to] = [reading.tokens[quoted[0]!]!, reading.tokens[quoted.at(-1)!]!];
      set('query', reading.text.slice(from.start, to.end), quoted);
      return;
    }
    const query = best(free);
    if (query && !filled.slots.role) set('query', query.text, range(query.start, query.end));
    const starts = reading.marks
      .filter((mark) => mark.concept === 'starts')
      .sort((one, other) => other.end - one.end)[0];
    const next = starts && range(starts.end, starts.end + 2).find((at) => reading.tokens[at]?.kind !== 'mark');
    if (!query && next !== undefined) set('query', reading.tokens[next]?.text, [next]);
    const around = reading.marks.find(
      (mark) => mark.concept === 'search' && mark.end - mark.start > mark.tokens.length,
    );
    const within = around && range(around.start, around.end).filter((at) => !around.tokens.includes(at));
    const [from, to] = [reading.tokens[within?.[0] ?? -1], reading.tokens[within?.[within.length - 1] ?? -1]];
    if (within && from && to && filled.slots.query === undefined)
      set('query', reading.text.slice(from.start, to.end), within);
    return;
  }
  if (!wanted.has('user')) return;
  const acted =
    (operation === 'audit.show' && reading.facts.has('whoDid')) ||
    (operation === 'permissions.show' && reading.facts.has('whoCan'));
  const renamed =
    operation === 'users.edit' && filled.slots.field === 'name' && filled.slots.value === undefined && free.length > 1
      ? free[free.length - 1]
      : undefined;
  if (renamed) set('value', renamed.text, range(renamed.start, renamed.end));
  const others = free.filter((one) => one !== renamed);
  const person =
    acted || isForSelf(operation, reading, others) ? undefined : best(besideRole(operation, reading, others));
  if (person) {
    filled.person = person;
    set('user', person.text, range(person.start, person.end));
    return;
  }
  const self = reading.facts.get('#self');
  if (self && refersToSelf(operation, reading)) set('user', 'me', self);
  else if (!acted && !self) {
    const unknown = findUnknownName(reading, filled.used, operation.startsWith('audit.'));
    if (unknown) set('user', nameAt(reading, unknown.start, unknown.end), range(unknown.start, unknown.end));
  }
}

/** What leads to whoever acted, where it may be anyone: "all changes by xiaoming". */
const NAMING = new Set(['by', 'from', 'of', 'did', 'has', 'user', 'par', 'de', "d'", 'utilisateur', 'von']);

/** "Has xiaoming been locked out?": where someone must be meant, the words that nothing else explains are the name. */
function findUnknownName(
  reading: Reading,
  used: ReadonlySet<number>,
  isOptional: boolean,
): { start: number; end: number } | undefined {
  const { tokens, words, found, marks, compiled } = reading;
  const explained = new Set([...used, ...marks.flatMap((mark) => mark.tokens)]);
  for (const mark of [...found.foreign, ...reading.products])
    for (let at = mark.start; at < mark.end; at++) explained.add(at);
  const isUnknown = (at: number): boolean => {
    const token = tokens[at];
    return (
      token?.kind === 'word' &&
      token.low.length > 2 &&
      !explained.has(at) &&
      !token.quoted &&
      !words[at]!.isFunction &&
      (isGivenName(token) || !compiled.known.has(found.stems[at] ?? '')) &&
      !compiled.lexicon.commonEndings.some((ending) => token.low.length > 6 && token.low.endsWith(ending))
    );
  };
  const isExpected = (at: number): boolean =>
    !isOptional || tokens[at + 1]?.low === "'s" || NAMING.has(tokens[at - 1]?.low ?? '');
  const start = tokens.findIndex((_, at) => isUnknown(at) && isExpected(at));
  if (start < 0) return undefined;
  let end = start + 1;
  while (end < start + 3 && isUnknown(end)) end++;
  return { start, end };
}

function nameAt({ text, tokens }: Reading, start: number, end: number): string {
  return text.slice(tokens[start]?.start, tokens[end - 1]?.end);
}

/** "Users with “temp” in their name": what stands between quotation marks, unless it names a role. */
function quotedWords({ tokens, marks }: Reading): number[] {
  const quoted = tokens.flatMap((token, at) => (token.quoted && token.kind !== 'mark' ? [at] : []));
  const isRole = marks.some((mark) => mark.prefix === 'role' && mark.tokens.some((at) => quoted.includes(at)));
  return isRole || quoted.length > 3 ? [] : quoted;
}

/** "With Marge gone, let Jolene be incentives admin": of several people, those who are named in the clause of the role. */
function besideRole(operation: string, reading: Reading, people: readonly Person[]): readonly Person[] {
  if (!/^roles\.(?:assign|revoke)$/.test(operation) || people.length < 2) return people;
  const { clauses, marks } = reading;
  const ofRole = marks.filter((mark) => mark.prefix === 'role').map((mark) => clauses[mark.start]);
  const beside = people.filter((one) => ofRole.includes(clauses[one.start]));
  return beside.length > 0 ? beside : people;
}

/** "Take the role from me, Bastien is back", "I need the role while Bastien is away": the person is only told of. */
function isForSelf(operation: string, reading: Reading, people: readonly Person[]): boolean {
  if (!/^roles\.(?:assign|revoke)$/.test(operation)) return false;
  const { tokens, clauses, found } = reading;
  const me = reading.facts.get('me')?.filter((at) => /^(?:moi|me|m')$/.test(tokens[at]?.low ?? '')) ?? [];
  if (tokens.some((token) => /^(?:him|her|them|lui|leur)$/.test(token.low))) return false;
  const acts = [...reading.moods].filter(([, mood]) => mood === 'live').map(([mark]) => clauses[mark.start]);
  const foreign = new Set(found.foreign.flatMap((mark) => mark.tokens));
  const isAside = (one: Person): boolean =>
    foreign.has(one.start - 2) || (!acts.includes(clauses[one.start]) && me.some((at) => acts.includes(clauses[at])));
  return me.length > 0 && people.length > 0 && people.every((one) => one.kind === 'name' && isAside(one));
}

/** The person who is meant most likely: a mention or address before a name, the surer name before an unknown word. */
function best(people: readonly Person[]): Person | undefined {
  return [...people].sort(
    (one, other) =>
      other.strength - one.strength || other.end - other.start - (one.end - one.start) || one.start - other.start,
  )[0];
}

/** "I may not import the sheet, who could let me?": who could is asked about oneself. */
function isRefusedSelf({ facts }: Reading): boolean {
  const isDenied = facts.has('cannot') || (facts.has('not') && (facts.has('allowed') || facts.has('right')));
  return isDenied && (facts.has('#self') || facts.has('subject'));
}

/** "My latest changes", "my own audit trail": what is mine are the deeds, not something that is told beside. */
function owns({ facts, marks, clauses }: Reading): boolean {
  const mine = facts.get('my') ?? [];
  return marks.some(
    ({ concept, start }) =>
      (concept === 'deedNoun' || concept === 'audit') &&
      mine.some((at) => clauses[at] === clauses[start] && Math.abs(start - at) <= 4),
  );
}

function refersToSelf(operation: string, reading: Reading): boolean {
  const mine = reading.facts.has('my');
  if (operation === 'permissions.show')
    return !reading.facts.has('who') || reading.facts.has('why') || isRefusedSelf(reading);
  if (operation === 'roles.assign' || operation === 'roles.revoke' || operation === 'users.show') return true;
  if (operation === 'users.edit')
    return mine || (reading.facts.has('subject') && (reading.facts.has('was:edit') || reading.facts.has('is:edit')));
  if (operation === 'password.reset') return mine || reading.facts.has('me');
  if (operation === 'audit.show' || operation === 'audit.export')
    return (
      (mine && owns(reading)) ||
      (reading.facts.has('deed') && reading.tokens.some((token) => /^(?:i|je|j'|ich)$/.test(token.low)))
    );
  // "Block myself": refused, and said why.
  if (operation === 'users.block' || operation === 'users.unblock') return mine || reading.facts.has('me');
  return mine;
}
