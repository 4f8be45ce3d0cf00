import fc from 'fast-check';
import { checkAccountNumber, groupAccount, ibanCountries, maskAccount } from '../../../src/account/profile/iban';

/** Examples of the IBAN registry, one of each length and kind. */
const registered = [
  'BE68539007547034',
  'NO9386011117947',
  'DK5000400440116243',
  'AT611904300234573201',
  'CH9300762011623852957',
  'DE89370400440532013000',
  'GB29NWBK60161331926819',
  'ES9121000418450200051332',
  'FR1420041010050500013M02606',
  'IT60X0542811101000000123456',
  'PL61109010140000071219812874',
  'MT84MALT011000012345MTLCAST001S',
];

const valid = fc.constantFrom(...registered);
const isFaulty = (number: string) => 'fault' in checkAccountNumber(number, 'FR');

it.each(registered)('%s is an IBAN, however it is spaced', (iban) => {
  for (const written of [iban, groupAccount(iban), iban.toLowerCase(), `IBAN ${groupAccount(iban)}`])
    expect(checkAccountNumber(written, 'FR')).toEqual({ value: iban });
});

it('one wrong digit or letter is always noticed', () => {
  fc.assert(
    fc.property(
      valid,
      fc.nat(33),
      fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
      (iban, at, character) => {
        const place = at % iban.length;
        // A letter counts as two digits: put in the place of one, it may by chance come out even.
        fc.pre(iban[place] !== character && /\d/.test(iban[place]!) === /\d/.test(character));

        expect(isFaulty(iban.slice(0, place) + character + iban.slice(place + 1))).toBe(true);
      },
    ),
  );
});

it('two neighbours swapped are always noticed', () => {
  fc.assert(
    fc.property(valid, fc.nat(33), (iban, at) => {
      const place = at % (iban.length - 1);
      const [first, second] = [iban[place]!, iban[place + 1]!];
      fc.pre(first !== second);

      expect(isFaulty(iban.slice(0, place) + second + first + iban.slice(place + 2))).toBe(true);
    }),
  );
});

it('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('FR', 'US', ''), (text, country) => {
      expect(checkAccountNumber(text, country)).toBeInstanceOf(Object);
    }),
  );
});

it('a mask shows never more than the country, the check digits and four more of an IBAN', () => {
  fc.assert(
    fc.property(valid, (iban) => {
      const shown = maskAccount(iban).replaceAll(/[ •]/g, '');

      expect(shown).toBe(iban.slice(0, 4) + iban.slice(-4));
    }),
  );
});

it('a mask hides most of any other number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{4,34}$/), (number) => {
      const shown = maskAccount(number).replaceAll(/[ •]/g, '');

      expect(number.endsWith(shown)).toBe(true);
      expect(shown.length).toBeLessThanOrEqual(4);
      expect(number.length - shown.length).toBeGreaterThanOrEqual(4);
    }),
  );
});

it('knows the IBAN of the whole EEA, Switzerland and the United Kingdom', () => {
  const expected = 'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK';

  expect(ibanCountries).toEqual(expect.arrayContaining(expected.split(' ')));
});
