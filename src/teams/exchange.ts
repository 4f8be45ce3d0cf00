import type { Agent as UndiciAgent, Dispatcher } from 'undici';

/** One request over HTTP, and the whole answer to it. */
export type Exchange = (request: ExchangeRequest) => Promise<ExchangeAnswer>;

export interface ExchangeRequest {
  /** `https://smba.trafficmanager.net` */
  origin: string;
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export interface ExchangeAnswer {
  status: number;
  headers: Dispatcher.ResponseData['headers'];
  text: string;
}

/**
 * Exchanges over connections that are kept alive, one set for each host. The answer is gathered as it comes in: streams and
 * signals for each answer would cost more than all the rest. Redirects are not followed: a token must not go to another host.
 *
 * @param timeout for the head and for each part of the body, in milliseconds
 */
export function createExchange(timeout: number): Exchange {
  // The package's index loads four times as much: fetch, caches, web sockets.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Agent = require('undici/lib/dispatcher/agent') as typeof UndiciAgent;
  const agent = new Agent({ keepAliveTimeout: 30_000, headersTimeout: timeout, bodyTimeout: timeout });
  return (request) =>
    new Promise((resolve, reject) => {
      const answer: ExchangeAnswer = { status: 0, headers: {}, text: '' };
      const chunks: Buffer[] = [];
      agent.dispatch(request, {
        onRequestStart() {},
        onResponseStart(_controller, status, headers) {
          answer.status = status;
          answer.headers = headers;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          answer.text = (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8');
          resolve(answer);
        },
        onResponseError(_controller, error) {
          reject(error);
        },
      });
    });
}
