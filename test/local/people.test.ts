import type { LocalPerson } from '../../src/local/local-chat';
import { openOffice, type Office } from '../support/office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

it.each([
  ['en-US', 'global admin', 'No role', 'report viewer · Sign-in blocked'],
  ['fr-FR', 'administrateur général', 'Aucun rôle', 'lecteur de rapports · Connexion bloquée'],
])(
  'in %s the people of the account are described in the language of the window',
  async (locale, claire, paul, kevin) => {
    const response = await fetch(`${office.desk.origin}/local/api/people?locale=${locale}`);
    const { people } = (await response.json()) as { people: LocalPerson[] };
    const noteOf = (name: string) => people.find(({ displayName }) => displayName === name)?.note;

    const seesPrices = people.filter((person) => person.seesPrices).map(({ displayName }) => displayName);

    expect([noteOf('Claire Moreau'), noteOf('Paul Lefebvre'), noteOf('Kevin Brandt')]).toEqual([claire, paul, kevin]);
    expect(seesPrices).toEqual(expect.arrayContaining(['Claire Moreau', 'Nadia Haddad', 'Julien Petit']));
    expect(seesPrices).not.toEqual(expect.arrayContaining(['Paul Lefebvre']));
  },
);
