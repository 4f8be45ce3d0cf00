import type { Card } from '../support/connector';
import { actionsOf, openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ prices: true });
});
afterEach(() => office.close());

const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
const titles = (card: Card) => card.actions.map((action) => action.title);
const channel = { id: '19:sales@thread.tacv2', kind: 'channel' as const };
const button = (card: Card, title: string) => actionsOf(card).find((action) => action.title === title)!.id;
const subscribed = () =>
  office.inDatabase((database) =>
    database.selectFrom('subscriptions').select(['conversation_id', 'product_title', 'segment', 'language']).execute(),
  );

describe('subscribing', () => {
  it('a channel: proposed and agreed there, without a partner price, and undone', async () => {
    const nadia = office.person('Nadia Haddad');

    const choice = await nadia.says('<at>Partner Desk</at> subscribe this channel to E3 price changes', channel);
    expect(choice.metadata).toEqual({ operation: 'offers.subscribe', state: 'choosing' });
    expect(titles(choice).slice(0, 2)).toEqual(['1. Microsoft 365 E3', '2. Office 365 E3']);
    const proposed = await nadia.presses('choose:1', choice, {}, channel);
    expect(proposed.metadata).toEqual({ operation: 'offers.subscribe', state: 'proposed' });
    expect(plain(proposed)).toContain('Keep this conversation posted on Microsoft 365 E3?');
    expect(plain(proposed)).toContain('the estimated retail price, never what you pay');
    expect(await subscribed()).toEqual([]);

    const done = await nadia.presses('confirm', proposed, {}, channel);
    expect(done.metadata.state).toBe('done');
    expect(await subscribed()).toEqual([
      { conversation_id: channel.id, product_title: 'Microsoft 365 E3', segment: 'commercial', language: 'en' },
    ]);
    expect(nadia.chat()).toEqual([]);
    expect(office.connector.everything()).not.toContain('€');

    await nadia.presses('undo', done, {}, channel);
    await nadia.presses('confirm', await nadia.sees());
    expect(await subscribed()).toEqual([]);
  });

  it('only the one who asked can agree', async () => {
    const proposed = await office.person('Nadia Haddad').says('<at>Partner Desk</at> subscribe to offers', channel);

    const pressed = await office.person('Claire Moreau').presses('confirm', proposed, {}, channel);

    expect(plain(pressed)).toContain('made for somebody else');
    expect(await subscribed()).toEqual([]);
  });

  it('une conversation privée, à un segment ; le faire deux fois le dit', async () => {
    const nadia = office.person('Nadia Haddad', 'fr-FR');

    const proposed = await nadia.says('préviens-moi des offres pour les associations');
    expect(plain(proposed)).toContain('Abonnement : tous les produits du segment Associations.');
    expect(plain(proposed)).toContain('Ce que vous payez');
    await nadia.presses('confirm', proposed);

    const again = await nadia.says('préviens-moi des offres pour les associations');
    expect(again.metadata.state).toBe('failed');
    expect(plain(again)).toContain('déjà tenue au courant');
    expect((await nadia.presses('open', again)).metadata.operation).toBe('offers.subscriptions');
    expect(await subscribed()).toMatchObject([{ segment: 'charity', language: 'fr' }]);
  });

  it('to more than before takes in the narrower one, which undo brings back; to less says that it is included', async () => {
    const nadia = office.person('Nadia Haddad');
    await nadia.presses('confirm', await nadia.says('subscribe to Teams Phone Standard price changes'));

    const wider = await nadia.says('subscribe to offers');
    expect(plain(wider)).toContain('Microsoft Teams Phone Standard\nIncluded in the new one');
    const done = await nadia.presses('confirm', wider);
    expect(await subscribed()).toMatchObject([{ product_title: '', segment: '' }]);
    expect(plain(await nadia.says('subscribe to Teams Phone Standard price changes'))).toContain(
      'already kept posted on all products: that includes Microsoft Teams Phone Standard',
    );

    await nadia.presses('confirm', await nadia.presses('undo', done));
    expect(await subscribed()).toMatchObject([{ product_title: 'Microsoft Teams Phone Standard' }]);
  });

  it('agreeing to two proposals of the same makes one', async () => {
    const nadia = office.person('Nadia Haddad');
    const first = await nadia.says('subscribe to offers');
    const second = await nadia.says('subscribe to offers');
    await nadia.presses('confirm', first);

    const late = await nadia.presses('confirm', second);

    expect(late.metadata.state).toBe('failed');
    expect(await subscribed()).toHaveLength(1);
  });

  it('names the right that is missing, and leaves the rest alone', async () => {
    const refused = await office.person('Julien Petit').says('subscribe to offers');

    expect(refused.metadata).toEqual({ operation: 'offers.subscribe', state: 'refused' });
    expect(plain(refused)).toContain('You may not decide what a conversation is told of prices and offers.');
    expect(plain(refused)).toContain('sales agent');
  });

  it.each([
    ['subscribe to Visio Plan 7 offers', 'Visio Plan 2'],
    ['subscribe to Viva Suite offers for nonprofits', 'It is sold for: Commercial or Education.'],
    ['subscribe to Microsoft Stream Plan 1 Legacy offers', 'no longer in the price sheet'],
  ])('“%s” is answered with what there is', async (sentence, answer) => {
    expect(plain(await office.person('Nadia Haddad').says(sentence))).toContain(answer);
    expect(await subscribed()).toEqual([]);
  });

  it('ends at ten, all of which fit on one card', async () => {
    const nadia = office.person('Nadia Haddad');
    await nadia.says('help');
    await office.inDatabase((database) =>
      database
        .insertInto('subscriptions')
        .values(
          Array.from({ length: 10 }, (_, at) => ({
            id: `${at}`,
            conversation_id: `a:${nadia.objectId}`,
            product: `CFQ7TEST${9000 + at}:0001`,
            product_title: `Product ${at}`,
            segment: 'commercial',
            subscriber: nadia.objectId,
            language: 'en',
            created_at: '2026-11-01T00:00:00.000Z',
          })),
        )
        .execute(),
    );

    expect(plain(await nadia.says('subscribe to Visio Plan 2 offers'))).toContain('has 10 subscriptions');
    expect((await nadia.says('subscribe to offers')).metadata.state).toBe('proposed');
    const all = await nadia.says('list our subscriptions');
    expect(actionsOf(all).filter(({ title }) => title === 'Options')).toHaveLength(10);
    expect(Buffer.byteLength(JSON.stringify(all))).toBeLessThan(24 * 1024);
    expect(titles(await nadia.says('unsubscribe from offers'))).toHaveLength(11);
  });
});

