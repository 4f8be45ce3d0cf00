import { actionConcepts, objectConcepts } from '../lexicon/lexicon';
import { changing } from './operation-slots';
import { rules, strongFacts, type Need, type Rule } from './rules';
import { isProductWord } from './products';
import { range } from './tokens';
import type { Reading } from './reading';

/** An operation that the sentence may mean. */
export interface Candidate {
  operation: string;
  score: number;
  rule: Rule;
  /** The tokens that the rule rests on. */
  core: ReadonlySet<number>;
}

const actions: ReadonlySet<string> = new Set(actionConcepts);
const objects: ReadonlySet<string> = new Set(objectConcepts);
const ENTITY_COST: Record<string, number> = {
  role: 0.16,
  product: 0.14,
  section: 0.05,
  field: 0.05,
  segment: 0.05,
  person: 0.08,
  market: 0.25,
  currency: 0.04,
  language: 0.02,
};

/** Cues that say something of their own. */
const CUE_COST: Record<string, number> = { put: 0.08, take: 0.08, customers: 0.08, newcomer: 0.09 };

/** The best rule of each likely operation whose groups are all met, most likely first. */
export function matchRules(
  reading: Pick<Reading, 'facts' | 'strong'>,
  isLikely: (operation: string) => boolean = () => true,
): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const rule of listBegun(reading)) {
    if (!isLikely(rule.operation)) continue;
    const score = rule.weight + 0.012 * rule.groups.length;
    const other = best.get(rule.operation);
    if (other && other.score >= score) continue;
    if (rule.forbidden.some((fact) => reading.facts.has(fact))) continue;
    const core = meet(rule, reading.facts, reading.strong);
    if (!core) continue;
    best.set(rule.operation, { operation: rule.operation, score, rule, core });
  }
  return [...best.values()].sort((one, other) => other.score - one.score);
}

/** Rules by the facts that may meet their first group. */
const rulesByFact = indexRules();

function indexRules(): Map<string, number[]> {
  const index = new Map<string, number[]>();
  rules.forEach(({ groups: [first = []] }, number) => {
    for (const fact of new Set(first)) index.set(fact, [...(index.get(fact) ?? []), number]);
  });
  return index;
}

/** The rules whose first group is met, in their order: few of the hundreds that there are. */
function listBegun({ facts, strong }: Pick<Reading, 'facts' | 'strong'>): Rule[] {
  const numbers = new Set<number>();
  for (const fact of facts.keys()) for (const number of rulesByFact.get(fact) ?? []) numbers.add(number);
  for (const fact of strong) for (const number of rulesByFact.get(`*${fact}`) ?? []) numbers.add(number);
  return [...numbers].sort((one, other) => one - other).map((number) => rules[number]!);
}

/** The tokens that meet the rule; a token is not counted for two groups unless nothing else is there. */
function meet({ needs }: Rule, facts: Reading['facts'], strong: Reading['strong']): Set<number> | undefined {
  const isMet = ({ fact, isStrong }: Need): boolean => (isStrong ? strong.has(fact) : facts.has(fact));
  for (const group of needs) if (!group.some(isMet)) return undefined;
  const core = new Set<number>();
  const seen: string[] = [];
  const shownBy = (fact: string): string => (facts.get(fact) ?? []).join();
  for (const group of needs) {
    const met = group.filter(isMet);
    const fresh = needs.length > 1 ? met.find(({ fact }) => !seen.includes(shownBy(fact))) : met[0];
    if (!fresh) return undefined;
    for (const { fact } of met) for (const token of facts.get(fact) ?? []) core.add(token);
    if (needs.length > 1) seen.push(shownBy(fresh.fact));
  }
  return core;
}

