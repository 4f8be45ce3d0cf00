import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import type { Card } from '../support/connector';
import { actionsOf, openOffice, textOf, type Office } from '../support/office';
import type { Person } from '../support/person';
import { sampleSheets } from '../support/price-sheets';

const [october, november] = sampleSheets as [string, string];
const channel = { id: '19:sales@thread.tacv2', kind: 'channel' as const };

let office: Office;
let claire: Person;
beforeEach(async () => {
  office = await openOffice();
  claire = office.person('Claire Moreau');
  await takeIn(october);
  await office.wait(1);
});
afterEach(() => office.close());

const plain = (card: Card) => textOf(card).replace(/[\u00a0\u202f]/g, ' ');
const takeIn = (sheet: string) =>
  office.inDatabase(async (database) => {
    await importPriceSheet(database, await openPriceSheet(sheet), { now: office.now() });
  });
const inChannel = (): Card[] =>
  office.connector
    .messagesIn(channel.id)
    .map(({ card }) => card)
    .filter((card) => /^(Price news|Nouvelles des prix)/m.test(textOf(card)));
const button = (card: Card, title: string) => {
  const found = actionsOf(card).find((action) => action.title === title);
  if (!found)
    throw new Error(
      `no ${title} among ${actionsOf(card)
        .map((action) => action.title)
        .join(', ')}`,
    );
  return found.id;
};
const audit = () =>
  office.inDatabase(async (database) => {
    const rows = await database
      .selectFrom('audit_entries')
      .select(['operation', 'outcome'])
      .orderBy('sequence')
      .execute();
    return rows.map(({ operation, outcome }) => `${operation} ${outcome}`);
  });

/** The channel is told of everything. */
async function subscribe(acknowledge = 'no'): Promise<void> {
  const form = await claire.presses(
    'edit',
    await claire.says('<at>Partner Desk</at> subscribe to offers', channel),
    {},
    channel,
  );
  const proposed = await claire.presses('save', form, { timeZone: 'Europe/Paris', acknowledge }, channel);
  await claire.presses('confirm', proposed, {}, channel);
}
async function newsDesk(person: Person, list: string, title: string): Promise<Card> {
  const card = await person.says(list);
  return await person.presses(button(card, title), card);
}
async function askForPreview(): Promise<void> {
  const desk = await newsDesk(claire, 'list our subscriptions', 'Show the news on its way');
  expect(plain(desk)).toContain('News goes out by itself');
  const proposed = await claire.presses(button(desk, 'Preview news first'), desk);
  expect(plain(proposed)).toContain('News goes out\nBy itself\nAfter an admin has looked at it');
  await claire.presses('confirm', proposed);
}

