import type { Mark } from './marks';
import type { Token } from './tokens';

/** A number written in digits or in words. */
export interface Amount {
  value: number;
  start: number;
  end: number;
  ordinal: boolean;
}

/** Reads digits ("1 200", "4e") and words ("two hundred", "quatre-vingt-dix", "une vingtaine"). */
export function findAmounts(
  tokens: readonly Token[],
  marks: readonly Mark[],
  isTaken: (at: number) => boolean,
): Amount[] {
  const numbers: (Mark | undefined)[] = [];
  const ordinals: (Mark | undefined)[] = [];
  for (const mark of marks) {
    if (mark.prefix === 'number') numbers[mark.start] = mark;
    else if (mark.prefix === 'ordinal') ordinals[mark.start] = mark;
  }
  const amounts: Amount[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const isNumber = token.kind === 'number' || token.kind === 'ordinal';
    const ordinal = ordinals[at];
    if ((!isNumber && !ordinal && !numbers[at]) || isTaken(at)) continue;
    const more = moreOfNumber(tokens, at);
    if (more !== undefined) {
      at += more;
      continue;
    }
    if (isNumber) {
      const value = Number(token.text.replace(/\D/g, ''));
      const next = tokens[at + 1];
      const thousand = next?.glued && next.low === 'k';
      amounts.push({
        value: thousand ? value * 1000 : value,
        start: at,
        end: at + 1,
        ordinal: token.kind === 'ordinal',
      });
    } else if (ordinal) {
      const value = Number(ordinal.concept.slice(8));
      amounts.push({ value: value || 5, start: at, end: ordinal.end, ordinal: true });
      at = ordinal.end - 1;
    } else {
      const { value, end } = readWords(tokens, numbers, at);
      amounts.push({ value, start: at, end, ordinal: false });
      at = end - 1;
    }
  }
  return amounts;
}

/** How many more tokens "-1" or "1.5" has: it is no amount, for nothing that we count is less than none or a part of one. */
function moreOfNumber(tokens: readonly Token[], at: number): number | undefined {
  const [sign, number, point, digits] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  if (number?.kind !== 'number') return undefined;
  const isBroken =
    point?.glued && /^[.,]$/.test(point.text) && digits?.glued && digits.kind === 'number' && !tokens[at + 3]?.glued;
  if (isBroken) return 2;
  return sign && number.glued && /^[-−]$/.test(sign.text) ? 0 : undefined;
}

function readWords(
  tokens: readonly Token[],
  numbers: readonly (Mark | undefined)[],
  start: number,
): { value: number; end: number } {
  let total = 0;
  let current = 0;
  let end = start;
  for (let mark = numbers[start]; mark;) {
    const value = Number(mark.concept.slice(7));
    if (value === 1000) {
      total += (current || 1) * 1000;
      current = 0;
    } else if (value === 100) current = (current || 1) * 100;
    else if (end > start && current > 0 && current % 10 !== 0 && value < 100 && current < 100) break;
    else current += value;
    end = mark.end;
    const joint = tokens[end]?.low === 'and' || tokens[end]?.low === 'et' || tokens[end]?.low === 'und' ? end + 1 : end;
    mark = numbers[joint];
  }
  return { value: total + current, end };
}

const near = (one: { start: number; end: number }, other: { start: number; end: number }): number =>
  other.start >= one.end ? other.start - one.end : one.start >= other.end ? one.start - other.end : 0;

export interface Plan {
  term?: string;
  billing?: string;
  used: number[];
}

/** What tells of a term or a plan; nothing else does without. */
const PLANNED: ReadonlySet<string> = new Set(['billing', 'term', 'month', 'year', 'monthly', 'annual', 'triennial']);

/** What a plan is read with. */
const BESIDE_PLAN: ReadonlySet<string> = new Set(['termWord', 'billingWord', 'ago', 'past', 'since']);
const TERM_UNITS = [
  ['month', 1],
  ['year', 12],
] as const;
/** Words for a plan: how long it is a term, and how it is billed. */
const PLANS = [
  ['monthly', 'P1M', 'monthly'],
  ['annual', 'P1Y', 'annual'],
  ['triennial', 'P3Y', 'triennial'],
] as const;