/** Takes away for what the operation leaves unexplained. */
export function weigh(candidate: Candidate, reading: Reading, slotTokens: ReadonlySet<number>, inner?: string): number {
  const { tokens, found, compiled } = reading;
  const ruled = new Set(candidate.rule.groups.flat());
  const explained = new Set([...candidate.core, ...slotTokens]);
  if (inner !== undefined || candidate.operation === 'audit.show') {
    for (const person of reading.people) for (const at of range(person.start, person.end)) explained.add(at);
  }
  const costs = new Map<number, number>();
  const acts = new Map<number, number>();
  const charge = (at: number, cost: number): void => {
    costs.set(at, Math.min(costs.get(at) ?? 9, cost));
  };
  for (const mark of reading.marks) {
    const mood = reading.moods.get(mark);
    const colon = mark.concept.indexOf(':');
    const kind = colon > 0 ? mark.concept.slice(0, colon) : mark.concept;
    const fact = colon > 0 ? `#${kind}` : mood && mood !== 'live' ? `${mood}:${kind}` : kind;
    const fine = ruled.has(fact) || (kind === 'field' && [...ruled].some((one) => one.endsWith('Field')));
    const share = 1 / Math.sqrt(mark.tokens.length);
    let cost = 0;
    if (!fine) {
      if (actions.has(kind)) cost = mood === 'live' ? 0.16 : 0.06;
      else if (objects.has(kind)) cost = 0.06;
      else cost = (colon > 0 ? ENTITY_COST : CUE_COST)[kind] ?? 0;
    }
    const gapped = mark.end - mark.start > mark.tokens.length;
    for (const at of gapped ? mark.tokens.slice(0, 1) : mark.tokens) {
      if (actions.has(kind) && mood === 'live') acts.set(at, Math.min(acts.get(at) ?? 9, cost * share));
      charge(at, cost * share);
    }
  }
  const shown = new Set(
    changing.has(candidate.operation)
      ? []
      : [...(reading.facts.get('show') ?? []), ...(reading.facts.get('display') ?? [])],
  );
  for (const [at, cost] of acts) costs.set(at, Math.max(costs.get(at) ?? 0, shown.has(at) ? cost / 3 : cost));
  for (const product of reading.products) {
    if (!ruled.has('#product')) charge(product.start, ENTITY_COST.product ?? 0);
  }
  const named = new Set([...(reading.facts.get('#person') ?? []), ...(reading.facts.get('#product') ?? [])]);
  const doing = new Set(
    reading.marks.filter((mark) => reading.moods.get(mark) === 'live').flatMap((mark) => mark.tokens),
  );
  const done = [...candidate.core].filter((at) => doing.has(at) && !named.has(at));
  const acting = done.length ? done : [...candidate.core].filter((at) => !named.has(at));
  const clausesOfCore = new Set((acting.length ? acting : [...candidate.core]).map((at) => reading.clauses[at]));
  const foreign = new Set(found.foreign.flatMap((mark) => mark.tokens));
  const overrides = new Set(found.foreign.filter((mark) => mark.tokens.length > 1).flatMap((mark) => mark.tokens));
  const anchors = countAnchors(candidate, reading);
  const framed = findFramedClause(reading);
  let total = 0;
  let words = 0;
  let strange = 0;
  const unknown = strangeness(anchors, candidate) * (candidate.operation === 'permissions.show' && !inner ? 2.5 : 1);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || token.kind === 'mark') continue;
    words++;
    if (explained.has(at) && !overrides.has(at)) {
      if (found.typos[at] && candidate.core.has(at)) total += 0.05;
      continue;
    }
    const away =
      clausesOfCore.has(reading.clauses[at]) || reading.clauses[at] === framed
        ? 1
        : anchors >= 1.5
          ? 0.15
          : anchors >= 1
            ? 0.25
            : 0.35;
    const marked = costs.get(at);
    if (overrides.has(at) || (foreign.has(at) && (marked === undefined || marked > 0 || !isObject(reading, at)))) {
      strange++;
      total +=
        (strange === 1 ? (anchors >= 2.5 ? 0.25 : anchors >= 2 ? 0.35 : 0.5) : 0.06) * (away === 1 ? 1 : away + 0.05);
    } else if (marked !== undefined) total += marked * away;
    else if (token.kind !== 'word' || compiled.functionWords.has(token.low) || isProductWord(token.low))
      total += token.kind === 'number' ? 0.02 * away : 0;
    else total += unknown * away;
  }
  const coverage = candidate.core.size / Math.max(1, words);
  if (anchors < 1 && (total > 0 || !reading.facts.has('#short'))) total += 0.15;
  if (candidate.operation === 'help' && inner === undefined) total *= 2;
  let score = candidate.score - Math.min(total, 0.6);
  if (words > 14 && coverage < 0.12) score -= 0.1;
  return score - deny(candidate, reading, inner);
}

