import fc from 'fast-check';
import { checkValue } from '../../../src/account/profile/check-value';
import {
  billingCurrencyOf,
  isState,
  needsState,
  ruledCountries,
  rulesOf,
} from '../../../src/account/profile/countries';
import { checkTaxNumber } from '../../../src/account/profile/tax-number';

const rules = (country: string) => ({ country, domains: [], maxLength: 40 });

it('knows the rules of the EEA, Switzerland, the United Kingdom, the United States and Canada', () => {
  const expected =
    'AT BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK US';

  expect([...ruledCountries].sort()).toEqual(expected.split(' '));
});

it.each([...ruledCountries])('%s: what is shown as a sample is taken, and comes back as it is', (country) => {
  const { postalCode, taxNumber } = rulesOf(country)!;

  expect(checkValue('postalCode', postalCode.sample, rules(country))).toEqual({ value: postalCode.sample });
  expect(checkValue('taxNumber', taxNumber.sample, rules(country))).toHaveProperty('value');
  expect(checkValue('postalCode', '!', rules(country))).toMatchObject({ fault: { code: 'postal-code' } });
  expect(checkValue('taxNumber', '1', rules(country))).toMatchObject({ fault: { code: 'tax-number' } });
});

it.each([...ruledCountries])(
  '%s: a number from home with its trunk prefix and one from abroad are the same',
  (country) => {
    const { calling, trunk, fewest, most } = rulesOf(country)!.phone;
    const national = '4255550100'.slice(0, Math.min(most, Math.max(fewest, 9)));

    const home = checkValue('phone', trunk + national, rules(country));

    expect(home).toEqual({ value: `+${calling}${national}` });
    expect(checkValue('phone', `+${calling} ${national}`, rules('FR'))).toEqual(home);
  },
);

it('a French VAT number with one digit wrong is always noticed', () => {
  const luhn = (digits: string) =>
    [...digits]
      .reverse()
      .reduce(
        (sum, digit, at) => sum + [...String(Number(digit) * (at % 2 ? 2 : 1))].reduce((a, b) => a + Number(b), 0),
        0,
      );
  const vatNumbers = fc.nat(99_999_999).map((start) => {
    const head = String(start).padStart(8, '0');
    const siren = head + String((10 - (luhn(`${head}0`) % 10)) % 10);
    return `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;
  });

  fc.assert(
    fc.property(vatNumbers, fc.nat(10), fc.nat(9), (number, at, digit) => {
      expect(checkTaxNumber(number, 'FR')).toEqual({ value: number });
      const place = at + 2;
      fc.pre(number[place] !== String(digit));
      expect(checkTaxNumber(number.slice(0, place) + String(digit) + number.slice(place + 1), 'FR')).toHaveProperty(
        'fault',
      );
    }),
  );
});

it.each([
  ['US', 'WA', true],
  ['US', 'XX', false],
  ['CA', 'ON', true],
  ['CA', 'WA', false],
  ['FR', '69', true],
  ['FR', 'ARA', false],
])('%s has the state %s: %s', (country, code, known) => {
  expect(isState(country, code)).toBe(known);
});

it('only the United States and Canada need a state', () => {
  expect(ruledCountries.filter(needsState)).toEqual(['CA', 'US']);
});

it.each([
  ['FR', 'EUR'],
  ['GB', 'GBP'],
  ['CH', 'CHF'],
  ['SE', 'SEK'],
  ['PL', 'EUR'],
  ['CA', 'CAD'],
  ['US', 'USD'],
  ['BR', 'BRL'],
  ['SN', 'USD'],
])('a new account in %s is billed in %s', (country, currency) => {
  expect(billingCurrencyOf(country)).toBe(currency);
});