describe('a preview', () => {
  it('shows every admin what would go to how many; one sends it, the other sees that', async () => {
    await subscribe();
    await askForPreview();
    const david = office.person('David Okafor', 'fr-FR');
    await david.says('aide');
    await takeIn(november);
    await office.wait(1);
    expect(inChannel()).toEqual([]);

    const preview = await claire.sees();
    expect(preview.metadata).toEqual({ operation: 'offers.preview', state: 'answered' });
    expect(plain(preview)).toContain('It would go to 1 conversation: 1 channel.');
    expect(plain(preview)).toContain('Nothing has been sent.');
    expect(plain(preview)).toContain('+20%\n€8.72 → €10.46');
    expect(actionsOf(preview).map(({ id }) => id)).toEqual(['confirm', 'cancel', 'open']);
    const his = await david.sees();
    expect(plain(his)).toContain('L’annonce irait à 1 conversation : 1 canal.');

    const released = await claire.presses('confirm', preview);
    expect(plain(released)).toContain('Released by Claire Moreau');
    await office.wait(1);
    expect(inChannel()).toHaveLength(1);
    expect(plain(await david.sees())).toContain('Envoi décidé par Claire Moreau.');
    const late = await david.presses('cancel', his);
    expect(plain(late)).toContain('Envoi décidé par Claire Moreau.');
    expect((await audit()).filter((entry) => entry.startsWith('offers.release'))).toEqual(['offers.release done']);
    expect(inChannel()).toHaveLength(1);
  });

  it('survives a restart, asks nobody twice, and is counted', async () => {
    await subscribe();
    await askForPreview();
    await takeIn(november);
    await office.wait(1);
    await office.restart();
    await office.wait(60);

    const asked = claire.chat().filter((card) => card.metadata.operation === 'offers.preview');
    expect(asked).toHaveLength(1);
    expect(inChannel()).toEqual([]);
    const metrics = await (await fetch(`${office.desk.origin}/metrics`)).text();
    expect(metrics).toContain('partner_desk_news_waiting_for_release 1');
  });

  it('non envoyée : personne n’est prévenu, et « annule » la remet en attente', async () => {
    await subscribe();
    await askForPreview();
    const david = office.person('David Okafor', 'fr-FR');
    await david.says('aide');
    await takeIn(november);
    await office.wait(1);

    const withheld = await david.presses('cancel', await david.sees());
    expect(plain(withheld)).toContain('Non envoyée, sur décision de David Okafor.');
    await office.wait(20);
    expect(inChannel()).toEqual([]);

    await david.presses('confirm', await david.says('annule'));
    const desk = await newsDesk(david, 'liste des abonnements', 'Voir les annonces en cours');
    const again = await david.presses(button(desk, 'Voir l’aperçu'), desk);
    await david.presses('confirm', again);
    await office.wait(1);
    expect(inChannel()).toHaveLength(1);
  });

  it('is for those who manage the news', async () => {
    await subscribe();
    await askForPreview();
    await takeIn(november);
    await office.wait(1);
    const preview = await claire.sees();
    await office.inDatabase((database) =>
      database.deleteFrom('user_roles').where('object_id', '=', claire.objectId).execute(),
    );

    const refused = await claire.presses('confirm', preview);

    expect(refused.metadata.state).toBe('refused');
    expect(plain(refused)).toContain('You may not see, release and withdraw the account’s news.');
    await office.wait(1);
    expect(inChannel()).toEqual([]);
    const nadia = office.person('Nadia Haddad');
    expect(actionsOf(await nadia.says('list our subscriptions')).map(({ title }) => title)).not.toContain(
      'Show the news on its way',
    );
  });
});

describe('withdrawing', () => {
  it('turns what was sent into a word that it was withdrawn, once agreed to', async () => {
    await subscribe();
    await takeIn(november);
    await office.wait(1);
    const desk = await newsDesk(claire, 'list our subscriptions', 'Show the news on its way');
    expect(plain(desk)).toContain('Prices of November 2026');
    expect(plain(desk)).toContain('1 sent');

    const proposed = await claire.presses(button(desk, 'Withdraw'), desk);
    expect(proposed.metadata.state).toBe('proposed');
    expect(plain(proposed)).toContain('Sent\n1\nWithdrawn');
    expect(inChannel()).toHaveLength(1);
    await claire.presses('confirm', proposed);
    await office.wait(1);

    const [card] = inChannel();
    expect(card!.metadata).toEqual({ operation: 'offers.subscribe', state: 'cancelled' });
    expect(plain(card!)).toContain('This news was withdrawn. Please disregard what it said.');
    expect(actionsOf(card!)).toEqual([]);
    expect(plain(await newsDesk(claire, 'list our subscriptions', 'Show the news on its way'))).toContain(
      '1 withdrawn or not sent',
    );
    expect(await audit()).toContain('offers.recall done');
    expect(plain(await claire.presses(button(desk, 'Withdraw'), desk))).toContain('There is nothing left to withdraw');
  });

  it('what waits is not sent, and what is gone already is no fault', async () => {
    await subscribe();
    const nadia = office.person('Nadia Haddad');
    await nadia.presses('confirm', await nadia.says('subscribe to offers'));
    await takeIn(november);
    await office.wait(1);
    const message = office.connector.messagesIn(channel.id).findIndex(({ card }) => card === inChannel()[0]);
    expect(message).toBeGreaterThanOrEqual(0);
    office.connector.answerNext((method, path) =>
      method === 'PUT' && path.includes(channel.id)
        ? { status: 404, body: { error: { code: 'ActivityNotFound' } } }
        : undefined,
    );
    const desk = await newsDesk(claire, 'list our subscriptions', 'Show the news on its way');
    await claire.presses('confirm', await claire.presses(button(desk, 'Withdraw'), desk));
    await office.wait(1);

    const states = await office.inDatabase((database) =>
      database.selectFrom('deliveries').select(['state', 'withdrawal']).execute(),
    );
    expect(states).toEqual([
      { state: 'recalled', withdrawal: null },
      { state: 'recalled', withdrawal: null },
    ]);
  });
});

