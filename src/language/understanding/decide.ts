import { classes, classNumbers, likelihoods, type Model } from './likelihood';
import { frameStrength, readInner, type Frame } from './inner';
import { changing } from './operation-slots';
import type { Reading } from './reading';
import { matchRules, type Candidate } from './match-rules';
import { countAnchors, deny, readScene, weigh, type Scene } from './score';
import { fillSlots, type Filled, type Slots } from './slots';

/** What was decided of a reading; `operation` is null where nothing of ours is asked. */
export interface Decision {
  operation: string | null;
  slots: Slots;
  confidence: number;
  alternatives: { operation: string; slots: Slots; confidence: number }[];
}

export const SURE = 0.75;
export const UNSURE = 0.45;
/** How much a rule's confidence counts beside the likelihoods. */
const RULES_COUNT = 1.3;
/** How much counts that the act is denied: likelihoods hardly tell "block" from "don't block". */
const DENIAL_COUNTS = 4;
/** What speaks for nothing of ours: how far the best rule is from this, and that another matter is named. */
const NEARLY_SURE = 0.9;
const NO_RULE = 1.6;
const OTHER_MATTER = 1.2;
/** Rather ask again than do what was not asked. */
const NOTHING_COUNTS = 0.3;
/** What changes something needs more certainty than what shows it. */
const CHANGES_COUNT = 0.2;
/** No rule makes up for so much less likelihood (a logarithm) than that of the likeliest. */
const HOPELESS = 8;
const NOTHING = classNumbers.get(null)!;
const frames: readonly Frame[] = ['help', 'permissions.show', 'audit.show'];

interface Weighed {
  candidate: Candidate;
  filled: Filled;
  score: number;
  /** How much it is denied, told of, supposed or said by others. */
  denied: number;
}

/** What the rules say of a reading, before it is weighed against what is likely. */
export interface Ruled {
  /** By operation: how sure its best rule is, how much it is denied, and its slots. */
  confidences: ReadonlyMap<string, number>;
  denials: ReadonlyMap<string, number>;
  filled: ReadonlyMap<string, Filled>;
  /** What speaks for nothing of ours. */
  none: number;
  inner: Candidate | undefined;
}

/** Weighs the rules that are met, of the operations that are likely enough. */
export function applyRules(reading: Reading, isLikely: (operation: string) => boolean = () => true): Ruled {
  const asked = frames.filter((frame) => frameStrength(frame, reading) > 0);
  const inner = asked.length ? readInner(reading, asked) : undefined;
  const confidences = new Map<string, number>();
  const filled = new Map<string, Filled>();
  const denials = new Map<string, number>();
  for (const { candidate, score, denied, filled: slots } of weighAll(reading, asked, inner, isLikely)) {
    const confidence = round(score);
    if (confidence < (confidences.get(candidate.operation) ?? 0)) continue;
    confidences.set(candidate.operation, confidence);
    filled.set(candidate.operation, slots);
    denials.set(candidate.operation, denied);
  }
  let best = 0;
  for (const confidence of confidences.values()) best = Math.max(best, confidence);
  const none = Math.max(0, NEARLY_SURE - best) * NO_RULE + (reading.found.foreign.length ? OTHER_MATTER : 0);
  return { confidences, denials, filled, none, inner };
}

/** Weighs what the rules say against how likely each operation is with these facts. */
export function decide(reading: Reading, model: Model): Decision {
  const likely = likelihoods(model, reading);
  const least = mostOf(likely) - HOPELESS;
  const isLikely = (operation: string): boolean => likely[classNumbers.get(operation)!]! > least;
  const { confidences, denials, filled, none, inner } = applyRules(reading, isLikely);
  const chances = classes.map((operation, at) => {
    if (operation === null) return likely[at]! + none + NOTHING_COUNTS;
    const rule = confidences.get(operation) ?? 0;
    const more = changing.has(operation) ? CHANGES_COUNT : 0;
    return likely[at]! + RULES_COUNT * rule - DENIAL_COUNTS * (denials.get(operation) ?? 0) - more;
  });
  share(chances);
  const { first, others, isNone } = rank(chances);
  const slotsOf = (operation: string): Slots => {
    const asked = frames.find((frame) => frame === operation);
    const about = asked && (inner ?? readAbout(reading, asked));
    return (filled.get(operation) ?? fillSlots(operation, reading, about)).slots;
  };
  const listAlternatives = (ranked: readonly Ranked[]) =>
    ranked
      .filter((one) => one.confidence >= 0.05)
      .slice(0, 3)
      .map((one) => ({ ...one, slots: slotsOf(one.operation) }));
  if (isNone) {
    const confidence = Math.min(first.confidence, UNSURE - 0.01);
    return { operation: null, slots: {}, confidence, alternatives: listAlternatives([first, ...others]) };
  }
  return {
    operation: first.operation,
    slots: slotsOf(first.operation),
    confidence: Math.max(UNSURE, first.confidence),
    alternatives: listAlternatives(others),
  };
}

