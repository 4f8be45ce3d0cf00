import { sql } from 'kysely';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const before = 'FR7630006000011234567890189';
const after = 'FR1420041010050500013M02606';
const grouped = 'FR14 2004 1010 0505 0001 3M02 606';
const ask = `change our IBAN to ${after}`;

const bankFields = () =>
  office.inDatabase(async (database) => {
    const row = await database
      .selectFrom('profile_sections')
      .select('fields')
      .where('section', '=', 'bank')
      .executeTakeFirstOrThrow();
    return JSON.parse(row.fields) as Record<string, string>;
  });
/** Every row of every table but the account's own record of its bank, as one text. */
const everyRow = () =>
  office.inDatabase(async (database) => {
    const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(database);
    const texts = await Promise.all(
      rows.map(async ({ name }) => {
        const { rows: all } = await sql`select * from ${sql.table(name)}`.execute(database);
        return JSON.stringify(all.filter((row) => (row as { section?: string }).section !== 'bank'));
      }),
    );
    return texts.join('\n');
  });
const sealedIn = async () => (await everyRow()).includes(String.raw`\"sealed\":`);
/** However it may be written: whole, in groups, or all but its country. */
const holds = (text: string, iban: string) => text.replace(/\s/g, '').includes(iban.slice(4));

it('are changed by two people; the second sees the whole new number, everybody else a masked one', async () => {
  const claire = office.person('Claire Moreau');
  const david = office.person('David Okafor');

  const proposed = await claire.says(ask);
  expect(textOf(proposed)).toContain('IBAN or account number\nFR76 •••• 0189\nFR14 •••• 2606');
  expect(textOf(proposed)).toContain('A second person must agree.');
  const waiting = await claire.presses('confirm', proposed);
  expect(waiting.metadata.state).toBe('waiting');
  expect(holds(textOf(waiting), after)).toBe(false);

  const request = await david.sees();
  expect(textOf(request)).toContain('Claire Moreau wants to change the bank details.');
  expect(textOf(request)).toContain(`FR76 •••• 0189\n${grouped}`);
  expect((await bankFields()).iban).toBe(before);
  const approved = await david.presses('approve', request);

  expect(await bankFields()).toEqual({ accountHolder: 'Contoso Partner SAS', iban: after, bic: 'AGRIFRPP' });
  for (const card of [approved, await david.sees(), await claire.sees()]) {
    expect(card.metadata.state).toBe('done');
    expect(textOf(card)).toContain('FR14 •••• 2606');
    expect(holds(JSON.stringify(card), after)).toBe(false);
  }
});

it('changent avec l’accord d’une deuxième personne, en français', async () => {
  const ines = office.person('Inès Garcia', 'fr-FR');
  const claire = office.person('Claire Moreau', 'fr-FR');

  const proposed = await ines.says(`change notre IBAN en ${after}`);
  await ines.presses('confirm', proposed);
  const request = await claire.sees();

  expect(textOf(request)).toContain('Inès Garcia souhaite modifier les coordonnées bancaires.');
  expect(textOf(request)).toContain('jamais avec un simple e-mail');
  expect(textOf(request)).toContain(grouped);
  await claire.presses('reject', request, { reason: 'Pas notre banque' });
  expect(textOf(await ines.sees())).toContain('Rien n’a été modifié.');
  expect((await bankFields()).iban).toBe(before);
});

it('lie nowhere in clear on the way, and not even sealed when it is over', async () => {
  const claire = office.person('Claire Moreau');
  const lea = office.person('Léa Marchand');

  const proposed = await claire.says(ask);
  expect(await sealedIn()).toBe(true);
  expect(holds(await everyRow(), after)).toBe(false);
  await claire.presses('confirm', proposed);
  expect(holds(await everyRow(), after)).toBe(false);
  await lea.presses('approve', await lea.sees());

  const rows = await everyRow();
  expect(await sealedIn()).toBe(false);
  expect(holds(rows, after) || holds(rows, before)).toBe(false);
  expect(holds(office.logs.join('\n'), after)).toBe(false);
  expect(rows).toContain('FR14 •••• 2606');
});

it.each([
  ['cancelled', 'cancel', 0],
  ['expired', undefined, 16],
])('leave nothing sealed behind when the change is %s', async (state, button, minutes) => {
  const claire = office.person('Claire Moreau');
  const proposed = await claire.says(ask);

  if (button) await claire.presses(button, proposed);
  await office.wait(minutes);

  expect((await claire.sees()).metadata.state).toBe(state);
  expect(await sealedIn()).toBe(false);
});