/** "In Salesforce, add Pauline": a first clause of nothing but another matter is about what follows. */
function findFramedClause(reading: Reading): number | undefined {
  const { tokens, found, compiled, clauses } = reading;
  const foreign = new Set(found.foreign.flatMap((mark) => mark.tokens));
  const first = tokens.flatMap((token, at) => (clauses[at] === 0 && token.kind !== 'mark' ? [at] : []));
  if (first.length > 5 || !first.some((at) => foreign.has(at))) return undefined;
  return first.every((at) => foreign.has(at) || compiled.functionWords.has(tokens[at]?.low ?? '')) ? 0 : undefined;
}

/** What a word of no known matter costs: the less, the more is ours. */
function strangeness(anchors: number, candidate: Candidate): number {
  if (anchors >= 2) return 0.06;
  if (anchors >= 1.5) return 0.08;
  if (anchors >= 1) return candidate.rule.groups.length === 1 ? 0.15 : 0.1;
  return 0.2;
}

/** How much of the rule is met by words that are ours: one for each that is ours alone, half for each that others use too. */
function countAnchors(candidate: Candidate, reading: Reading): number {
  let anchors =
    candidate.operation.startsWith('profile.') && (reading.facts.has('our') || reading.facts.has('organisation'))
      ? 0.5
      : 0;
  for (const group of candidate.rule.groups) {
    const met = group.filter((fact) => reading.facts.has(fact));
    if (
      met.includes('#sectionPhrase') ||
      met.some(
        (fact) =>
          reading.strong.has(fact) &&
          (strongFacts.has(fact) || fact.startsWith('idiom:') || (fact === '#person' && reading.strong.has('#sure'))),
      )
    )
      anchors++;
    else if (
      met.some(
        (fact) =>
          actions.has(fact) ||
          objects.has(fact) ||
          /^#(?:field|userField|orgField|pageField|publicField|sectionPhrase|section|segment|value|market|currency|language|person|position|quantity|plan|companyField|email)$/.test(
            fact,
          ),
      )
    )
      anchors += 0.5;
  }
  return anchors;
}

function isObject(reading: Reading, at: number): boolean {
  return reading.marks.some((mark) => objects.has(mark.concept) && mark.tokens.includes(at));
}

const REQUESTS: ReadonlySet<string> = new Set(['need', 'want', 'modal', 'give', 'please', 'fix']);

/** "She locked herself out, she needs a new password": something is asked in a clause that tells of nothing. */
function asksBesidesTelling(reading: Reading): boolean {
  const told = new Set<number | undefined>();
  for (const [mark, mood] of reading.moods) if (mood === 'was') told.add(reading.clauses[mark.start]);
  return reading.marks.some((mark) => REQUESTS.has(mark.concept) && !told.has(reading.clauses[mark.start]));
}

/** Whether another matter is named in the clauses that the candidate rests on. */
function isForeignBeside(candidate: Candidate, reading: Reading): boolean {
  const clauses = new Set([...candidate.core].map((at) => reading.clauses[at]));
  return reading.found.foreign.some((mark) => clauses.has(reading.clauses[mark.start]));
}

/** "That's sorted, let her in again": what is asked stands in another clause than what is done already. */
function actsApart(candidate: Candidate, reading: Reading): boolean {
  const done = new Set(
    reading.marks.filter((mark) => mark.concept === 'already').map((mark) => reading.clauses[mark.start]),
  );
  return [...reading.moods].some(
    ([mark, mood]) =>
      mood === 'live' && !done.has(reading.clauses[mark.start]) && mark.tokens.some((at) => candidate.core.has(at)),
  );
}

