import { actionConcepts, objectConcepts } from '../lexicon/lexicon';
import { changing } from './operation-slots';
import { strongFacts } from './rules';
import { isProductWord } from './products';
import type { Mark } from './marks';
import type { Candidate } from './match-rules';
import type { Mood } from './moods';
import type { Reading } from './reading';

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

/** A mark as it costs where an operation does not account for it. */
interface Charge {
  /** What accounts for it. */
  fact: string;
  isField: boolean;
  cost: number;
  /** The tokens that it is charged to, an act's among them. */
  tokens: readonly number[];
  share: number;
  isAct: boolean;
}

/** What weighing asks of a sentence, whatever the operation: read once. Lists are by token. */
export interface Scene {
  charges: readonly Charge[];
  /** Another matter, and such of several words. */
  isForeign: readonly boolean[];
  isOverride: readonly boolean[];
  isObject: readonly boolean[];
  /** Names of people and products. */
  isNamed: readonly boolean[];
  /** What is asked to be done. */
  isDoing: readonly boolean[];
  /** Words of showing. */
  isShown: readonly boolean[];
  /** Words that carry no matter, and those of products. */
  isQuiet: readonly boolean[];
  words: number;
  framed: number | undefined;
  /** The moods that there are. */
  moods: ReadonlySet<Mood>;
  already: readonly Mark[];
  /** What others say, or are to do. */
  reported: readonly Mark[];
  /** Words that deny without a verb. */
  dropping: readonly Mark[];
  stating: readonly Mark[];
}

export function readScene(reading: Reading): Scene {
  const { tokens, found, facts } = reading;
  const isForeign: boolean[] = [];
  const isOverride: boolean[] = [];
  for (const mark of found.foreign) {
    for (const at of mark.tokens) isForeign[at] = true;
    if (mark.tokens.length > 1) for (const at of mark.tokens) isOverride[at] = true;
  }
  const isObject: boolean[] = [];
  const isDoing: boolean[] = [];
  const charges: Charge[] = [];
  const already: Mark[] = [];
  const reported: Mark[] = [];
  const dropping: Mark[] = [];
  const stating: Mark[] = [];
  for (const mark of reading.marks) {
    const { concept } = mark;
    const mood = reading.moods.get(mark);
    if (mood === 'live') for (const at of mark.tokens) isDoing[at] = true;
    if (objects.has(concept)) for (const at of mark.tokens) isObject[at] = true;
    charges.push(chargeOf(mark, mood));
    if (concept === 'already') already.push(mark);
    else if (concept === 'reported' || concept === 'sendWord') reported.push(mark);
    else if (concept === 'is') stating.push(mark);
    else if (concept === 'not' && mark.tokens.length > 1 && mark.start < 3) dropping.push(mark);
  }
  const isQuiet: boolean[] = [];
  let words = 0;
  for (let at = 0; at < tokens.length; at++) {
    const { kind, low } = tokens[at]!;
    if (kind !== 'mark') words++;
    isQuiet[at] = kind !== 'word' || reading.words[at]!.isFunction || isProductWord(low);
  }
  return {
    charges,
    isForeign,
    isOverride,
    isObject,
    isNamed: flag(facts.get('#person'), facts.get('#product')),
    isDoing,
    isShown: flag(facts.get('show'), facts.get('display')),
    isQuiet,
    words,
    framed: found.foreign.length > 0 ? findFramedClause(reading, isForeign) : undefined,
    moods: new Set(reading.moods.values()),
    already,
    reported,
    dropping,
    stating,
  };
}

function flag(...lists: readonly (readonly number[] | undefined)[]): boolean[] {
  const flags: boolean[] = [];
  for (const list of lists) if (list) for (const at of list) flags[at] = true;
  return flags;
}

