import { randomBytes } from 'node:crypto';
import { createTokens, sealRequest, shortNameOf, type Press } from '../../src/desk/token';

const tokens = createTokens(randomBytes(32));
const now = new Date('2026-11-23T09:00:00Z');
const expires = now.getTime() + 24 * 3_600_000;
const request = { operation: 'prices.find', slots: { product: 'CFQ7TTC0LH18:0001', quantity: 25 } };
const conversation = shortNameOf('a:paul');

it.each<[string, Press]>([
  ['a step of a matter', { kind: 'matter', action: 'confirm', card: 'c1', version: 3 }],
  ['a request', { kind: 'request', ...request, conversation, expires }],
  ['a request of a form', { kind: 'request', ...request, conversation, expires, inChat: true, inPlaceOf: 'm1' }],
  ['a language', { kind: 'language', language: 'fr', again: request, conversation, expires }],
  ['a file', { kind: 'file', operation: 'audit.export', data: { since: '2026-11-01' }, person: 'paul', expires }],
])('%s is opened as it was sealed', (_what, press) => {
  expect(tokens.open(tokens.seal(press))).toEqual(press);
});

it('names the one conversation in which it works', () => {
  const press = tokens.open(sealRequest(tokens, request, 'a:paul', now));

  expect(press).toEqual({ kind: 'request', ...request, conversation: shortNameOf('a:paul'), expires });
  expect(shortNameOf('a:paula')).not.toBe(shortNameOf('a:paul'));
});

it('is no longer where the platform’s ids are long', () => {
  const inShort = sealRequest(tokens, request, 'a:paul', now);
  const inLong = sealRequest(tokens, request, `19:${'meeting'.repeat(20)}@thread.v2`, now);

  expect(inLong.length).toBe(inShort.length);
});