interface Ranked {
  operation: string;
  confidence: number;
}

/** The likeliest operation, the others that are worth a look, the likeliest first, and whether nothing of ours is likelier. */
function rank(chances: readonly number[]): { first: Ranked; others: Ranked[]; isNone: boolean } {
  const of = (at: number): Ranked => ({
    operation: classes[at]!,
    confidence: Math.min(0.99, Math.round(chances[at]! * 100) / 100),
  });
  const worthALook: number[] = [];
  let most = 0;
  for (let at = 0; at < chances.length; at++) {
    if (at === NOTHING) continue;
    if (chances[at]! > chances[most]!) most = at;
    if (chances[at]! > 0.01) worthALook.push(at);
  }
  worthALook.sort((one, other) => chances[other]! - chances[one]!);
  const none = chances[NOTHING]!;
  return { first: of(most), others: worthALook.filter((at) => at !== most).map(of), isNone: none > chances[most]! };
}

/** What a question is about that was not taken for one at first sight; leave and deeds are about changes alone. */
function readAbout(reading: Reading, frame: Frame): Candidate | undefined {
  const about = readInner(reading, [frame]);
  return about && (frame === 'help' || changing.has(about.operation)) ? about : undefined;
}

/** Makes of scores shares of one. */
function share(scores: number[]): void {
  const most = mostOf(scores);
  let sum = 0;
  for (let at = 0; at < scores.length; at++) sum += scores[at] = Math.exp(scores[at]! - most);
  for (let at = 0; at < scores.length; at++) scores[at]! /= sum;
}

function mostOf(scores: ArrayLike<number>): number {
  let most = -Infinity;
  for (let at = 0; at < scores.length; at++) if (scores[at]! > most) most = scores[at]!;
  return most;
}

function weighAll(
  reading: Reading,
  asked: readonly Frame[],
  inner: Candidate | undefined,
  isLikely: (operation: string) => boolean,
): Weighed[] {
  const candidates = matchRules(reading, isLikely);
  const framed = asked.filter((frame) => isLikely(frame) && fitsFrame(frame, reading, inner));
  if (!candidates.length && !inner) return [];
  const scene = readScene(reading);
  const weighed = candidates.slice(0, 9).map((candidate) => weighCandidate(candidate, reading, scene, undefined));
  if (inner)
    for (const frame of framed)
      weighed.push(weighCandidate(frameCandidate(frame, inner, reading), reading, scene, inner));
  return weighed;
}

/** "Can I see the prices?" asks to see them: only a change is a matter of leave. */
function fitsFrame(frame: Frame, reading: Reading, inner: Candidate | undefined): boolean {
  if (frame !== 'permissions.show' || !reading.facts.has('selfCan')) return true;
  return inner !== undefined && changing.has(inner.operation);
}

function frameCandidate(frame: Frame, inner: Candidate, reading: Reading): Candidate {
  const core = new Set(inner.core);
  for (const fact of ['how', 'who', 'why', 'cannot', 'allowed', 'deed', 'idiom:permissions.show', 'was:any']) {
    for (const token of reading.facts.get(fact) ?? []) core.add(token);
  }
  return {
    operation: frame,
    score: frameStrength(frame, reading) + 0.08,
    rule: { ...inner.rule, operation: frame, pastOk: true, notOk: true },
    core,
  };
}

function weighCandidate(candidate: Candidate, reading: Reading, scene: Scene, inner: Candidate | undefined): Weighed {
  const { operation, rule } = candidate;
  const filled = fillSlots(operation, reading, inner);
  const anchors = countAnchors(candidate, reading);
  const denied = deny(candidate, reading, scene, anchors, inner?.operation);
  let score = weigh(candidate, reading, scene, filled.used, anchors, inner?.operation) - denied;
  const { user, name, email, query } = filled.slots;
  if (!inner && rule.needsPerson && (user ?? name ?? email ?? query) === undefined) score -= 0.4;
  if (changing.has(operation)) {
    score -= 0.03;
    if (filled.person?.strength === 1 && rule.facts.has('#person')) score -= 0.08;
  }
  return { candidate, filled, score: Math.max(0, score), denied };
}

/** Evidence below this says next to nothing: of the sentences there, most are about something else. */
const WEAK = 0.6;

/** Evidence as confidence: under WEAK it stays below UNSURE, from SURE on it stands as it is. */
function round(score: number): number {
  let confidence = score;
  if (score < WEAK) confidence = (score / WEAK) * (UNSURE - 0.01);
  else if (score < SURE) confidence = UNSURE + ((score - WEAK) / (SURE - WEAK)) * (SURE - UNSURE);
  return Math.min(0.99, Math.round(confidence * 100) / 100);
}
