import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';
import type { Person } from '../support/person';
import { told } from '../support/told';
import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';

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

const asks = { en: 'edit the business profile', fr: 'modifie le profil d’entreprise' };
const locales = { en: 'en-US', fr: 'fr-FR' };

describe.each(languages)('%s: a wrong value', (language) => {
  const camille = () => office.person('Camille Roux', locales[language]);
  const open = (name: string) => part(camille(), speak(language).t(`page-parts/${name}`), asks[language]);

  it.each<[part: string, typed: Record<string, string>, field: string, flaw: string]>([
    ['description', { description: 'é'.repeat(2_501) }, 'description', 'description-long'],
    ['contact', { website: 'javascript:alert(1)' }, 'website', 'web-address'],
    ['contact', { website: 'ftp://contoso.com' }, 'website', 'web-address'],
    ['contact', { linkedin: 'https://www.linkedin.com/in/camille' }, 'linkedin', 'linkedin-page'],
    ['contact', { linkedin: 'https://linkedin.com.evil.example/company/x' }, 'linkedin', 'linkedin-page'],
    ['contact', { email: 'leads@' }, 'email', 'email'],
    ['contact', { phone: '12' }, 'phone', 'phone'],
    [
      'customers',
      { industries: 'retail,legal,energy,media,health,finance', sizes: '1-9' },
      'industries',
      'too-many-industries',
    ],
    ['services', { skills: 'x'.repeat(41) }, 'skills', 'skill-long'],
    ['services', { skills: Array.from({ length: 13 }, (_, at) => `skill ${at}`).join() }, 'skills', 'too-many-skills'],
  ])('%s: %j is told at its field, and what was typed is kept', async (name, typed, field, flaw) => {
    const again = await camille().presses('save', await open(name), typed);

    expect(again.metadata).toEqual({ operation: 'business-profile.edit', state: 'asking' });
    expect(textOf(again)).toMatch(told(language, `page-flaws/${flaw}`));
    const kept = valueOf(again, field);
    expect(field === 'industries' ? [...kept.split(',')].sort() : kept).toEqual(
      field === 'industries' ? typed[field]!.split(',').sort() : typed[field],
    );
  });

  it('without any size of customers there is nobody left to work for', async () => {
    const again = await camille().presses('save', await open('customers'), { industries: 'retail' });

    expect(textOf(again)).toMatch(told(language, 'page-flaws/no-size'));
  });

  it('a tag that is on no list is not taken: the list is there to choose from', async () => {
    const sentences = {
      en: 'set the industry of our business profile to Space travel',
      fr: 'change le secteur de notre profil d’entreprise en Space travel',
    };
    const card = await camille().says(sentences[language]);

    expect(state(card)).toBe('asking');
    expect(textOf(card)).toMatch(told(language, 'page-flaws/no-such-tag'));
    expect(valueOf(card, 'industries')).toBe('health,manufacturing,professional-services,retail');
  });

  const nantes = { addressLine1: '3 quai de l’Essai', addressLine2: '', postalCode: '44000', city: 'Nantes' };

  it.each<[Record<string, string>, string]>([
    [{ addressLine1: '' }, 'needed'],
    [{ city: ' ' }, 'needed'],
    [{ postalCode: '69<3>' }, 'postal-code'],
    [{ postalCode: '1234567890123' }, 'line-long'],
    [{ addressLine1: '12' }, 'no-letters'],
    [{ addressLine1: 'a'.repeat(201) }, 'line-long'],
    [{ addressLine1: '14 rue des Exemples', postalCode: '69003', city: 'Lyon' }, 'location-known'],
  ])('the address %j is refused at its field', async (typed, flaw) => {
    const form = await camille().presses('choose:1', await open('locations'));

    const again = await camille().presses('save', form, { ...nantes, ...typed });

    expect(state(again)).toBe('asking');
    expect(textOf(again)).toMatch(told(language, `page-flaws/${flaw}`));
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
