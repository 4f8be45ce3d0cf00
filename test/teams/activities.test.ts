import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeAll(async () => void (office = await openOffice()));
afterAll(() => office.close());

type Json = Record<string, unknown>;
const sentence = (changed: Json = {}): Json => ({
  ...office.person('Paul Lefebvre').activity('what can you do?'),
  ...changed,
});
/** A sentence in which one field, given by its path, is another or missing. */
function withField(path: string, value: unknown): Json {
  const [first, second] = path.split('.') as [string, string?];
  const activity = sentence();
  return { ...activity, [first]: second ? { ...(activity[first] as Json), [second]: value } : value };
}
const limit = 256 * 1024;
function padded(length: number): string {
  const activity = JSON.stringify(sentence({ padding: '' }));
  return activity.replace('"padding":""', `"padding":"${'x'.repeat(length - activity.length)}"`);
}

async function traces(): Promise<object> {
  const rows = await office.inDatabase((database) =>
    Promise.all(
      (['matters', 'conversations', 'audit_entries'] as const).map((table) =>
        database.selectFrom(table).selectAll().execute(),
      ),
    ),
  );
  return { rows, sent: office.connector.requests.length };
}

describe('what is no activity is refused and changes nothing', () => {
  it.each<[string, () => unknown, number]>([
    ['half a body', () => '{"type":"message"', 400],
    ['an empty body', () => '', 400],
    ['null', () => 'null', 400],
    ['a list', () => [], 400],
    ['a text', () => '"message"', 400],
    ['an empty object', () => ({}), 400],
    ['brackets without end', () => '['.repeat(100_000), 400],
    ['a byte too many', () => padded(limit + 1), 413],
    ['far too many bytes', () => padded(12 * limit), 413],
    ...['type', 'channelId', 'serviceUrl', 'from', 'from.id', 'conversation', 'conversation.id'].map(
      (path): [string, () => unknown, number] => [`no ${path}`, () => withField(path, undefined), 400],
    ),
    ...(
      [
        ['type', 7],
        ['type', ''],
        ['type', 'x'.repeat(65)],
        ['id', 7],
        ['name', {}],
        ['text', 7],
        ['locale', ['fr']],
        ['localTimestamp', 7],
        ['replyToId', {}],
        ['serviceUrl', 'nowhere'],
        ['serviceUrl', 'ftp://127.0.0.1/'],
        ['serviceUrl', 'javascript:alert(1)'],
        ['from', 'Paul'],
        ['from.id', 'x'.repeat(513)],
        ['from.aadObjectId', { $ne: null }],
        ['conversation', []],
        ['conversation.id', ''],
        ['conversation.tenantId', 7],
        ['recipient', 'bot'],
        ['channelData', 'msteams'],
        ['channelData', { tenant: 'x' }],
        ['channelData', { tenant: { id: 7 } }],
      ] as const
    ).map(([path, value]): [string, () => unknown, number] => [
      `${path} of ${JSON.stringify(value).slice(0, 30)}`,
      () => withField(path, value),
      400,
    ]),
  ])('%s', async (_name, body, status) => {
    const before = await traces();

    const answered = await office.post(body());

    expect(answered.status).toBe(status);
    expect(JSON.stringify(answered.body ?? '')).not.toMatch(/stack|node_modules|Error:|zod|expected/i);
    expect(await traces()).toEqual(before);
  });

  it('a body that is just not too long is read', async () => {
    expect((await office.post(padded(limit))).status).toBe(200);
  });
});

