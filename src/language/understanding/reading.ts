import { findAmounts, readPlan, readPosition, readQuantity, type Amount, type Plan } from './amounts';
import type { Compiled } from './compile';
import { boundPeriod, findPeriods, type Period } from './dates';
import { findMarks, type Mark, type Marks } from './marks';
import { gatherFacts } from './facts';
import { numberClauses, readMoods, type Mood } from './moods';
import { findPeople, isGivenName, wordsOfNames, type Person } from './people';
import { asProduct, type Product } from './products';
import { range, type Token } from './tokens';

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

export function readSentence(
  { text, tokens, products: allProducts }: Text,
  compiled: Compiled,
  names: KnownNames,
  today: string,
  dayFirst: boolean,
): Reading {
  const knownUsers = wordsOfNames(names.users);
  const found = findMarks(tokens, compiled, (token) => isGivenName(token) || knownUsers.has(token.low));
  const others = found.foreign.filter((mark) => mark.end - mark.start > 1);
  const products = allProducts.filter(
    (product) => !others.some((mark) => mark.start < product.end && product.start < mark.end),
  );
  const inProduct = new Set(products.flatMap((product) => range(product.start, product.end)));
  const marks = found.marks.filter((mark) => !mark.tokens.some((at) => inProduct.has(at)) || mark.end - mark.start > 2);
  const taken = new Set(inProduct);
  tokens.forEach((token, at) => {
    if (token.kind === 'phone' || token.kind === 'date' || token.kind === 'email' || token.kind === 'url')
      taken.add(at);
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
  const position = readPosition(
    tokens,
    marks,
    free.filter((amount) => !plan.used.includes(amount.start)),
  );
  const nameless = new Set([...inProduct, ...inPeriod, ...plan.used]);
  for (const mark of marks)
    if (
      /^(?:month|weekday|market|language|currency):/.test(mark.concept) &&
      (mark.end - mark.start > 1 || (products.length > 0 && IN.has(tokens[mark.start - 1]?.low ?? ''))) &&
      !isOfName(tokens, mark)
    )
      mark.tokens.forEach((at) => nameless.add(at));
  const named = findPeople(tokens, { ...found, marks }, compiled, nameless, text, names.users);
  const unheard = products.length ? undefined : findUnheard(named, marks, tokens);
  if (unheard) products.push(asProduct(unheard, tokens, text));
  const people = named.filter((person) => person !== unheard);
  const spoken = new Set(
    people.filter((person) => person.kind === 'name').flatMap((person) => range(person.start, person.end)),
  );
  const kept = marks.filter(
    (mark) =>
      !mark.tokens.every((at) => spoken.has(at)) && !isOfProduct(mark, unheard && products[products.length - 1]),
  );
  found.foreign = found.foreign.filter((mark) => !range(mark.start, mark.end).every((at) => spoken.has(at)));
  const clauses = numberClauses(tokens, kept);
  const reading = {
    text,
    today,
    tokens,
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
  return { ...reading, ...gatherFacts(reading) };
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
