import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importPriceSheet } from '../../src/prices/import-sheet';
import { writeZip } from '../../src/manifest/zip';
import { chat, columns, composeSheet, cutBytes, mailBasic, november, october, readTables } from '../prices/sheet-text';
import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';
import { sampleSheets } from '../support/price-sheets';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const [octoberFile, novemberFile] = sampleSheets.map((path) => readFileSync(path));
const ids = (card: Card) => card.actions.map((action) => action.id);
const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
const uploads = () => {
  const folder = join(office.dataDir, 'uploads');
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
};
const tables = () => office.inDatabase(readTables);
const trail = () =>
  office.inDatabase((database) =>
    database
      .selectFrom('audit_entries')
      .select(['operation', 'outcome', 'actor', 'details'])
      .where('operation', '=', 'prices.import')
      .execute(),
  );
/** A sheet that is taken in beside the desk, as the command line does. */
const importBeside = (file: string, content: string) =>
  office.inDatabase((database) =>
    importPriceSheet(database, { file, chunks: cutBytes(content) }, { now: office.now() }),
  );

/** From now on the audit trail can't be written. */
const refuseEntries = sql`create trigger no_entry before insert on audit_entries begin select raise(abort, 'no entry'); end`;

const first = composeSheet([{}, chat]);
const dearer = composeSheet([{ UnitPrice: '60' }, chat, { SkuId: '0002' }]);

