/** Terms, billing plans and segments as the sheets state them (domain.md 4.1, 4.4), in the desk's spelling. */

/** Which sheets there are; each speaks of its own products only. */
export type SheetView = 'license-based' | 'software' | 'legacy';

/** `OneTime` is bought for good. */
export const terms = ['P1M', 'P1Y', 'P3Y', 'OneTime'] as const;
export type Term = (typeof terms)[number];

export const billings = ['monthly', 'annual', 'triennial', 'once', 'none'] as const;
/** How often a term is billed; `once` is a purchase for good, `none` a trial's plan, which is not billed. */
export type Billing = (typeof billings)[number];

export const segments = ['commercial', 'education', 'charity', 'government'] as const;
export type Segment = (typeof segments)[number];

/** Months of a term; what is bought for good is not shared out. */
export const monthsOfTerm = { P1M: 1, P1Y: 12, P3Y: 36, OneTime: 1 } as const satisfies Record<Term, number>;

const monthsBetweenBills = { monthly: 1, annual: 12, triennial: 36 } as const;

/** How many times a term is billed: 12 for a year billed monthly; at least once. */
export function countBills(term: Term, billing: Billing): number {
  if (billing === 'none' || billing === 'once') return 1;
  return Math.max(1, monthsOfTerm[term] / monthsBetweenBills[billing]);
}

/** A billing plan: the term that one commits to and how often it is billed. */
export interface Plan {
  term: Term;
  billing: Billing;
}

/** The order in which plans are offered, and the one that is meant where nobody said: the first that is sold. */
export const planOrder: readonly string[] = [
  'P1Y/monthly',
  'P1Y/annual',
  'P1M/monthly',
  'P3Y/monthly',
  'P3Y/annual',
  'P3Y/triennial',
  'OneTime/once',
  'P1M/none',
];

export function comparePlans(one: Plan, other: Plan): number {
  return rankPlan(one) - rankPlan(other);
}

function rankPlan({ term, billing }: Plan): number {
  const rank = planOrder.indexOf(`${term}/${billing}`);
  return rank === -1 ? planOrder.length : rank;
}
