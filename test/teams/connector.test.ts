import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeliveryError } from '../../src/desk/messenger';
import { createConnector, type Connector } from '../../src/teams/connector';
import { mayAnswerTo } from '../../src/teams/hosts';

/** One answer of the platform; `broken` ends the connection in its place. */
type Answer = { status: number; code?: string; message?: string; retryAfter?: string } | 'broken';
interface Seen {
  method: string;
  /** As it went over the wire. */
  path: string;
  authorization: string | undefined;
  body: string;
}

/** A platform that gives the answers of a list, and fails the test where one is left over or one too many is asked for. */
let server: Server;
let serviceUrl: string;
let answers: Answer[];
let seen: Seen[];
let hosts: (string | undefined)[];
let pauses: number[];
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      hosts.push(request.headers.host);
      seen.push({
        method: request.method!,
        path: request.url!,
        authorization: request.headers.authorization,
        body: Buffer.concat(chunks).toString(),
      });
      const answer = answers.shift() ?? { status: 599, code: 'OneTooMany' };
      if (answer === 'broken') return void request.socket.destroy();
      const { status, code, message = 'about Paul', retryAfter } = answer;
      response.writeHead(status, {
        ...(retryAfter ? { 'retry-after': retryAfter } : {}),
        ...(status === 302 ? { location: '/elsewhere' } : {}),
      });
      response.end(
        status < 300 ? '{"id":"1:made"}' : JSON.stringify(code ? { error: { code, message } } : 'no json at all'),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/emea/`;
});
beforeEach(() => {
  seen = [];
  hosts = [];
  pauses = [];
});
afterEach(() => expect(answers).toEqual([]));
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function connect(options: Partial<Parameters<typeof createConnector>[0]> = {}): Connector {
  return createConnector({
    token: () => Promise.resolve('outbound'),
    mayAnswerTo: () => true,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
    jitter: () => 0,
    ...options,
  });
}

const calls = {
  send: (connector: Connector) => connector.send(serviceUrl, 'a:1', { type: 'message' }),
  update: (connector: Connector) => connector.update(serviceUrl, 'a:1', 'm1', { type: 'message' }),
  remove: (connector: Connector) => connector.remove(serviceUrl, 'a:1', 'm1'),
  create: (connector: Connector) => connector.createConversation(serviceUrl, { members: [] }),
};
type Call = keyof typeof calls;
const repeatables: Call[] = ['update', 'remove', 'create'];

/** What a call comes to: its value, or the error's outcome. */
async function outcomeOf(call: Call, options?: Parameters<typeof connect>[0]): Promise<unknown> {
  return await calls[call](connect(options)).catch((error: unknown) => {
    if (!(error instanceof DeliveryError)) throw error;
    expect(error.message).not.toContain('Paul');
    return error.outcome;
  });
}

const ok: Answer = { status: 201 };
const each = (list: Call[], ...row: [Answer[], unknown, number[]]): [Call, Answer[], unknown, number[]][] =>
  list.map((call) => [call, ...row]);
const valueOf = (call: Call) => (call === 'send' || call === 'create' ? '1:made' : undefined);

describe('retries', () => {
  it.each<[Call, Answer[], unknown, number[]]>([
    // Not done yet, and said so: safe to repeat for every call.
    ...(['send', ...repeatables] as Call[]).flatMap((call): [Call, Answer[], unknown, number[]][] => [
      [call, [{ status: 412 }, ok], valueOf(call), [300]],
      [call, [{ status: 429 }, { status: 429 }, ok], valueOf(call), [300, 600]],
      [call, [{ status: 429, retryAfter: '2' }, ok], valueOf(call), [2000]],
      [call, [{ status: 429, retryAfter: '0' }, ok], valueOf(call), [0]],
      [call, [{ status: 429, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' }, ok], valueOf(call), [300]],
      [call, [{ status: 429 }, { status: 429 }, { status: 429 }], 'busy', [300, 600]],
      [call, [{ status: 429, retryAfter: '60' }], 'busy', []],
    ]),
    // Perhaps done: repeated only where a second time does no harm.
    ...[502, 503, 504].flatMap((status): [Call, Answer[], unknown, number[]][] => [
      ['send', [{ status }], 'unknown', []],
      ['send', [{ status, retryAfter: '1' }], 'unknown', []],
      ...repeatables.map((call): [Call, Answer[], unknown, number[]] => [call, [{ status }, ok], valueOf(call), [300]]),
      ...each(repeatables, [{ status }, { status }, { status }], 'busy', [300, 600]),
    ]),
    ['send', ['broken'], 'unknown', []],
    ...repeatables.map((call): [Call, Answer[], unknown, number[]] => [call, ['broken', ok], valueOf(call), [300]]),
    // Refused: a second time would be refused too.
    ...[400, 401, 403, 413].flatMap((status) => each(['send', ...repeatables], [{ status }], 'refused', [])),
    ...each(['send', ...repeatables], [{ status: 404 }], 'gone', []),
    ['send', [{ status: 500 }], 'unknown', []],
    ...each(repeatables, [{ status: 500 }], 'refused', []),
    ...each(['send', ...repeatables], [{ status: 302 }], 'refused', []),
    // What the code says.
    ...[
      'ConversationBlockedByUser',
      'MessageWritesBlocked',
      'BotDisabledByAdmin',
      'BotNotInConversationRoster',
    ].flatMap((code) => each(['send', 'update'], [{ status: 403, code }], 'blocked', [])),
    ...each(['send', 'update'], [{ status: 404, code: 'ActivityNotFound' }], 'gone', []),
    ...each(['send', 'update'], [{ status: 400, code: 'ConversationNotFound' }], 'gone', []),
  ])('%s: %j comes to %j after waits of %j', async (call, given, outcome, waits) => {
    answers = [...given];

    const came = await outcomeOf(call);

    expect(came).toEqual(outcome);
    expect(pauses).toEqual(waits);
    expect(seen).toHaveLength(given.length);
  });

  it('are spread, so that all who were turned away do not come back at once', async () => {
    answers = [{ status: 429 }, { status: 429 }, ok];

    await outcomeOf('send', { jitter: () => 1 });

    expect(pauses).toEqual([600, 1200]);
  });

  it.each<[Call, string, number]>([
    ['send', 'unknown', 1],
    ['update', 'busy', 3],
  ])('%s that takes too long comes to %s after %d tries', async (call, outcome, tries) => {
    answers = [];
    const stuck = jest.fn(() =>
      Promise.reject(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    );

    expect(await outcomeOf(call, { exchange: stuck })).toBe(outcome);

    expect(stuck).toHaveBeenCalledTimes(tries);
  });

  it('a connection that was never made has sent nothing and is tried again', async () => {
    answers = [];
    const refused = jest.fn(() => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })));

    expect(await outcomeOf('send', { exchange: refused })).toBe('busy');

    expect(refused).toHaveBeenCalledTimes(3);
  });

  it('without a token nothing is sent, and it is tried again later', async () => {
    answers = [];
    const token = jest.fn(() => Promise.reject(new Error('the login is down')));

    expect(await outcomeOf('send', { token })).toBe('busy');

    expect(token).toHaveBeenCalledTimes(3);
    expect(seen).toEqual([]);
  });
});

describe('whoever waits by itself', () => {
  it.each<[Answer, unknown]>([
    [
      { status: 429, retryAfter: '1' },
      { outcome: 'busy', retryAfterSeconds: 1 },
    ],
    [{ status: 412 }, { outcome: 'busy', retryAfterSeconds: undefined }],
    [{ status: 503 }, { outcome: 'unknown' }],
  ])('is told of %j at once', async (answer, expected) => {
    answers = [answer];

    await expect(connect().send(serviceUrl, 'a:1', {}, 'none')).rejects.toMatchObject(expected as object);

    expect(pauses).toEqual([]);
  });
});

describe('the wrong host', () => {
  // The same server by its other name.
  const right = () => serviceUrl.replace('127.0.0.1', 'localhost');
  const invalid = (message: string): Answer => ({ status: 403, code: 'InvalidBotApiHost', message });
  const named = () => invalid(`Invalid bot api host. Please call ${new URL(right()).origin}.`);

  it('is tried once more with the right one, which is remembered', async () => {
    answers = [named(), ok, ok];
    const connector = connect();

    expect(await calls.send(connector)).toBe('1:made');
    expect(await calls.send(connector)).toBe('1:made');

    expect(hosts).toEqual([new URL(serviceUrl).host, new URL(right()).host, new URL(right()).host]);
    expect(seen.map(({ path }) => path)).toEqual(Array(3).fill('/emea/v3/conversations/a%3A1/activities'));
    expect(pauses).toEqual([]);
  });

  it.each<[string, () => Answer[], boolean]>([
    ['the right one is wrong too', () => [named(), invalid(`Please call ${serviceUrl}`)], true],
    ['it is not on the list of hosts', () => [named()], false],
    ['none is named', () => [invalid('Invalid bot api host.')], true],
    ['the same one is named', () => [invalid(`Please call ${serviceUrl}`)], true],
    ['what is named is no URL', () => [invalid('Please call https://%')], true],
  ])('is given up where %s', async (_, given, isAllowed) => {
    answers = given();
    const mayAnswer = (url: string) => isAllowed || url.includes('127.0.0.1');

    expect(await outcomeOf('send', { mayAnswerTo: mayAnswer })).toBe('refused');
  });
});

describe('a request', () => {
  it.each<[string, string, string]>([
    ['a:1', 'm1', '/emea/v3/conversations/a%3A1/activities/m1'],
    [
      '19:x@thread.tacv2;messageid=1',
      '1:2',
      '/emea/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D1/activities/1%3A2',
    ],
    ['../../admin', 'a/../b?x=1#y', '/emea/v3/conversations/..%2F..%2Fadmin/activities/a%2F..%2Fb%3Fx%3D1%23y'],
    ['é\u202e', '%2e%2e', '/emea/v3/conversations/%C3%A9%E2%80%AE/activities/%252e%252e'],
  ])('to %j and %j goes to %s', async (conversationId, activityId, path) => {
    answers = [ok];

    await connect().update(serviceUrl, conversationId, activityId, { text: 'é' });

    expect(seen).toEqual([{ method: 'PUT', path, authorization: 'Bearer outbound', body: '{"text":"é"}' }]);
  });

  it.each(['.', '..', ''])('to the id %j goes nowhere', async (id) => {
    answers = [];

    await expect(connect().update(serviceUrl, id, 'm1', {})).rejects.toMatchObject({ outcome: 'refused' });
    await expect(connect().remove(serviceUrl, 'a:1', id)).rejects.toMatchObject({ outcome: 'refused' });

    expect(seen).toEqual([]);
  });

  it('has no header of authorisation where there is no token', async () => {
    answers = [ok];

    await calls.send(connect({ token: () => Promise.resolve(undefined) }));

    expect(seen[0]!.authorization).toBeUndefined();
  });

  it('to a host that is not on the list is not made, and no token is asked for', async () => {
    answers = [];
    const token = jest.fn();

    expect(await outcomeOf('send', { mayAnswerTo: () => false, token })).toBe('refused');

    expect(token).not.toHaveBeenCalled();
  });
});

describe('the list of hosts', () => {
  const production = { local: false, connectorHosts: [] as string[] };
  const local = { local: true, connectorHosts: [] as string[] };
  const named = {
    local: false,
    connectorHosts: ['127.0.0.1', 'connector.contoso.test', 'connector.contoso.test:8443'],
  };

  it.each<[string, typeof production, boolean]>([
    ['https://smba.trafficmanager.net/emea/', production, true],
    ['https://SMBA.trafficmanager.net/emea/', production, true],
    ['https://directline.botframework.com', production, true],
    ['https://emea.ng.msg.teams.microsoft.com/', production, true],
    ['https://smba.infra.gov.teams.microsoft.us/', production, true],
    ['https://webchat.botframework.azure.cn/', production, true],
    // Not the list's, however much it looks like it.
    ['https://trafficmanager.net/', production, false],
    ['https://evil.trafficmanager.net/', production, false],
    ['https://smba.trafficmanager.net.attacker.test/', production, false],
    ['https://attackerbotframework.com/', production, false],
    ['https://attacker.test/smba.trafficmanager.net', production, false],
    ['https://attacker.test/?host=smba.trafficmanager.net', production, false],
    ['https://smba.trafficmanager.net@attacker.test/', production, false],
    ['https://user@smba.trafficmanager.net/', production, false],
    ['https://user:secret@smba.trafficmanager.net/', production, false],
    // A backslash is a slash for whoever sends the request too: the host is the one that is looked at.
    ['https://smba.trafficmanager.net\\@attacker.test/', production, true],
    ['https://smba.trafficmanager.net%2eattacker.test/', production, false],
    ['https://ѕmba.trafficmanager.net/', production, false],
    ['http://smba.trafficmanager.net/', production, false],
    ['ftp://smba.trafficmanager.net/', production, false],
    ['smba.trafficmanager.net', production, false],
    ['', production, false],
    // Loopback and what the operator names.
    ['http://127.0.0.1:3978/', production, false],
    ['https://localhost/', production, false],
    ['http://2130706433/', production, false],
    ['http://[::1]:3978/', production, false],
    ['http://169.254.169.254/latest/meta-data', production, false],
    ['http://127.0.0.1:56150/local', local, true],
    ['http://localhost:56150/', local, true],
    ['http://[::1]:56150/', local, true],
    ['http://192.168.0.1/', local, false],
    ['http://127.0.0.1:4000/', named, true],
    ['http://localhost:4000/', named, false],
    ['https://connector.contoso.test/', named, true],
    ['https://connector.contoso.test:8443/', named, true],
    ['http://connector.contoso.test/', named, false],
    ['https://sub.connector.contoso.test/', named, false],
  ])('%s', (url, config, allowed) => {
    expect(mayAnswerTo(url, config)).toBe(allowed);
  });
});
