import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createSealer } from '../../src/desk/sealer';

const sealer = createSealer(randomBytes(32));

it('opens what it sealed, whatever it is, and never seals it the same way twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const sealed = sealer.seal(text);

      expect(sealer.open(sealed)).toBe(text);
      expect(sealer.seal(text)).not.toBe(sealed);
    }),
  );
});

it('opens what is long', () => {
  const text = 'é'.repeat(10_000);

  expect(sealer.open(sealer.seal(text))).toBe(text);
});

it('opens nothing that was altered, cut, or sealed with another key', () => {
  const sealed = Buffer.from(sealer.seal('FR7630006000011234567890189'), 'base64url');
  const altered = Array.from(sealed.keys(), (at) => {
    const copy = Buffer.from(sealed);
    copy[at]! ^= 1;
    return copy;
  });
  const cut = Array.from(sealed.keys(), (length) => sealed.subarray(0, length));

  for (const bytes of [...altered, ...cut]) expect(sealer.open(bytes.toString('base64url'))).toBeUndefined();
  expect(createSealer(randomBytes(32)).open(sealed.toString('base64url'))).toBeUndefined();
  expect(sealer.open('no seal at all')).toBeUndefined();
});