describe('acknowledging', () => {
  it('is asked for where an admin wants it, counts once each, and the admin sees who', async () => {
    await subscribe('yes');
    await takeIn(november);
    await office.wait(1);
    const [card] = inChannel();
    const paul = office.person('Paul Lefebvre');

    const thanks = await paul.presses(button(card!, 'I’ve read this'), card!, {}, channel);
    expect(plain(thanks)).toContain('Noted: you have read this.');
    expect(plain(thanks)).toContain('November 2026: 25 products change');
    expect(actionsOf(thanks).map(({ title }) => title)).not.toContain('I’ve read this');
    await paul.presses(button(card!, 'I’ve read this'), card!, {}, channel);
    const marie = await office
      .person('Marie Dupont', 'fr-FR')
      .presses(button(card!, 'I’ve read this'), card!, {}, channel);
    expect(plain(marie)).toContain('C’est noté : vous êtes 2 à avoir lu cette annonce.');
    // The channel's message is everyone's.
    expect(inChannel()).toEqual([card]);

    const desk = await newsDesk(claire, 'list our subscriptions', 'Show the news on its way');
    expect(plain(desk)).toContain('2 people have acknowledged');
    const who = await claire.presses(button(desk, 'Who has read it'), desk);
    expect(plain(who)).toContain('Paul Lefebvre');
    expect(plain(who)).toContain('Marie Dupont');
    expect((await audit()).filter((entry) => entry === 'offers.acknowledge done')).toHaveLength(2);
  });

  it('is not asked for by those who only subscribe, and not taken from strangers', async () => {
    await subscribe('yes');
    await takeIn(november);
    await office.wait(1);
    const [card] = inChannel();

    const refused = await office.person('Someone Else').presses(button(card!, 'I’ve read this'), card!, {}, channel);

    expect(refused.metadata.state).toBe('refused');
    const nadia = office.person('Nadia Haddad');
    const form = await nadia.presses('edit', await nadia.says('subscribe to offers'));
    expect(JSON.stringify(form)).not.toContain('"id":"acknowledge"');
    const sneaked = await nadia.presses('save', form, { acknowledge: 'yes', timeZone: 'Europe/Paris' });
    expect(plain(sneaked)).not.toContain('acknowledge');
  });
});

it('en français : aperçu, envoi, accusé de lecture, puis retrait', async () => {
  const claireInFrench = office.person('Claire Moreau', 'fr-FR');
  const form = await claireInFrench.presses(
    'edit',
    await claireInFrench.says('<at>Partner Desk</at> abonne-nous aux offres', channel),
    {},
    channel,
  );
  const agreed = await claireInFrench.presses('save', form, { timeZone: 'Europe/Paris', acknowledge: 'yes' }, channel);
  await claireInFrench.presses('confirm', agreed, {}, channel);
  const settings = await newsDesk(claireInFrench, 'liste des abonnements', 'Voir les annonces en cours');
  const proposed = await claireInFrench.presses(button(settings, 'Voir avant l’envoi'), settings);
  expect(plain(proposed)).toContain('Après l’aperçu d’un administrateur');
  await claireInFrench.presses('confirm', proposed);

  await takeIn(november);
  await office.wait(1);
  expect(inChannel()).toEqual([]);
  const preview = await claireInFrench.sees();
  expect(plain(preview)).toContain('L’annonce irait à 1 conversation : 1 canal.');
  expect(plain(await claireInFrench.presses('confirm', preview))).toContain('Envoi décidé par Claire Moreau.');
  await office.wait(1);

  const [news] = inChannel();
  expect(plain(news!)).toContain('novembre 2026');
  expect(plain(news!)).toContain('Prix public estimé, par licence et par mois');
  const thanks = await office.person('Paul Lefebvre', 'fr-FR').presses(button(news!, 'J’ai lu'), news!, {}, channel);
  expect(plain(thanks)).toContain('C’est noté : vous avez lu cette annonce.');

  const desk = await newsDesk(claireInFrench, 'liste des abonnements', 'Voir les annonces en cours');
  expect(plain(desk)).toContain('1 personne a accusé lecture');
  expect(plain(await claireInFrench.presses(button(desk, 'Qui l’a lue'), desk))).toContain('Paul Lefebvre');
  const withdrawal = await claireInFrench.presses(button(desk, 'Retirer'), desk);
  expect(plain(withdrawal)).toContain('Retirer l’annonce partout ?');
  await claireInFrench.presses('confirm', withdrawal);
  await office.wait(1);
  expect(plain(inChannel()[0]!)).toContain('Cette annonce a été retirée. Merci de ne pas en tenir compte.');
});
