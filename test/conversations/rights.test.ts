import { roleIds, type Role } from '../../src/account/roles';
import { rolesWith } from '../../src/account/rights';
import { speak } from '../../src/language/translate';
import { operations } from '../../src/operations';
import type { Operation } from '../../src/operations/operation';
import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';
import type { Person } from '../support/person';
import { cardThatAsks } from '../support/request';

/**
 * Every operation that takes a role, asked for by someone with each of the other roles alone, with none, and by a guest:
 * refused with the roles that carry the right and the people who can grant them, and nothing is opened. What no sentence
 * means is pressed on a card, as one that was drawn before the right was lost.
 */
const asked = operations.filter(({ right }) => rolesWith(right).length > 0);

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
});
afterAll(() => office.close());

async function giveOnly(objectId: string, role: Role | null): Promise<void> {
  await office.inDatabase(async (database) => {
    await database.deleteFrom('user_roles').where('object_id', '=', objectId).execute();
    if (role) await database.insertInto('user_roles').values({ object_id: objectId, role }).execute();
  });
}

async function ask(person: Person, { id, buttonOnly }: Operation): Promise<Card> {
  if (!buttonOnly) return await person.says(speak('en').t(`${id}/examples/0`));
  return await person.presses('choose', await cardThatAsks(office, person, { operation: id, slots: {} }));
}

const mattersOf = (asker: string) =>
  office.inDatabase((database) => database.selectFrom('matters').select('id').where('asker', '=', asker).execute());

it('what only a button reaches is among them', () => {
  expect(asked.filter(({ buttonOnly }) => buttonOnly).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['business-profile.delete', 'profile.fetch-document', 'prices.export', 'offers.recall']),
  );
});

describe.each([...roleIds, null])('with %s alone', (role) => {
  const lacking = asked.filter(({ right }) => role === null || !rolesWith(right).includes(role));

  it(`${lacking.length} operations are refused, with a way out`, async () => {
    const paul = office.person('Paul Lefebvre');
    await giveOnly(paul.objectId, role);
    const wrong: string[] = [];

    for (const operation of lacking) {
      const card = await ask(paul, operation);
      const refused = card.metadata.operation === operation.id && card.metadata.state === 'refused';
      const showsWay = /Claire Moreau|David Okafor|can grant/.test(textOf(card));
      if (!refused || !showsWay) wrong.push(`${operation.id}: ${textOf(card)}`);
    }

    expect(wrong).toEqual([]);
    expect(await mattersOf(paul.objectId)).toEqual([]);
  });
});

it.each(['Elena Rossi', 'Kevin Brandt', 'A stranger'])(
  '%s, who is no enabled member of the account, is refused everything',
  async (name) => {
    const person = office.person(name);

    const answered: string[] = [];
    for (const operation of operations) {
      const { metadata } = await ask(person, operation);
      if (metadata.state !== 'refused') answered.push(operation.id);
    }

    expect(answered).toEqual([]);
    expect(await mattersOf(person.objectId)).toEqual([]);
  },
);
