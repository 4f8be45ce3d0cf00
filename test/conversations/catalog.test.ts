import { roleIds } from '../../src/account/roles';
import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import type { Card } from '../support/connector';
import { actionsOf, openOffice, textOf, type Office } from '../support/office';
import { sampleSheets } from '../support/price-sheets';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ prices: true });
});
afterEach(() => office.close());

/** Intl parts numbers and currencies by narrow spaces: a test is read more easily without. */
const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
const buttons = (card: Card) => actionsOf(card).map(({ id, title }) => `${id} ${title}`);
const titles = (card: Card) => card.actions.map((action) => action.title);

const premium = ['CFQ7TEST0003', 'Microsoft 365 Business Premium'] as const;
const e3 = ['CFQ7TEST0006', 'Microsoft 365 E3'] as const;
const exchange = ['CFQ7TEST0023', 'Exchange Online (Plan 1)'] as const;
const copilot = 'Microsoft 365 Copilot';

/** What is pinned, by title, as the account has it. */
const pinned = () =>
  office.inDatabase(async (database) => {
    const { offers } = await database.selectFrom('pinned_offers').selectAll().executeTakeFirstOrThrow();
    return (JSON.parse(offers) as { title: string }[]).map(({ title }) => title);
  });
/** Pins behind the desk's back. */
const pinOnly = (...offers: (readonly [productId: string, title: string])[]) =>
  office.inDatabase((database) =>
    database
      .updateTable('pinned_offers')
      .set((row) => ({
        offers: JSON.stringify(offers.map(([productId, title]) => ({ productId, skuId: '0001', title }))),
        version: row('version', '+', 1),
      }))
      .execute(),
  );
const fivePinned = () =>
  pinOnly(premium, e3, exchange, ['CFQ7TEST0073', 'Viva Suite'], ['CFQ7TEST0075', 'Clipchamp Premium']);
const auditOf = (operation: string) =>
  office.inDatabase(async (database) => {
    const query = database
      .selectFrom('audit_entries')
      .select(['outcome', 'subject'])
      .where('operation', '=', operation);
    return await query.orderBy('sequence').execute();
  });

