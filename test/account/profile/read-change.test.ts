import {
  profileSections,
  type Profile,
  type ProfileSection,
  type SectionFields,
} from '../../../src/account/profile/profile';
import { organizationAfter, readChange, withChanges } from '../../../src/account/profile/read-change';
import { completenessOf, missingFields, type VettingState } from '../../../src/account/profile/standing';

const legal = { companyName: 'Contoso SAS', country: 'FR', addressLine1: '1 rue X', city: 'Lyon', postalCode: '69003' };
const domains = ['contoso.example'];

function profileOf(filled: Partial<Record<ProfileSection, SectionFields>> = {}): Profile {
  const sections = profileSections.map((section) => [section, { fields: filled[section] ?? {}, version: 1 }] as const);
  return {
    organization: { name: 'Partner', country: 'US', currency: 'USD' },
    sections: Object.fromEntries(sections) as Profile['sections'],
  };
}
const vetted = (vettingStatus: VettingState) => profileOf({ legal: { ...legal, vettingStatus } });
const read = (profile: Profile, section: ProfileSection, typed: SectionFields) =>
  readChange(profile, section, typed, domains);
const idsOf = ({ changes }: ReturnType<typeof read>) => changes.map(({ id, to }) => [id, to]);

describe('vetting', () => {
  it.each<[VettingState, [string, string][]]>([
    [
      'authorized',
      [
        ['city', 'Paris'],
        ['vettingStatus', 'pending'],
      ],
    ],
    [
      'rejected',
      [
        ['city', 'Paris'],
        ['vettingStatus', 'pending'],
      ],
    ],
    [
      'none',
      [
        ['city', 'Paris'],
        ['vettingStatus', 'pending'],
      ],
    ],
    ['pending', [['city', 'Paris']]],
  ])('that is %s begins anew with a legal change', (state, expected) => {
    expect(idsOf(read(vetted(state), 'legal', { city: 'Paris' }))).toEqual(expected);
  });

  it('begins when the legal profile is whole, not before', () => {
    const { companyName, ...rest } = legal;

    expect(idsOf(read(profileOf(), 'legal', { companyName }))).toEqual([['companyName', companyName]]);
    expect(idsOf(read(profileOf({ legal: rest }), 'legal', { companyName }))).toEqual([
      ['companyName', companyName],
      ['vettingStatus', 'pending'],
    ]);
  });

  it.each<ProfileSection>(['contact', 'security', 'billing'])('is left alone by a change of %s', (section) => {
    expect(idsOf(read(vetted('authorized'), section, { firstName: 'Ada' }))).toEqual([['firstName', 'Ada']]);
  });
});

describe('locks', () => {
  it.each<[ProfileSection, SectionFields, VettingState, string | undefined]>([
    ['legal', { country: 'DE' }, 'pending', 'country'],
    ['legal', { country: 'Allemagne' }, 'rejected', 'country'],
    ['legal', { companyName: 'Other SAS' }, 'authorized', 'legal-name'],
    ['legal', { companyName: 'Other SAS' }, 'pending', undefined],
    ['legal', { companyName: 'Other SAS' }, 'rejected', undefined],
    ['billing', { companyName: 'Other SAS' }, 'pending', 'bill-to-name'],
    ['billing', { currency: 'EUR' }, 'pending', 'currency'],
    ['billing', { country: 'DE' }, 'pending', 'country'],
    ['legal', { country: 'France', companyName: 'Contoso SAS' }, 'authorized', undefined],
  ])('%s %j while vetting is %s: %s', (section, typed, state, lock) => {
    const { locked, changes } = read(vetted(state), section, typed);

    expect(locked).toBe(lock);
    if (lock) expect(changes).toEqual([]);
  });
});

describe('what is left as it was', () => {
  it('is not judged, however it came to be there', () => {
    const profile = profileOf({ contact: { firstName: '4', lastName: 'Moreau', email: 'me@gmail.com', phone: '12' } });

    const { changes, faults } = read(profile, 'contact', { ...profile.sections.contact.fields, lastName: 'Petit' });

    expect(faults).toEqual({});
    expect(changes).toEqual([{ id: 'lastName', from: 'Moreau', to: 'Petit' }]);
  });

  it('is no change when it is only written otherwise', () => {
    const profile = profileOf({
      legal,
      bank: { accountHolder: 'Contoso SAS', iban: 'FR7630006000011234567890189' },
      support: { phone: '+33199001234' },
    });

    expect(read(profile, 'bank', { iban: 'fr76 3000 6000 0112 3456 7890 189' })).toEqual({ changes: [], faults: {} });
    expect(read(profile, 'support', { phone: '01 99 00 12 34' })).toEqual({ changes: [], faults: {} });
  });

  it('may not stay empty where the section’s form asks for it', () => {
    expect(read(profileOf({ legal }), 'support', { website: '', email: '', phone: '01 99 00 12 34' })).toMatchObject({
      changes: [{ id: 'phone' }],
      faults: { website: { code: 'required' }, email: { code: 'required' } },
    });
  });
});

