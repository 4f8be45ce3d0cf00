import { createEmbeddedAccount } from '../../src/account/embedded/embedded-account';
import { generateTemporaryPassword, hashPassword } from '../../src/account/password';
import { openOffice, type Office } from '../support/office';
import { openBrowser, type Browser } from './browser';

const paulsName = 'paul.lefebvre@contoso-partner.example';
const chosen = 'Chameaux-4-Bleus';

let office: Office;
let browser: Browser;
beforeAll(async () => void (office = await openOffice()));
beforeEach(() => void (browser = openBrowser(() => office.desk.origin)));
afterAll(() => office.close());

/** What a reset comes to, without the conversation. */
async function giveTemporary(): Promise<string> {
  const temporary = generateTemporaryPassword();
  const hash = await hashPassword(temporary);
  const { objectId } = office.person('Paul Lefebvre');
  await office.inDatabase((database) =>
    createEmbeddedAccount(database).setTemporaryPassword(objectId, hash, office.now()),
  );
  return temporary;
}

const signIn = (password: string, by = browser, headers = {}) =>
  by.post('/account/sign-in', { username: paulsName, password }, headers);
const sessions = () => office.inDatabase((database) => database.selectFrom('sessions').select('object_id').execute());

describe('a form', () => {
  it.each([
    ['from another site', { origin: 'https://attacker.test' }],
    ['from a page that hides its site', { origin: 'null' }],
    ['from another port', { origin: 'http://127.0.0.1:1' }],
    ['that is no form', { 'content-type': 'text/plain' }],
    ['as JSON', { 'content-type': 'application/json' }],
  ])('%s is not taken', async (_name, headers) => {
    const temporary = await giveTemporary();

    const started = await signIn(temporary, browser, headers);

    expect(started.status).toBe(400);
    expect(await sessions()).toEqual([]);
    await signIn(temporary);
    const changed = await browser.post(
      '/account/password',
      { currentPassword: temporary, newPassword: chosen, confirmPassword: chosen },
      headers,
    );
    const left = await browser.post('/account/sign-out', {}, headers);
    expect([changed.status, left.status]).toEqual([401, 400]);
    expect(await sessions()).toHaveLength(1);
    expect(browser.cookie()).toBeDefined();
  });

  it('from the page itself is', async () => {
    expect((await signIn(await giveTemporary(), browser, { origin: office.desk.origin })).status).toBe(303);
  });

  it.each([9_000, 2_000_000])('of %d bytes is not taken', async (length) => {
    expect((await browser.post('/account/sign-in', { username: 'x'.repeat(length), password: 'x' })).status).toBe(400);
  });
});

describe('the page', () => {
  it('sets a cookie that scripts, other sites and other paths don’t get, and that says nothing', async () => {
    await signIn(await giveTemporary());

    expect(browser.lastSetCookie()).toMatch(
      /^partner_desk_session=[\w-]{43}; Path=\/account; HttpOnly; SameSite=Strict; Max-Age=3600$/,
    );
    const row = await office.inDatabase((database) => database.selectFrom('sessions').selectAll().execute());
    expect(JSON.stringify(row)).not.toContain(browser.cookie()!.split('=')[1]);
  });

  it('behind https sets a cookie for https only', async () => {
    await signIn(await giveTemporary(), browser, { 'x-forwarded-proto': 'https' });

    expect(browser.lastSetCookie()).toMatch(/; Secure$/);
  });

  it.each([
    '',
    'partner_desk_session=',
    'partner_desk_session=x',
    `partner_desk_session=${'x'.repeat(43)}`,
    'other=1; partner_desk_session',
  ])('with the cookie %j is the sign-in page', async (cookie) => {
    const page = await browser.get('/account', { cookie });

    expect([page.status, page.html.includes('Sign in')]).toEqual([200, true]);
  });

  it('is kept by no cache, framed by no site, and runs no script', async () => {
    const { headers } = await browser.get('/account');

    expect(
      Object.fromEntries(
        ['content-type', 'cache-control', 'x-content-type-options', 'referrer-policy'].map((name) => [
          name,
          headers.get(name),
        ]),
      ),
    ).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    });
    const policy = headers.get('content-security-policy')!.split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]),
    );
    expect(policy.join()).not.toContain('script');
  });

  it.each([
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr', 'Se connecter'],
    ['fr-CA', 'fr', 'Se connecter'],
    ['en-GB', 'en', 'Sign in'],
    ['de-DE', 'en', 'Sign in'],
    ['', 'en', 'Sign in'],
  ])('speaks as the browser asks: %j', async (accepted, language, words) => {
    const { html } = await browser.get('/account', { 'accept-language': accepted });

    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(words);
  });

  it('est en français jusqu’au bout', async () => {
    const french = { 'accept-language': 'fr' };
    const temporary = await giveTemporary();
    await signIn(temporary, browser, french);

    const asked = await browser.get('/account', french);
    const refused = await browser.post(
      '/account/password',
      { currentPassword: temporary, newPassword: 'abc', confirmPassword: 'abc' },
      french,
    );

    expect(asked.html).toContain('nouveau mot de passe');
    expect(refused.html).toContain('Votre mot de passe n’a pas été modifié');
  });
});