describe('the catalog', () => {
  it('shows the pinned first, with their prices, then what is sold by segment', async () => {
    const card = await office.person('Nadia Haddad').says('show the catalog');

    expect(card.metadata).toEqual({ operation: 'catalog.show', state: 'answered' });
    expect(plain(card)).toContain('1\nMicrosoft 365 Business Premium\nCommercial · €19.23 per licence and month');
    expect(plain(card)).toMatch(/2\nMicrosoft 365 E3\n[^]*3\nExchange Online \(Plan 1\)\n[^]*Commercial \(75\)/);
    expect(plain(card)).toContain('Dynamics 365 Business Central Essentials\n2 variants');
    expect(plain(card)).toContain('Page 1 of 24');
    expect(card.fallbackText).toContain(
      'Microsoft 365 Business Premium, Microsoft 365 E3 and Exchange Online (Plan 1)',
    );
  });

  it('se feuillette, et se limite à un segment, sur place', async () => {
    const nadia = office.person('Nadia Haddad', 'fr-FR');
    const first = await nadia.says('ouvre le catalogue');
    expect(plain(first)).toContain('19,23 € par licence et par mois');

    const second = await nadia.presses('next', first);
    expect(plain(second)).toContain('Page 2 sur 24');
    expect(plain(second)).not.toContain('épinglées');
    expect(plain(await nadia.presses('previous', second))).toContain('Offres épinglées (3)');

    const education = await nadia.presses('open:2', first);
    expect(plain(education)).toContain('Catalogue · Éducation');
    expect(plain(education)).toContain('64 offres en vente');
    expect(titles(education)).toEqual([
      'Page suivante',
      'Tous les segments',
      'Entreprises (75)',
      'Associations (40)',
      'Secteur public (56)',
    ]);
    expect(plain(await nadia.presses('next', education))).toContain('Catalogue · Éducation');
    expect(plain(await nadia.presses('open:1', education))).toContain('Offres épinglées (3)');
  });

  it('of a segment has the pinned offers of that segment alone', async () => {
    const nadia = office.person('Nadia Haddad');

    expect(plain(await nadia.says('catalog for nonprofits'))).not.toContain('Pinned');
    const commercial = await nadia.says('commercial segment catalog');

    expect(plain(commercial)).toContain('Pinned (3)');
    expect(buttons(commercial).filter((button) => button.startsWith('edit'))).toEqual([]);
  });

  it.each(['en-US', 'fr-FR'])('stays small with five pinned and all their buttons (%s)', async (locale) => {
    await fivePinned();

    const card = await office.person('Nadia Haddad', locale).says(locale === 'fr-FR' ? 'catalogue' : 'catalog');

    expect(actionsOf(card).filter(({ id }) => /^(edit|choose):/.test(id))).toHaveLength(13);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(24 * 1024);
  });

  it('says whether a product is in it, and leads on', async () => {
    const nadia = office.person('Nadia Haddad');

    const several = await nadia.says('is Visio in our catalog?');
    expect(several.metadata.state).toBe('choosing');
    expect(plain(several)).toContain('Yes: 2 offers of the catalog fit “Visio”.');
    const visio = await nadia.presses('choose:2', several);
    expect(plain(visio)).toMatch(/Visio Plan 2[^]*In the catalog\./);
    expect(titles(visio)).toEqual(['Pin', 'Show the price', 'Show the catalog']);
    expect((await nadia.presses('open:1', visio)).metadata.operation).toBe('prices.find');

    const proposed = await nadia.presses('choose:1', visio);
    expect(proposed.metadata).toEqual({ operation: 'catalog.pin', state: 'proposed' });
    const pinnedOne = await nadia.says('is business premium in our catalog?');
    expect(plain(pinnedOne)).toContain('In the catalog, pinned at place 1.');
    expect(titles(pinnedOne)).toEqual(['Unpin', 'Show the price', 'Show the catalog']);
  });

  it('offers the nearest where nothing fits, and says where else a product is sold', async () => {
    const nadia = office.person('Nadia Haddad');

    expect(plain(await nadia.says('is Visio Plan 7 in our catalog?'))).toContain('Visio Plan');
    expect(plain(await nadia.says('is Viva Suite for nonprofits in our catalog?'))).toContain(
      'It is sold for: Commercial or Education.',
    );
  });

  it('is answered in private, since it shows partner prices', async () => {
    const nadia = office.person('Nadia Haddad');
    const channel = { id: '19:sales@thread.tacv2', kind: 'channel' as const };

    const said = await nadia.says('<at>Partner Desk</at> show the catalog', channel);

    expect(plain(said)).not.toMatch(/€|Exchange/);
    expect(plain(await nadia.sees())).toContain('€19.23 per licence and month');
  });
});