it('the trail tells masked old → new, to those who read it', async () => {
  const claire = office.person('Claire Moreau');
  const lea = office.person('Léa Marchand');
  await claire.presses('confirm', await claire.says(ask));
  await lea.presses('approve', await lea.sees());

  const trail = textOf(await claire.says('show the audit trail'));

  expect(trail).toContain('FR76 •••• 0189');
  expect(trail).toContain('FR14 •••• 2606');
  expect(holds(trail, after) || holds(trail, before)).toBe(false);
});

it('reach only those who may change them: nobody else is sent the number', async () => {
  const claire = office.person('Claire Moreau');
  await claire.presses('confirm', await claire.says(ask));
  await office.wait(0);

  const asked = ['David Okafor', 'Inès Garcia', 'Léa Marchand'];
  for (const name of asked) expect(holds(textOf(await office.person(name).sees()), after)).toBe(true);
  for (const name of ['Julien Petit', 'Sofia Lindqvist', 'George Whitfield', 'Hugo Fontaine'])
    expect(office.person(name).chat()).toEqual([]);
});

it('are masked again on the card of someone who lost the right meanwhile', async () => {
  const claire = office.person('Claire Moreau');
  const lea = office.person('Léa Marchand');
  await claire.presses('confirm', await claire.says(ask));
  await office.inDatabase((database) =>
    database.deleteFrom('user_roles').where('object_id', '=', lea.objectId).execute(),
  );

  const list = await lea.says('my requests');
  const card = await lea.presses('choose:1', list);

  expect(textOf(card)).toContain('FR14 •••• 2606');
  expect(holds(JSON.stringify(card), after)).toBe(false);
  expect((await lea.presses('approve', card)).metadata.state).not.toBe('done');
  expect((await bankFields()).iban).toBe(before);
});

it.each([
  ['Claire Moreau', 'FR76 3000 6000 0112 3456 7890 189', 'AGRIFRPP'],
  ['Léa Marchand', 'FR76 3000 6000 0112 3456 7890 189', 'AGRIFRPP'],
  ['Sofia Lindqvist', 'FR76 •••• 0189', 'AGRI ••••'],
  ['George Whitfield', 'FR76 •••• 0189', 'AGRI ••••'],
])('are shown to %s as %s', async (name, iban, bic) => {
  const card = await office.person(name).says('show the bank details');

  expect(textOf(card)).toContain(`IBAN or account number\n${iban}\nBIC or routing number\n${bic}`);
  if (bic.includes('•')) expect(holds(JSON.stringify(card), before)).toBe(false);
});

it('come whole from the form: a field that stays is not sealed, one that is emptied is gone', async () => {
  const claire = office.person('Claire Moreau');
  const lea = office.person('Léa Marchand');

  const form = await claire.says('change the bank details');
  const proposed = await claire.presses('save', form, { accountHolder: 'Contoso Europe', iban: before, bic: '' });
  expect(textOf(proposed)).toContain('BIC or routing number\nAGRI ••••\n—');
  expect(textOf(proposed)).not.toContain('FR76');
  await claire.presses('confirm', proposed);
  await lea.presses('approve', await lea.sees());

  expect(await bankFields()).toEqual({ accountHolder: 'Contoso Europe', iban: before });
});

it.each([
  ['FR1420041010050500013M02607', 'The check digits don’t fit'],
  ['FR14200410100505', 'An IBAN of France has 27 characters; this one has 16.'],
])('with a wrong number, %s, come back as a form: %s', async (iban, error) => {
  const again = await office.person('Claire Moreau').says(`change our IBAN to ${iban}`);

  expect(again.metadata.state).toBe('asking');
  expect(textOf(again)).toContain(error);
  expect(JSON.stringify(again)).toContain(`"value":"${iban}"`);
});

it('are never changed by the asker alone, and not without anybody else', async () => {
  const claire = office.person('Claire Moreau');
  const waiting = await claire.presses('confirm', await claire.says(ask));
  expect(waiting.actions.map(({ id }) => id)).toEqual(['cancel']);

  const others = ['David Okafor', 'Inès Garcia', 'Léa Marchand'].map((name) => office.person(name).objectId);
  await office.inDatabase((database) =>
    database.updateTable('users').set({ enabled: 0 }).where('object_id', 'in', others).execute(),
  );

  const refused = await claire.says(ask);
  expect(refused.metadata.state).toBe('refused');
  expect(textOf(refused)).toContain('It takes the role of incentives admin.\nClaire Moreau can grant it.');
});

it('waiting for an answer outlast a restart', async () => {
  const claire = office.person('Claire Moreau');
  const lea = office.person('Léa Marchand');
  await claire.presses('confirm', await claire.says(ask));
  const request = await lea.sees();
  await office.restart();

  await lea.presses('approve', request);

  expect((await bankFields()).iban).toBe(after);
});
