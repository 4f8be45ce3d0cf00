import fc from 'fast-check';
import { ask } from './measure';

const scripts =
  'abcéèßøñ ЖдЯ 中文字 日本語 한국어 עברית العربية हिन्दी ไทย 🙂👩‍💻 \u0000\u0007\u200b\u202e\ufeff\ud800 .,;:!?\'"«»“”()[]{}<>/\\@#€$%&*-_=+~`^|0123456789\n\t';
const noise = fc.string({ unit: fc.constantFrom(...scripts), maxLength: 3000 });
const locale = fc.constantFrom('en-US', 'en-GB', 'fr-FR', 'fr-CA', 'de-DE', '', 'x');

describe('whatever is written', () => {
  it('never throws and starts nothing from noise', () => {
    fc.assert(
      fc.property(noise, locale, (text, where) => {
        const answer = ask(text, where);

        expect(answer.operation).toBeNull();
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('never throws on any Unicode up to 64 KB', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), fc.integer({ min: 1, max: 32 }), (text, times) => {
        expect(() => ask(text.repeat(times).slice(0, 65_536))).not.toThrow();
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it.each(['a', 'a.', '1 ', "l'", 'block ', '<at>', '+', '@a', 'ne pas ', '1/1/', '«'])(
    'reads 64 KB of %j in no time',
    (piece) => {
      const text = piece.repeat(65_536 / piece.length);
      ask(text);
      const start = process.cpuUsage();

      ask(text);

      expect(process.cpuUsage(start).user / 1000).toBeLessThan(200);
    },
  );

  it('keeps to the slots’ types whatever surrounds a request', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (rest) => {
        const { slots, confidence } = ask(`price of 40 E3 ${rest}`);

        expect(Object.values(slots).every((value) => typeof value === 'string' || Number.isInteger(value))).toBe(true);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
