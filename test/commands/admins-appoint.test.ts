import { runCommand } from '../support/command';
import { openOffice, textOf, type Office } from '../support/office';

jest.setTimeout(60_000);

let office: Office;
afterEach(() => office.close());

const appoint = (person: string) => runCommand('src/admins-appoint.ts', office.dataDir, person);

it('makes someone the second global admin, who then agrees with the first', async () => {
  office = await openOffice({ environment: { SAMPLE_ACCOUNT: '0', FIRST_ADMINS: 'stranger-Ada' } });
  const ada = office.person('Ada');
  const added = await ada.says('add Ben Ray, ben.ray@example-sarl.example');
  await ada.presses('reveal', await ada.presses('confirm', added));

  const alone = await ada.says('make Ben Ray a global admin');
  expect(alone.metadata.state).toBe('refused');
  expect(textOf(alone)).toContain('npm run admins:appoint -- PERSON');
  expect((await appoint('ben.ray@example-sarl.example')).out).toContain('Ben Ray is a global admin from now on.');

  expect(textOf(await ada.says('who are the global admins?'))).toContain('Ben Ray');
  expect(textOf(await ada.says('show the audit trail'))).toContain('Global admin appointed · Ben Ray – done');
  const third = await ada.says('add Cleo Fay, cleo.fay@example-sarl.example');
  await ada.presses('reveal', await ada.presses('confirm', third));
  const asked = await ada.presses('confirm', await ada.says('make Cleo Fay a global admin'));
  expect(asked.metadata.state).toBe('waiting');
});

it('appoints nobody else', async () => {
  office = await openOffice();

  for (const [person, told] of [
    ['nobody@contoso-partner.example', 'There is nobody of that object id or sign-in name'],
    ['elena.rossi_fabrikam.example#EXT#@contoso-partner.example', 'is a member of the account'],
    ['kevin.brandt@contoso-partner.example', 'whose sign-in is not blocked'],
    ['claire.moreau@contoso-partner.example', 'is a global admin already'],
    ['paul.lefebvre@contoso-partner.example', 'The account has two global admins'],
  ] as const) {
    const { code, err } = await appoint(person);

    expect(code).toBe(1);
    expect(err).toContain(told);
    expect(err).toContain('Nothing was changed.');
  }
});
