import { openOffice, type Office } from '../support/office';
import type { Person } from '../support/person';

let office: Office;
let claire: Person;
beforeEach(async () => {
  office = await openOffice();
  claire = office.person('Claire Moreau');
});
afterEach(() => office.close());

const updates = () => office.connector.requests.filter(({ method }) => method === 'PUT').length;
const shown = () =>
  office.inDatabase((database) =>
    database
      .selectFrom('matter_cards')
      .innerJoin('matters', 'matters.id', 'matter_cards.matter')
      .select(['shown_version', 'version', 'behind'])
      .execute(),
  );

describe('the message whose button was pressed', () => {
  it('gets the very card that answered the press', async () => {
    const done = await claire.presses('confirm', await claire.says("change Paul Lefebvre's phone to +33199009999"));

    await office.desk.sweep();

    expect(done.metadata.state).toBe('done');
    expect(claire.chat()[0]).toEqual(done);
  });

  it('is brought up to date once, whatever comes after', async () => {
    await claire.presses('confirm', await claire.says("change Paul Lefebvre's phone to +33199009999"));
    await office.desk.sweep();
    const before = updates();
    await office.desk.sweep();
    await office.restart();
    await office.desk.sweep();

    expect(before).toBe(1);
    expect(updates()).toBe(1);
    expect(await shown()).toEqual([{ shown_version: 2, version: 2, behind: 0 }]);
  });

  it('is brought up to date in an orderly stop without a sweep before', async () => {
    await claire.presses('confirm', await claire.says("change Paul Lefebvre's phone to +33199009999"));
    await office.restart();

    expect(updates()).toBe(1);
    expect((await shown()).map(({ shown_version }) => shown_version)).toEqual([2]);
  });
});