function chargeOf({ concept, prefix, tokens, start, end }: Mark, mood: Mood | undefined): Charge {
  const share = 1 / Math.sqrt(tokens.length);
  const charged = end - start > tokens.length ? tokens.slice(0, 1) : tokens;
  if (prefix) {
    const cost = objects.has(prefix) ? 0.06 : (ENTITY_COST[prefix] ?? 0);
    return { fact: `#${prefix}`, isField: prefix === 'field', cost, tokens: charged, share, isAct: false };
  }
  const isAct = actions.has(concept) && mood === 'live';
  let cost = CUE_COST[concept] ?? 0;
  if (actions.has(concept)) cost = isAct ? 0.16 : 0.06;
  else if (objects.has(concept)) cost = 0.06;
  const fact = mood && mood !== 'live' ? `${mood}:${concept}` : concept;
  return { fact, isField: false, cost, tokens: charged, share, isAct };
}

/** Takes away for what the operation leaves unexplained. */
export function weigh(
  candidate: Candidate,
  reading: Reading,
  scene: Scene,
  slotTokens: ReadonlySet<number>,
  anchors: number,
  inner?: string,
): number {
  const { tokens, found, clauses } = reading;
  const { core, rule } = candidate;
  const isFramed = inner !== undefined || candidate.operation === 'audit.show';
  const costs: (number | undefined)[] = [];
  const acts: (number | undefined)[] = [];
  for (const { fact, isField, cost, tokens: charged, share, isAct } of scene.charges) {
    const own = rule.facts.has(fact) || (isField && rule.namesField) ? 0 : cost * share;
    for (const at of charged) {
      if (isAct) acts[at] = Math.min(acts[at] ?? 9, own);
      costs[at] = Math.min(costs[at] ?? 9, own);
    }
  }
  const isChange = changing.has(candidate.operation);
  for (let at = 0; at < acts.length; at++) {
    const cost = acts[at];
    if (cost !== undefined) costs[at] = Math.max(costs[at] ?? 0, scene.isShown[at] && !isChange ? cost / 3 : cost);
  }
  if (!rule.facts.has('#product'))
    for (const { start } of reading.products) costs[start] = Math.min(costs[start] ?? 9, ENTITY_COST.product ?? 0);
  const isBeside = clausesOf(core, scene, clauses);
  let total = 0;
  let strange = 0;
  const unknown = strangeness(anchors, candidate) * (candidate.operation === 'permissions.show' && !inner ? 2.5 : 1);
  for (let at = 0; at < tokens.length; at++) {
    const { kind } = tokens[at]!;
    if (kind === 'mark') continue;
    const isOverride = scene.isOverride[at] === true;
    if (!isOverride && (core.has(at) || slotTokens.has(at) || (isFramed && isOfPerson(reading, at)))) {
      if (found.typos[at] && core.has(at)) total += 0.05;
      continue;
    }
    let away = 1;
    if (!isBeside[clauses[at]!] && clauses[at] !== scene.framed)
      away = anchors >= 1.5 ? 0.15 : anchors >= 1 ? 0.25 : 0.35;
    const marked = costs[at];
    if (isOverride || (scene.isForeign[at] && (marked === undefined || marked > 0 || !scene.isObject[at]))) {
      strange++;
      total +=
        (strange === 1 ? (anchors >= 2.5 ? 0.25 : anchors >= 2 ? 0.35 : 0.5) : 0.06) * (away === 1 ? 1 : away + 0.05);
    } else if (marked !== undefined) total += marked * away;
    else if (scene.isQuiet[at]) total += kind === 'number' ? 0.02 * away : 0;
    else total += unknown * away;
  }
  const coverage = core.size / Math.max(1, scene.words);
  if (anchors < 1 && (total > 0 || !reading.facts.has('#short'))) total += 0.15;
  if (candidate.operation === 'help' && inner === undefined) total *= 2;
  let score = candidate.score - Math.min(total, 0.6);
  if (scene.words > 14 && coverage < 0.12) score -= 0.1;
  return score;
}

/** By clause, whether the candidate rests on it: by what is done, else by what names nobody and nothing, else by all of it. */
function clausesOf(core: ReadonlySet<number>, { isNamed, isDoing }: Scene, clauses: readonly number[]): boolean[] {
  const [doing, nameless, all]: [boolean[], boolean[], boolean[]] = [[], [], []];
  for (const at of core) {
    const clause = clauses[at]!;
    all[clause] = true;
    if (isNamed[at]) continue;
    nameless[clause] = true;
    if (isDoing[at]) doing[clause] = true;
  }
  if (doing.length > 0) return doing;
  return nameless.length > 0 ? nameless : all;
}

