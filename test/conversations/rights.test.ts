import { roleIds, type Role } from '../../src/account/roles';
import { rolesWith } from '../../src/account/rights';
import { speak } from '../../src/language/translate';
import { operations } from '../../src/operations';
import { openOffice, textOf, type Office } from '../support/office';

/**
 * Every operation that takes a role, asked for by someone with each of the other roles alone, with none, and by a guest:
 * refused with the roles that carry the right and the people who can grant them, and nothing is opened.
 */
const asked = operations.filter(({ right, buttonOnly }) => rolesWith(right).length > 0 && !buttonOnly);

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

const mattersOf = (asker: string) =>
  office.inDatabase((database) => database.selectFrom('matters').select('id').where('asker', '=', asker).execute());

describe.each([...roleIds, null])('with %s alone', (role) => {
  const lacking = asked.filter(({ right }) => role === null || !rolesWith(right).includes(role));

  it(`${lacking.length} operations are refused, with a way out`, async () => {
    const paul = office.person('Paul Lefebvre');
    await giveOnly(paul.objectId, role);
    const wrong: string[] = [];

    for (const { id } of lacking) {
      const card = await paul.says(speak('en').t(`${id}/examples/0`));
      const refused = card.metadata.operation === id && card.metadata.state === 'refused';
      if (!refused || !/Claire Moreau|David Okafor|can grant/.test(textOf(card))) wrong.push(`${id}: ${textOf(card)}`);
    }

    expect(wrong).toEqual([]);
    expect(await mattersOf(paul.objectId)).toEqual([]);
  });
});

it('a guest is refused everything', async () => {
  const elena = office.person('Elena Rossi');

  for (const { id } of asked) {
    expect((await elena.says(speak('en').t(`${id}/examples/0`))).metadata.state).toBe('refused');
  }
  expect(await mattersOf(elena.objectId)).toEqual([]);
});