describe('what a conversation is told of', () => {
  it('is said in plain words, to everyone in it', async () => {
    const nadia = office.person('Nadia Haddad');
    expect(plain(await nadia.says('<at>Partner Desk</at> what are we subscribed to?', channel))).toContain(
      'This conversation gets no news of prices and offers.',
    );
    const proposed = await nadia.says('<at>Partner Desk</at> subscribe us to government promotions', channel);
    await nadia.presses('confirm', proposed, {}, channel);

    const card = await office.person('Paul Lefebvre', 'fr-FR').says('à quoi ce canal est-il abonné ?', channel);

    expect(card.metadata).toEqual({ operation: 'offers.subscriptions', state: 'answered' });
    expect(plain(card)).toContain('Tous les produits du segment Secteur public');
    expect(plain(card)).toContain('depuis le 23 novembre 2026, à la demande de Nadia Haddad');
    expect(plain(card)).toContain('jamais ce que vous payez');
    expect(actionsOf(card)).toEqual([]);
    expect(plain(await nadia.says('list our subscriptions'))).toContain('no news');
  });
});

describe('unsubscribing', () => {
  it('from nothing says so, in both languages', async () => {
    expect(plain(await office.person('Nadia Haddad').says('unsubscribe from offers'))).toContain('gets no news');
    expect(plain(await office.person('Nadia Haddad', 'fr-FR').says('désabonne ce canal'))).toContain(
      'ne reçoit aucune',
    );
  });

  it('from the only one asks no question, and can be undone', async () => {
    const nadia = office.person('Nadia Haddad');
    await nadia.presses('confirm', await nadia.says('subscribe to offers'));

    const proposed = await nadia.says('stop the price alerts');
    expect(plain(proposed)).toContain('No more news here of all products?');
    await nadia.presses('confirm', proposed);
    expect(await subscribed()).toEqual([]);

    await nadia.presses('confirm', await nadia.says('undo'));
    expect(await subscribed()).toHaveLength(1);
  });

  it('de plusieurs : le choix, un produit nommé, ou tous', async () => {
    const nadia = office.person('Nadia Haddad', 'fr-FR');
    for (const product of ['Visio Plan 2', 'Business Premium', 'Teams Phone Standard']) {
      await nadia.presses('confirm', await nadia.says(`abonne-nous aux offres ${product}`));
      await office.wait(1);
    }

    const choice = await nadia.says('désabonne ce canal');
    expect(choice.metadata).toEqual({ operation: 'offers.unsubscribe', state: 'choosing' });
    expect(titles(choice)).toHaveLength(4);
    const named = await nadia.says('on ne veut plus recevoir de nouvelles de Visio');
    expect(plain(named)).toContain('Abonnement : Visio Plan 2.');
    await nadia.presses('confirm', named);
    expect(plain(await nadia.presses('choose:1', choice))).toContain('Cet abonnement n’existe plus.');
    expect(plain(await nadia.says('on ne veut plus recevoir de nouvelles de Copilot'))).toContain('Elle suit : ');

    await nadia.presses('confirm', await nadia.presses('choose:4', choice));
    expect(await subscribed()).toEqual([]);
  });

  it('by a button of the list', async () => {
    const nadia = office.person('Nadia Haddad');
    await nadia.presses('confirm', await nadia.says('subscribe to offers'));

    const list = await nadia.says('list our subscriptions');
    await nadia.presses('confirm', await nadia.presses(button(list, 'Unsubscribe'), list));

    expect(await subscribed()).toEqual([]);
  });

  it('is for those who may subscribe', async () => {
    const refused = await office.person('Marie Dupont').says('unsubscribe from offers');

    expect(refused.metadata).toEqual({ operation: 'offers.unsubscribe', state: 'refused' });
  });
});

it('a conversation that the bot is taken out of is told nothing any more', async () => {
  const nadia = office.person('Nadia Haddad');
  const proposed = await nadia.says('<at>Partner Desk</at> subscribe to offers', channel);
  await nadia.presses('confirm', proposed, {}, channel);

  await office.post({ ...nadia.activity('', channel), type: 'installationUpdate', action: 'remove' });

  expect(await subscribed()).toEqual([]);
});
