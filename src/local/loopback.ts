import type { IncomingHttpHeaders } from 'node:http';

export interface CallerFacts {
  remoteAddress: string | undefined;
  method: string;
  headers: IncomingHttpHeaders;
  /** A page may be opened by following a link from elsewhere; everything else is called by the page or the bot only. */
  isPage?: boolean;
  /** What a body must be declared as; JSON when left out. */
  takes?: 'json' | 'bytes';
}

/**
 * Why a request may not use the local chat, or undefined when it may. The chat lets anyone be anyone, so it is for
 * this machine alone: the peer must be a loopback address; the Host header must name this machine, or else a hostile
 * name that resolves to 127.0.0.1 could read it (DNS rebinding); an Origin must be the same, or else any web page
 * could press buttons (cross-site request forgery); bodies must be declared as JSON or as bytes, which forms can't do.
 * Bytes that are PUT need no type, as in OneDrive: a browser never sends a PUT to another site without asking first.
 */
export function findRefusal(caller: CallerFacts): string | undefined {
  const { remoteAddress, method, headers, isPage = false, takes = 'json' } = caller;
  if (!isLoopbackAddress(remoteAddress)) return 'The local chat answers on this machine only.';
  const host = headers.host ?? '';
  if (!isLoopbackHost(host)) return 'The Host header does not name this machine.';
  if (headers.origin !== undefined && headers.origin !== `http://${host}`)
    return 'The request comes from another site.';
  const site = headers['sec-fetch-site'];
  if (!isPage && site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'The request comes from another site.';
  if (method !== 'POST' && (method !== 'PUT' || takes === 'bytes')) return undefined;
  const type = takes === 'json' ? 'application/json' : 'application/octet-stream';
  return isDeclaredAs(type, headers['content-type']) ? undefined : `The body must be declared as ${type}.`;
}

function isLoopbackAddress(address: string | undefined): boolean {
  if (!address) return false;
  return address === '::1' || /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

function isLoopbackHost(host: string): boolean {
  return /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i.test(host);
}

function isDeclaredAs(type: string, contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === type;
}
