import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';
import type { Person } from '../support/person';

/** What is refused changes nothing: one desk is enough for all of it. */
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(async () => {
  const rows = await office.inDatabase((database) =>
    database.selectFrom('business_profiles').select('version').execute(),
  );
  expect(rows).toEqual([{ version: 1 }]);
});

const ids = (card: Card) => card.actions.map((action) => action.id);
const valueOf = (card: Card, input: string) =>
  JSON.parse(
    new RegExp(`"id":"${input}","label":"[^"]*","value":("(?:[^"\\\\]|\\\\.)*")`).exec(JSON.stringify(card))![1]!,
  ) as string;
const state = ({ metadata }: Card) => metadata.state;
const part = async (person: Person, title: string, sentence = 'edit the business profile') => {
  const menu = await person.says(sentence);
  return person.presses(menu.actions.find((action) => action.title.endsWith(title))!.id, menu);
};

describe('a wrong value', () => {
  it.each<[string, Record<string, string>, string, string]>([
    ['Description', { description: 'é'.repeat(2_501) }, 'description', '2501 characters: 1 too many. 2500 at most.'],
    ['Contact and links', { website: 'javascript:alert(1)' }, 'website', 'Not a web address'],
    ['Contact and links', { website: 'ftp://contoso.com' }, 'website', 'Not a web address'],
    ['Contact and links', { linkedin: 'https://www.linkedin.com/in/camille' }, 'linkedin', 'Not a company page'],
    [
      'Contact and links',
      { linkedin: 'https://linkedin.com.evil.example/company/x' },
      'linkedin',
      'Not a company page',
    ],
    ['Contact and links', { email: 'leads@' }, 'email', 'Not an e-mail address'],
    ['Contact and links', { phone: '12' }, 'phone', 'With the country code'],
    [
      'Industries and customers',
      { industries: 'retail,legal,energy,media,health,finance', sizes: '1-9' },
      'industries',
      '6 are chosen',
    ],
    ['Services and skills', { skills: 'x'.repeat(41) }, 'skills', '40 characters at most'],
    [
      'Services and skills',
      { skills: Array.from({ length: 13 }, (_, at) => `skill ${at}`).join() },
      'skills',
      '13 are written: 12 at most.',
    ],
  ])('%s: %j is told at its field, and what was typed is kept', async (title, typed, field, error) => {
    const camille = office.person('Camille Roux');

    const again = await camille.presses('save', await part(camille, title), typed);

    expect(again.metadata).toEqual({ operation: 'business-profile.edit', state: 'asking' });
    expect(textOf(again)).toContain(error);
    const kept = valueOf(again, field);
    expect(field === 'industries' ? [...kept.split(',')].sort() : kept).toEqual(
      field === 'industries' ? typed[field]!.split(',').sort() : typed[field],
    );
  });

  it('without any size of customers there is nobody left to work for', async () => {
    const camille = office.person('Camille Roux');

    const again = await camille.presses('save', await part(camille, 'Industries and customers'), {
      industries: 'retail',
    });

    expect(textOf(again)).toContain('Leave at least one size ticked.');
  });

  it('a tag that is on no list is not taken: the list is there to choose from', async () => {
    const card = await office.person('Camille Roux').says('set the industry of our business profile to Space travel');

    expect(state(card)).toBe('asking');
    expect(textOf(card)).toContain('“Space travel” is not on the list');
    expect(valueOf(card, 'industries')).toBe('health,manufacturing,professional-services,retail');
  });
});

describe('a wrong address', () => {
  const nantes = { addressLine1: '3 quai de l’Essai', addressLine2: '', postalCode: '44000', city: 'Nantes' };

  it.each<[Record<string, string>, string]>([
    [{ addressLine1: '' }, 'This is needed.'],
    [{ city: ' ' }, 'This is needed.'],
    [{ postalCode: '69<3>' }, 'Only letters, digits, blanks and hyphens.'],
    [{ postalCode: '1234567890123' }, '12 characters at most.'],
    [{ addressLine1: '12' }, 'Some letters are needed.'],
    [{ addressLine1: 'a'.repeat(201) }, '200 characters at most.'],
    [{ addressLine1: '14 rue des Exemples', postalCode: '69003', city: 'Lyon' }, 'This location is there already.'],
  ])('%j is refused at its field', async (typed, error) => {
    const camille = office.person('Camille Roux');
    const form = await camille.presses('choose:1', await part(camille, 'Locations'));

    const again = await camille.presses('save', form, { ...nantes, ...typed });

    expect(state(again)).toBe('asking');
    expect(textOf(again)).toContain(error);
    expect(valueOf(again, 'addressLine1')).toBe({ ...nantes, ...typed }.addressLine1);
  });
});

describe('a sentence', () => {
  it.each([
    ['change the company name of the business profile', 'Which part of the business profile'],
    ['change the name on our business profile to Fabrikam', 'is the company’s legal name, and can’t be changed here'],
    ['change the logo of the business profile', 'Drop the logo into this chat.'],
    ['set the website of the business profile to https://www.contoso-partner.example', 'The draft is already so.'],
  ])('“%s” changes nothing, and says why', async (sentence, answer) => {
    const card = await office.person('Camille Roux').says(sentence);

    expect(textOf(card)).toContain(answer);
  });
});

describe('who may not change it', () => {
  const sentences = [
    'edit the business profile',
    'set the website of the business profile to https://www.contoso.com',
    'publish our business profile',
    'unpublish our business profile',
  ];

  it.each([
    'Sofia Lindqvist',
    'Thomas Bernard',
    'Nadia Haddad',
    'Julien Petit',
    'Paul Lefebvre',
    'Marie Laurent',
    'Hugo Fontaine',
    'Inès Garcia',
    'George Whitfield',
    'Léa Marchand',
    'Omar Benali',
  ])('%s is refused, and told whom to ask', async (name) => {
    const person = office.person(name);

    for (const sentence of sentences) {
      const refused = await person.says(sentence);
      expect([sentence, state(refused)]).toEqual([sentence, 'refused']);
      expect(textOf(refused)).toContain(
        'It takes the role of global admin, business profile admin or referrals admin.',
      );
      expect(ids(refused)).toEqual(['open']);
    }
    expect(ids(await person.says('show our business profile'))).toEqual([]);
  });

  it.each([
    ['Elena Rossi', 'I don’t work for guests of this account.'],
    ['Kevin Brandt', 'Your sign-in to this account is blocked.'],
  ])('%s neither sees nor changes it', async (name, answer) => {
    const person = office.person(name);

    for (const sentence of [...sentences, 'show our business profile']) {
      expect(textOf(await person.says(sentence))).toContain(answer);
    }
  });
});