describe('pinning', () => {
  it('by a sentence: old → new, confirmed, written down, undone', async () => {
    const nadia = office.person('Nadia Haddad');

    const proposed = await nadia.says('pin Microsoft 365 Copilot');
    expect(proposed.metadata).toEqual({ operation: 'catalog.pin', state: 'proposed' });
    expect(plain(proposed)).toContain('Pin Microsoft 365 Copilot at the top of the catalog?');
    expect(plain(proposed)).toContain('Place 4\n—\nMicrosoft 365 Copilot');
    expect(await pinned()).toEqual([premium[1], e3[1], exchange[1]]);

    const done = await nadia.presses('confirm', proposed);
    expect(done.metadata.state).toBe('done');
    expect(await pinned()).toEqual([premium[1], e3[1], exchange[1], copilot]);
    expect(await auditOf('catalog.pin')).toEqual([
      { outcome: 'done', subject: expect.stringMatching(/^CFQ7TEST\d{4}:/) },
    ]);

    const undone = await nadia.presses('confirm', await nadia.presses('undo', done));
    expect(undone.metadata.state).toBe('done');
    expect(await pinned()).toEqual([premium[1], e3[1], exchange[1]]);
  });

  it('en français, avec le choix quand plusieurs produits correspondent', async () => {
    const nadia = office.person('Nadia Haddad', 'fr-FR');
    await pinOnly(premium);

    const choice = await nadia.says('épingle E3');
    expect(choice.metadata).toEqual({ operation: 'catalog.pin', state: 'choosing' });
    expect(titles(choice).slice(0, 2)).toEqual(['1. Microsoft 365 E3', '2. Office 365 E3']);
    const proposed = await nadia.presses('choose:2', choice);
    expect(plain(proposed)).toContain('Épingler Office 365 E3 en tête du catalogue ?');
    expect(plain(proposed)).toContain('Position 2\n—\nOffice 365 E3');
    expect(plain(await nadia.presses('confirm', proposed))).toContain(
      'Office 365 E3 est épinglé en tête du catalogue.',
    );

    expect(await pinned()).toEqual([premium[1], 'Office 365 E3']);
  });

  it('a sixth asks which one makes room, and takes its place', async () => {
    await fivePinned();
    const nadia = office.person('Nadia Haddad');

    const choice = await nadia.says('pin Microsoft 365 Copilot');
    expect(choice.metadata).toEqual({ operation: 'catalog.pin', state: 'choosing' });
    expect(plain(choice)).toContain('Which one makes room for Microsoft 365 Copilot?');
    expect(titles(choice)).toEqual([
      `1. ${premium[1]}`,
      `2. ${e3[1]}`,
      `3. ${exchange[1]}`,
      '4. Viva Suite',
      '5. Clipchamp Premium',
    ]);
    const proposed = await nadia.presses('choose:3', choice);
    expect(plain(proposed)).toContain('Place 3\nExchange Online (Plan 1)\nMicrosoft 365 Copilot');
    const done = await nadia.presses('confirm', proposed);

    expect(await pinned()).toEqual([premium[1], e3[1], copilot, 'Viva Suite', 'Clipchamp Premium']);
    await nadia.presses('confirm', await nadia.presses('undo', done));
    expect(await pinned()).toEqual([premium[1], e3[1], exchange[1], 'Viva Suite', 'Clipchamp Premium']);
  });

  it('une sixième, en français ; le choix se refait si la place demandée n’est plus prise', async () => {
    await fivePinned();
    const nadia = office.person('Nadia Haddad', 'fr-FR');
    const choice = await nadia.says('épingle Microsoft 365 Copilot');
    expect(plain(choice)).toContain('Laquelle cède sa place à Microsoft 365 Copilot ?');
    await pinOnly(
      premium,
      e3,
      ['CFQ7TEST0070', 'Dynamics 365 Finance'],
      ['CFQ7TEST0073', 'Viva Suite'],
      ['CFQ7TEST0075', 'Clipchamp Premium'],
    );

    const again = await nadia.presses('choose:3', choice);

    expect(again.metadata.state).toBe('choosing');
    expect(titles(again)).toContain('3. Dynamics 365 Finance');
  });

  it('what is pinned already says so with its place, and leads to the catalog', async () => {
    const nadia = office.person('Nadia Haddad');

    const card = await nadia.says('pin business premium');

    expect(plain(card)).toContain('Microsoft 365 Business Premium is pinned already, at place 1.');
    expect((await nadia.presses('open', card)).metadata.operation).toBe('catalog.show');
  });
});

