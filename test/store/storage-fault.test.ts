import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { generateTemporaryPassword, hashPassword } from '../../src/account/password';
import { findChainBreak } from '../../src/audit/audit-trail';
import { openOffice, textOf, type Office } from '../support/office';
import type * as Connections from './sqlite-connections';
import { connections } from './sqlite-connections';

jest.mock('better-sqlite3', () => ({
  __esModule: true,
  default: jest.requireActual<typeof Connections>('./sqlite-connections').noteConnections(),
}));

let office: Office;
/** The desk's own connection. */
let desks: BetterSqlite3.Database;
beforeEach(async () => {
  office = await openOffice({ storagePatience: 50 });
  desks = connections.at(-1)!;
});
afterEach(() => office.close());

const counts = () =>
  office.inDatabase(async (database) => {
    const matters = await database.selectFrom('matters').select(['asker', 'step']).execute();
    const { entries, broken } = await findChainBreak(database);
    return { matters, entries, broken };
  });

/** Another process writes: a price import, a backup. */
function lock(): () => void {
  const other = new BetterSqlite3(join(office.dataDir, 'partner-desk.db'));
  other.exec('begin immediate');
  return () => {
    other.exec('rollback');
    other.close();
  };
}

describe('while another process holds the database', () => {
  it('who asks is told that nothing was changed, and nothing was; afterwards it works', async () => {
    const paul = office.person('Paul Lefebvre');
    const unlock = lock();

    const told = await paul.says('I forgot my password');

    expect(told.metadata.state).toBe('failed');
    expect(textOf(told)).toContain('Nothing was changed');
    expect(textOf(told)).toContain('Try again in a minute');
    unlock();
    expect(await counts()).toEqual({ matters: [], entries: 0 });
    expect((await paul.says('I forgot my password')).metadata.state).toBe('waiting');
  });

  it('on le dit en français aussi', async () => {
    const unlock = lock();

    const told = await office.person('Paul Lefebvre', 'fr-FR').says('j’ai oublié mon mot de passe');

    expect(told.lang).toBe('fr');
    expect(textOf(told)).toMatch(/[Rr]ien n’a été/);
    unlock();
  });

  it('who presses is told so too, and the button works afterwards', async () => {
    const thomas = office.person('Thomas Bernard');
    await office.person('Paul Lefebvre').says('I forgot my password');
    const request = await thomas.sees();
    const unlock = lock();

    const told = await thomas.presses('approve', request);

    expect(told.metadata.state).toBe('failed');
    expect(textOf(told)).toContain('Nothing was changed');
    unlock();
    expect((await counts()).matters).toEqual([expect.objectContaining({ step: 'waiting' })]);
    expect((await thomas.presses('approve', request)).metadata.state).toBe('done');
  });

  it('who picks a password up keeps the one picked up later, not one that was never set', async () => {
    const paul = office.person('Paul Lefebvre');
    const thomas = office.person('Thomas Bernard');
    await paul.says('I forgot my password');
    await thomas.presses('approve', await thomas.sees());
    const ready = await paul.sees();
    const unlock = lock();

    const told = await paul.presses('reveal', ready);

    const password = /(?<![\w!%+=?@])[a-zA-Z0-9!%+=?@]{20}(?![\w!%+=?@])/;
    expect(told.metadata.state).toBe('failed');
    expect(textOf(told)).not.toMatch(password);
    unlock();
    expect(textOf(await paul.presses('reveal', ready))).toMatch(password);
  });

  it('who does something waits without holding anyone up, and it is done once the other has let go', async () => {
    await office.close();
    office = await openOffice();
    const claire = office.person('Claire Moreau');
    await claire.says('list users');
    const unlock = lock();
    let isAnswered = false;

    const asked = office.person('Paul Lefebvre').says('I forgot my password');
    void asked.then(() => (isAnswered = true));
    const looked = await claire.says('list users');

    expect(looked.metadata.state).toBe('answered');
    expect(isAnswered).toBe(false);
    unlock();
    expect((await asked).metadata.state).toBe('waiting');
  });

  it('what only looks goes on', async () => {
    const claire = office.person('Claire Moreau');
    await claire.says('list users');
    const unlock = lock();

    const card = await claire.says('list users');

    expect(card.metadata).toEqual({ operation: 'users.list', state: 'answered' });
    unlock();
  });

  it('the account page says so in words', async () => {
    const password = generateTemporaryPassword();
    const hash = await hashPassword(password);
    const username = 'paul.lefebvre@contoso-partner.example';
    await office.inDatabase((database) =>
      database.updateTable('users').set({ password_hash: hash }).where('user_principal_name', '=', username).execute(),
    );
    const unlock = lock();

    const response = await fetch(`${office.desk.origin}/account/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ username, password }),
    });
    const page = await response.text();

    expect(response.status).toBe(503);
    expect(page).toContain('Nothing was changed');
    expect(page).not.toMatch(/SQLITE|node_modules/);
    unlock();
  });
});

describe('where no room is left', () => {
  it('the one who asks then is told, nothing of it is kept, and with room it works', async () => {
    desks.pragma(`max_page_count = ${Number(desks.pragma('page_count', { simple: true }))}`);
    const names = [
      'Paul Lefebvre',
      'Marie Dupont',
      'Marie Laurent',
      'Megan Bowen',
      'Nadia Haddad',
      'Omar Benali',
      'Camille Roux',
      'George Whitfield',
    ];

    const answered: [string, string, string][] = [];
    for (const name of names) {
      const card = await office
        .person(name)
        .says('I forgot my password')
        .catch(() => undefined);
      answered.push([name, card?.metadata.state ?? 'nothing', textOf(card)]);
    }

    const kept = answered.filter(([, state]) => state === 'waiting');
    const failed = answered.filter(([, state]) => state !== 'waiting');
    expect(failed.length).toBeGreaterThan(0);
    for (const [name, state, text] of failed) {
      expect([name, state]).toEqual([name, 'failed']);
      expect(text).toContain('no room left');
      expect(text).toContain('Nothing was changed');
    }
    const after = await counts();
    expect(after.matters).toHaveLength(kept.length);
    expect(after).toMatchObject({ entries: kept.length, broken: undefined });

    desks.pragma('max_page_count = 100000');
    expect((await office.person(failed[0]![0]).says('I forgot my password')).metadata.state).toBe('waiting');
  });
});
