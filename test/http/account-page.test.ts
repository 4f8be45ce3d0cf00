import { createEmbeddedAccount } from '../../src/account/embedded/embedded-account';
import { generateTemporaryPassword, hashPassword } from '../../src/account/password';
import { openOffice, textOf, type Office } from '../support/office';
import { openBrowser, type Browser } from './browser';

const paulsName = 'paul.lefebvre@contoso-partner.example';
const chosen = 'Chameaux-4-Bleus';

let office: Office;
let browser: Browser;
beforeAll(async () => void (office = await openOffice()));
beforeEach(() => void (browser = openBrowser(() => office.desk.origin)));
afterAll(() => office.close());

/** Paul asks, Thomas approves, Paul picks up: the temporary password. */
async function resetPauls(): Promise<string> {
  const paul = office.person('Paul Lefebvre');
  const thomas = office.person('Thomas Bernard');
  await paul.says('I forgot my password');
  await thomas.presses('approve', await thomas.sees());
  const revealed = textOf(await paul.presses('reveal', await paul.sees()));
  return /(?<![\w!%+=?@])[a-zA-Z0-9!%+=?@]{20}(?![\w!%+=?@])/.exec(revealed)![0];
}

/** The same without the conversation. */
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
const choose = (currentPassword: string, newPassword: string, confirmPassword = newPassword) =>
  browser.post('/account/password', { currentPassword, newPassword, confirmPassword });
const sessions = () => office.inDatabase((database) => database.selectFrom('sessions').select('object_id').execute());

describe('a temporary password', () => {
  it('opens the page once, for a new password and nothing else, and then no more', async () => {
    const temporary = await resetPauls();

    const signedIn = await signIn(temporary);
    expect([signedIn.status, signedIn.location]).toEqual([303, '/account']);
    const asked = await browser.get('/account');
    expect(asked.html).toContain('Choose a new password');
    expect(asked.html).not.toContain('This is what the account holds about you');
    expect(asked.html).not.toContain('Roles');

    const changed = await choose(temporary, chosen);
    expect([changed.status, changed.location]).toEqual([303, '/account']);
    const record = await browser.get('/account');
    expect(record.html).toContain('This is what the account holds about you');
    expect(record.html).toContain(paulsName);
    expect(record.html).not.toContain('Choose a new password');

    const again = openBrowser(() => office.desk.origin);
    expect((await signIn(temporary, again)).status).toBe(401);
    expect((await signIn(chosen, again)).status).toBe(303);
    expect((await again.get('/account')).html).toContain('This is what the account holds about you');
  });

  it('is found in nothing that the desk wrote down', async () => {
    const temporary = await resetPauls();
    await signIn(temporary);
    await choose(temporary, chosen);

    const written = await office.inDatabase(
      async (database) =>
        JSON.stringify(await database.selectFrom('users').selectAll().execute()) +
        JSON.stringify(await database.selectFrom('audit_entries').selectAll().execute()),
    );
    for (const secret of [temporary, chosen]) {
      expect(written).not.toContain(secret);
      expect(office.logs.join('\n')).not.toContain(secret);
      expect(office.connector.everything()).not.toContain(secret);
    }
  });

  it('ends the sessions that were open when it is handed over', async () => {
    await signIn(await giveTemporary());
    expect(await sessions()).toHaveLength(1);

    await giveTemporary();

    expect(await sessions()).toEqual([]);
    expect((await browser.get('/account')).html).toContain('Sign in');
  });

  it('when it is replaced ends every other session, and the choice is in the trail', async () => {
    const temporary = await giveTemporary();
    const elsewhere = openBrowser(() => office.desk.origin);
    await signIn(temporary, elsewhere);
    await signIn(temporary);

    await choose(temporary, chosen);

    expect((await elsewhere.get('/account')).html).toContain('Sign in');
    const last = await office.inDatabase((database) =>
      database.selectFrom('audit_entries').selectAll().orderBy('sequence', 'desc').executeTakeFirstOrThrow(),
    );
    expect(last).toMatchObject({
      operation: 'account.password',
      outcome: 'done',
      subject: office.person('Paul Lefebvre').objectId,
    });
  });

  it('is needed again to be replaced: a session alone does not do', async () => {
    await signIn(await giveTemporary());

    const changed = await choose('not the temporary one', chosen);

    expect(changed.status).toBe(422);
    expect(changed.html).toContain('The temporary password is not right');
    expect((await browser.get('/account')).html).toContain('Choose a new password');
  });

  it.each([
    ['Ab1-', 'fewer than 8'],
    ['alllowercaseletters', 'three of these four'],
    ['Élèves-4-Bleus', 'no accents'],
    ['Contoso1!', 'too close to your name or the company'],
    ['Lefebvre9!', 'too close to your name or the company'],
    ['P@ssw0rd', 'too easy to guess'],
    ['Microsoft1', 'too easy to guess'],
  ])('is not replaced by %s', async (flawed, words) => {
    const temporary = await giveTemporary();
    await signIn(temporary);

    const page = await choose(temporary, flawed);

    expect(page.status).toBe(422);
    expect(page.html).toContain('Your password was not changed');
    expect(page.html).toContain(words);
    expect(page.html).not.toContain(flawed);
    expect((await browser.get('/account')).html).toContain('Choose a new password');
  });

  it('is replaced neither by itself, nor where the repetition differs', async () => {
    const temporary = await giveTemporary();
    await signIn(temporary);

    expect((await choose(temporary, temporary)).html).toContain('It is the temporary one');
    expect((await choose(temporary, chosen, `${chosen}!`)).html).toContain('are not the same');
    expect((await browser.get('/account')).html).toContain('Choose a new password');
  });
});

