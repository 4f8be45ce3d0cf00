import fc from 'fast-check';
import { createMoneyWriter } from '../../src/language/money-writer';

/** With two decimals, none, three; the sign before or behind; a name of letters. */
const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD', 'XPF'];
const locales = ['en-GB', 'fr-FR'];

const decimals = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.stringMatching(/^\d{0,8}$/))
  .map(([isNegative, whole, digits]) => {
    const fraction = digits.replace(/0+$/, '');
    return `${isNegative ? '-' : ''}${whole}${fraction && '.'}${fraction}` as `${number}`;
  });

describe.each(locales)('%s', (locale) => {
  it.each(currencies)('%s is written as Intl writes it, to the last digit', (currency) => {
    const write = createMoneyWriter(locale, currency);
    const exact = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 20 });
    const rounded = new Intl.NumberFormat(locale, { style: 'currency', currency });
    fc.assert(
      fc.property(decimals, (amount) => {
        expect(write(amount, 'exact')).toBe(exact.format(amount));
        expect(write(amount, 'rounded')).toBe(rounded.format(amount));
      }),
    );
  });

  it.each(['999.995', '0.005', '-0.004', '999999.5', '0', '1000', '999', '1.2'])('%s too', (amount) => {
    for (const currency of currencies) {
      const rounded = new Intl.NumberFormat(locale, { style: 'currency', currency });
      expect(createMoneyWriter(locale, currency)(amount, 'rounded')).toBe(rounded.format(amount as `${number}`));
    }
  });
});
