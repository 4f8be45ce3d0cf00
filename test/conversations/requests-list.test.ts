import { randomUUID } from 'node:crypto';
import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const ids = (card: Card) => card.actions.map((action) => action.id);
const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
/** As many more of the one request that there is, each with its card for everyone who has one of it. */
async function multiply(times: number): Promise<void> {
  await office.inDatabase(async (database) => {
    const matter = await database.selectFrom('matters').selectAll().executeTakeFirstOrThrow();
    const cards = await database.selectFrom('matter_cards').selectAll().execute();
    const begun = Date.parse(matter.created_at);
    await database.transaction().execute(async (transaction) => {
      for (let at = 1; at <= times; at += 1) {
        const id = randomUUID();
        const created_at = new Date(begun + at * 1_000).toISOString();
        await transaction
          .insertInto('matters')
          .values({ ...matter, id, activity_key: null, created_at })
          .execute();
        const copies = cards.map((card) => ({ ...card, id: randomUUID(), matter: id, delivery: 'sent' as const }));
        await transaction.insertInto('matter_cards').values(copies).execute();
      }
    });
  });
}

describe('one’s own request', () => {
  it.each([
    [
      'Claire Moreau',
      'en-US',
      'subscribe to offers',
      'my requests',
      'You made 1 request',
      'Nothing waits for your decision.',
    ],
    [
      'Claire Moreau',
      'fr-FR',
      'abonne-nous aux offres',
      'qu’est-ce qui attend mon accord ?',
      'Vous avez fait 1 demande',
      'Rien n’attend votre décision.',
    ],
  ])('%s (%s): “%s”, “%s”', async (name, locale, asks, looks, own, nothing) => {
    const person = office.person(name, locale);
    await person.says(asks);

    const list = plain(await person.says(looks));

    expect(list).toContain(own);
    expect(list).toContain(nothing);
  });

  it('of whoever never decides is all that is spoken of', async () => {
    const paul = office.person('Paul Lefebvre');
    await paul.says('I forgot my password');

    expect(plain(await paul.says('my requests'))).not.toContain('your decision');
  });
});

describe('many requests', () => {
  it('are all counted, and all reached page by page', async () => {
    await office.person('Paul Lefebvre').says('I forgot my password');
    await multiply(60);
    const thomas = office.person('Thomas Bernard');

    let page = await thomas.says('what is waiting for my approval?');
    expect(textOf(page)).toContain('61 requests wait for your decision');
    expect(page.fallbackText).toContain('61 to decide, 0 of your own.');
    expect(textOf(page)).toContain('Page 1 of 13');
    const opened = new Set<string>();
    for (;;) {
      for (const { id, data } of page.actions.filter((action) => action.id.startsWith('choose')))
        opened.add(`${id} ${JSON.stringify(data)}`);
      if (!ids(page).includes('next')) break;
      page = await thomas.presses('next', page);
    }

    expect(opened.size).toBe(61);
    expect(textOf(page)).toContain('Page 13 of 13');
    expect(ids(page)).toEqual(['previous', 'choose:1']);
  });

  it('dans les pages suivantes, chacune s’ouvre et se décide', async () => {
    const paul = office.person('Paul Lefebvre', 'fr-FR');
    await paul.says('j’ai oublié mon mot de passe');
    await multiply(70);
    const thomas = office.person('Thomas Bernard', 'fr-FR');
    let page = await thomas.says('demandes en attente');
    expect(textOf(page)).toContain('71 demandes attendent votre décision');
    for (let at = 0; at < 14; at += 1) page = await thomas.presses('next', page);

    const request = await thomas.presses('choose:1', page);
    expect(textOf(request)).toContain('Accorder un nouveau mot de passe à Paul Lefebvre');
    await thomas.presses('reject', request);

    expect(textOf(await thomas.says('demandes en attente'))).toContain('70 demandes attendent votre décision');
    expect(textOf(await paul.says('mes demandes'))).toContain('Vous avez fait 70 demandes');
  });

  it('that were decided while a page was looked at are no longer on it', async () => {
    await office.person('Paul Lefebvre').says('I forgot my password');
    await multiply(5);
    const thomas = office.person('Thomas Bernard');
    const first = await thomas.says('my requests');
    await office.inDatabase((database) =>
      database.updateTable('matters').set({ step: 'rejected' }).where('activity_key', 'is', null).execute(),
    );

    const second = await thomas.presses('next', first);

    expect(textOf(second)).toContain('1 request waits for your decision');
  });

  it.each([
    ['en-US', 'my requests', 'At least 1,000 requests wait for your decision'],
    ['fr-FR', 'mes demandes', 'Au moins 1 000 demandes attendent votre décision'],
  ])('beyond a thousand are said to be at least so many, and go on (%s)', async (locale, sentence, head) => {
    await office.person('Paul Lefebvre').says('I forgot my password');
    await multiply(1_010);
    const thomas = office.person('Thomas Bernard', locale);

    const list = await thomas.says(sentence);

    expect(plain(list)).toContain(head);
    expect(ids(await thomas.presses('next', list))).toEqual(expect.arrayContaining(['choose:5', 'next', 'previous']));
  });
});

it('a request that concerns others is not opened by a list’s button', async () => {
  const nadia = office.person('Nadia Haddad');
  const paul = office.person('Paul Lefebvre');
  await paul.says('I forgot my password');
  const list = await paul.says('my requests');
  expect(ids(list)).toEqual(['choose:1']);
  await office.inDatabase((database) => database.updateTable('matters').set({ asker: nadia.objectId }).execute());

  expect(textOf(await paul.presses('choose:1', list))).toContain('This request is no longer open.');
});
