import { erasePerson } from '../../src/audit/erase-person';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const erase = (named: string) => office.inDatabase((database) => erasePerson(database, named, office.now()));
const omar = 'omar.benali@contoso-partner.example';

/** The rows of every table that tells of people. */
async function everythingHeld(): Promise<string> {
  const tables = ['users', 'matters', 'matter_cards', 'audit_entries', 'conversations', 'preferences', 'user_words'];
  return await office.inDatabase(async (database) => {
    const rows = tables.map((table) =>
      database
        .selectFrom(table as 'users')
        .selectAll()
        .execute(),
    );
    return JSON.stringify(await Promise.all(rows));
  });
}

describe('erasing someone who has left', () => {
  it('takes every trace of them out of the database, and the trail stays whole', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const claire = office.person('Claire Moreau');
    const left = office.person('Omar Benali');
    await left.says('speak French');
    await sofia.presses('confirm', await sofia.says('change the job title of Omar Benali to Analyst of everything'));
    await sofia.presses('confirm', await sofia.says('remove the user Omar Benali'));

    expect(await erase(omar)).toMatchObject({ entries: 3, matters: 3 });

    await office.restart();
    const held = await everythingHeld();
    expect(held).not.toMatch(/Omar|omar\.benali|Analyst of everything/);
    expect(held).not.toContain(left.objectId);
    expect(textOf(await claire.says('verify the audit trail'))).toMatch(/whole/i);
    expect(textOf(await claire.says('show the audit trail'))).toMatch(/Erasing a person’s data – done[^]*Erased/);
  });

  it('finds them in a list of people that was added together', async () => {
    const sofia = office.person('Sofia Lindqvist');
    const list =
      'name,email,role\nJeanne Martin,jeanne.martin@contoso-partner.example,\nLuc Roy,luc.roy@contoso-partner.example,\n';
    await sofia.presses('confirm', await sofia.drops('team.csv', list));
    await sofia.presses('confirm', await sofia.says('remove the user Jeanne Martin'));

    await erase('jeanne.martin@contoso-partner.example');

    expect(await everythingHeld()).not.toMatch(/Jeanne|jeanne\.martin/);
    expect(textOf(await sofia.says('show Luc Roy'))).toContain('luc.roy@contoso-partner.example');
    expect(textOf(await office.person('Claire Moreau').says('verify the audit trail'))).toMatch(/whole/i);
  });

  it('forgets whose request they decided', async () => {
    const thomas = office.person('Thomas Bernard');
    await office.person('Paul Lefebvre').says('I forgot my password');
    await office.desk.sweep();
    await thomas.presses('reject', await thomas.sees(), { reason: 'Ask on Monday' });
    const claire = office.person('Claire Moreau');
    await claire.presses('confirm', await claire.says('remove the user Thomas Bernard'));

    await erase(thomas.objectId);

    expect(await everythingHeld()).not.toContain(thomas.objectId);
  });

  it('ends what they were told of; what a channel is told of by their wish stays, without their name', async () => {
    const hugo = office.person('Hugo Fontaine');
    const channel = { id: '19:sales@thread.tacv2', kind: 'channel' as const };
    await hugo.presses('confirm', await hugo.says('subscribe to offers'));
    const asked = await hugo.says('<at>Partner Desk</at> subscribe to offers', channel);
    await hugo.presses('confirm', asked, {}, channel);
    const claire = office.person('Claire Moreau');
    const removal = await claire.presses('confirm', await claire.says('remove the user Hugo Fontaine'));
    if (removal.metadata.state === 'waiting') {
      const david = office.person('David Okafor');
      await david.presses('approve', await david.sees());
    }

    await erase(hugo.objectId);

    const held = await office.inDatabase((database) => database.selectFrom('subscriptions').selectAll().execute());
    expect(held).toMatchObject([{ conversation_id: channel.id, subscriber: '' }]);
    const told = await claire.says('<at>Partner Desk</at> list our subscriptions', channel);
    expect(textOf(told)).toContain('All products');
    expect(textOf(told)).not.toContain('Hugo');
  });

  it.each([
    ['someone who is in the account', omar, 'in-account'],
    ['a stranger', 'nobody@nowhere.example', 'unknown'],
  ])('is refused for %s', async (_who, named, refused) => {
    expect(await erase(named)).toEqual({ refused });
  });

  it('is refused while a request about them is open', async () => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.says('reset the password of Omar Benali');
    const claire = office.person('Claire Moreau');
    await claire.presses('confirm', await claire.says('remove the user Omar Benali'));

    expect(await erase(omar)).toEqual({ refused: 'open-matter' });
  });
});
