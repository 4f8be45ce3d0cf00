import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Request, Response, Server } from 'restify';
import { createSignIn } from '../account/embedded/sign-in';
import { languageOf, type Language } from '../language/languages';
import type { Database } from '../store/database';
import { storageFaultOf } from '../store/storage-fault';
import { drawFault, drawNewPassword, drawRecord, drawSignIn } from './account-views';

export interface AccountPageOptions {
  database: Database;
  now: () => Date;
  log: Logger;
}

/** domain.md 5.2: ten wrong tries lock for a minute. */
const wrongTries = { points: 10, duration: 60, blockDuration: 60 };
/** Much more than a person's form, in bytes. */
const formLimit = 8 * 1024;
/** What is too large is read to its end up to this, so that the sender gets the answer instead of a broken connection. */
const drainLimit = 256 * 1024;
const cookieName = 'partner_desk_session';

/** `/account` of the embedded backend: sign in, replace a temporary password, see what the account holds about oneself. */
export function registerAccountPage(server: Server, { database, now, log }: AccountPageOptions): void {
  const signIn = createSignIn(database, now);
  // The package's index loads the clients of a dozen databases.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Limiter = require('rate-limiter-flexible/lib/RateLimiterMemory') as typeof RateLimiterMemory;
  const byName = new Limiter({ ...wrongTries, keyPrefix: 'name' });
  const byAddress = new Limiter({ ...wrongTries, points: 50, keyPrefix: 'address' });

  /** A fault, of the database for one, is told in words: restify would send its message as it is. */
  function guarded(answer: (request: Request, response: Response) => Promise<void>) {
    return async (request: Request, response: Response): Promise<void> => {
      try {
        await answer(request, response);
      } catch (error) {
        const correlationId = randomUUID();
        log.error({ err: error, correlationId }, 'a page of the account failed');
        sendPage(response, 503, drawFault(languageIn(request), storageFaultOf(error) ?? 'fault', correlationId));
      }
    };
  }

  const show = guarded(async (request, response) => {
    const language = languageIn(request);
    const user = await signIn.userOf(tokenIn(request));
    if (!user) return sendPage(response, 200, drawSignIn(language));
    if (user.mustChangePassword) return sendPage(response, 200, drawNewPassword(language, user, []));
    sendPage(response, 200, drawRecord(language, user));
  });
  server.get('/account', show);

  const start = guarded(async (request, response) => {
    const language = languageIn(request);
    const form = await readForm(request, response);
    if (!form) return sendPage(response, 400, drawSignIn(language, 'bad-form'));
    const name = (form.get('username') ?? '').trim().toLowerCase();
    const address = request.socket.remoteAddress ?? '';
    const allowed = (await mayTry(byName, name)) && (await mayTry(byAddress, address));
    if (!allowed) return sendPage(response, 429, drawSignIn(language, 'locked', name));
    const token = await signIn.start(name, form.get('password') ?? '');
    if (!token) {
      log.info('a sign-in was refused');
      return sendPage(response, 401, drawSignIn(language, 'wrong', name));
    }
    await Promise.all([byName.delete(name), byAddress.reward(address)]);
    redirectSignedIn(request, response, token);
  });
  server.post('/account/sign-in', start);

  const choose = guarded(async (request, response) => {
    const language = languageIn(request);
    const form = await readForm(request, response);
    const user = await signIn.userOf(tokenIn(request));
    if (!form || !user) return sendPage(response, 401, drawSignIn(language));
    const chosen = form.get('newPassword') ?? '';
    if (chosen !== form.get('confirmPassword')) {
      return sendPage(response, 422, drawNewPassword(language, user, ['not-repeated']));
    }
    const name = user.userPrincipalName;
    if (!(await mayTry(byName, name))) return sendPage(response, 429, drawSignIn(language, 'locked', name));
    const result = await signIn.choosePassword(user, form.get('currentPassword') ?? '', chosen);
    const knewCurrent = 'token' in result || !result.flaws.includes('wrong-current');
    if (knewCurrent) await byName.delete(name);
    if ('flaws' in result) return sendPage(response, 422, drawNewPassword(language, user, result.flaws));
    redirectSignedIn(request, response, result.token);
  });
  server.post('/account/password', choose);

  const leave = guarded(async (request, response) => {
    const form = await readForm(request, response);
    if (!form) return sendPage(response, 400, drawSignIn(languageIn(request), 'bad-form'));
    await signIn.end(tokenIn(request));
    redirect(response, cookieOf(request, '', 0));
  });
  server.post('/account/sign-out', leave);
}

/** Counts a try before it is made, so that many at once are no more than many in a row. */
async function mayTry(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  return await limiter.consume(key).then(
    () => true,
    () => false,
  );
}

function languageIn(request: Request): Language {
  return languageOf(request.header('accept-language', ''));
}

function tokenIn(request: Request): string {
  const cookies = request.header('cookie', '').split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
}

/** The form's fields; undefined for what is no form or came from another site's page. */
async function readForm(request: Request, response: Response): Promise<URLSearchParams | undefined> {
  const origin = request.headers.origin;
  if (origin && URL.parse(origin)?.host !== request.headers.host) return undefined;
  if (!request.header('content-type', '').startsWith('application/x-www-form-urlencoded')) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= formLimit) chunks.push(chunk);
    if (length > drainLimit) {
      // What is left of the body would be taken for the connection's next request.
      response.setHeader('connection', 'close');
      return undefined;
    }
  }
  if (length > formLimit) return undefined;
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

function sendPage(response: Response, status: number, html: string): void {
  response.sendRaw(status, html, pageHeaders);
}

function redirectSignedIn(request: Request, response: Response, token: string): void {
  redirect(response, cookieOf(request, token, 3600));
}

function cookieOf(request: Request, token: string, seconds: number): string {
  // Behind a proxy that speaks https the cookie must never go over plain http.
  const secure = request.header('x-forwarded-proto', '').startsWith('https') ? '; Secure' : '';
  return `${cookieName}=${token}; Path=/account; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
}

function redirect(response: Response, cookie: string): void {
  response.sendRaw(303, '', { location: '/account', 'set-cookie': cookie, 'cache-control': 'no-store' });
}
