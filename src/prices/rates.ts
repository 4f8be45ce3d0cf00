import { divideHalfUp, toMoney } from './money';
import type { Rates } from './price-answer';
import { countBills, monthsOfTerm, type Plan } from './terms';

/** Shares a term's price (micros, for all licences together) out over months and bills. */
export function computeRates(termMicros: bigint, plan: Plan, currency: string): Rates {
  const term = toMoney(termMicros, currency);
  const share = (parts: number) => (parts === 1 ? term : toMoney(divideHalfUp(termMicros, BigInt(parts)), currency));
  return {
    term,
    month: share(monthsOfTerm[plan.term]),
    bill: share(countBills(plan.term, plan.billing)),
  };
}