/** Reads the term and the billing plan: "3 years", "on an annual commitment", "billed monthly". */
export function readPlan(marks: readonly Mark[], amounts: readonly Amount[], hasProduct: boolean): Plan {
  const plan: Plan = { used: [] };
  // Few words tell of a plan; the others are not looked at again.
  const related = marks.filter(({ concept, prefix }) => PLANNED.has(prefix || concept) || BESIDE_PLAN.has(concept));
  if (!related.some(({ concept, prefix }) => PLANNED.has(prefix || concept))) return plan;
  const use = (mark: { start: number; end: number }): void => {
    for (let at = mark.start; at < mark.end; at++) plan.used.push(at);
  };
  for (const mark of related) {
    if (mark.prefix === 'billing' && !plan.billing) {
      plan.billing = mark.concept.slice(8);
      use(mark);
    } else if (mark.prefix === 'term' && !plan.term && !isOfPast(mark, related)) {
      plan.term = mark.concept.slice(5);
      use(mark);
    }
  }
  for (const [unit, months] of TERM_UNITS) {
    for (const mark of related) {
      if (mark.concept !== unit || plan.term) continue;
      const amount = countOf(mark, amounts, related);
      const term = amount && { 1: 'P1M', 12: 'P1Y', 36: 'P3Y' }[amount.value * months];
      if (!term) continue;
      plan.term = term;
      use(amount);
      use(mark);
    }
  }
  for (const [concept, term, billing] of PLANS) {
    for (const mark of related) {
      if (mark.concept !== concept || plan.used.includes(mark.start)) continue;
      const toTerm = distance(mark, 'termWord', related);
      const toBilling = distance(mark, 'billingWord', related);
      if (toBilling <= 2 && toBilling <= toTerm && !plan.billing) plan.billing = billing;
      else if (toTerm <= 2 && !plan.term) plan.term = term;
      else if (toBilling < 9 && !plan.billing) plan.billing = billing;
      else if (hasProduct && plan.term && !plan.billing) plan.billing = billing;
      else if (hasProduct && plan.billing && !plan.term) plan.term = term;
      else if (hasProduct && !plan.billing && mark.end - mark.start === 1) plan.billing = billing;
      else continue;
      use(mark);
    }
  }
  return plan;
}

/** "A year ago", "the last year": a stretch of time, and no term. */
function isOfPast(mark: Mark, related: readonly Mark[]): boolean {
  return related.some(
    ({ concept, start, end }) =>
      (concept === 'ago' && near(mark, { start, end }) < 1) || (concept === 'past' && end === mark.start),
  );
}

/** How many months or years: "3 years", but neither "3 years ago" nor "the last 3 years". */
function countOf(unit: Mark, amounts: readonly Amount[], related: readonly Mark[]): Amount | undefined {
  const amount = amounts.find((number) => number.end === unit.start && !number.ordinal);
  if (!amount) return undefined;
  const isPast = related.some(
    (other) =>
      PAST.has(other.concept) &&
      (other.end === amount.start || other.start === unit.end || (other.concept === 'past' && near(other, unit) < 1)),
  );
  return isPast ? undefined : amount;
}

const PAST: ReadonlySet<string> = new Set(['ago', 'past', 'since']);

/** How many words lie between a mark and the nearest other one of a concept; 9 where none is near. */
function distance(mark: Mark, concept: string, related: readonly Mark[]): number {
  let least = 9;
  for (const other of related)
    if (other.concept === concept && other.start !== mark.start) least = Math.min(least, near(mark, other));
  return least;
}

/** Reads how many licences are meant: the number beside seats, before the product, or after "for" and "x". */
export function readQuantity(
  tokens: readonly Token[],
  marks: readonly Mark[],
  amounts: readonly Amount[],
  product: { start: number; end: number } | undefined,
  isTaken: (at: number) => boolean,
): Amount | undefined {
  if (amounts.length === 0) return undefined;
  const licences = marks.filter((mark) => mark.concept === 'licence' || mark.concept === 'times');
  let best: Amount | undefined;
  let most = 0;
  for (const amount of amounts) {
    if (amount.ordinal || isTaken(amount.start) || amount.value < 1) continue;
    let score = 0;
    for (const licence of licences) {
      if (licence.start === amount.end) score = Math.max(score, 4);
      else if (licence.start > amount.end && licence.start - amount.end < 3) score = Math.max(score, 3);
      else if (licence.end === amount.start) score = Math.max(score, 3);
    }
    if (product && product.start >= amount.end && product.start - amount.end <= 3) score = Math.max(score, 3.5);
    if (product && amount.start >= product.end && amount.start - product.end <= 4) score = Math.max(score, 2);
    const word = tokens[amount.start];
    const isArticle = amount.value === 1 && word?.kind === 'word' && /^(?:un|une|one|a|ein|eine)$/.test(word.low);
    if (isArticle && !licences.some((licence) => licence.start === amount.end)) continue;
    if (isArticle && /^(?:un|une|ein|eine)$/.test(word?.low ?? '')) continue;
    if (score > most) {
      most = score;
      best = amount;
    }
  }
  return best;
}

/** Reads a place among the pinned offers: "to number two", "en 4e position", "first". */
export function readPosition(
  tokens: readonly Token[],
  marks: readonly Mark[],
  amounts: readonly Amount[],
): Amount | undefined {
  if (amounts.length === 0) return findTop(marks);
  const places = marks.filter((mark) => mark.concept === 'place');
  const beside = amounts.filter((amount) => places.some((place) => near(amount, place) <= 1));
  const ordinals = amounts.filter((amount) => amount.ordinal);
  const both = ordinals.filter((amount) => beside.includes(amount)).pop();
  // A bare "one" is mostly an article.
  const plain = amounts.filter((amount) => amount.value > 1 || tokens[amount.start]?.kind === 'number');
  const found = both ?? beside[beside.length - 1] ?? ordinals[ordinals.length - 1] ?? plain[plain.length - 1];
  return found ?? findTop(marks);
}

/** "At the top". */
function findTop(marks: readonly Mark[]): Amount | undefined {
  const top = marks.find((mark) => mark.concept === 'top');
  return top && { value: 1, start: top.start, end: top.end, ordinal: true };
}