describe('unpinning', () => {
  it('means what is pinned: “E3” needs no choice; the others move up', async () => {
    const nadia = office.person('Nadia Haddad');

    const proposed = await nadia.says('unpin E3');
    expect(plain(proposed)).toContain('Place 2\nMicrosoft 365 E3\nExchange Online (Plan 1)');
    const done = await nadia.presses('confirm', proposed);
    expect(plain(done)).toContain('Microsoft 365 E3 is no longer pinned.');

    expect(await pinned()).toEqual([premium[1], exchange[1]]);
    await nadia.presses('confirm', await nadia.says('undo'));
    expect(await pinned()).toEqual([premium[1], e3[1], exchange[1]]);
  });

  it('en français, par le bouton de la ligne', async () => {
    const nadia = office.person('Nadia Haddad', 'fr-FR');

    const proposed = await nadia.presses('edit:1', await nadia.says('ouvre le catalogue'));
    expect(plain(proposed)).toContain('Retirer Microsoft 365 Business Premium de la tête du catalogue ?');
    await nadia.presses('confirm', proposed);

    expect(await pinned()).toEqual([e3[1], exchange[1]]);
  });

  it('asks which one where several pinned offers fit', async () => {
    await pinOnly(e3, ['CFQ7TEST0013', 'Office 365 E3']);
    const nadia = office.person('Nadia Haddad');

    const choice = await nadia.says('unpin E3');
    expect(plain(choice)).toContain('2 pinned offers fit “E3”. Which one?');
    await nadia.presses('confirm', await nadia.presses('choose:2', choice));

    expect(await pinned()).toEqual([e3[1]]);
  });
});

describe('moving', () => {
  it('by a sentence, up to the top', async () => {
    const nadia = office.person('Nadia Haddad');

    const proposed = await nadia.says('move Exchange Online to position 1');
    expect(proposed.metadata).toEqual({ operation: 'catalog.move', state: 'proposed' });
    expect(plain(proposed)).toContain(`Place 1\n${premium[1]}\n${exchange[1]}`);
    await nadia.presses('confirm', proposed);

    expect(await pinned()).toEqual([exchange[1], premium[1], e3[1]]);
    await nadia.presses('confirm', await nadia.says('undo'));
    expect(await pinned()).toEqual([premium[1], e3[1], exchange[1]]);
  });

  it.each([
    ['en-US', 'put E3 first in the pinned list'],
    ['fr-FR', 'mets E3 en premier dans les épinglés'],
    ['fr-FR', 'fais remonter E3 à la première place'],
  ])('%s: “%s”', async (locale, sentence) => {
    const nadia = office.person('Nadia Haddad', locale);

    await nadia.presses('confirm', await nadia.says(sentence));

    expect(await pinned()).toEqual([e3[1], premium[1], exchange[1]]);
  });

  it('“to the top” of what is pinned already is one press away', async () => {
    const nadia = office.person('Nadia Haddad');
    const choice = await nadia.says('move E3 to the top');
    expect(plain(choice)).toContain('Microsoft 365 E3\nCommercial · pinned, place 2');

    const told = await nadia.presses('choose:1', choice);
    expect(plain(told)).toContain('Microsoft 365 E3 is pinned already, at place 2.');
    await nadia.presses('confirm', await nadia.presses('choose:1', told));

    expect(await pinned()).toEqual([e3[1], premium[1], exchange[1]]);
  });

  it('by the buttons of its row, which only the places that there are have', async () => {
    const nadia = office.person('Nadia Haddad');
    const card = await nadia.says('show the catalog');
    expect(buttons(card).filter((button) => /^(choose|edit)/.test(button))).toEqual([
      'choose:1 ↓ Down',
      'edit:1 Unpin',
      'choose:2 ↑ Up',
      'choose:3 ↓ Down',
      'edit:2 Unpin',
      'choose:4 ↑ Up',
      'edit:3 Unpin',
    ]);

    await nadia.presses('confirm', await nadia.presses('choose:3', card));
    expect(await pinned()).toEqual([premium[1], exchange[1], e3[1]]);
    await nadia.presses('confirm', await nadia.presses('choose:2', await nadia.says('show the catalog')));

    expect(await pinned()).toEqual([exchange[1], premium[1], e3[1]]);
  });

  it('behind the last place becomes the last, and says so before it is confirmed', async () => {
    const nadia = office.person('Nadia Haddad');

    const proposed = await nadia.says('move business premium to position 5');
    expect(plain(proposed)).toContain('it goes last');
    await nadia.presses('confirm', proposed);

    expect(await pinned()).toEqual([e3[1], exchange[1], premium[1]]);
  });

  it('calls what was unpinned meanwhile by its title, also where a button names it', async () => {
    const nadia = office.person('Nadia Haddad');
    const pinnedOne = await nadia.says('catalog exchange online plan 1');
    expect(titles(pinnedOne)[0]).toBe('Unpin');
    await pinOnly(premium, e3);

    const card = await nadia.presses(pinnedOne.actions[0]!.id, pinnedOne);

    expect(plain(card)).toContain('“Exchange Online (Plan 1)” is not pinned.');
  });

  it('of what is not pinned offers to pin it', async () => {
    const nadia = office.person('Nadia Haddad');

    const card = await nadia.says('move Microsoft 365 Copilot to position 1');

    expect(plain(card)).toContain('“Microsoft 365 Copilot” is not pinned.');
    const proposed = await nadia.presses('open', card);
    expect(proposed.metadata).toEqual({ operation: 'catalog.pin', state: 'proposed' });
  });

  it('without a place or a product asks for them; what is no place is asked for again', async () => {
    const nadia = office.person('Nadia Haddad');

    const form = await nadia.says('reorder the pinned offers');
    expect(form.metadata).toEqual({ operation: 'catalog.move', state: 'asking' });
    const again = await nadia.presses('next', form, { product: 'E3', position: 'up' });
    expect(again.metadata.state).toBe('asking');
    const proposed = await nadia.presses('next', again, { position: '1' });

    expect(proposed.metadata.state).toBe('proposed');
  });
});