function isOfPerson({ people }: Reading, at: number): boolean {
  return people.some(({ start, end }) => at >= start && at < end);
}

/** "In Salesforce, add Pauline": a first clause of nothing but another matter is about what follows. */
function findFramedClause({ tokens, words, clauses }: Reading, isForeign: readonly boolean[]): number | undefined {
  const first = tokens.flatMap((token, at) => (clauses[at] === 0 && token.kind !== 'mark' ? [at] : []));
  if (first.length > 5 || !first.some((at) => isForeign[at])) return undefined;
  return first.every((at) => isForeign[at] || words[at]!.isFunction) ? 0 : undefined;
}

/** What a word of no known matter costs: the less, the more is ours. */
function strangeness(anchors: number, candidate: Candidate): number {
  if (anchors >= 2) return 0.06;
  if (anchors >= 1.5) return 0.08;
  if (anchors >= 1) return candidate.rule.groups.length === 1 ? 0.15 : 0.1;
  return 0.2;
}

/** Facts that count half: others have words for them too. */
const halfAnchors: ReadonlySet<string> = new Set([
  ...actionConcepts,
  ...objectConcepts,
  ...`#field #userField #orgField #pageField #publicField #section #segment #value #market #currency #language #person #position #quantity
  #plan #companyField #email`.split(/\s+/),
]);

/** How much of the rule is met by words that are ours: one for each that is ours alone, half for each that others use too. */
export function countAnchors({ operation, rule }: Candidate, { facts, strong }: Reading): number {
  let anchors = operation.startsWith('profile.') && (facts.has('our') || facts.has('organisation')) ? 0.5 : 0;
  for (const group of rule.groups) {
    let most = 0;
    for (const fact of group) {
      if (most === 1) break;
      if (!facts.has(fact)) continue;
      if (fact === '#sectionPhrase' || (strong.has(fact) && isOursAlone(fact, strong))) most = 1;
      else if (halfAnchors.has(fact)) most = 0.5;
    }
    anchors += most;
  }
  return anchors;
}

function isOursAlone(fact: string, strong: Reading['strong']): boolean {
  return strongFacts.has(fact) || fact.startsWith('idiom:') || (fact === '#person' && strong.has('#sure'));
}

const REQUESTS: ReadonlySet<string> = new Set(['need', 'want', 'modal', 'give', 'please', 'fix']);

/** "She locked herself out, she needs a new password": something is asked in a clause that tells of nothing. */
function asksBesidesTelling(reading: Reading): boolean {
  const told = new Set<number | undefined>();
  for (const [mark, mood] of reading.moods) if (mood === 'was') told.add(reading.clauses[mark.start]);
  return reading.marks.some((mark) => REQUESTS.has(mark.concept) && !told.has(reading.clauses[mark.start]));
}

/** Whether another matter is named in the clauses that the candidate rests on. */
function isForeignBeside({ core }: Candidate, { found, clauses }: Reading): boolean {
  return found.foreign.some((mark) => isInClause(core, clauses, clauses[mark.start]));
}

function isInClause(core: ReadonlySet<number>, clauses: readonly number[], clause: number | undefined): boolean {
  for (const at of core) if (clauses[at] === clause) return true;
  return false;
}

function isOn({ tokens }: Mark, core: ReadonlySet<number>): boolean {
  return tokens.some((at) => core.has(at));
}

/** "That's sorted, let her in again": what is asked stands in another clause than what is done already. */
function actsApart({ core }: Candidate, { moods, clauses }: Reading, { already }: Scene): boolean {
  for (const [mark, mood] of moods) {
    if (mood !== 'live' || !isOn(mark, core)) continue;
    if (!already.some((done) => clauses[done.start] === clauses[mark.start])) return true;
  }
  return false;
}

