import { accountRules } from './rules/account';
import { peopleRules } from './rules/people';
import { salesRules } from './rules/sales';

/** Facts that are hardly met outside our matter; a rule met by none of them is unsure where other words stand about. */
export const strongFacts: ReadonlySet<string> = new Set(
  `password role right catalog priceSheet audit businessProfile offer subscription pinned profile user canDo cannotEnter command helpWord
  subscribe #role #roles #product #sure #email pin unpin unpublish unsubscribe publish undo csv integrity licence deed idiom`.split(
    /\s+/,
  ),
);

export interface Need {
  fact: string;
  isStrong: boolean;
}

export interface Rule {
  operation: string;
  weight: number;
  groups: readonly (readonly string[])[];
  /** The same, taken apart: `*` says that a word must show it which is ours alone. */
  needs: readonly (readonly Need[])[];
  /** Every fact of the groups. */
  facts: ReadonlySet<string>;
  /** Whether one of them is a kind of field. */
  namesField: boolean;
  /** Whether somebody must be named. */
  needsPerson: boolean;
  forbidden: readonly string[];
  /** Whether the rule counts on what was done, denied or asked about. */
  pastOk: boolean;
  /** Whether it may be met by words that deny. */
  notOk: boolean;
}

/** Operations that "no longer" turns into their opposites. */
const GRANTING = /^(?:roles\.assign|catalog\.pin|offers\.subscribe|business-profile\.publish|users\.add)$/;

/** Operations whose turns of phrase tell of what has been done. */
const TELLING =
  /^(?:audit\.show|permissions\.show|prices\.changes|users\.show|requests\.list|business-profile\.unpublish|offers\.unsubscribe|audit\.verify|offers\.subscriptions)$/;

/**
 * What concepts mean together. A rule reads "operation: weight: groups"; every group must be met by one of its concepts,
 * `!concept` forbids one. Concepts are those of the lexicon; `#person`, `#product`, … are what was found for slots;
 * `was:`, `is:` and `not:` before an action say that it was told of as done, as a state, or denied; `idiom:` names a turn
 * of phrase of that operation. The same rules serve every language.
 */
export const rules: readonly Rule[] = [peopleRules, accountRules, salesRules]
  .join('\n')
  .split('\n')
  .filter((line) => line.includes(':'))
  .map(readRule);

function readRule(line: string): Rule {
  const [, operation = '', weight = '0', needs = ''] = /^([a-z.-]+): (\d*\.\d+): (.*)$/.exec(line.trim()) ?? [];
  const words = needs.split(/\s+/).filter(Boolean);
  const groups = words.filter((word) => !word.startsWith('!')).map((word) => word.split('|'));
  return {
    operation,
    weight: Number(weight),
    groups,
    needs: groups.map((group) =>
      group.map((fact) => ({ fact: fact.replace(/^\*/, ''), isStrong: fact.startsWith('*') })),
    ),
    facts: new Set(groups.flat()),
    namesField: groups.flat().some((fact) => fact.endsWith('Field')),
    needsPerson: groups.some(([fact, ...others]) => others.length === 0 && (fact === '#person' || fact === '#sure')),
    forbidden: [
      ...words.filter((word) => word.startsWith('!')).map((word) => word.slice(1)),
      ...(GRANTING.test(operation) ? ['noLonger'] : []),
    ],
    pastOk:
      /deed|changed|trend|was:|is:|who|why|not:|noLonger|forgot|cannotEnter/.test(needs) ||
      (needs.includes('idiom:') && TELLING.test(operation)),
    notOk:
      /why|not:|noLonger|forgot|cannotEnter/.test(needs) ||
      /idiom:(?:permissions\.show|business-profile\.unpublish|offers\.unsubscribe|audit\.verify)/.test(needs),
  };
}
