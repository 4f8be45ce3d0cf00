import fc from 'fast-check';
import { checkPhone } from '../../../src/account/profile/phone';
import { writePhone } from '../../../src/account/profile/write-phone';

const plain = (written: string) => written.replaceAll('\u00a0', ' ');

describe('a number is grouped as in its country', () => {
  it.each([
    ['+33199009900', '+33 1 99 00 99 00'],
    ['+33639981234', '+33 6 39 98 12 34'],
    ['+442079460958', '+44 20 7946 0958'],
    ['+441164960123', '+44 116 496 0123'],
    ['+441314960123', '+44 131 496 0123'],
    ['+441632960123', '+44 1632 960123'],
    ['+447700900123', '+44 7700 900123'],
    ['+14255550100', '+1 425 555 0100'],
    ['+3225550123', '+32 2 555 01 23'],
    ['+3281550123', '+32 81 55 01 23'],
    ['+32470550123', '+32 470 55 01 23'],
    ['+41225550123', '+41 22 555 01 23'],
    ['+35226550123', '+352 26 55 01 23'],
    ['+493023125000', '+49 30 23125000'],
    ['+4915223125000', '+49 152 23125000'],
    ['+4319999123', '+43 1 9999123'],
    ['+34910550123', '+34 910 55 01 23'],
    ['+390655501234', '+39 06 5550 1234'],
    ['+393335550123', '+39 333 555 0123'],
    ['+31205550123', '+31 20 555 0123'],
    ['+31655501234', '+31 6 55 50 12 34'],
    ['+35315550123', '+353 1 555 0123'],
    ['+46855501234', '+46 8 555 012 34'],
    ['+4740550123', '+47 405 50 123'],
    ['+4722550123', '+47 22 55 01 23'],
    ['+48225550123', '+48 22 555 01 23'],
    ['+48600550123', '+48 600 550 123'],
  ])('%s is %s', (kept, written) => {
    expect(plain(writePhone(kept))).toBe(written);
  });
});

describe('elsewhere, and where a length fits no plan, it stands in threes', () => {
  it.each([
    ['+3311234567', '+33 112 345 67'],
    ['+81312345678', '+81 312 345 678'],
    ['+2125550123', '+212 555 0123'],
    ['+77012345678', '+7 701 234 5678'],
  ])('%s is %s', (kept, written) => {
    expect(plain(writePhone(kept))).toBe(written);
  });
});

it.each(['', '—', '01 99 00 99 00', '+33 1 99 00 99 00', '+1234', '+3319900990000000', 'FR76 •••• 0189'])(
  '“%s” is no number as the account keeps it, and stays',
  (text) => {
    expect(writePhone(text)).toBe(text);
  },
);

it('holds every digit, none alone at the end, on one line; and is read back as what is kept', () => {
  // Mostly of countries whose groups are known, of every length.
  const number = fc.stringMatching(/^\+(?:1|35[23]|39(?:0[26])?|[34]\d|[2-9]\d)\d{6,10}$/);

  fc.assert(
    fc.property(number, (kept) => {
      const written = writePhone(kept);

      expect(written.replaceAll('\u00a0', '')).toBe(kept);
      expect(written).not.toMatch(/\s\d?$|[^\S\u00a0]/);
    }),
    { numRuns: 2_000 },
  );
  expect(checkPhone(writePhone('+33199009900'), 'FR')).toEqual({ value: '+33199009900' });
});