describe('what is odd, but an activity, is borne', () => {
  it.each<[string, Json]>([
    ['an unknown type', { type: 'somethingNew' }],
    ['a reaction', { type: 'messageReaction', reactionsAdded: 'like', text: undefined }],
    ['a timestamp that is none', { timestamp: 'yesterday' }],
    ['a local timestamp that is none', { localTimestamp: 'yesterday' }],
    ['entities that are no list', { entities: 7 }],
    ['entities of nothing', { entities: [null] }],
    ['attachments that are no list', { attachments: 'file' }],
    [
      'members that are no list',
      { type: 'conversationUpdate', membersAdded: 'Paul', membersRemoved: 7, text: undefined },
    ],
    ['a value without text', { text: undefined, value: 'token' }],
    ['no text at all', { text: null }],
    ['blanks', { text: ' \t\n ' }],
    ['a locale that is none', { locale: '!!' }],
    ['a very long sentence', { text: 'password '.repeat(10_000) }],
    ['signs that turn the writing', { text: '\u202ewhat can you do\u0000\ud800' }],
    [
      'a recipient that is missing',
      { recipient: undefined, type: 'conversationUpdate', membersRemoved: [{ id: 'x' }], text: undefined },
    ],
  ])('%s', async (_name, changed) => {
    const { status } = await office.post(sentence(changed));

    expect(status).toBe(200);
    const next = await office.person('Paul Lefebvre').says('what can you do?');
    expect(next.metadata).toEqual({ operation: 'help', state: 'answered' });
  });

  it.each([['message'], ['invoke']])('a %s with a value very deep', async (type) => {
    const body = JSON.stringify(sentence({ type, text: undefined, value: 'deep' }));

    const { status } = await office.post(body.replace('"deep"', '['.repeat(50_000) + ']'.repeat(50_000)));

    expect(status).toBeLessThan(500);
    expect((await office.person('Paul Lefebvre').says('what can you do?')).metadata.state).toBe('answered');
  });

  it('a field that would alter every object alters none', async () => {
    const body = JSON.stringify(sentence()).replace('{', '{"__proto__":{"polluted":true},');

    await office.post(body);

    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('who is not a person of the account', () => {
  it.each<[string, Json]>([
    ['another bot', { role: 'bot' }],
    ['another bot that has an object id', { role: 'bot', aadObjectId: '5f1c0de0-7a11-4c00-9a00-000000000001' }],
    ['a webhook', { aadObjectId: undefined }],
    ['someone anonymous', { aadObjectId: '' }],
  ])('%s is ignored without effect', async (_name, changed) => {
    const before = await traces();
    const message = withFrom(changed, { text: 'I forgot my password' });
    const invoke = withFrom(changed, { type: 'invoke', name: 'task/fetch', value: {} });

    const answers = [await office.post(message), await office.post(invoke)];

    expect(answers[0]).toEqual({ status: 200, body: undefined });
    expect(answers[1]).toEqual({
      status: 200,
      body: { task: { type: 'message', value: 'Partner Desk answers people only.' } },
    });
    expect(await traces()).toEqual(before);
  });

  const english = ['what can you do?', 'I forgot my password', 'who am i even'];
  it.each([
    ['a stranger', 'Nobody Known', 'en-US', english, /doesn’t know you|don’t know you|not .*account/i],
    ['a guest', 'Elena Rossi', 'en-US', english, /guest/i],
    [
      'un invité',
      'Elena Rossi',
      'fr-FR',
      ['que sais-tu faire ?', 'j’ai oublié mon mot de passe', 'qui suis-je'],
      /invité/i,
    ],
    ['someone who is blocked', 'Kevin Brandt', 'en-US', english, /blocked/i],
  ])('%s is refused on a card, whatever is asked', async (_name, who, locale, sentences, words) => {
    const person = office.person(who, locale);

    const cards: Card[] = [];
    for (const sentence of sentences) cards.push(await person.says(sentence));

    for (const card of cards) {
      expect(card.metadata.state).toBe('refused');
      expect(card.actions).toEqual([]);
      expect(textOf(card)).toMatch(words);
    }
    const { matters } = await office.inDatabase(async (database) => ({
      matters: await database.selectFrom('matters').select('id').execute(),
    }));
    expect(matters).toEqual([]);
  });
});

function withFrom(changed: Json, rest: Json): Json {
  const { from } = sentence() as { from: Json };
  return sentence({ ...rest, from: { ...from, ...changed } });
}

const values: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a text', 'token'],
  ['a number', 7],
  ['a list', []],
  ['an action that is none', { action: 'approve' }],
  ['an unknown verb', { action: { type: 'Action.Execute', verb: 'drop', data: {} } }],
  ['a token that is none', { action: { verb: 'approve', data: { token: { $gt: '' } } } }],
  ['an empty token', { action: { verb: 'approve', data: { token: '' } } }],
  [
    'a forged token',
    { action: { verb: 'approve', data: { token: Buffer.from('{"kind":"matter"}'.repeat(4)).toString('base64url') } } },
  ],
  ['a token of garbage', { data: { token: '\u0000💥'.repeat(40) } }],
  ['a token without end', { token: 'A'.repeat(100_000) }],
];
const names = [
  'adaptiveCard/action',
  'task/fetch',
  'task/submit',
  'composeExtension/query',
  'composeExtension/fetchTask',
  'fileConsent/invoke',
  'signin/verifyState',
  'config/fetch',
  'made/up',
  undefined,
];

describe('every invoke is answered, in the form that its kind expects', () => {
  it.each(names.flatMap((name) => values.map(([what, value]) => [name, what, value] as const)))(
    '%s with %s',
    async (name, _what, value) => {
      const before = await traces();

      const answered = await office.post(sentence({ type: 'invoke', name, value, text: undefined }));

      expect(answered.status).toBe(200);
      expect(sayingOf(name, answered.body)).toMatch(/button/);
      expect(await traces()).toEqual(before);
    },
  );

  it('dans la langue de la personne', async () => {
    const { body } = await office.post(sentence({ type: 'invoke', name: 'task/fetch', value: {}, locale: 'fr-FR' }));

    expect(sayingOf('task/fetch', body)).toMatch(/bouton/);
  });
});

/** What the answer to an invoke says, by the platform's forms; fails where the form is wrong. */
function sayingOf(name: string | undefined, body: unknown): string {
  if (name === 'adaptiveCard/action') {
    expect(body).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: expect.objectContaining({ type: 'AdaptiveCard' }) as Card,
    });
    return textOf((body as { value: Card }).value);
  }
  if (name?.startsWith('task/')) {
    const { type, value } = (
      body as { task: { type: string; value: { card: { contentType: string; content: Card } } } }
    ).task;
    expect({ type, contentType: value.card.contentType }).toEqual({
      type: 'continue',
      contentType: 'application/vnd.microsoft.card.adaptive',
    });
    return textOf(value.card.content);
  }
  if (name?.startsWith('composeExtension/')) {
    expect(body).toEqual({ composeExtension: { type: 'message', text: expect.any(String) as string } });
    return (body as { composeExtension: { text: string } }).composeExtension.text;
  }
  expect(body).toEqual({ type: 'message', value: expect.any(String) as string });
  return (body as { value: string }).value;
}
