import type { Reading } from './reading';
import { rules, type Rule } from './rules';
import { sortFew } from './tokens';

/** An operation that the sentence may mean. */
export interface Candidate {
  operation: string;
  score: number;
  rule: Rule;
  /** The tokens that the rule rests on. */
  core: ReadonlySet<number>;
}

/** The best rule of each likely operation whose groups are all met, most likely first. */
export function matchRules(
  { facts, strong }: Pick<Reading, 'facts' | 'strong'>,
  isLikely: (operation: string) => boolean = () => true,
): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const number of listMet(facts, strong)) {
    const rule = rules[number]!;
    if (!isLikely(rule.operation)) continue;
    const score = rule.weight + 0.012 * rule.groups.length;
    const other = best.get(rule.operation);
    if (other && other.score >= score) continue;
    const core = meet(rule, facts, strong);
    if (core) best.set(rule.operation, { operation: rule.operation, score, rule, core });
  }
  return sortFew([...best.values()], (one, other) => other.score - one.score);
}

/** Of a rule, a bit for each of its groups; one more says that something is there which it forbids. */
const FORBIDS = 7;
/** By rule, the bits that the facts of a sentence set; and those that must be. */
const noted = new Uint8Array(rules.length);
const wanted = Uint8Array.from(rules, ({ groups }) => 2 ** groups.length - 1);

/** What facts say of rules, by fact: each number is eight times a rule's, and which of its bits is set. */
const notes = indexRules();
/** The same where a word shows the fact which is ours alone. */
const strongNotes = new Map(
  [...notes].filter(([fact]) => fact.startsWith('*')).map(([fact, of]) => [fact.slice(1), of]),
);

function indexRules(): ReadonlyMap<string, Uint16Array> {
  const index = new Map<string, number[]>();
  const note = (fact: string, rule: number, bit: number): void => {
    index.set(fact, [...(index.get(fact) ?? []), rule * 8 + bit]);
  };
  rules.forEach(({ groups, forbidden }, rule) => {
    groups.forEach((group, bit) => {
      for (const fact of group) note(fact, rule, bit);
    });
    for (const fact of forbidden) note(fact, rule, FORBIDS);
  });
  return new Map([...index].map(([fact, of]) => [fact, Uint16Array.from(of)]));
}

/** The rules whose groups are all met and that forbid nothing of what is there, in their order: few of the hundreds that there are. */
function listMet(facts: Reading['facts'], strong: Reading['strong']): number[] {
  noted.fill(0);
  const met: number[] = [];
  for (const fact of facts.keys()) noteAll(notes.get(fact), met);
  for (const fact of strong) noteAll(strongNotes.get(fact), met);
  return sortFew(
    met.filter((rule) => noted[rule] === wanted[rule]),
    (one, other) => one - other,
  );
}

function noteAll(of: Uint16Array | undefined, met: number[]): void {
  if (!of) return;
  for (let at = 0; at < of.length; at++) {
    const rule = of[at]! >>> 3;
    const before = noted[rule]!;
    const now = before | (1 << (of[at]! & 7));
    noted[rule] = now;
    if (now === wanted[rule] && now !== before) met.push(rule);
  }
}

/** The tokens that meet a rule whose groups are met; a token is not counted for two groups unless nothing else is there. */
function meet({ needs }: Rule, facts: Reading['facts'], strong: Reading['strong']): Set<number> | undefined {
  const core = new Set<number>();
  const seen: string[] = [];
  for (const group of needs) {
    let isFresh = false;
    for (const { fact, isStrong } of group) {
      if (!(isStrong ? strong : facts).has(fact)) continue;
      const tokens = facts.get(fact) ?? none;
      if (!isFresh && needs.length > 1) {
        const shown = tokens.join();
        isFresh = !seen.includes(shown);
        if (isFresh) seen.push(shown);
      } else isFresh = true;
      for (const token of tokens) core.add(token);
    }
    if (!isFresh) return undefined;
  }
  return core;
}

const none: readonly number[] = [];
