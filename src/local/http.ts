import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'restify';
import { ZodError, type z } from 'zod';
import { LocalError, badSyntax } from './local-error';
import { type CallerFacts, findRefusal } from './loopback';

const BODY_LIMIT = 512 * 1024;

type LocalHandler = (request: Request, response: Response) => Promise<void>;

/** Wraps a handler: refuses callers from elsewhere, and turns what it throws into the connector's error form. */
export function guardLocal(
  handler: LocalHandler,
  { isPage, takes }: Pick<CallerFacts, 'isPage' | 'takes'> = {},
): RequestHandler {
  // restify tells asynchronous handlers by their two parameters.
  return async (request: Request, response: Response) => {
    try {
      const { headers, method = 'GET', socket } = request;
      const refusal = findRefusal({ headers, method, remoteAddress: socket.remoteAddress, isPage, takes });
      if (refusal) throw new LocalError(403, 'Forbidden', refusal);
      await handler(request, response);
    } catch (fault) {
      sendFault(response, fault);
    }
  };
}

function sendFault(response: Response, fault: unknown): void {
  if (fault instanceof LocalError) return sendError(response, fault.status, fault.code, fault.message);
  if (fault instanceof ZodError) return sendError(response, 400, 'BadSyntax', describeIssues(fault));
  throw fault;
}

function describeIssues(fault: ZodError): string {
  return fault.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
}

function sendError(response: Response, status: number, code: string, message: string): void {
  sendJson(response, status, { error: { code, message } });
}

export function sendJson(response: Response, status: number, body: unknown): void {
  sendBytes(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

export function sendBytes(
  response: Response,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(body);
}

/** Sends bytes that are to be saved and never shown, whatever they are; closes the file. */
export async function sendFile(
  response: Response,
  file: FileHandle,
  size: number,
  headers: Record<string, string>,
): Promise<void> {
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': size,
    // The reader has all bytes before the stream ends: a server that stops then would wait for the kept connection.
    Connection: 'close',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  // Whoever goes away before the end has nothing more to be told.
  await pipeline(file.createReadStream(), response).catch(() => undefined);
}

/**
 * The request's JSON body, parsed by a schema; works with and without a body parser installed on the server.
 * @throws LocalError 400 or 413, ZodError
 */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(request.body === undefined ? await readJson(request) : asParsed(request.body));
}

async function readJson(request: Request): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    // Read to its end even when too large: the connection stays in order and the caller hears why.
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  if (size > BODY_LIMIT) throw new LocalError(413, 'MessageSizeTooBig', 'The body is too large.');
  return parseJson(Buffer.concat(chunks).toString('utf8'));
}

function asParsed(body: unknown): unknown {
  if (Buffer.isBuffer(body)) return parseJson(body.toString('utf8'));
  return typeof body === 'string' ? parseJson(body) : body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badSyntax('The body is not valid JSON.');
  }
}

/** The query parameters of a request's address. */
export function readQuery(request: Request): URLSearchParams {
  return new URL(request.url ?? '/', 'http://localhost').searchParams;
}

/** A path parameter; the router has already decoded it. */
export function readParam(request: Request, name: string): string {
  const value = (request.params as Record<string, unknown>)[name];
  if (typeof value !== 'string' || value === '') throw badSyntax(`${name} is missing.`);
  return value;
}