describe('somebody else in between', () => {
  it('a change that was agreed on another order is not made', async () => {
    const nadia = office.person('Nadia Haddad');
    const hugo = office.person('Hugo Fontaine');
    const proposed = await nadia.says('pin Microsoft 365 Copilot');
    await hugo.presses('confirm', await hugo.says('unpin E3'));

    const failed = await nadia.presses('confirm', proposed);

    expect(failed.metadata.state).toBe('failed');
    expect(plain(failed)).toContain('Somebody changed this in the meantime');
    expect(await pinned()).toEqual([premium[1], exchange[1]]);
  });

  it('nor is one taken back; ce qui est dit aussi en français', async () => {
    const nadia = office.person('Nadia Haddad', 'fr-FR');
    const hugo = office.person('Hugo Fontaine');
    const done = await nadia.presses('confirm', await nadia.says('épingle Microsoft 365 Copilot'));
    await hugo.presses('confirm', await hugo.says('move Copilot to position 1'));

    const refused = await nadia.presses('confirm', await nadia.presses('undo', done));

    expect(refused.metadata.state).toBe('failed');
    expect(plain(refused)).toContain('Quelqu’un a modifié cela entre-temps');
    expect(await pinned()).toEqual([copilot, premium[1], e3[1], exchange[1]]);
  });

  it('one’s own changes are taken back one after the other', async () => {
    const nadia = office.person('Nadia Haddad');
    await nadia.presses('confirm', await nadia.says('unpin E3'));
    await office.wait(1);
    await nadia.presses('confirm', await nadia.says('pin Microsoft 365 Copilot'));

    await nadia.presses('confirm', await nadia.says('undo'));
    await nadia.presses('confirm', await nadia.says('undo'));

    expect(await pinned()).toEqual([premium[1], e3[1], exchange[1]]);
  });

  it('after 30 minutes nothing is taken back', async () => {
    const nadia = office.person('Nadia Haddad');
    const done = await nadia.presses('confirm', await nadia.says('unpin E3'));

    await office.wait(31);

    expect(plain(await nadia.presses('undo', done))).toContain('There is nothing to take back.');
    expect(await pinned()).toEqual([premium[1], exchange[1]]);
  });

  it('whoever loses the role neither confirms nor takes back', async () => {
    const nadia = office.person('Nadia Haddad');
    const done = await nadia.presses('confirm', await nadia.says('unpin E3'));
    const proposed = await nadia.says('pin Microsoft 365 Copilot');
    const undo = await nadia.presses('undo', done);
    await office.inDatabase((database) =>
      database.deleteFrom('user_roles').where('object_id', '=', nadia.objectId).execute(),
    );

    const ends = [await nadia.presses('confirm', proposed), await nadia.presses('confirm', undo)];

    expect(ends.map((card) => card.metadata.state)).toEqual(['failed', 'failed']);
    expect(plain(ends[1]!)).toContain('Nadia Haddad no longer has the right');
    expect(await pinned()).toEqual([premium[1], exchange[1]]);
  });
});