describe('a price sheet that is dropped into the chat', () => {
  it('is previewed, confirmed and taken in', async () => {
    const nadia = office.person('Nadia Haddad');
    expect(plain(await nadia.says('price of business premium'))).toContain('I have no price sheet yet.');

    const preview = await nadia.drops(october, octoberFile!);

    expect(preview.metadata).toEqual({ operation: 'prices.import', state: 'proposed' });
    expect(plain(preview)).toContain(`Price sheet · ${october}`);
    expect(plain(preview)).toContain('Take this list in?');
    expect(plain(preview)).toMatch(/Month\n—\nOctober 2026\nCountries\n—\nFrance\nCurrencies\n—\nEUR\nAdded\n—\n\d+/);
    expect((await tables()).prices).toEqual([]);
    expect(uploads()).toHaveLength(1);
    expect(statSync(uploads()[0]!).mode & 0o777).toBe(0o600);

    const done = await nadia.presses('confirm', preview);

    expect(done.metadata.state).toBe('done');
    expect((await nadia.presses('open', done)).metadata.operation).toBe('catalog.show');
    expect(plain(await nadia.says('price of business premium'))).toContain('per licence and month');
    expect(uploads()).toEqual([]);
    expect(await trail()).toMatchObject([{ outcome: 'done', actor: nadia.objectId }]);
    expect((await trail())[0]!.details).toContain('added');
  });

  it('se dépose aussi en français, et dit ce qui change d’un mois à l’autre', async () => {
    const hugo = office.person('Hugo Fontaine', 'fr-FR');
    await hugo.presses('confirm', await hugo.drops(october, octoberFile!));

    const preview = await hugo.drops(november, novemberFile!);

    expect(plain(preview)).toContain('Importer cette liste ?');
    expect(plain(preview)).toContain('Mois\noctobre 2026\nnovembre 2026\nPays\n—\nFrance');
    expect(preview.actions.map(({ title }) => title)).toEqual(['Importer', 'Annuler']);
    const told = (name: string) => Number(new RegExp(`${name}\n—\n(\\d+)`).exec(plain(preview))![1]);
    const done = await hugo.presses('confirm', preview);
    expect(plain(done)).toContain('La liste est importée.');
    expect((await hugo.presses('open', done)).metadata.operation).toBe('prices.changes');
    const summary = JSON.parse((await tables()).sheets.at(-1)!.summary) as Record<string, number>;
    expect(['Ajoutés', 'Modifiés', 'Retirés', 'Inchangés'].map(told)).toEqual(
      ['added', 'changed', 'removed', 'unchanged'].map((count) => summary[count]),
    );
  });

  it('of another country says that it is not for here, and its prices are one press away', async () => {
    const hugo = office.person('Hugo Fontaine', 'fr-FR');
    const preview = await hugo.drops(october, composeSheet([{ SkuTitle: 'Microsoft 365 E3', Market: 'BE' }]));
    expect(plain(preview)).toContain('Aucun de ses prix n’est pour votre pays (France)');
    await hugo.presses('confirm', preview);

    const nothing = await hugo.says('prix de Microsoft 365 E3');
    expect(plain(nothing)).toContain('pour ce pays (France).\nJ’en ai pour : Belgique.');
    const found = await hugo.presses('choose:1', nothing);

    expect(found.metadata).toEqual({ operation: 'prices.find', state: 'answered' });
    expect(plain(found)).toContain('Belgique');
  });

  it('may be packed, without a byte order mark, or with semicolons', async () => {
    const nadia = office.person('Nadia Haddad');
    const zip = writeZip([{ name: october, content: Buffer.from(first) }]);

    const packed = await nadia.drops('prices.zip', zip);
    const bare = await nadia.drops(october, composeSheet([{}], { mark: false, delimiter: ';', lineEnd: '\r\n' }));

    expect(plain(packed)).toContain('Month\n—\nOctober 2025');
    expect(plain(bare)).toContain('Month\n—\nOctober 2025');
  });

  it('that was taken in before changes nothing, and is not kept', async () => {
    const nadia = office.person('Nadia Haddad');
    await nadia.presses('confirm', await nadia.drops(october, first));

    const again = await nadia.drops('Oct_copy.csv', first);

    expect(plain(again)).toContain('Oct_copy.csv would change nothing: its prices are in already.');
    expect(ids(again)).toEqual(['open']);
    expect(uploads()).toEqual([]);
    expect(await trail()).toHaveLength(1);
  });

  it.each([
    ['replaces one of its month', october, dearer, 'There is a sheet of October 2025 already: where they differ'],
    [
      'is older than the newest',
      'Sep_x.csv',
      composeSheet([{}]),
      'Older than the newest sheet I have, of October 2025',
    ],
    ['confirms the prices', november, `${first}\n`, 'No price changes: the sheet only confirms those I have'],
    [
      'is a preview',
      november,
      composeSheet([{ ChangeIndicator: 'Add', SkuId: '0003', EffectiveStartDate: '2026-12-01T00:00:00Z' }], {
        columns: [...columns, 'EndofSaleDate'],
      }),
      'This is a preview: it lists only what is to change',
    ],
  ])('says so where it %s', async (_case, file, content, caution) => {
    await importBeside(october, first);

    const preview = await office.person('Nadia Haddad').drops(file, content);

    expect(preview.metadata.state).toBe('proposed');
    expect(plain(preview)).toContain(caution);
  });

  it('is not taken in where other prices came first: nobody agreed to that', async () => {
    const nadia = office.person('Nadia Haddad');
    await importBeside(october, first);
    const preview = await nadia.drops(november, dearer);
    expect(plain(preview)).toContain('Added\n—\n1\nChanged\n—\n1\nRemoved\n—\n0\nUnchanged\n—\n1');
    await importBeside('Nov_other.csv', composeSheet([{ UnitPrice: '60' }, chat]));
    const before = await tables();

    const stopped = await nadia.presses('confirm', preview);

    expect(stopped.metadata.state).toBe('failed');
    expect(plain(stopped)).toContain('Other prices were taken in since I showed you what would change');
    expect(await tables()).toEqual(before);
    expect((await trail()).map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(uploads()).toEqual([]);
  });

  it('is taken in as agreed where what came first does not touch it', async () => {
    const nadia = office.person('Nadia Haddad');
    await importBeside(october, first);
    const preview = await nadia.drops(november, dearer);
    await importBeside('Nov_DE.csv', composeSheet([{ Market: 'DE' }]));

    expect((await nadia.presses('confirm', preview)).metadata.state).toBe('done');
  });

  it('that is gone by the time of agreeing is not taken in', async () => {
    const nadia = office.person('Nadia Haddad', 'fr-FR');
    const preview = await nadia.drops(october, first);
    await office.restart();
    for (const path of uploads()) utimesSync(path, 0, 0);
    await office.restart();
    expect(uploads()).toEqual([]);

    const stopped = await nadia.presses('confirm', preview);

    expect(stopped.metadata.state).toBe('failed');
    expect(plain(stopped)).toContain('Je n’ai plus le fichier.');
    expect((await tables()).sheets).toEqual([]);
  });

  it('is kept over a restart, and taken in once however often it is confirmed', async () => {
    const nadia = office.person('Nadia Haddad');
    const preview = await nadia.drops(october, first);
    await office.restart();

    await Promise.all([nadia.presses('confirm', preview), nadia.presses('confirm', preview)]);
    const again = await nadia.presses('confirm', preview);

    expect(again.metadata.state).toBe('done');
    expect((await tables()).sheets).toHaveLength(1);
    expect((await trail()).map(({ outcome }) => outcome)).toEqual(['done']);
  });

  it('is deleted where it is cancelled, or nobody answers', async () => {
    const nadia = office.person('Nadia Haddad');
    const cancelled = await nadia.presses('cancel', await nadia.drops(october, first));
    expect(cancelled.metadata.state).toBe('cancelled');
    expect(uploads()).toEqual([]);

    await nadia.drops(october, first);
    expect(uploads()).toHaveLength(1);
    await office.wait(16);

    expect((await nadia.sees()).metadata.state).toBe('expired');
    expect(uploads()).toEqual([]);
    expect((await tables()).sheets).toEqual([]);
  });

  it('leaves nothing and says nothing of being done where the entry cannot be written', async () => {
    const nadia = office.person('Nadia Haddad');
    const preview = await nadia.drops(october, first);
    await office.inDatabase((database) => refuseEntries.execute(database));

    const stopped = await nadia.presses('confirm', preview);

    expect(stopped.metadata.state).toBe('failed');
    expect((await tables()).sheets).toEqual([]);
    expect((await tables()).prices).toEqual([]);
  });
});

describe('what can’t be taken in', () => {
  const cut = first.slice(0, first.length - 60);
  const without = (name: string) => composeSheet([{}], { columns: columns.filter((column) => column !== name) });

  it.each([
    ['half a sheet', cut, 'Line 3: 16 fields instead of 21; the line may have been cut off.'],
    ['a sheet without a column', without('ERP Price'), 'Line 1: these columns are missing: ERP Price.'],
    [
      'a sheet with a wrong price',
      composeSheet([{}, { UnitPrice: '1,5' }]),
      'Line 3: UnitPrice is no plain number: “1,5”',
    ],
    [
      'a legacy list',
      'Offer ID,List Price\n1,2\n',
      'these columns are missing: Offer Display Name, ERP Price and Valid-From Date.',
    ],
    ['a broken archive', Buffer.from('PK\u0003\u0004 and no more'), 'the archive is damaged or was cut off.'],
  ])('%s: says where and why', async (_case, content, fault) => {
    const answer = await office.person('Nadia Haddad').drops('Oct_x.csv', content);

    expect(answer.metadata).toEqual({ operation: 'prices.import', state: 'failed' });
    expect(plain(answer)).toContain('I can’t take in Oct_x.csv.');
    expect(plain(answer)).toContain(fault);
    expect(plain(answer)).toContain('Nothing was changed.');
    expect(uploads()).toEqual([]);
  });

  it('le dit en français', async () => {
    const answer = await office.person('Nadia Haddad', 'fr-FR').drops('Oct_x.csv', cut);

    expect(plain(answer)).toContain('Je ne peux pas importer Oct_x.csv.');
    expect(plain(answer)).toContain('Ligne 3 : 16 champs au lieu de 21 ; la ligne est peut-être tronquée.');
  });

  it.each([
    ['a sound', 'call.mp3', Buffer.from('ID3\u0004', 'latin1'), 'I can’t tell what call.mp3 is for.'],
    ['an empty file', 'Oct_x.csv', '', 'I can’t tell what Oct_x.csv is for.'],
    [
      'a workbook',
      'Oct.xlsx',
      writeZip([{ name: '[Content_Types].xml', content: Buffer.from('<Types/>') }]),
      'Save the table as CSV (UTF-8) and send that.',
    ],
  ])('%s is none', async (_case, file, content, words) => {
    const answer = await office.person('Nadia Haddad').drops(file, content);

    expect(plain(answer)).toContain(words);
    expect(plain(answer)).toContain(
      'From you I take a price sheet (CSV, or a zip that holds one) or a list of promotions (JSON).',
    );
    expect(uploads()).toEqual([]);
  });

  it('a list of people stays one', async () => {
    const people = 'name,email,role\nJeanne Martin,jeanne.martin@contoso-partner.example,\n';

    expect((await office.person('Claire Moreau').drops('x.csv', people)).metadata.operation).toBe('users.add');
    expect((await office.person('Nadia Haddad').drops('x.csv', people)).metadata).toEqual({
      operation: 'users.add',
      state: 'refused',
    });
  });
});

describe('who may', () => {
  it.each([
    ['Claire Moreau', 'proposed'],
    ['Hugo Fontaine', 'proposed'],
    ['Nadia Haddad', 'proposed'],
    ['Sofia Lindqvist', 'refused'],
    ['Julien Petit', 'refused'],
    ['George Whitfield', 'refused'],
    ['Inès Garcia', 'refused'],
    ['Thomas Bernard', 'refused'],
    ['Paul Lefebvre', 'refused'],
    ['Kevin Brandt', 'refused'],
    ['Elena Rossi', 'refused'],
  ])('%s: %s', async (name, state) => {
    const answer = await office.person(name).drops(october, first);

    expect(answer.metadata.state).toBe(state);
    expect(uploads()).toHaveLength(state === 'proposed' ? 1 : 0);
  });

  it('not someone who lost the right meanwhile', async () => {
    const nadia = office.person('Nadia Haddad');
    const preview = await nadia.drops(october, first);
    await office.inDatabase((database) =>
      database.deleteFrom('user_roles').where('object_id', '=', nadia.objectId).execute(),
    );

    expect((await nadia.presses('confirm', preview)).metadata.state).toBe('failed');
    expect((await tables()).sheets).toEqual([]);
    expect(uploads()).toEqual([]);
  });
});

describe('asked without a file', () => {
  it.each([
    [
      'en-US',
      'import a price sheet',
      'Drop the price sheet into this chat.',
      'The newest that I have is of October 2025',
    ],
    [
      'fr-FR',
      'importer une grille tarifaire',
      'Déposez la grille tarifaire',
      'La plus récente que j’ai : octobre 2025',
    ],
  ])('in %s says how', async (locale, sentence, how, newest) => {
    const nadia = office.person('Nadia Haddad', locale);
    const none = await nadia.says(sentence);
    await importBeside(october, composeSheet([mailBasic]));

    const card = await nadia.says(sentence);

    expect(card.metadata.operation).toBe('prices.import');
    expect(plain(card)).toContain(how);
    expect(plain(card)).toContain('npm run prices:import -- ');
    expect(plain(card)).toContain(newest);
    expect(plain(none)).not.toContain(newest);
  });

  it('is refused from who may not', async () => {
    const refused = await office.person('Thomas Bernard').says('import a price sheet');

    expect(refused.metadata.state).toBe('refused');
    expect(plain(refused)).toContain('You may not take in price sheets.');
  });
});
