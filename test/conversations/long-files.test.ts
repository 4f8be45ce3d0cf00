import { readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { sql } from 'kysely';
import { serveStaging } from '../../src/prices/thread/serve-staging';
import type { StartThread } from '../../src/prices/thread/stage-in-thread';
import { chat, composeSheet, november, october, readTables } from '../prices/sheet-text';
import type { Card } from '../support/connector';
import { openOffice, textOf, type Office, type OfficeOptions } from '../support/office';
import { sampleSheets } from '../support/price-sheets';

/** What is dropped into a chat and takes longer than the platform waits for an answer. */
let office: Office;
const open = async (options: OfficeOptions = {}) => {
  office = await openOffice({ patience: () => Promise.resolve(), ...options });
};
afterEach(() => office.close());

const ids = (card: Card) => card.actions.map((action) => action.id);
const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
const tables = () => office.inDatabase(readTables);
/** From now on the audit trail can't be written. */
const refuseEntries = sql`create trigger no_entry before insert on audit_entries begin select raise(abort, 'no entry'); end`;
const first = composeSheet([{}, chat]);
const dearer = composeSheet([{ UnitPrice: '60' }, chat, { SkuId: '0002' }]);

/** What stages sheets, and waits after each long call until the test lets it go on. */
function createHeldThread() {
  const long = new Set(['stage', 'takeIn']);
  let reach = new Map<string, () => void>();
  let letGo = (): void => undefined;
  const start: StartThread = ({ databaseFile, port }) => {
    const inner = new MessageChannel();
    const names = new Map<number, string>();
    serveStaging({ databaseFile, port: inner.port2 });
    port.on('message', (call: { number: number; name: string }) => {
      names.set(call.number, call.name);
      inner.port1.postMessage(call);
    });
    inner.port1.on('message', (answer: { number?: number }) => {
      const name = names.get(answer.number ?? 0) ?? '';
      const pass = () => port.postMessage(answer);
      if (!long.has(name)) return pass();
      letGo = pass;
      reached(name);
    });
    return () => Promise.resolve(inner.port1.close());
  };
  const waits = new Map<string, Promise<void>>();
  const expectCall = (name: string) => {
    if (!waits.has(name)) waits.set(name, new Promise((resolve) => reach.set(name, resolve)));
    return waits.get(name)!;
  };
  const reached = (name: string) => {
    void expectCall(name);
    reach.get(name)!();
  };
  return {
    start,
    /** Resolves when the call has been worked on, and its answer is held back. */
    reached: expectCall,
    letGo() {
      reach = new Map();
      waits.clear();
      letGo();
    },
  };
}

describe('a long price sheet', () => {
  it('a card says so, and becomes the answer', async () => {
    await open();
    const nadia = office.person('Nadia Haddad');

    const preview = await nadia.drops(october, readFileSync(sampleSheets[0]!));

    expect(nadia.chat()).toHaveLength(1);
    expect(office.connector.everything()).toContain(`I’m reading ${october}.`);
    expect(preview.metadata).toEqual({ operation: 'prices.import', state: 'proposed' });

    const working = await nadia.presses('confirm', preview);

    expect(working.metadata).toEqual({ operation: 'prices.import', state: 'waiting' });
    expect(ids(working)).toEqual([]);
    expect(plain(working)).toContain(`I’m at it: ${october}.`);
    const done = await nadia.sees();
    expect(done.metadata.state).toBe('done');
    expect(nadia.chat()).toHaveLength(1);
    expect((await tables()).sheets).toHaveLength(1);
  });

  it.each([
    ['en-US', 'Reading: 2 lines', 'Taking in 2 prices'],
    ['fr-FR', 'Lecture : 2 lignes', 'Importation de 2 prix'],
  ])('in %s the card says how far it is, until the answer takes its place', async (locale, reading, takingIn) => {
    const thread = createHeldThread();
    let beat = (): void => undefined;
    await open({ beat: () => new Promise((resolve) => (beat = resolve)), startThread: thread.start });
    const nadia = office.person('Nadia Haddad', locale);
    /** The card with the next beat's words; a card that never says them ends the test by its time. */
    const after = async (call: string, words: string) => {
      await thread.reached(call);
      beat();
      while (!nadia.chat().some((card) => plain(card).includes(words))) await pause(5);
      return nadia.chat();
    };

    const dropped = nadia.drops(october, first);
    const [card] = await after('stage', `${reading}\n100`);
    expect(card!.metadata.state).toBe('waiting');
    thread.letGo();
    const preview = await dropped;
    expect(preview.metadata.state).toBe('proposed');

    const pressed = nadia.presses('confirm', preview);
    await thread.reached('stage');
    thread.letGo();
    await after('takeIn', takingIn);
    thread.letGo();
    await pressed;

    expect((await nadia.sees()).metadata.state).toBe('done');
    expect(nadia.chat()).toHaveLength(1);
  });

  it('two sheets at once are worked on one after the other', async () => {
    await open();
    const nadia = office.person('Nadia Haddad');
    const hugo = office.person('Hugo Fontaine');

    await Promise.all([nadia.drops(october, first), hugo.drops(november, dearer)]);

    expect((await nadia.sees()).metadata.state).toBe('proposed');
    expect((await hugo.sees()).metadata.state).toBe('proposed');
  });

  it('the answer may be what is wrong with the file, or a fault', async () => {
    await open();
    const nadia = office.person('Nadia Haddad', 'fr-FR');

    expect(plain(await nadia.drops(october, composeSheet([{ UnitPrice: 'x' }])))).toContain('Ligne 2 : UnitPrice');
    rmdirSync(join(office.dataDir, 'uploads'));
    writeFileSync(join(office.dataDir, 'uploads'), 'no folder');
    expect(plain(await nadia.drops(october, first))).toContain('Un incident s’est produit de mon côté.');

    expect(nadia.chat()).toHaveLength(2);
  });

  it('a confirmation that fails is told, and can be given again', async () => {
    await open();
    const nadia = office.person('Nadia Haddad');
    const preview = await nadia.drops(october, first);
    await office.inDatabase((database) => refuseEntries.execute(database));

    await nadia.presses('confirm', preview);

    expect(plain(await nadia.sees())).toContain('Something went wrong on my side.');
    expect((await tables()).sheets).toEqual([]);
    await office.inDatabase((database) => sql`drop trigger no_entry`.execute(database));
    await nadia.presses('confirm', nadia.chat()[0]!);
    expect(nadia.chat()[0]!.metadata.state).toBe('done');
    expect((await tables()).sheets).toHaveLength(1);
  });
});

describe('a long list of people', () => {
  const rows = Array.from({ length: 60 }, (_, at) => `Person ${at} Long,person.${at}@contoso-partner.example`);

  it.each([
    ['en-US', 'I’m reading team.csv.', 'I’m at it: 60 people from team.csv.'],
    ['fr-FR', 'Je lis team.csv.', 'J’y travaille : 60 personnes de team.csv.'],
  ])('in %s is announced, previewed and added, all in one card', async (locale, reading, working) => {
    await open();
    const sofia = office.person('Sofia Lindqvist', locale);

    const preview = await sofia.drops('team.csv', ['name,email', ...rows].join('\n'));
    expect(preview.metadata.state).toBe('proposed');
    expect(office.connector.everything()).toContain(reading);

    const answer = await sofia.presses('confirm', preview);
    expect(plain(answer)).toContain(working);
    expect(sofia.chat()[0]!.metadata.state).toBe('done');
    expect(ids(sofia.chat()[0]!)).toContain('undo');
  });
});
