import { createUnderstanding } from '../../../src/language/understanding/understand';
import { understandEach } from '../../../src/language/understanding/split';
import { today } from './measure';

const { understand } = createUnderstanding();
const ask = (text: string, locale: string) =>
  understandEach(understand, { text, locale }, today).map(({ operation, slots }) => [operation, slots]);

describe('several requests in one message', () => {
  it.each([
    [
      "block Karim and reset Julie's password",
      'en-GB',
      [
        ['users.block', { user: 'Karim' }],
        ['password.reset', { user: 'Julie' }],
      ],
    ],
    [
      'bloque Karim puis réinitialise le mot de passe de Julie',
      'fr-FR',
      [
        ['users.block', { user: 'Karim' }],
        ['password.reset', { user: 'Julie' }],
      ],
    ],
    [
      'unpin E3; pin E5',
      'en-GB',
      [
        ['catalog.unpin', { product: 'E3' }],
        ['catalog.pin', { product: 'E5' }],
      ],
    ],
  ])('%s', (text, locale, requests) => {
    expect(ask(text, locale)).toEqual(requests);
  });

  it.each([
    ['reset the password of Jean and Julie', 'en-GB'],
    ['show the audit log from 3 November and 5 November', 'en-GB'],
    ['Karim a volé et menti, bloque-le', 'fr-FR'],
    ['what does E3 cost', 'en-GB'],
  ])('is one request: %s', (text, locale) => {
    expect(ask(text, locale)).toHaveLength(1);
  });

  it.each([
    [10, 10],
    [11, 1],
    [5_000, 1],
  ])('%d in one message are %d', (count, understood) => {
    expect(ask('block Paul; '.repeat(count), 'en-GB')).toHaveLength(understood);
  });
});