describe('a product that is no longer sold', () => {
  const stream = ['CFQ7TEST0076', 'Microsoft Stream Plan 1 Legacy'] as const;

  it('stays pinned with a note until it is unpinned', async () => {
    await pinOnly(premium, stream, ['CFQ7TEST9999', 'Sold long ago']);
    const nadia = office.person('Nadia Haddad');

    const card = await nadia.says('show the catalog');
    expect(plain(card)).toContain('2\nMicrosoft Stream Plan 1 Legacy\nCommercial\nNo longer in the price sheet');
    expect(plain(card)).toContain('3\nSold long ago\nNo longer in the price sheet');
    expect(plain(card).match(/No longer in the price sheet/g)).toHaveLength(2);
    await nadia.presses('confirm', await nadia.presses('edit:3', card));
    await nadia.presses('confirm', await nadia.presses('edit:2', await nadia.says('show the catalog')));

    expect(await pinned()).toEqual([premium[1]]);
  });

  it('le porte dès la grille du mois suivant ; et ne s’épingle plus', async () => {
    await office.close();
    office = await openOffice();
    const nadia = office.person('Nadia Haddad', 'fr-FR');
    const take = (month: number) =>
      office.inDatabase(async (database) =>
        importPriceSheet(database, await openPriceSheet(sampleSheets[month]!), { now: office.now() }),
      );
    await take(0);
    await office.restart();
    await nadia.presses('confirm', await nadia.says('épingle Microsoft Stream Plan 1 Legacy'));
    expect(await pinned()).toContain(stream[1]);
    expect(plain(await nadia.says('ouvre le catalogue'))).not.toContain('N’est plus dans la grille tarifaire');

    await take(1);

    expect(plain(await nadia.says('ouvre le catalogue'))).toContain(
      `${stream[1]}\nEntreprises\nN’est plus dans la grille`,
    );
    await nadia.presses('confirm', await nadia.says('désépingle Microsoft Stream Plan 1 Legacy'));
    expect(plain(await nadia.says('épingle Microsoft Stream Plan 1 Legacy'))).toContain(
      'Microsoft Stream Plan 1 Legacy n’est plus dans la grille tarifaire.',
    );
  });
});

