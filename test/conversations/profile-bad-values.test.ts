import { profileSections, type ProfileSection } from '../../src/account/profile/profile';
import { sectionFacts } from '../../src/account/profile/sections';
import { languages } from '../../src/language/languages';
import { words } from '../../src/language/words';
import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';
import { cardThatAsks } from '../support/request';

/** A value that can't stand in each field that anyone can change, and the code of what is told beside it. */
type Bad = [section: ProfileSection, field: string, value: string, code: string, beside?: Record<string, string>];

const badAddress = (section: ProfileSection, beside: Record<string, string> = {}): Bad[] => [
  [section, 'addressLine1', '—', 'text', beside],
  [section, 'addressLine1', 'x'.repeat(201), 'too-long', beside],
  [section, 'addressLine2', '…', 'text', beside],
  [section, 'city', '?', 'text', beside],
  [section, 'postalCode', '6900', 'postal-code', beside],
];
const badPerson = (section: ProfileSection): Bad[] => [
  [section, 'firstName', 'R2D2', 'name'],
  [section, 'lastName', '<b>Anna</b>', 'name'],
  [section, 'lastName', 'x'.repeat(51), 'too-long'],
  [section, 'phone', '12', 'phone'],
];

/** The sample account has its country for good, and a legal name that is locked: those are tried in a new one. */
const inNew: Bad[] = [
  ['legal', 'companyName', '—', 'text'],
  ['legal', 'country', 'Atlantis', 'country'],
  ['legal', 'state', 'ZZ', 'state', { country: 'US' }],
  ['billing', 'state', 'ABC', 'too-long'],
  ...badAddress('legal', { country: 'France' }),
];
const inSample: Bad[] = [
  ...badAddress('legal'),
  ...badPerson('contact'),
  ['contact', 'email', 'claire@gmail.com', 'email-personal'],
  ['contact', 'email', 'claire@contoso.onmicrosoft.com', 'email-onmicrosoft'],
  ['contact', 'email', 'claire@fabrikam.example', 'email-domain'],
  ['support', 'website', 'javascript:alert(1)', 'website'],
  ['support', 'email', 'nobody', 'email'],
  ['support', 'phone', 'call us', 'phone'],
  ...badAddress('billing'),
  ...badPerson('billing'),
  ['billing', 'poNumber', '—', 'text'],
  ['tax', 'vatNumber', 'FR12', 'tax-number'],
  ['tax', 'vatNumber', 'FR12123456782', 'tax-number-digits'],
  ['tax', 'exemption', 'granted', 'exemption'],
  ['bank', 'accountHolder', '—', 'text'],
  ['bank', 'iban', 'FR7630006000011234567890188', 'iban-digits'],
  ['bank', 'iban', 'FR7630006000011234567890', 'iban-length'],
  ['bank', 'iban', 'ZZ7630006000011234567890189', 'iban-country'],
  ['bank', 'bic', 'AGRIFR', 'bic'],
  ...badPerson('security'),
  ['security', 'middleName', '4', 'name'],
  ['security', 'email', 'a@b', 'email'],
];

it('the table has every field that is typed', () => {
  const tried = new Set([...inNew, ...inSample].map(([section, field]) => `${section}.${field}`));
  const typed = profileSections.flatMap((section) =>
    sectionFacts[section].fields.filter(({ follows }) => !follows).map(({ id }) => `${section}.${id}`),
  );

  expect(typed.filter((field) => !tried.has(field))).toEqual([]);
});

describe.each([
  ['a new account', 'Ada', { SAMPLE_ACCOUNT: '0', FIRST_ADMINS: 'stranger-Ada' }, inNew],
  ['the sample account', 'Claire Moreau', {}, inSample],
] as const)('in %s', (_account, admin, environment, table) => {
  let office: Office;
  beforeAll(async () => void (office = await openOffice({ environment })));
  afterAll(() => office.close());

  describe.each(languages)('in %s', (language) => {
    const faults = words[language]['profile-faults'] as Record<string, string>;
    const fault = (code: string) =>
      new RegExp(
        faults[code]!.split(/\{\{\w+\}\}/)
          .map(escape)
          .join('.*'),
      );

    it.each(table)(
      '%s.%s: what is wrong stands below it, and what was typed in it (%#)',
      async (section, field, value, code, beside = {}) => {
        const person = office.person(admin, language === 'fr' ? 'fr-FR' : 'en-US');
        const request = { operation: 'profile.edit', slots: { section } };
        const form = await person.presses('choose', await cardThatAsks(office, person, request));
        expect(form.metadata.state).toBe('asking');

        const again = await person.presses('save', form, { ...beside, [field]: value });

        expect(again.metadata.state).toBe('asking');
        expect(below(again, field)).toMatch(fault(code));
        expect(JSON.stringify(again)).toContain(`"value":${JSON.stringify(value)}`);
        expect(await changes(office)).toEqual([]);
      },
    );
  });
});

const changes = (office: Office) =>
  office.inDatabase((database) =>
    database.selectFrom('matters').select('id').where('operation', '=', 'profile.edit').execute(),
  );

/** What stands below an input, up to the next one. */
function below({ body }: Card, field: string): string {
  const elements = flatten(body);
  const at = elements.findIndex(({ id }) => id === field);
  const rest = elements.slice(at + 1);
  const end = rest.findIndex(({ type }) => `${type as string}`.startsWith('Input.'));
  return textOf(end < 0 ? rest : rest.slice(0, end));
}

function flatten(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(flatten);
  if (typeof node !== 'object' || node === null) return [];
  const element = node as Record<string, unknown>;
  const inside = element.items ?? element.columns;
  return Array.isArray(inside) ? inside.flatMap(flatten) : [element];
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