describe('signing in', () => {
  it.each([
    ['a wrong password', paulsName, 'wrong'],
    ['no password', paulsName, ''],
    ['somebody unknown', 'nobody@contoso-partner.example', 'wrong'],
    ['somebody who never had a password here', 'claire.moreau@contoso-partner.example', ''],
    ['somebody blocked', 'kevin.brandt@contoso-partner.example', 'wrong'],
  ])('is refused in the same words for %s', async (_name, username, password) => {
    const page = await browser.post('/account/sign-in', { username, password });

    expect(page.status).toBe(401);
    expect(page.html).toContain('The name or the password is not right, or this sign-in is blocked.');
    expect(browser.cookie()).toBeUndefined();
  });

  it('is refused to whoever was blocked since, and ends their session', async () => {
    const temporary = await giveTemporary();
    await signIn(temporary);
    await office.inDatabase((database) =>
      database.updateTable('users').set({ enabled: 0 }).where('user_principal_name', '=', paulsName).execute(),
    );

    const seen = [(await browser.get('/account')).html, (await signIn(temporary)).status];
    await office.inDatabase((database) =>
      database.updateTable('users').set({ enabled: 1 }).where('user_principal_name', '=', paulsName).execute(),
    );

    expect(seen).toEqual([expect.stringContaining('Sign in'), 401]);
  });

  it('shows a name as it was typed, and runs nothing of it', async () => {
    const page = await browser.post('/account/sign-in', { username: '"><script>alert(1)</script>', password: 'x' });

    expect(page.html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(page.html).not.toContain('<script');
  });

  it('lasts an hour', async () => {
    await signIn(await giveTemporary());

    await office.wait(59);
    expect((await browser.get('/account')).html).toContain('Choose a new password');
    await office.wait(2);
    expect((await browser.get('/account')).html).toContain('Sign in');
  });

  it('ends with signing out', async () => {
    await signIn(await giveTemporary());
    const kept = browser.cookie()!;

    const out = await browser.post('/account/sign-out', {});

    expect([out.status, browser.cookie()]).toEqual([303, undefined]);
    expect((await browser.get('/account', { cookie: kept })).html).toContain('Sign in');
    expect(await sessions()).toEqual([]);
  });
});

describe('signing in with wrong passwords', () => {
  let shared: Office;
  beforeEach(async () => {
    shared = office;
    office = await openOffice();
  });
  afterEach(async () => {
    await office.close();
    office = shared;
  });

  it('is locked after ten wrong tries, even with the right password, for this name only', async () => {
    const temporary = await giveTemporary();

    const tries = [];
    for (let count = 0; count < 10; count++) tries.push((await signIn(`wrong ${count}`)).status);
    const right = await signIn(temporary);
    const another = await browser.post('/account/sign-in', {
      username: 'claire.moreau@contoso-partner.example',
      password: 'x',
    });

    expect(tries).toEqual(Array(10).fill(401));
    expect(right.status).toBe(429);
    expect(right.html).toContain('Too many wrong tries');
    expect(another.status).toBe(401);
  });

  it('is locked as soon where the tries come all at once, or with the name in capitals', async () => {
    const names = [paulsName, paulsName.toUpperCase(), ` ${paulsName} `];

    const tries = await Promise.all(
      Array.from({ length: 15 }, (_, count) =>
        browser.post('/account/sign-in', { username: names[count % 3]!, password: `wrong ${count}` }),
      ),
    );

    expect(tries.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  it('counts anew after the right password', async () => {
    const temporary = await giveTemporary();

    for (const password of [...Array<string>(9).fill('wrong'), temporary, ...Array<string>(9).fill('wrong')])
      await signIn(password);

    expect((await signIn(temporary)).status).toBe(303);
  });
});
