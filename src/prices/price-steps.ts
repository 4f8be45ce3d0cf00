import { addDays } from './days';
import { divideHalfUp, formatMicros, type Decimal } from './money';
import type { Rates } from './price-answer';
import { compareStarts, openStart, type StoredPrice } from './price-rows';
import { computeRates } from './rates';

/** A price and the day from which it holds, until the next step. */
export interface PriceStep {
  /** The first day on which it is known to hold. */
  from: string;
  /** It held before that day too; nobody knows since when. */
  heldBefore: boolean;
  /** Null where it is no longer sold from that day on. */
  unit: Rates | null;
  retail: Rates | null;
  /** How the partner's price moved against the one before, in per cent; null where there is none, or it was zero. */
  percent: Decimal | null;
}

interface Amounts {
  from: string;
  heldBefore: boolean;
  unit: number | null;
  retail: number | null;
}

/**
 * How the price of one plan moved, the oldest first; rows that say the same as the one before are no step.
 *
 * @param rows of one item, market, currency and plan
 * @param sheetDayOf the day that a row's sheet speaks of: there the price of an open start is known to hold
 */
export function listSteps(rows: readonly StoredPrice[], sheetDayOf: (row: StoredPrice) => string): PriceStep[] {
  const sorted = [...rows].sort(compareStarts);
  const amounts = sorted.flatMap((row, at) => [
    ...(at === 0 ? beforeFirst(row) : []),
    { from: startOf(row, sheetDayOf), heldBefore: row.valid_from === openStart, ...amountsOf(row) },
    ...endOf(row, sorted[at + 1]),
  ]);
  const moves = amounts.filter((each, at) => at === 0 || !isSame(each, amounts[at - 1]!));
  return moves.map(({ from, heldBefore, unit, retail }, at) => ({
    from,
    heldBefore,
    unit: unit === null ? null : computeRates(BigInt(unit), sorted[0]!, sorted[0]!.currency),
    retail: retail === null ? null : computeRates(BigInt(retail), sorted[0]!, sorted[0]!.currency),
    percent: computePercent(moves[at - 1]?.unit ?? null, unit),
  }));
}

/** How much more (or less) than `before`, in per cent to two places; null without anything to compare, or from zero. */
export function computePercent(before: number | null, after: number | null): Decimal | null {
  if (before === null || after === null || before === 0) return null;
  const hundredths = divideHalfUp((BigInt(after) - BigInt(before)) * 10_000n, BigInt(before));
  return formatMicros(hundredths * 10_000n);
}

function amountsOf({ unit_micros: unit, retail_micros: retail }: StoredPrice) {
  return { unit, retail };
}

function startOf(row: StoredPrice, sheetDayOf: (row: StoredPrice) => string): string {
  return row.valid_from === openStart ? sheetDayOf(row) : row.valid_from;
}

/** What the first sheet itself says that the price was: it held on the day before, at least. */
function beforeFirst(row: StoredPrice): Amounts[] {
  const { unit_micros, retail_micros, previous_unit_micros, previous_retail_micros, valid_from } = row;
  if (valid_from === openStart || (previous_unit_micros === null && previous_retail_micros === null)) return [];
  return [
    {
      from: addDays(valid_from, -1),
      heldBefore: true,
      unit: previous_unit_micros ?? unit_micros,
      retail: previous_retail_micros ?? retail_micros,
    },
  ];
}

/** A last day after which nothing follows at once. */
function endOf({ valid_to: end }: StoredPrice, next: StoredPrice | undefined): Amounts[] {
  if (end === null) return [];
  const from = addDays(end, 1);
  return next && next.valid_from <= from ? [] : [{ from, heldBefore: false, unit: null, retail: null }];
}

function isSame(one: Amounts, other: Amounts): boolean {
  return one.unit === other.unit && one.retail === other.retail;
}