it('an address is judged by the country that is typed with it while the account has none', () => {
  expect(read(profileOf(), 'legal', { ...legal, country: 'États-Unis', postalCode: '69003' })).toMatchObject({
    faults: {},
  });
  expect(read(profileOf(), 'legal', { ...legal, country: 'Canada', state: '', postalCode: '69003' })).toMatchObject({
    faults: { postalCode: { code: 'postal-code' }, state: { code: 'required' } },
  });
  expect(read(profileOf({ legal }), 'legal', { postalCode: 'K1A 0B1' })).toHaveProperty('faults.postalCode');
});

it.each([
  ['none', 'requested', true],
  ['requested', 'none', true],
  ['rejected', 'requested', true],
  ['granted', 'requested', true],
  ['none', 'granted', false],
  ['requested', 'granted', false],
  ['requested', 'rejected', false],
  ['rejected', 'none', false],
])('an exemption goes from %s to %s by the partner’s own doing: %s', (now, next, allowed) => {
  const { faults } = read(profileOf({ legal, tax: { exemption: now } }), 'tax', { exemption: next });

  expect(faults).toEqual(allowed ? {} : { exemption: { code: 'exemption', values: undefined } });
});

it('an optional field is emptied by nothing, and is then not there', () => {
  const profile = profileOf({ legal: { ...legal, addressLine2: 'Bâtiment B', vettingStatus: 'pending' } });

  expect(idsOf(read(profile, 'legal', { addressLine2: ' ' }))).toEqual([['addressLine2', '']]);
  expect(withChanges(profile.sections.legal.fields, { addressLine2: '' })).not.toHaveProperty('addressLine2');
});

describe('the organisation', () => {
  it('gets its name, country and currency with the first legal profile', () => {
    expect(organizationAfter(profileOf(), legal)).toEqual({ name: 'Contoso SAS', country: 'FR', currency: 'EUR' });
  });

  it('keeps them afterwards', () => {
    const profile = vetted('pending');

    expect(organizationAfter(profile, { companyName: 'Other', country: 'GB' })).toEqual(profile.organization);
  });
});

describe('how complete it is', () => {
  const whole: Record<ProfileSection, SectionFields> = {
    legal,
    contact: { firstName: 'A', lastName: 'B', email: 'a@contoso.example', phone: '+33199001234' },
    support: { website: 'https://contoso.example', email: 'a@contoso.example', phone: '+33199001234' },
    billing: {
      addressLine1: '1 rue X',
      city: 'Lyon',
      postalCode: '69003',
      firstName: 'A',
      lastName: 'B',
      phone: '+33199001234',
    },
    tax: { vatNumber: 'FR11123456782' },
    bank: { accountHolder: 'Contoso SAS', iban: 'FR7630006000011234567890189' },
    security: { firstName: 'A', lastName: 'B', email: 'a@contoso.example', phone: '+33199001234' },
  };

  it('1 with all that is asked for, 0 with nothing', () => {
    expect(completenessOf(profileOf(whole), profileSections)).toBe(1);
    expect(completenessOf(profileOf(), profileSections)).toBe(0);
  });

  it.each(profileSections)('never 1 while something of %s is missing', (section) => {
    const [id] = Object.keys(whole[section]);
    const { [id!]: _, ...rest } = whole[section];
    const profile = profileOf({ ...whole, [section]: rest });

    expect(missingFields(profile, section).map((field) => field.id)).toContain(id);
    expect(completenessOf(profile, profileSections)).toBeLessThan(1);
  });

  it.each([
    ['FR', []],
    ['CH', ['bic']],
    ['US', ['bic']],
  ])('an account in %s lacks %j beside its number', (country, expected) => {
    const profile = profileOf({ ...whole, legal: { ...legal, country } });

    expect(missingFields(profile, 'bank').map(({ id }) => id)).toEqual(expected);
  });
});
