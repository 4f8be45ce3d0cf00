import { startModel, type FakeModel, type ModelReply } from '../support/model';
import { openOffice, textOf, type Office } from '../support/office';

const key = 'sk-very-secret-key-of-the-model';

let model: FakeModel;
let office: Office;
const open = async (environment: Record<string, string> = {}) => {
  office = await openOffice({
    prices: true,
    environment: { OPENAI_API_KEY: key, OPENAI_ENDPOINT: model.endpoint, MODEL_TIMEOUT_SECONDS: '0.5', ...environment },
  });
};
beforeEach(async () => {
  model = await startModel();
});
afterEach(async () => {
  await office.close();
  await model.close();
});

const metric = async (outcome: string): Promise<number> => {
  const text = await (await fetch(`${office.desk.origin}/metrics`)).text();
  return Number(new RegExp(`model_plans_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
};

describe('what a model plans', () => {
  it.each([
    ['en-US', 'would you be so kind and keep our Omar out for now?', 'Omar'],
    ['fr-FR', 'il faudrait que notre Omar n’entre plus pour l’instant', 'Omar'],
  ])('takes the same road as everything else (%s)', async (locale, sentence, user) => {
    await open();
    const sofia = office.person('Sofia Lindqvist', locale);
    model.repliesNext({ calls: [['users_block', { user }]] });

    const proposed = await sofia.says(sentence);

    expect(proposed.metadata).toEqual({ operation: 'users.block', state: 'proposed' });
    expect(textOf(proposed)).toContain('Omar Benali');
    expect((await sofia.presses('confirm', proposed)).metadata.state).toBe('done');
    expect(await metric('planned')).toBe(1);
  });

  it('may be several things, each agreed on its own', async () => {
    await open();
    const sofia = office.person('Sofia Lindqvist');
    model.repliesNext({
      calls: [
        ['users_block', { user: 'Omar' }],
        ['users_unblock', { user: 'Kevin', query: null }],
      ],
    });

    // A slot that the operation has not is one too many, even an empty one is left out.
    await sofia.says('Omar stays out, Kevin comes in again');

    expect(sofia.chat().map(({ metadata }) => metadata)).toEqual([
      { operation: 'users.block', state: 'proposed' },
      { operation: 'users.unblock', state: 'proposed' },
    ]);
  });

  it('is confirmed by whoever asks, also where the built-in planner’s would be done at once', async () => {
    await open();
    const george = office.person('George Whitfield');
    model.repliesNext(
      { calls: [['language_set', { language: 'fr' }]] },
      { calls: [['language_set', { language: 'fr' }]] },
    );

    const proposed = await george.says('I had a French grandmother, you know');
    expect(proposed.metadata).toEqual({ operation: 'language.set', state: 'proposed' });
    await george.presses('cancel', proposed);

    // Where both come to the same it is.
    expect((await george.says('speak French')).metadata).toEqual({ operation: 'language.set', state: 'done' });
  });

  it('leans on the request before by a sign: no name of it is sent', async () => {
    await open();
    const nadia = office.person('Nadia Haddad');
    model.repliesNext(
      { calls: [['prices_find', { product: 'business premium', quantity: 25 }]] },
      { calls: [['prices_find', { product: '@previous', quantity: 60 }]] },
    );
    await nadia.says('price of business premium for 25 seats');

    const price = await nadia.says('suppose they were sixty people, what then');

    expect(textOf(price)).toContain('60 licences');
    const [, second] = model.asked;
    const { content } = second!.body.messages[1]!;
    expect(content).toContain('"operation":"prices.find"');
    expect(content).toContain('"product":"@previous","quantity":25');
    expect(content).not.toContain('business premium');
  });

  it('is asked for with the operations as the only tools, and the key in its header alone', async () => {
    await open();
    model.repliesNext({ calls: [['help', {}]] });
    await office.person('Sofia Lindqvist').says('I am new here, please take me by the hand');

    const [{ path, authorization, body } = { path: '', authorization: '', body: undefined! }] = model.asked;
    expect(path).toBe('/v1/chat/completions');
    expect(authorization).toBe(`Bearer ${key}`);
    expect(JSON.stringify(body)).not.toContain(key);
    expect(office.logs.join('\n')).not.toContain(key);
    const names = body.tools.map((tool) => tool.function.name);
    expect(names).toEqual(expect.arrayContaining(['password_reset', 'prices_find', 'business-profile_edit']));
    expect(names).not.toContain('business-profile_delete');
    const reset = body.tools.find((tool) => tool.function.name === 'users_list')!.function;
    expect(Object.keys(reset.parameters.properties)).toEqual(['role', 'query']);
  });
});

describe('a model’s own sentence', () => {
  it.each([
    [
      'en-US',
      'is it raining in Paris?',
      'I can’t look out of the window.',
      'AI-generated',
      'A language model wrote this',
    ],
    ['fr-FR', 'pleut-il à Paris ?', 'Je ne vois pas dehors.', 'Généré par IA', 'Rédigé par un modèle de langage'],
  ])('is shown as one (%s)', async (locale, sentence, text, label, note) => {
    await open();
    model.repliesNext({ text });

    const card = await office.person('Sofia Lindqvist', locale).says(sentence);

    expect(card.metadata).toEqual({ operation: null, state: 'answered' });
    for (const part of [text, label, note]) expect(textOf(card)).toContain(part);
    expect(office.connector.everything()).toContain('"additionalType":["AIGeneratedContent"]');
    expect(await metric('said')).toBe(1);
  });

  it('keeps its citations', async () => {
    await open();
    const citations = [
      { title: 'Handbook', content: 'Holidays are taken in July.' },
      { title: 'Unused', content: 'Nothing.' },
    ];
    model.repliesNext({ text: 'In July [doc1].', context: { citations } });

    const card = await office.person('Sofia Lindqvist').says('when are the holidays?');

    expect(textOf(card)).toContain('Handbook');
    const everything = office.connector.everything();
    expect(everything).toContain('"appearance":{"@type":"DigitalDocument","name":"Handbook"');
    expect(everything).not.toContain('Unused');
  });
});

describe('what is not sent', () => {
  it.each([
    'change our IBAN to FR76 3000 6000 0112 3456 7890 189',
    'my password is Tr0ub4dor&3, reset it',
    'remplace le numéro de TVA par FR40303265045',
  ])('is a sentence with a secret: %s', async (sentence) => {
    await open();

    await office.person('Claire Moreau').says(sentence);

    expect(model.asked).toEqual([]);
    expect(await metric('withheld')).toBe(1);
  });

  it('is the answer to a question, nor what only goes on', async () => {
    await open();
    const sofia = office.person('Sofia Lindqvist');
    model.repliesNext({ calls: [['users_block', {}]] });
    await sofia.says('somebody must be kept out');

    await sofia.says('marie');
    await sofia.says('the second one');
    const again = await sofia.says('yes');

    expect(textOf(again)).toContain('Marie Laurent');
    expect(model.asked).toHaveLength(1);
    expect(await metric('continued')).toBe(3);
  });
});

describe('the built-in planner plans', () => {
  it.each<[string, ModelReply]>([
    ['timeout', 'silence'],
    ['unreachable', { status: 503 }],
    ['rejected', { status: 401 }],
    ['rate-limited', { status: 429, headers: { 'retry-after': '20' } }],
    ['refused', { refusal: 'I can’t help with that.' }],
    ['refused', { text: '', finish: 'content_filter' }],
    ['bad-answer', { raw: '<html>' }],
    ['bad-answer', { raw: '{"choices":[]}' }],
    ['bad-answer', { text: '' }],
    ['bad-answer', { calls: [['users_block', '{"user": "Om']] }],
    ['bad-answer', { calls: [['users_block', { user: 'Omar' }]], finish: 'length' }],
    ['bad-answer', { raw: `"${'x'.repeat(300_000)}"` }],
    ['invented', { calls: [['users_promote', { user: 'Omar' }]] }],
    ['invented', { calls: [['business-profile_delete', {}]] }],
    ['invented', { calls: [['users_block', { user: 'Omar', approved: true }]] }],
    ['invented', { calls: [['users_block', { user: { $ne: null } }]] }],
    ['invented', { calls: [['users_block', { user: 'Claire Moreau' }]] }],
    ['invented', { calls: Array.from({ length: 6 }, (): [string, unknown] => ['help', {}]) }],
    ['link', { text: 'Done. See [the report](https://evil.example).' }],
  ])('where the model’s answer is of no use: %s (%#)', async (outcome, reply) => {
    await open();
    model.repliesNext(reply);

    const proposed = await office.person('Sofia Lindqvist').says('block Omar Benali');

    expect(proposed.metadata).toEqual({ operation: 'users.block', state: 'proposed' });
    expect(textOf(proposed)).toContain('Omar Benali');
    expect(await metric(outcome)).toBe(1);
    expect(office.logs.join('\n')).not.toContain('sk-very-secret');
  });

  it('for a while after three failures in a row, and the model after it', async () => {
    await open();
    const sofia = office.person('Sofia Lindqvist');
    model.repliesNext({ status: 500 }, { status: 500 }, { status: 500 });
    for (const sentence of ['list users', 'list roles', 'help']) await sofia.says(sentence);

    expect((await sofia.says('list users')).metadata.operation).toBe('users.list');
    expect(await metric('resting')).toBe(1);

    await office.wait(2);
    model.repliesNext({ calls: [['roles_list', {}]] });
    expect((await sofia.says('which ones are there to be had?')).metadata.operation).toBe('roles.list');
  });

  it.each([
    ['calls of one person', { MODEL_CALLS_PER_DAY: '1' }],
    ['tokens of everybody', { MODEL_TOKENS_PER_DAY: '100' }],
  ])('once the day’s %s are used up, until the next', async (_what, limits) => {
    await open(limits);
    const sofia = office.person('Sofia Lindqvist');
    model.repliesNext({ calls: [['roles_list', {}]] });
    await sofia.says('which ones are there to be had?');

    expect((await sofia.says('list users')).metadata.operation).toBe('users.list');
    await office.restart();
    expect((await sofia.says('list users')).metadata.operation).toBe('users.list');
    expect(model.asked).toHaveLength(1);

    await office.wait(24 * 60);
    model.repliesNext({ calls: [['roles_list', {}]] });
    expect((await sofia.says('which ones are there to be had?')).metadata.operation).toBe('roles.list');
  });
});

describe('without a model', () => {
  it('nothing of it is loaded', async () => {
    office = await openOffice();

    expect((await office.person('Sofia Lindqvist').says('list users')).metadata.operation).toBe('users.list');
    expect(model.asked).toEqual([]);
  });
});
