import { openOffice, textOf } from '../support/office';

it('the first admin takes over an empty account; nobody else can', async () => {
  const office = await openOffice({ environment: { SAMPLE_ACCOUNT: '0', FIRST_ADMINS: 'stranger-Ada' } });
  const ada = office.person('Ada');
  const bob = office.person('Bob');

  expect((await bob.says('list users')).metadata.state).toBe('refused');
  expect(textOf(await ada.says('list users'))).toContain('1 person');
  expect(textOf(await ada.says('show the audit trail'))).toContain('First admin appointed · Ada');
  expect((await bob.says('list users')).metadata.state).toBe('refused');

  await office.close();
});
