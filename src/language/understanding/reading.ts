import { findAmounts, readPlan, readPosition, readQuantity, type Amount, type Plan } from './amounts';
import type { Compiled, Word } from './compile';
import { boundPeriod, findPeriods, type Period } from './dates';
import { findMarks, type Mark, type Marks } from './marks';
import { gatherFacts } from './facts';
import { numberClauses, readMoods, type Mood } from './moods';
import { findPeople, isGivenName, type NameWords, type Person } from './people';
import { asProduct, type Product } from './products';
import { range, type Token } from './tokens';

/** All that was found in a sentence, before it is known what it asks. */
export interface Reading {
  text: string;
  today: string;
  tokens: readonly Token[];
  /** What the lexicon knows of each token. */
  words: readonly Word[];
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

/** A sentence before it is read in a language. */
export interface Text {
  text: string;
  tokens: readonly Token[];
  names: NameWords;
  products: readonly Product[];
}

export function readSentence(
  { text, tokens, names, products: allProducts }: Text,
  compiled: Compiled,
  today: string,
  dayFirst: boolean,
): Reading {
  const words = tokens.map(({ low }) => compiled.wordOf(low));
  const isName = tokens.map((_, at) => names.isGiven[at]! || names.isOwn[at]!);
  const found = findMarks(tokens, compiled, words, isName);
  const products = allProducts.filter(
    (product) =>
      !found.foreign.some((mark) => mark.end - mark.start > 1 && mark.start < product.end && product.start < mark.end),
  );
  const inProduct = coverage(products);
  const marks =
    products.length === 0
      ? found.marks
      : found.marks.filter((mark) => mark.end - mark.start > 2 || !mark.tokens.some((at) => inProduct[at]));
  const amounts = findAmounts(tokens, marks, (at) => inProduct[at] === true || NO_AMOUNTS.has(tokens[at]!.kind));
  const periods = findPeriods(tokens, marks, amounts, today, dayFirst);
  const inPeriod = coverage(periods);
  const free = periods.length === 0 ? amounts : amounts.filter((amount) => !inPeriod[amount.start]);
  const plan = readPlan(
    periods.length === 0 ? marks : marks.filter((mark) => !inPeriod[mark.start]),
    free,
    products.length > 0,
  );
  const quantity = readQuantity(
    tokens,
    marks,
    free,
    products[0],
    (at) => inProduct[at] === true || plan.used.includes(at),
  );
  const position = readPosition(
    tokens,
    marks,
    plan.used.length === 0 ? free : free.filter((amount) => !plan.used.includes(amount.start)),
  );
  const nameless = coverage(products, periods);
  for (const at of plan.used) nameless[at] = true;
  for (const mark of marks)
    if (
      NAMELESS.has(mark.prefix) &&
      (mark.end - mark.start > 1 || (products.length > 0 && IN.has(tokens[mark.start - 1]?.low ?? ''))) &&
      !isOfName(tokens, mark)
    )
      for (const at of mark.tokens) nameless[at] = true;
  const named = findPeople(tokens, words, names, { ...found, marks }, compiled, nameless, text);
  const unheard = products.length > 0 || named.length === 0 ? undefined : findUnheard(named, marks, tokens);
  if (unheard) products.push(asProduct(unheard, tokens, text));
  const people = unheard ? named.filter((person) => person !== unheard) : named;
  const spoken = coverage(people.filter((person) => person.kind === 'name'));
  const isSpoken = (at: number): boolean => spoken[at] === true;
  const asName = unheard && products[products.length - 1];
  const kept =
    people.length === 0 && !asName
      ? marks
      : marks.filter((mark) => !mark.tokens.every(isSpoken) && !isOfProduct(mark, asName));
  if (spoken.length > 0) found.foreign = found.foreign.filter(({ start, end }) => !range(start, end).every(isSpoken));
  const clauses = numberClauses(tokens, kept);
  const findings = {
    text,
    today,
    tokens,
    words,
    found,
    marks: kept,
    clauses,
    moods: readMoods(tokens, kept, clauses, compiled, people),
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
  return { ...findings, ...gatherFacts(findings) };
}

/** What has digits that count nothing. */
const NO_AMOUNTS: ReadonlySet<Token['kind']> = new Set(['phone', 'email', 'url']);
/** Things whose names of several words are nobody's. */
const NAMELESS: ReadonlySet<string> = new Set(['month', 'weekday', 'market', 'language', 'currency']);

/** By token, whether any of these stands there. */
function coverage(...lists: readonly (readonly { start: number; end: number }[])[]): boolean[] {
  const covered: boolean[] = [];
  for (const list of lists) for (const { start, end } of list) for (let at = start; at < end; at++) covered[at] = true;
  return covered;
}

const OF_PRODUCTS = /^(?:pin|unpin|pinned)$/;
const PRICED = /^(?:price|howMuch|trend)$/;
const OF_PEOPLE = /^(?:user|password|signIn|audit|deed|newcomer|forgot|cannotEnter|title|businessProfile|role:.*)$/;

/** A name that nobody bears and that only a product can have: "pin Zephyria Mail". */
function findUnheard(named: readonly Person[], marks: readonly Mark[], tokens: readonly Token[]): Person | undefined {
  if (marks.some((mark) => OF_PEOPLE.test(mark.concept))) return undefined;
  const [one, ...others] = named.filter((person) => person.kind === 'name');
  if (!one || others.length || one.strength > 2) return undefined;
  const isPriced = (mark: Mark): boolean =>
    PRICED.test(mark.concept) && mark.end <= one.start && one.start - mark.end <= 2;
  const isOrdered = (mark: Mark): boolean =>
    /^(?:put|add|move|remove|take)$/.test(mark.concept) && marks.some((other) => other.concept === 'catalog');
  if (!marks.some((mark) => OF_PRODUCTS.test(mark.concept) || isPriced(mark) || isOrdered(mark))) return undefined;
  const words = tokens.slice(one.start, one.end);
  return words.some((token) => isGivenName(token)) ? undefined : one;
}

/** Before a country that is a given name too: a product's price "in France". */
const IN = new Set(['in', 'en', 'au']);

/** "Anne-Laure Saint-Martin" is no country, "Thi Mai Nguyen" no month: a given name in capitals stands before. */
function isOfName(tokens: readonly Token[], mark: Mark): boolean {
  const before = tokens[mark.start - 1];
  return before !== undefined && before.capital && isGivenName(before) && tokens[mark.start]?.capital === true;
}

function isOfProduct(mark: Mark, product: Product | undefined): boolean {
  return product !== undefined && mark.tokens.every((at) => at >= product.start && at < product.end);
}

/** A sentence before its facts are gathered. */
export type Findings = Omit<Reading, 'facts' | 'strong'>;
