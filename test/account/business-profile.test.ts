import { createEmbeddedAccount } from '../../src/account/embedded/embedded-account';
import {
  emptyPage,
  isThere,
  missingToPublish,
  writeAddress,
  type PageContent,
} from '../../src/account/business-profile';
import { readAddress, readPageText, readSkills, tagsFlaw } from '../../src/account/business-profile-values';
import { openDatabase, type Database } from '../../src/store/database';

describe('an address on the web', () => {
  it.each([
    ['https://www.contoso.com', 'https://www.contoso.com'],
    ['www.contoso.com', 'https://www.contoso.com'],
    [' HTTP://Contoso.com/ ', 'http://contoso.com'],
    ['contoso.com:8443/a?b=c#d', 'https://contoso.com:8443/a?b=c#d'],
    ['https://contoso.com/fr/', 'https://contoso.com/fr/'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['', ''],
  ])('“%s” is %s', (written, value) => {
    expect(readPageText('website', written)).toEqual({ value });
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,hello',
    'ftp://contoso.com',
    'mailto:leads@contoso.com',
    'https://camille:secret@contoso.com',
    'https://contoso.com@evil.example',
    'https://localhost',
    'http://127.0.0.1/',
    'http://[::1]/',
    'https://contoso',
    'contoso .com',
    'https://',
    `https://contoso.com/${'a'.repeat(200)}`,
  ])('“%s” is none', (written) => {
    expect(readPageText('website', written)).toEqual({ flaw: { code: 'web-address' } });
  });
});

it.each([
  ['https://www.linkedin.com/company/contoso', true],
  ['linkedin.com/company/contoso/about', true],
  ['https://fr.linkedin.com/showcase/contoso-cloud', true],
  ['https://www.linkedin.com/in/camille-roux', false],
  ['https://www.linkedin.com/company/', false],
  ['https://notlinkedin.com/company/contoso', false],
  ['https://linkedin.com.evil.example/company/contoso', false],
  ['https://evil.example/?linkedin.com/company/contoso', false],
])('%s is a company page on LinkedIn: %s', (written, isPage) => {
  expect(readPageText('linkedin', written).flaw?.code).toBe(isPage ? undefined : 'linkedin-page');
});

it.each([
  ['email', 'leads@contoso.com', 'leads@contoso.com'],
  ['email', 'leads@contoso', undefined],
  ['email', 'Leads <leads@contoso.com>', undefined],
  ['phone', '+33 (0)1 99 00 99 50', '+33199009950'],
  ['phone', '01 99 00 99 50', undefined],
  ['phone', '', ''],
] as const)('%s: “%s” is %s', (field, written, value) => {
  expect(readPageText(field, written).value).toBe(value);
});

describe('a description', () => {
  it.each([
    ['  We  bake.\r\n\r\n\r\n\r\nDaily. \n', 'We bake.\n\nDaily.'],
    ['line\tone\nline two', 'line one\nline two'],
    ['a\u202eb\u0000c', 'a b c'],
    ['👩‍💻 at work', '👩‍💻 at work'],
    ['', ''],
  ])('%j is kept as %j', (written, value) => {
    expect(readPageText('description', written)).toEqual({ value });
  });

  it.each([
    ['é'.repeat(2_500), undefined],
    ['💼'.repeat(2_500), undefined],
    ['é'.repeat(2_501), { count: 2_501, most: 2_500, over: 1 }],
  ])('has 2,500 characters at most, whatever they are made of', (written, values) => {
    expect(readPageText('description', written).flaw?.values).toEqual(values);
  });
});

it.each([
  ['Zero Trust, SAP on Azure; zero trust\n AVD', ['Zero Trust', 'SAP on Azure', 'AVD']],
  [' , ;\n', []],
  ['x'.repeat(40), ['x'.repeat(40)]],
])('the skills in %j are %j', (written, value) => {
  expect(readSkills(written)).toEqual({ value });
});

it.each([
  ['x'.repeat(41), 'skill-long'],
  [Array.from({ length: 13 }, (_, at) => `skill ${at}`).join(','), 'too-many-skills'],
])('too much of a skill, or too many', (written, code) => {
  expect(readSkills(written).flaw?.code).toBe(code);
});

it.each([
  ['industries', 5, undefined],
  ['industries', 6, 'too-many-industries'],
  ['industries', 0, undefined],
  ['products', 12, undefined],
  ['sizes', 1, undefined],
  ['sizes', 0, 'no-size'],
] as const)('%s: %i chosen', (list, count, code) => {
  expect(tagsFlaw(list, Array.from({ length: count }, String))?.code).toBe(code);
});

it.each([
  [
    'FR',
    { addressLine1: ' 14  rue des Exemples ', postalCode: '69003', city: 'Lyon' },
    '14 rue des Exemples, 69003 Lyon',
  ],
  [
    'GB',
    { addressLine1: 'Tour Modèle', addressLine2: '3e étage', postalCode: 'sw1a 1aa', city: 'London' },
    'Tour Modèle, 3e étage, SW1A 1AA London',
  ],
])('an address is read and written in one line', (country, typed, line) => {
  const read = readAddress(typed, country);

  expect('location' in read && writeAddress(read.location)).toBe(line);
});

it.each([
  ['FR', '6900', { code: 'postal-code-of-country', values: { sample: '75001' } }],
  ['FR', '69_00', { code: 'postal-code' }],
  ['JP', '100-0001', undefined],
])('in %s the postal code %s is judged by the country’s rules, where they are known', (country, postalCode, flaw) => {
  const read = readAddress({ addressLine1: '1 rue du Test', city: 'Lyon', postalCode }, country);

  expect('flaws' in read ? read.flaws.postalCode : undefined).toEqual(flaw);
});

it('a page needs a description, a location and an e-mail address to be public', () => {
  expect(missingToPublish(emptyPage)).toEqual(['description', 'locations', 'email']);
  expect(missingToPublish({ ...emptyPage, description: 'We bake.', email: 'leads@contoso.com' })).toEqual([
    'locations',
  ]);
});

describe('the stored profiles', () => {
  let database: Database;
  beforeEach(async () => void (database = await openDatabase(':memory:')));
  afterEach(() => database.destroy());
  const baked: PageContent = { ...emptyPage, description: 'We bake.', industries: ['retail'] };

  it('are one for each country, empty until something is written', async () => {
    const { businessProfiles } = createEmbeddedAccount(database);
    const before = await businessProfiles.read('FR');

    const saved = await businessProfiles.save({ ...before, draft: baked });

    expect([isThere(before), before.version, saved]).toEqual([false, 0, true]);
    expect(await businessProfiles.read('FR')).toEqual({ ...before, draft: baked, version: 1 });
    expect(isThere(await businessProfiles.read('BE'))).toBe(false);
  });

  it.each([0, 1, 3])('are not written over by who saw version %i of two', async (version) => {
    const { businessProfiles } = createEmbeddedAccount(database);
    const begun = await businessProfiles.read('FR');
    await businessProfiles.save(begun);
    await businessProfiles.save({ ...begun, version: 1, published: baked, publishedAt: '2026-11-23T10:00:00.000Z' });

    expect(await businessProfiles.save({ ...begun, draft: baked, version })).toBe(false);

    expect(await businessProfiles.read('FR')).toEqual({
      country: 'FR',
      draft: emptyPage,
      published: baked,
      publishedAt: '2026-11-23T10:00:00.000Z',
      version: 2,
    });
  });
});
