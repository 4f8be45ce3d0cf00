import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

it('is asked for by an employee, approved by one of those who may, and picked up once', async () => {
  const paul = office.person('Paul Lefebvre');
  const thomas = office.person('Thomas Bernard', 'fr-FR');
  const claire = office.person('Claire Moreau');

  const asked = await paul.says('I forgot my password');
  expect(asked.metadata).toEqual({ operation: 'password.reset', state: 'waiting' });
  console.log(textOf(asked));
  const request = await thomas.sees();
  console.log(textOf(request));
  const decided = await thomas.presses('approve', request);
  console.log(textOf(decided));
  expect(textOf(await claire.sees())).toContain('Thomas Bernard');
  const ready = await paul.sees();
  expect(ready.metadata.state).toBe('done');
  const revealed = await paul.presses('reveal', ready);
  console.log(textOf(revealed));
  const again = await paul.presses('reveal', ready);
  console.log(textOf(again), JSON.stringify(again).length);
});
