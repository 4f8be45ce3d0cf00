import fc from 'fast-check';
import { computeMargin, divideHalfUp, formatMicros, parseMicros, toMoney } from '../../src/prices/money';
import { computeRates } from '../../src/prices/rates';
import { billings, countBills, monthsOfTerm, terms, type Plan } from '../../src/prices/terms';

const micros = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const quantity = fc.integer({ min: 1, max: 1_000_000 });
const plan: fc.Arbitrary<Plan> = fc.record({ term: fc.constantFrom(...terms), billing: fc.constantFrom(...billings) });

function toMicros(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}

describe('decimals', () => {
  it.each([
    ['0', 0],
    ['57.6', 57_600_000],
    ['30.25', 30_250_000],
    ['0.000001', 1],
    ['007.50', 7_500_000],
    ['9007199254.740991', Number.MAX_SAFE_INTEGER],
  ])('reads %s', (text, expected) => {
    expect(parseMicros(text)).toBe(expected);
  });

  it.each([
    '',
    ' 1',
    '1.',
    '.5',
    '-1',
    '+1',
    '1e3',
    '1,5',
    '1 000',
    '0x10',
    'NaN',
    'Infinity',
    '1.0000001',
    '9007199254.740992',
  ])('refuses %j', (text) => {
    expect(parseMicros(text)).toBeUndefined();
  });

  it('comes back from text unchanged', () => {
    fc.assert(fc.property(micros, (value) => parseMicros(formatMicros(value)) === value));
  });

  it('writes no needless zeros', () => {
    expect([0, 21_500_000, 100_000_000, 1].map(formatMicros)).toEqual(['0', '21.5', '100', '0.000001']);
    expect(formatMicros(-1_250_000n)).toBe('-1.25');
  });
});

describe('rates', () => {
  it('shares a year billed monthly out over twelve months and bills', () => {
    expect(computeRates(57_600_000n, { term: 'P1Y', billing: 'monthly' }, 'EUR')).toEqual({
      term: { amount: '57.6', currency: 'EUR' },
      month: { amount: '4.8', currency: 'EUR' },
      bill: { amount: '4.8', currency: 'EUR' },
    });
  });

  it.each<[Plan, number]>([
    [{ term: 'P1M', billing: 'monthly' }, 1],
    [{ term: 'P1Y', billing: 'annual' }, 1],
    [{ term: 'P1Y', billing: 'monthly' }, 12],
    [{ term: 'P3Y', billing: 'monthly' }, 36],
    [{ term: 'P3Y', billing: 'annual' }, 3],
    [{ term: 'P3Y', billing: 'triennial' }, 1],
    [{ term: 'P1M', billing: 'none' }, 1],
  ])('bills %j %i times', (some, expected) => {
    expect(countBills(some.term, some.billing)).toBe(expected);
  });

  it('never strays from the term by more than half a millionth for each share, and rounds half up', () => {
    fc.assert(
      fc.property(micros, quantity, plan, (unit, count, some) => {
        const total = BigInt(unit) * BigInt(count);

        const rates = computeRates(total, some, 'EUR');

        expect(toMicros(rates.term.amount)).toBe(total);
        const shares = [
          [rates.month, monthsOfTerm[some.term]],
          [rates.bill, countBills(some.term, some.billing)],
        ] as const;
        for (const [share, parts] of shares) {
          const excess = 2n * (toMicros(share.amount) * BigInt(parts) - total);
          expect(excess > -BigInt(parts) && excess <= BigInt(parts)).toBe(true);
        }
      }),
    );
  });

  it('is one rounding for any quantity: the total is not the rounded price times the quantity', () => {
    const one = computeRates(100_000_000n, { term: 'P1Y', billing: 'monthly' }, 'EUR');
    const thousand = computeRates(100_000_000_000n, { term: 'P1Y', billing: 'monthly' }, 'EUR');

    expect([one.bill.amount, thousand.bill.amount]).toEqual(['8.333333', '8333.333333']);
  });

  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [0n, 7n, 0n],
  ])('divides %s by %s half up', (numerator, denominator, expected) => {
    expect(divideHalfUp(numerator, denominator)).toBe(expected);
  });
});

describe('margin', () => {
  it('is what is left of the retail price, as an exact ratio in lowest terms', () => {
    expect(computeMargin(57_600_000, 72_000_000, 'EUR')).toEqual({
      amount: toMoney(14_400_000, 'EUR'),
      ratio: { numerator: '1', denominator: '5' },
      percent: '20',
    });
  });

  it('has none where nothing is asked for at retail, and a negative one where the price is above it', () => {
    expect(computeMargin(0, 0, 'EUR')).toBeNull();
    expect(computeMargin(3_000_000, 2_000_000, 'EUR')).toMatchObject({ amount: { amount: '-1' }, percent: '-50' });
  });

  it('is exact: ratio × retail is the amount', () => {
    fc.assert(
      fc.property(micros, micros, (one, other) => {
        const [unit, retail] = one < other ? [one, other] : [other, one];
        fc.pre(retail > 0);

        const margin = computeMargin(unit, retail, 'EUR')!;

        const { numerator, denominator } = margin.ratio;
        expect(BigInt(numerator) * BigInt(retail)).toBe(toMicros(margin.amount.amount) * BigInt(denominator));
      }),
    );
  });
});
