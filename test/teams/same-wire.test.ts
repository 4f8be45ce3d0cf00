import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder';
import { createBot } from '../../src/teams/application';
import { JsonText } from '../../src/json-text';
import { activitySchema, turnOf } from '../../src/teams/activity';
import { DeskAdapter } from '../../src/teams/adapter';
import { createBotAuthentication } from '../../src/teams/authentication';
import { createConnector } from '../../src/teams/connector';
import { rememberTurn } from '../../src/teams/invoke';

/** What the bot sends, and what it answers the platform's request with. */
interface Wire {
  requests: { method: string; path: string; body: unknown }[];
  answers: { status: number; body: unknown }[];
}

/** A connector that keeps what came. */
let server: Server;
let serviceUrl: string;
let wire: Wire;
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      wire.requests.push({
        method: request.method!,
        path: decodeURIComponent(request.url!),
        body: text ? (JSON.parse(text) as unknown) : null,
      });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`{"id":"m${wire.requests.length}"}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const finished = (text: string) => ({
  summary: text,
  metadata: { operation: 'prices.find', state: 'answered' },
  card: new JsonText([
    JSON.stringify({
      type: 'AdaptiveCard',
      version: '1.5',
      lang: 'fr',
      metadata: { operation: 'prices.find', state: 'answered' },
      body: [{ type: 'TextBlock', text }],
      actions: [
        {
          type: 'Action.Execute',
          id: 'choose:1',
          verb: 'choose',
          data: { token: 'sealed' },
          fallback: { type: 'Action.Submit', id: 'choose:1', data: { token: 'sealed' } },
        },
      ],
    }),
  ]),
});

/** The desk's own bot, with a desk behind it that always says the same. */
function createTestBot() {
  return createBot({
    desk: {
      ask: () => Promise.resolve(finished('19,23 € — « par mois »')),
      press: () => Promise.resolve(finished('another term')),
      search: () => Promise.resolve([{ title: 'E3', detail: 'Commercial', card: finished('E3') }]),
      remembered: () => Promise.resolve({}),
    } as never,
    planner: {
      plan: ({ text }) =>
        Promise.resolve({
          requests: text.startsWith('price') ? [{ operation: 'prices.find', slots: { product: 'E3' } }] : [],
          nearest: [],
          dropped: false,
        }),
    },
    operations: [{ id: 'prices.find' }] as never,
    files: {} as never,
    forgetConversation: () => Promise.resolve(),
  });
}

const conversation: Partial<Activity>[] = [
  { type: 'message', text: 'price of E3' },
  { type: 'message', text: 'what is the weather like' },
  { type: 'message', value: { token: 'sealed' }, replyToId: 'm1' },
  { type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { token: 'sealed' } } }, replyToId: 'm1' },
  { type: 'invoke', name: 'task/fetch', value: { data: { token: 'sealed' } } },
  { type: 'invoke', name: 'composeExtension/query', value: { parameters: [{ name: 'query', value: 'E3' }] } },
  { type: 'invoke', name: 'unheard/of', value: {} },
  {
    type: 'invoke',
    name: 'fileConsent/invoke',
    value: { type: 'fileUpload', action: 'decline', context: { token: 'sealed' } },
    replyToId: 'm2',
  },
  { type: 'conversationUpdate', membersAdded: [{ id: '29:paul', name: 'Paul' }] },
  { type: 'messageReaction' },
].map((said, at) => ({ ...said, id: `a${at}` }));

function arrives(said: Partial<Activity>): Activity {
  return {
    channelId: 'msteams',
    serviceUrl,
    timestamp: '2026-11-23T10:00:00.000Z',
    locale: 'fr-FR',
    from: { id: '29:paul', aadObjectId: 'paul', name: 'Paul Lefebvre' },
    recipient: { id: '28:bot', name: 'Partner Desk' },
    conversation: { id: 'a:paul', conversationType: 'personal', tenantId: 'contoso' },
    channelData: { tenant: { id: 'contoso' } },
    ...said,
  } as unknown as Activity;
}

type Receive = (
  activity: Activity,
  logic: (context: TurnContext) => Promise<void>,
) => Promise<{ status: number; body?: unknown }>;

/** The whole conversation through an adapter. */
async function converse(receive: Receive): Promise<Wire> {
  wire = { requests: [], answers: [] };
  const bot = createTestBot();
  for (const said of conversation) {
    const { status, body } = await receive(arrives(said), async (context) => {
      rememberTurn(context, turnOf(activitySchema.parse(arrives(said)), 'paul', new Date(0)));
      await bot.run(context);
    });
    wire.answers.push({ status, body: body ?? null });
  }
  return wire;
}

/** The SDK's own way: its adapter, its connector client. */
function throughTheSdk(): Receive {
  const adapter = new CloudAdapter(createBotAuthentication(null).inbound);
  return async (activity, logic) => {
    const answer = { status: 0, body: undefined as unknown };
    const response = {
      socket: {},
      status: (status: number) => (answer.status = status),
      header: () => undefined,
      send: (body: unknown) => (answer.body = body),
      end: () => undefined,
    };
    await adapter.process({ body: { ...activity }, headers: {}, method: 'POST' }, response, logic);
    return answer;
  };
}

function throughOurs(): Receive {
  const connector = createConnector({
    token: () => Promise.resolve(undefined),
    mayAnswerTo: () => true,
    pause: () => Promise.resolve(),
  });
  const adapter = new DeskAdapter(createBotAuthentication(null), connector, () => 0);
  return (activity, logic) => adapter.receive('', activity, logic);
}

describe('in the place of the SDK’s adapter and connector client', () => {
  it('the same conversation goes over the wire', async () => {
    const theirs = await converse(throughTheSdk());
    const ours = await converse(throughOurs());

    expect(theirs.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'PUT', 'DELETE']);
    expect(ours.answers).toEqual(theirs.answers);
    expect(ours.requests).toEqual(theirs.requests.map(withoutReplyInPath));
  });
});

/**
 * The SDK names the message that is answered in the path too. It stands in the body, and where an answer goes is the
 * conversation's id alone (in a channel that holds the thread).
 */
function withoutReplyInPath(request: Wire['requests'][number]): Wire['requests'][number] {
  return request.method === 'POST' ? { ...request, path: request.path.replace(/(\/activities)\/.*$/, '$1') } : request;
}
