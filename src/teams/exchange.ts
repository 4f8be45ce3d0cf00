import type { Agent as UndiciAgent, Dispatcher } from 'undici';

/** One request over HTTP. */
export interface TransferRequest {
  /** `https://smba.trafficmanager.net` */
  origin: string;
  path: string;
  method: string;
  /** By their names, or names and values by turns. */
  headers: Record<string, string> | string[];
  body?: string | Uint8Array | undefined;
}

export interface Head {
  status: number;
  headers: Dispatcher.ResponseData['headers'];
}

/**
 * Sends a request and hands over the answer's body piece by piece.
 *
 * @param take what it throws ends the transfer
 * @param deadline for the whole of it, in milliseconds, where there is one
 */
export type Transfer = (
  request: TransferRequest,
  take: (chunk: Buffer, head: Head) => void,
  deadline?: number,
) => Promise<Head>;

/** One request over HTTP, and the whole answer to it as text. */
export type Exchange = (request: TransferRequest) => Promise<ExchangeAnswer>;

export interface ExchangeAnswer extends Head {
  text: string;
}

/** What comes in faster is left with the system for a moment, so that others have their turns: a few milliseconds. */
const bytesAtOnce = 256 * 1024;

/**
 * Transfers over connections that are kept alive, one set for each host. What comes in is handed over as it comes: streams and
 * signals for each answer would cost more than all the rest. Redirects are not followed: a token must not go to another host.
 *
 * @param timeout for the head and for each part of the body, in milliseconds
 */
export function createTransfer(timeout: number): Transfer {
  // The package's index loads four times as much: fetch, caches, web sockets.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Agent = require('undici/lib/dispatcher/agent') as typeof UndiciAgent;
  const agent = new Agent({ keepAliveTimeout: 30_000, headersTimeout: timeout, bodyTimeout: timeout });
  return (request, take, deadline) =>
    new Promise((resolve, reject) => {
      const head: Head = { status: 0, headers: {} };
      let timer: NodeJS.Timeout | undefined;
      let sinceOthers = 0;
      agent.dispatch(request, {
        onRequestStart(controller) {
          if (deadline !== undefined)
            timer = setTimeout(() => controller.abort(new Error('the transfer takes too long')), deadline);
        },
        onResponseStart(_controller, status, headers) {
          head.status = status;
          head.headers = headers;
        },
        onResponseData(controller, chunk) {
          try {
            take(chunk, head);
          } catch (error) {
            return controller.abort(error as Error);
          }
          sinceOthers += chunk.length;
          if (sinceOthers < bytesAtOnce) return;
          sinceOthers = 0;
          controller.pause();
          setImmediate(() => controller.resume());
        },
        onResponseEnd() {
          clearTimeout(timer);
          resolve(head);
        },
        onResponseError(_controller, error) {
          clearTimeout(timer);
          reject(error);
        },
      });
    });
}

/** @param timeout for the head and for each part of the body, in milliseconds */
export function createExchange(timeout: number): Exchange {
  const transfer = createTransfer(timeout);
  return async (request) => {
    const chunks: Buffer[] = [];
    const { status, headers } = await transfer(request, (chunk) => void chunks.push(chunk));
    return { status, headers, text: (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8') };
  };
}