/** "Nina wondered who could export it", "tell Omar to reset it": what others say, or are to do. */
function isReported(candidate: Candidate, reading: Reading): boolean {
  const acts = [...reading.moods.keys()].filter((mark) => mark.tokens.some((at) => candidate.core.has(at)));
  return reading.marks.some((mark) => {
    const toOthers =
      mark.concept === 'sendWord' &&
      reading.people.some((person) => person.start >= mark.end && person.start - mark.end <= 1);
    // "Marie's title is no longer …": the field itself quotes nobody.
    const isOwn = mark.tokens.some((at) => candidate.core.has(at));
    const said = mark.concept === 'reported' && !isOwn && reading.facts.get('reported')?.includes(mark.start);
    if (!said && !toOthers) return false;
    return acts.some((act) => act.start >= mark.start && reading.clauses[act.start] === reading.clauses[mark.start]);
  });
}

/** "Thanks for Maude's details": the sentence opens with what was given. */
function isThanks(candidate: Candidate, reading: Reading): boolean {
  return reading.marks.some(
    (mark) =>
      mark.concept === 'already' &&
      mark.start === 0 &&
      [...candidate.core].every((at) => reading.clauses[at] === reading.clauses[0]),
  );
}

/** "Forget the catalogue": words that deny, and no verb for them. */
function isDropped(candidate: Candidate, reading: Reading): boolean {
  return reading.marks.some(
    (mark) => mark.concept === 'not' && mark.tokens.length > 1 && candidate.core.has(mark.end + 1) && mark.start < 3,
  );
}

/** "The roles are well spread": something is said of what the candidate rests on, nothing is asked. */
function isStated(candidate: Candidate, reading: Reading): boolean {
  const first = Math.min(...candidate.core);
  return reading.marks.some(
    (mark) => mark.concept === 'is' && mark.start > first && reading.clauses[mark.start] === reading.clauses[first],
  );
}

/** Takes away where what would be done is denied, done already, supposed, quoted, or only told of. */
export function deny(candidate: Candidate, reading: Reading, inner: string | undefined): number {
  const has = (fact: string): boolean => reading.facts.has(fact);
  const moods = [...reading.moods.values()];
  const { rule, operation } = candidate;
  const changes = changing.has(operation);
  let cost = 0;
  if (!moods.includes('live')) {
    if (moods.includes('not') && !rule.notOk) cost += 0.4;
    else if (moods.includes('was') && !rule.pastOk && !asksBesidesTelling(reading)) cost += 0.3;
    else if (moods.includes('quoted')) cost += 0.4;
  }
  if (has('hypothetical') && !has('ifPolite') && moods.length && !inner) cost += changes ? 0.55 : 0.4;
  if (changes) {
    if (moods.includes('not') && !rule.notOk) cost += 0.25;
    if (moods.includes('quoted')) cost += 0.3;
    if (has('already') && !has('modal') && !has('want') && !has('need') && !actsApart(candidate, reading)) cost += 0.5;
  }
  if (!has('#asking') && !has('#short') && !changes && !rule.pastOk && countAnchors(candidate, reading) < 2)
    cost += 0.15;
  if (
    rule.groups.length === 1 &&
    !has('#asking') &&
    !has('#short') &&
    !rule.groups[0]?.some((fact) => fact.startsWith('idiom:'))
  )
    cost += 0.15;
  const forgot = has('forgot') || has('cannotEnter') || has('reset');
  if ((inner !== undefined || (operation === 'password.reset' && !forgot)) && isForeignBeside(candidate, reading))
    cost += 0.3;
  if ((inner ?? operation).startsWith('profile.') && has('my') && !has('our') && !has('organisation')) cost += 0.45;
  if (
    operation.startsWith('audit.') &&
    reading.periods.length &&
    reading.periods.every((period) => period.from > reading.today)
  )
    cost += 0.4;
  if (!changes && has('already') && !has('#question') && !has('show') && !has('display')) cost += 0.3;
  if (isReported(candidate, reading)) cost += 0.5;
  if (!changes && isThanks(candidate, reading)) cost += 0.5;
  if (!moods.length && isDropped(candidate, reading)) cost += 0.5;
  if (!changes && !rule.pastOk && !has('#asking') && isStated(candidate, reading)) cost += 0.25;
  if (has('meaning') && operation !== 'roles.show') cost += 0.35;
  return cost;
}
