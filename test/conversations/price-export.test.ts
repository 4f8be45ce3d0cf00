import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
});
afterAll(() => office.close());

const exportButton = (card: { actions: { id: string; title: string }[] }, title: string) =>
  card.actions.find((action) => action.title === title)!.id;

it('hands over the price changes as a file, agreed to and written down', async () => {
  const nadia = office.person('Nadia Haddad');
  const changes = await nadia.says('any price changes this month');

  const proposed = await nadia.presses(exportButton(changes, 'As a file (CSV)'), changes);
  expect(proposed.metadata).toEqual({ operation: 'prices.export', state: 'proposed' });
  expect(textOf(proposed)).toContain('The file holds what you pay');
  const done = await nadia.presses('confirm', proposed);
  expect(done.metadata.state).toBe('done');
  const { name, text } = await nadia.takesFile();

  expect(name).toMatch(/^price-changes-2026-11-\d\d\.csv$/);
  expect(text.startsWith('\uFEFF"From","What","Product","SKU"')).toBe(true);
  expect(text).toMatch(/"2026-11-01","Price rises","Microsoft 365 Business Basic",.*"EUR","66\.72","73\.44","10\.07"/);
  expect(text).toContain('"Texts"');
  expect(textOf(await office.person('Claire Moreau').says('show the audit trail'))).toContain(
    'Price changes as a file',
  );
});

it('garde le filtre, et écrit comme les tableurs français', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');
  const changes = await nadia.says('changements de prix');
  const rises = changes.actions.find(({ title }) => title.startsWith('Hausses'))!;
  const shown = await nadia.presses(rises.id, changes);

  await nadia.presses('confirm', await nadia.presses(exportButton(shown, 'En fichier (CSV)'), shown));
  const { name, text } = await nadia.takesFile();

  expect(name).toMatch(/-up\.csv$/);
  expect(text).toContain('"66,72";"73,44";"10,07"');
  const kinds = text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(';')[1]);
  expect(new Set(kinds).size).toBe(1);
});
