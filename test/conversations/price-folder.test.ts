import { copyFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openOffice, textOf, type Office } from '../support/office';
import { sampleSheets } from '../support/price-sheets';

let office: Office;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'price-folder-'));
  office = await openOffice({ environment: { PRICE_FOLDER: folder } });
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As if it had lain there for an hour. */
function lay(name: string, content?: string): void {
  const path = join(folder, name);
  if (content === undefined)
    copyFileSync(
      sampleSheets.find((sheet) => basename(sheet) === name)!,
      path,
    );
  else writeFileSync(path, content);
  const then = new Date(office.now().getTime() - 3_600_000);
  utimesSync(path, then, then);
}

const november = 'Nov_NCE_LicenseBasedPL_GA_FR.csv';
const countEntries = () =>
  office.inDatabase(async (database) => {
    const rows = await database
      .selectFrom('audit_entries')
      .select('outcome')
      .where('operation', '=', 'prices.import')
      .execute();
    return rows.map(({ outcome }) => outcome);
  });

it('takes in what is laid into the folder, once, and says so', async () => {
  lay(november);

  await office.wait(2);
  await office.wait(2);

  const nadia = office.person('Nadia Haddad');
  expect(textOf(await nadia.says('price of business premium'))).toContain('Microsoft 365 Business Premium');
  expect(textOf(await nadia.says('import a price sheet'))).toContain(
    `From the folder: ${november} was taken in on 23 November 2026.`,
  );
  expect(await countEntries()).toEqual(['done']);
});

it('dit une seule fois ce qui ne va pas dans un fichier, et le relit une fois corrigé', async () => {
  lay('Dec_faulty.csv', 'ProductTitle,ProductId\nContoso,CFQ7TEST0001\n');

  await office.wait(2);
  await office.wait(2);

  const nadia = office.person('Nadia Haddad', 'fr-FR');
  expect(textOf(await nadia.says('importe une grille tarifaire'))).toContain(
    'Depuis le dossier\u00a0: Dec_faulty.csv n’a pas pu être importé.',
  );
  expect(await countEntries()).toEqual(['done', 'failed']);
  expect(office.logs.filter((line) => line.includes('could not be taken in'))).toHaveLength(1);

  lay('Dec_faulty.csv', 'ProductTitle,ProductId\nContoso,CFQ7TEST0001\nContoso,CFQ7TEST0002\n');
  await office.wait(2);
  expect(await countEntries()).toEqual(['done', 'failed', 'failed']);
});

it('leaves alone what is still being written, and what is no price sheet', async () => {
  writeFileSync(join(folder, 'Oct_NCE_LicenseBasedPL_GA_FR.csv'), 'half of');
  utimesSync(join(folder, 'Oct_NCE_LicenseBasedPL_GA_FR.csv'), office.now(), office.now());
  lay('notes.txt', 'hello');
  const before = await countEntries();

  await office.desk.sweep();

  expect(await countEntries()).toEqual(before);
});