/** "Nina wondered who could export it", "tell Omar to reset it": what others say, or are to do. */
function isReported({ core }: Candidate, { moods, people, facts, clauses }: Reading, { reported }: Scene): boolean {
  if (reported.length === 0) return false;
  const acts = [...moods.keys()].filter((mark) => isOn(mark, core));
  return reported.some((mark) => {
    const isTold =
      mark.concept === 'sendWord'
        ? people.some((person) => person.start >= mark.end && person.start - mark.end <= 1)
        : // "Marie's title is no longer …": the field itself quotes nobody.
          !isOn(mark, core) && facts.get('reported')?.includes(mark.start);
    return isTold && acts.some((act) => act.start >= mark.start && clauses[act.start] === clauses[mark.start]);
  });
}

/** "Thanks for Maude's details": the sentence opens with what was given. */
function isThanks({ core }: Candidate, { clauses }: Reading, { already }: Scene): boolean {
  if (!already.some((mark) => mark.start === 0)) return false;
  for (const at of core) if (clauses[at] !== clauses[0]) return false;
  return true;
}

/** "The roles are well spread": something is said of what the candidate rests on, nothing is asked. */
function isStated({ core }: Candidate, { clauses }: Reading, { stating }: Scene): boolean {
  if (stating.length === 0) return false;
  const first = Math.min(...core);
  return stating.some((mark) => mark.start > first && clauses[mark.start] === clauses[first]);
}

/** Takes away where what would be done is denied, done already, supposed, quoted, or only told of. */
export function deny(
  candidate: Candidate,
  reading: Reading,
  scene: Scene,
  anchors: number,
  inner: string | undefined,
): number {
  const { facts } = reading;
  const { moods } = scene;
  const { rule, operation, core } = candidate;
  const changes = changing.has(operation);
  const isAsked = facts.has('#asking');
  const isAskedOrShort = isAsked || facts.has('#short');
  const isDone = scene.already.length > 0 && facts.has('already');
  let cost = 0;
  if (!moods.has('live')) {
    if (moods.has('not') && !rule.notOk) cost += 0.4;
    else if (moods.has('was') && !rule.pastOk && !asksBesidesTelling(reading)) cost += 0.3;
    else if (moods.has('quoted')) cost += 0.4;
  }
  if (moods.size > 0 && !inner && facts.has('hypothetical') && !facts.has('ifPolite')) cost += changes ? 0.55 : 0.4;
  if (changes) {
    if (moods.has('not') && !rule.notOk) cost += 0.25;
    if (moods.has('quoted')) cost += 0.3;
    const isWished = facts.has('modal') || facts.has('want') || facts.has('need');
    if (isDone && !isWished && !actsApart(candidate, reading, scene)) cost += 0.5;
  }
  if (!isAskedOrShort && !changes && !rule.pastOk && anchors < 2) cost += 0.15;
  if (!isAskedOrShort && rule.groups.length === 1 && !rule.groups[0]?.some((fact) => fact.startsWith('idiom:')))
    cost += 0.15;
  if (
    reading.found.foreign.length > 0 &&
    (inner !== undefined || (operation === 'password.reset' && !forgets(facts))) &&
    isForeignBeside(candidate, reading)
  )
    cost += 0.3;
  if ((inner ?? operation).startsWith('profile.') && facts.has('my') && !facts.has('our') && !facts.has('organisation'))
    cost += 0.45;
  if (
    reading.periods.length > 0 &&
    operation.startsWith('audit.') &&
    reading.periods.every((period) => period.from > reading.today)
  )
    cost += 0.4;
  if (!changes && isDone && !facts.has('#question') && !facts.has('show') && !facts.has('display')) cost += 0.3;
  if (isReported(candidate, reading, scene)) cost += 0.5;
  if (!changes && isThanks(candidate, reading, scene)) cost += 0.5;
  // "Forget the catalogue": words that deny, and no verb for them.
  if (moods.size === 0 && scene.dropping.some((mark) => core.has(mark.end + 1))) cost += 0.5;
  if (!changes && !rule.pastOk && !isAsked && isStated(candidate, reading, scene)) cost += 0.25;
  if (operation !== 'roles.show' && facts.has('meaning')) cost += 0.35;
  return cost;
}

function forgets(facts: Reading['facts']): boolean {
  return facts.has('forgot') || facts.has('cannotEnter') || facts.has('reset');
}
