import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A card as it went over the wire. */
export interface Card {
  metadata: { operation: string | null; state: string };
  fallbackText: string;
  lang: string;
  body: unknown[];
  actions: CardAction[];
}
export interface CardAction {
  type: string;
  id: string;
  title: string;
  verb: string;
  data: { token: string };
  fallback: { type: string; data: Record<string, unknown> };
}
/** What stands in a dialog. */
export interface Dialog {
  title: string;
  card: Card;
}

export interface Message {
  id: string;
  conversationId: string;
  /** The content of the first attachment: an Adaptive Card, except for files. */
  card: Card;
  attachment: { contentType: string; name?: string; contentUrl?: string; content: unknown };
}

/** Answers one request of the bot instead of the usual answer. */
export type Rule = (
  method: string,
  path: string,
) => { status: number; body?: object; headers?: Record<string, string> } | undefined;

/** A connector as Teams has it: keeps every message in its latest state, and everything that was ever sent. */
export interface FakeConnector {
  serviceUrl: string;
  messagesIn(conversationId: string): Message[];
  /** Every request body that ever came, as text: for searching. */
  everything(): string;
  requests: { method: string; path: string }[];
  /** The authorization header of each request. */
  authorizations: (string | undefined)[];
  /** What people's drives hold, by the path of its URL: people put files there to send them, the desk to hand them over. */
  drive: Map<string, Buffer>;
  /** Called with the number of each request before it is answered: for tests that kill the desk there. */
  onRequest: (number: number) => void;
  /** Nothing is answered before it resolves: for tests of what happens meanwhile. */
  held: Promise<void>;
  /** What nobody should read: a place in a sentence or a card that was never filled fails the test at `close`. */
  inspect(sent: string): void;
  /** Rules are used up one by one; one that was never asked for fails the test at `close`. */
  answerNext(rule: Rule): void;
  close(): Promise<void>;
}

/** `{{name}}` of the words, `${name}` of the templates. */
const unfilledPlace = /.{0,40}(?:\{\{\s*[\w-]+\s*\}\}|\$\{[^}]*\})/g;

export async function startConnector(): Promise<FakeConnector> {
  const messages: Message[] = [];
  const bodies: string[] = [];
  const requests: { method: string; path: string }[] = [];
  const authorizations: (string | undefined)[] = [];
  const rules: Rule[] = [];
  const drive = new Map<string, Buffer>();
  const unfilled: string[] = [];
  let count = 0;
  const server: Server = createServer((request, response) => {
    void readBody(request).then(async (bytes) => {
      const text = bytes.toString('utf8');
      // The same service to clients that open dialogs: those of the local page.
      const path = decodeURIComponent(request.url ?? '').replace(/^\/local\/connector(?=\/)/, '');
      const method = request.method ?? '';
      bodies.push(text);
      connector.inspect(text);
      requests.push({ method, path });
      authorizations.push(request.headers.authorization);
      connector.onRequest(requests.length);
      await connector.held;
      const index = rules.findIndex((rule) => rule(method, path));
      const ruled = index === -1 ? undefined : rules.splice(index, 1)[0]!(method, path);
      if (!ruled && path.startsWith('/drive/')) {
        if (method === 'PUT') drive.set(path, bytes);
        const stored = drive.get(path);
        response.writeHead(stored ? 200 : 404);
        response.end(method === 'GET' ? stored : '{}');
        return;
      }
      const { status, body, headers } = ruled ?? answer(method, path, text);
      // restify replaces writeHead for every server of the process by one that returns nothing.
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body ?? {}));
    });
  });

  function answer(
    method: string,
    path: string,
    text: string,
  ): { status: number; body?: object; headers?: Record<string, string> } {
    const body = text ? (JSON.parse(text) as Record<string, never>) : {};
    if (method === 'POST' && path === '/v3/conversations') {
      const [member] = body['members'] as unknown as { id: string }[];
      return { status: 201, body: { id: personalChatOf(member!.id) } };
    }
    const match = /^\/v3\/conversations\/([^/]+)\/activities(?:\/(.+))?$/.exec(path);
    if (!match) return { status: 404, body: { error: { code: 'ServiceError', message: path } } };
    const [, conversationId, activityId] = match;
    const [attachment] = (body['attachments'] ?? []) as (Message['attachment'] & { content: Card })[];
    // Shown for a moment, and no message.
    if (method === 'POST' && body['type'] === ('typing' as never)) return { status: 201, body: { id: 'typing' } };
    if (method === 'POST') {
      const id = `message-${++count}`;
      messages.push({ id, conversationId: conversationId!, card: attachment!.content, attachment: attachment! });
      return { status: 201, body: { id } };
    }
    const known = messages.find((message) => message.id === activityId);
    if (!known) return { status: 404, body: { error: { code: 'ActivityNotFound', message: 'no such activity' } } };
    if (method === 'PUT') Object.assign(known, { card: attachment!.content, attachment: attachment! });
    if (method === 'DELETE') messages.splice(messages.indexOf(known), 1);
    return { status: 200, body: { id: activityId! } };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connector: FakeConnector = {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    messagesIn: (conversationId) => messages.filter((message) => message.conversationId === conversationId),
    everything: () => bodies.join('\n'),
    requests,
    authorizations,
    drive,
    onRequest: () => undefined,
    held: Promise.resolve(),
    inspect: (sent) => void unfilled.push(...(sent.match(unfilledPlace) ?? [])),
    answerNext: (rule) => void rules.push(rule),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (rules.length > 0) throw new Error(`${rules.length} rules of the connector were never used`);
      if (unfilled.length > 0) throw new Error(`sent with places that were never filled: ${unfilled.join(', ')}`);
    },
  };
  return connector;
}

/** The personal chat of someone with the bot. */
export function personalChatOf(objectId: string): string {
  return `a:${objectId}`;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
