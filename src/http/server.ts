import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, Response, Server, ServerOptions as RestifyOptions } from 'restify';
import pino from 'pino';
import { writeJson } from '../json-text';

/** The largest body that is parsed, in bytes (teams.md, Who is speaking). */
const bodyLimit = 256 * 1024;
/** What is too large is read to its end up to this, so that the sender gets the answer instead of a broken connection. */
const drainLimit = 8 * bodyLimit;

export interface ServerOptions {
  /** Whether an authorization header may be a good one: without, nothing of the body is read. */
  mayCall: (authorization: string) => boolean;
  /** Takes an activity's body and authorization header to the answer. */
  receive: (body: unknown, authorization: string) => Promise<{ status: number; body?: unknown }>;
  /** Whether the database answers and is up to date. */
  ready: () => Promise<boolean>;
  /** The metrics in Prometheus' text form. */
  metrics: () => Promise<string>;
  onFault: (error: unknown) => void;
}

/** What restify's types leave out: handlers that see a request before anything else does, and keep it where they return false. */
interface ServerWithFirst extends Server {
  first(handle: (request: IncomingMessage, response: ServerResponse) => boolean): void;
}

/** The bot's HTTP server: `/api/messages`, `/healthz`, `/readyz`, `/metrics` (contract.md, HTTP). */
export function createHttpServer({ mayCall, receive, ready, metrics, onFault }: ServerOptions): Server {
  const server = createRestify({ name: 'partner-desk', ignoreTrailingSlash: true });
  const receiveActivity = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const authorization = request.headers.authorization ?? '';
    const body = mayCall(authorization) ? await readJson(request) : { status: 401 };
    if ('status' in body) {
      // What is left of the body would be taken for the connection's next request.
      response.setHeader('connection', 'close');
      return answer(response, body.status);
    }
    try {
      const received = await receive(body.json, authorization);
      answer(response, received.status, received.body);
    } catch (error) {
      onFault(error);
      answer(response, 500);
    }
  };
  // Ahead of the router and its handlers, which cost more than reading and answering an activity.
  (server as ServerWithFirst).first((request, response) => {
    if (request.method !== 'POST' || request.url !== '/api/messages') return true;
    void receiveActivity(request, response);
    return false;
  });
  server.post('/api/messages', receiveActivity);
  server.get('/healthz', async (_request: Request, response: Response) => answer(response, 200, { alive: true }));
  server.get('/readyz', async (_request: Request, response: Response) => {
    const isReady = await ready().catch(() => false);
    answer(response, isReady ? 200 : 503, { ready: isReady });
  });
  server.get('/metrics', async (_request: Request, response: Response) => {
    response.sendRaw(200, await metrics(), { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
  return server;
}

/* eslint-disable @typescript-eslint/no-require-imports */
/** `restify.createServer` without restify's index, which loads three hundred modules of plugins that nobody here uses. */
function createRestify(options: RestifyOptions): Server {
  const RestifyServer = require('restify/lib/server') as new (options: object) => Server;
  const Router = require('restify/lib/router') as new (options: object) => object;
  const log = pino({ name: options.name, level: 'silent' });
  return new RestifyServer({ ...options, log, router: new Router({ ...options, log }) });
}
/* eslint-enable @typescript-eslint/no-require-imports */

/** Names and values by turns. */
const jsonHeaders = ['content-type', 'application/json; charset=utf-8'];
const noContent = ['content-length', '0'];

/** Without `setHeader`, which looks at each name and keeps what is written right after. */
function answer(response: ServerResponse, status: number, body?: unknown): void {
  const bytes = body === undefined ? undefined : writeJson(body);
  response.writeHead(status, bytes ? [...jsonHeaders, 'content-length', String(bytes.length)] : noContent);
  response.end(bytes);
}

/** By its events: a loop over the stream would cost more than reading it. */
function readJson(request: IncomingMessage): Promise<{ json: unknown } | { status: number }> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= bodyLimit) chunks.push(chunk);
      if (length > drainLimit) {
        request.pause();
        resolve({ status: 413 });
      }
    });
    request.once('end', () => resolve(length > bodyLimit ? { status: 413 } : parseJson(chunks)));
    // A sender that breaks off has no use for an answer; whoever waits for it has.
    request.once('error', () => resolve({ status: 400 }));
    request.once('close', () => resolve({ status: 400 }));
  });
}

function parseJson(chunks: readonly Buffer[]): { json: unknown } | { status: number } {
  try {
    return { json: JSON.parse((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8')) };
  } catch {
    return { status: 400 };
  }
}
