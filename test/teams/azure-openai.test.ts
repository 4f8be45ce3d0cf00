import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { readConfig } from '../../src/config';
import { createModelClient } from '../../src/teams/model/ask-model';
import { startModel, type FakeModel } from '../support/model';

/** Azure OpenAI is spoken to by TLS alone, under a name of Microsoft's: here what is sent there goes to a server of this machine. */
const endpoint = 'https://contoso.openai.azure.com';
const key = 'the-key-of-contoso';
const environment = {
  AZURE_OPENAI_API_KEY: key,
  AZURE_OPENAI_ENDPOINT: endpoint,
  AZURE_OPENAI_DEPLOYMENT: 'planner',
};
const tool = {
  name: 'users_block',
  description: 'Blocks a user',
  parameters: z.toJSONSchema(z.object({ user: z.string() })),
};

let model: FakeModel;
let addresses: string[];
beforeEach(async () => {
  model = await startModel();
  addresses = [];
});
afterEach(() => model.close());

async function ask(extra: Record<string, string> = {}) {
  const settings = readConfig({ ...environment, ...extra }).model!;
  const client = createModelClient(settings, [tool] as never, (url, init) => {
    const address = new Request(url).url;
    addresses.push(address);
    return fetch(address.replace(endpoint, model.endpoint), init);
  });
  const usage: object[] = [];
  const sentence = { text: 'keep Omar out', locale: 'en-US', today: '2026-11-23', remembered: {} };
  const answer = await client.ask({} as TurnContext, sentence, (used) => usage.push(used));
  return { answer, usage };
}

it('is asked at its deployment, with the key in a header of its own', async () => {
  model.repliesNext({ calls: [['users_block', { user: 'Omar' }]] });

  const { answer, usage } = await ask();

  expect(answer).toEqual({ calls: [{ name: 'users_block', arguments: '{"user":"Omar"}' }], text: '', sources: [] });
  expect(usage).toEqual([{ prompt: 100, completion: 10 }]);
  expect(addresses).toEqual([`${endpoint}/openai/deployments/planner/chat/completions?api-version=2024-10-21`]);
  const [asked] = model.asked;
  expect(asked).toMatchObject({ apiKey: key, authorization: undefined });
  expect(asked!.body.tools.map(({ function: { name } }) => name)).toEqual(['users_block']);
  expect(asked!.body.messages.at(-1)?.content).toContain('keep Omar out');
  expect(JSON.stringify(asked!.body)).not.toContain(key);
});

it('is asked in the version of its protocol that is configured', async () => {
  model.repliesNext({ text: 'I can’t do that.' });

  const { answer } = await ask({ AZURE_OPENAI_API_VERSION: '2025-01-01-preview' });

  expect(addresses[0]).toContain('api-version=2025-01-01-preview');
  expect(answer).toEqual({ calls: [], text: 'I can’t do that.', sources: [] });
});

it.each([
  ['a wrong key', { status: 401 }, 'rejected'],
  ['a deployment that is not there', { status: 404 }, 'rejected'],
  ['too many questions', { status: 429, headers: { 'retry-after': '7' } }, 'rate-limited'],
  ['a fault of the service', { status: 503 }, 'unreachable'],
  ['a question that its content filter turns away', { status: 400, code: 'content_filter' }, 'refused'],
  ['a question that it cannot read', { status: 400 }, 'rejected'],
  ['an answer that its content filter cuts off', { text: 'no', finish: 'content_filter' }, 'refused'],
] as const)('%s is a fault that the built-in planner can step in for', async (_, reply, outcome) => {
  model.repliesNext(reply);

  await expect(ask()).rejects.toMatchObject({ outcome });
});
