import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Request, Response, Server } from 'restify';
import { createSignIn } from '../account/embedded/sign-in';
import { languageOf, type Language } from '../language/languages';
import type { Database } from '../store/database';
import { drawNewPassword, drawRecord, drawSignIn } from './account-views';

export interface AccountPageOptions {
  database: Database;
  now: () => Date;
  log: Logger;
}

/** domain.md 5.2: ten wrong tries lock for a minute. */
const wrongTries = { points: 10, duration: 60, blockDuration: 60 };
/** Much more than a person's form, in bytes. */
const formLimit = 8 * 1024;
const cookieName = 'partner_desk_session';

/** `/account` of the embedded backend: sign in, replace a temporary password, see what the account holds about oneself. */
export function registerAccountPage(server: Server, { database, now, log }: AccountPageOptions): void {
  const signIn = createSignIn(database, now);
  const byName = new RateLimiterMemory({ ...wrongTries, keyPrefix: 'name' });
  const byAddress = new RateLimiterMemory({ ...wrongTries, points: 50, keyPrefix: 'address' });

  server.get('/account', async (request: Request, response: Response) => {
    const language = languageIn(request);
    const user = await signIn.userOf(tokenIn(request));
    if (!user) return sendPage(response, 200, drawSignIn(language));
    if (user.mustChangePassword) return sendPage(response, 200, drawNewPassword(language, user, []));
    sendPage(response, 200, drawRecord(language, user));
  });

  server.post('/account/sign-in', async (request: Request, response: Response) => {
    const language = languageIn(request);
    const form = await readForm(request);
    if (!form) return sendPage(response, 400, drawSignIn(language, 'bad-form'));
    const name = (form.get('username') ?? '').trim().toLowerCase();
    const address = request.socket.remoteAddress ?? '';
    const allowed = (await isFree(byName, name)) && (await isFree(byAddress, address));
    if (!allowed) return sendPage(response, 429, drawSignIn(language, 'locked', name));
    const token = await signIn.start(name, form.get('password') ?? '');
    if (!token) {
      log.info('a sign-in was refused');
      await Promise.allSettled([byName.consume(name), byAddress.consume(address)]);
      return sendPage(response, 401, drawSignIn(language, 'wrong', name));
    }
    await byName.delete(name);
    redirectSignedIn(response, token);
  });

  server.post('/account/password', async (request: Request, response: Response) => {
    const language = languageIn(request);
    const form = await readForm(request);
    const user = await signIn.userOf(tokenIn(request));
    if (!form || !user) return sendPage(response, 401, drawSignIn(language));
    const chosen = form.get('newPassword') ?? '';
    if (chosen !== form.get('confirmPassword'))
      return sendPage(response, 422, drawNewPassword(language, user, ['not-repeated']));
    const result = await signIn.choosePassword(user, form.get('currentPassword') ?? '', chosen);
    if ('flaws' in result) return sendPage(response, 422, drawNewPassword(language, user, result.flaws));
    redirectSignedIn(response, result.token);
  });

  server.post('/account/sign-out', async (request: Request, response: Response) => {
    if (await readForm(request)) await signIn.end(tokenIn(request));
    redirect(response, `${cookieName}=; Path=/account; HttpOnly; SameSite=Strict; Max-Age=0`);
  });
}

async function isFree(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  const state = await limiter.get(key);
  return state === null || state.remainingPoints > 0;
}

function languageIn(request: Request): Language {
  return languageOf(request.header('accept-language', ''));
}

function tokenIn(request: Request): string {
  const cookies = request.header('cookie', '').split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
}

/** The form's fields; undefined for what is no form or came from another site's page. */
async function readForm(request: Request): Promise<URLSearchParams | undefined> {
  const origin = request.headers.origin;
  if (origin && origin !== 'null' && URL.parse(origin)?.host !== request.headers.host) return undefined;
  if (!request.header('content-type', '').startsWith('application/x-www-form-urlencoded')) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > formLimit) return undefined;
    chunks.push(chunk);
  }
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

function redirectSignedIn(response: Response, token: string): void {
  redirect(response, `${cookieName}=${token}; Path=/account; HttpOnly; SameSite=Strict; Max-Age=3600`);
}

function redirect(response: Response, cookie: string): void {
  response.sendRaw(303, '', { location: '/account', 'set-cookie': cookie, 'cache-control': 'no-store' });
}
