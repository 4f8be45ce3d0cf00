import fc from 'fast-check';
import { JsonText, writeJson } from '../src/json-text';

it('data is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      expect(writeJson(data).toString()).toBe(JSON.stringify(data));
    }),
  );
});

it('what is JSON already stands where it belongs, as it is', () => {
  const data = (card: unknown) => ({
    type: 'message',
    none: undefined,
    cards: [card, undefined, card],
    at: new Date(0),
    card,
  });

  expect(writeJson(data(new JsonText(['{"text":"12,', '50 €"}']))).toString()).toBe(
    JSON.stringify(data({ text: '12,50 €' })),
  );
});

it('messages of any length are whole, and keep nothing of each other', () => {
  const long = { text: '€'.repeat(70_000), card: new JsonText([JSON.stringify('é'.repeat(30_000))]) };

  const [first, second] = [writeJson({ text: 'first' }), writeJson({ text: 'second' })];

  expect(writeJson(long).toString()).toBe(JSON.stringify(long));
  expect([first.toString(), second.toString()]).toEqual(['{"text":"first"}', '{"text":"second"}']);
});

it('whoever looks into it finds what it says', () => {
  const card = new JsonText(['{"body":[{"text":', '"E3"}]}']);

  expect(JSON.parse(JSON.stringify({ card }))).toEqual({ card: { body: [{ text: 'E3' }] } });
});