describe('without any price sheet', () => {
  beforeEach(async () => {
    await office.close();
    office = await openOffice();
  });

  it('the pinned are shown under their last titles, without a note, and can be ordered', async () => {
    const nadia = office.person('Nadia Haddad');

    const card = await nadia.says('show the catalog');
    expect(plain(card)).toContain('I have no price sheet yet.');
    expect(plain(card)).toContain('1\nMicrosoft 365 Business Premium');
    expect(plain(card)).not.toContain('No longer');
    await nadia.presses('confirm', await nadia.presses('choose:1', card));

    expect(await pinned()).toEqual([e3[1], premium[1], exchange[1]]);
    expect(plain(await nadia.says('pin Microsoft 365 Copilot'))).toContain('I have no price sheet yet.');
  });

  it('and with nothing pinned there is nothing to show or to move', async () => {
    await pinOnly();
    const nadia = office.person('Nadia Haddad', 'fr-FR');

    expect(plain(await nadia.says('ouvre le catalogue'))).toContain('Je n’ai encore aucune grille tarifaire.');
    expect(plain(await nadia.says('désépingle E3'))).toContain('Rien n’est épinglé dans le catalogue.');
  });

  it('an account that never pinned anything begins with its first pin', async () => {
    await office.close();
    office = await openOffice({ prices: true });
    await office.inDatabase((database) => database.deleteFrom('pinned_offers').execute());
    const nadia = office.person('Nadia Haddad');

    expect(plain(await nadia.says('show the catalog'))).toContain('Say “pin Clipchamp Premium”, for instance.');
    await nadia.presses('confirm', await nadia.says('pin Microsoft 365 Copilot'));

    expect(await pinned()).toEqual([copilot]);
  });
});

describe('who may', () => {
  const sees = ['global-admin', 'billing-admin', 'user-admin', 'partner-program-admin', 'admin-agent', 'sales-agent'];
  const manages = ['global-admin', 'admin-agent', 'sales-agent'];
  const sentences = ['pin Microsoft 365 Copilot', 'unpin E3', 'move E3 to position 1'];

  it.each(roleIds)('%s', async (role) => {
    const megan = office.person('Megan Bowen');
    await office.inDatabase((database) =>
      database.insertInto('user_roles').values({ object_id: megan.objectId, role }).execute(),
    );

    const shown = await megan.says('show the catalog');
    const changes = [];
    for (const sentence of sentences) changes.push((await megan.says(sentence)).metadata.state);

    expect(shown.metadata.state).toBe(sees.includes(role) ? 'answered' : 'refused');
    expect(buttons(shown).some((button) => button.startsWith('edit'))).toBe(manages.includes(role));
    expect(new Set(changes)).toEqual(new Set([manages.includes(role) ? 'proposed' : 'refused']));
    expect(await pinned()).toEqual([premium[1], e3[1], exchange[1]]);
  });

  it('an employee sees neither offers nor prices, and is told who can help', async () => {
    const paul = office.person('Paul Lefebvre', 'fr-FR');

    const shown = await paul.says('ouvre le catalogue');
    expect(shown.metadata).toEqual({ operation: 'catalog.show', state: 'refused' });
    expect(plain(shown)).not.toMatch(/€|Exchange/);
    const refused = await paul.says('épingle Microsoft 365 Copilot');

    expect(plain(refused)).toContain('Vous ne pouvez pas choisir les offres épinglées dans le catalogue.');
    expect(plain(refused)).toMatch(/administrateur général, agent administrateur ou agent commercial/);
    expect(plain(refused)).toMatch(/Claire Moreau.* peut l’attribuer/);
  });
});

it.each([
  ['en-US', 'unpin E5', '“E5” is not pinned.'],
  ['fr-FR', 'désépingle Intune', '« Intune » n’est pas épinglé.'],
  ['en-US', 'move E3 to position 9', 'There is no place 9: 5 offers at most are pinned.'],
  ['fr-FR', 'mets E3 en position 9', 'Il n’y a pas de position 9'],
  ['en-US', 'move E3 to position 2', 'Microsoft 365 E3 is at place 2 already.'],
  ['fr-FR', 'mets E3 en position 2', 'Microsoft 365 E3 est déjà en position 2.'],
  ['en-US', 'pin Visio Plan 7', 'Do you mean one of these?'],
])('%s “%s”: %s', async (locale, sentence, answer) => {
  const card = await office.person('Nadia Haddad', locale).says(sentence);

  expect(plain(card)).toContain(answer);
  expect(card.metadata.state).not.toBe('proposed');
  expect(await pinned()).toEqual([premium[1], e3[1], exchange[1]]);
});
