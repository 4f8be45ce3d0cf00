import { checkValue, type ValueKind } from '../../../src/account/profile/check-value';

const french = { country: 'FR', domains: ['contoso-partner.example'], maxLength: 200 };
const check = (kind: ValueKind, written: string, country: string) => checkValue(kind, written, { ...french, country });

describe('a value is written as the account keeps it', () => {
  it.each<[ValueKind, string, string, string?]>([
    ['text', '  14  rue\n des Exemples ', '14 rue des Exemples'],
    ['text', 'Cafe\u0301 \u200bSAS', 'Café SAS'],
    ['name', 'Anne-Sophie d’Ormesson', 'Anne-Sophie d’Ormesson'],
    ['name', '李', '李'],
    ['email', 'mailto:Support@Contoso.EXAMPLE', 'Support@contoso.example'],
    ['workEmail', 'claire@contoso-partner.example', 'claire@contoso-partner.example'],
    ['workEmail', 'claire@mail.contoso-partner.example', 'claire@mail.contoso-partner.example'],
    ['website', 'www.contoso.example/', 'https://www.contoso.example'],
    ['website', 'http://contoso.example/aide?x=1', 'http://contoso.example/aide?x=1'],
    ['website', 'contoso.example:8443', 'https://contoso.example:8443'],
    ['country', 'fr', 'FR'],
    ['country', 'Allemagne', 'DE'],
    ['country', 'Côte d’Ivoire', 'CI'],
    ['country', 'united kingdom', 'GB'],
    ['country', 'UK', 'GB'],
    ['state', 'ny', 'NY', 'US'],
    ['state', 'qc', 'QC', 'CA'],
    ['state', '69', '69', 'FR'],
    ['postalCode', '69003', '69003'],
    ['postalCode', 'sw1a1aa', 'SW1A 1AA', 'GB'],
    ['postalCode', 'k1a-0b1', 'K1A 0B1', 'CA'],
    ['postalCode', '98052', '98052', 'US'],
    ['postalCode', '98052 6399', '98052-6399', 'US'],
    ['postalCode', '1012ab', '1012 AB', 'NL'],
    ['postalCode', '00 001', '00-001', 'PL'],
    ['postalCode', 'd6w x285', 'D6W X285', 'IE'],
    ['postalCode', '100-0001', '100-0001', 'JP'],
    ['postalCode', 'AB 1', 'AB 1', ''],
    ['exemption', 'requested', 'requested'],
    ['account', 'IBAN: fr76 3000 6000 0112 3456 7890 189', 'FR7630006000011234567890189'],
    ['account', 'GB82-WEST-1234-5698-7654-32', 'GB82WEST12345698765432'],
    ['account', '000123456789', '000123456789', 'US'],
    ['bank', 'agri fr pp', 'AGRIFRPP'],
    ['bank', 'DEUTDEFF500', 'DEUTDEFF500'],
    ['bank', '021000021', '021000021', 'US'],
    ['taxNumber', 'FR 11 123 456 782', 'FR11123456782'],
    ['taxNumber', '11 123456782', 'FR11123456782'],
    ['taxNumber', 'FRAB123456782', 'FRAB123456782'],
    ['taxNumber', '123456789', 'DE123456789', 'DE'],
    ['taxNumber', 'ATU12345678', 'ATU12345678', 'AT'],
    ['taxNumber', '12-3456789', '123456789', 'US'],
    ['taxNumber', 'US999965', 'US999965', 'US'],
    ['taxNumber', 'CHE-123.456.789 TVA', 'CHE123456789TVA', 'CH'],
    ['taxNumber', '53 004 085 616', '53004085616', 'AU'],
  ])('%s “%s” is %s', (kind, written, value, country = 'FR') => {
    expect(check(kind, written, country)).toEqual({ value });
  });
});

describe('a phone number is read as E.164', () => {
  it.each<[string, string, string]>([
    ['01 99 00 12 34', 'FR', '+33199001234'],
    ['+33 1 99 00 12 34', 'FR', '+33199001234'],
    ['+33 (0)1.99.00.12.34', 'FR', '+33199001234'],
    ['+33 01 99 00 12 34', 'US', '+33199001234'],
    ['0033199001234', 'FR', '+33199001234'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['+44 20 7946 0958', 'FR', '+442079460958'],
    ['(425) 555-0100', 'US', '+14255550100'],
    ['1-425-555-0100', 'CA', '+14255550100'],
    ['06 1 234 5678', 'HU', '+3612345678'],
    ['06 1234567', 'IT', '+39061234567'],
    ['+81 3-1234-5678', 'FR', '+81312345678'],
    ['+33199001234', '', '+33199001234'],
  ])('%s in %s: %s', (written, country, value) => {
    expect(check('phone', written, country)).toEqual({ value });
  });

  it.each<[string, string]>([
    ['199001234', 'FR'],
    ['01 99 00 12', 'FR'],
    ['+33 1 99 00 12 34 5', 'FR'],
    ['01632 960 233', 'FR'],
    ['01 99 00 12 34', ''],
    ['01 99 00 12 34', 'US'],
    ['555-0100', 'US'],
    ['(125) 555-0100', 'US'],
    ['+0 99 00 12 34', 'FR'],
    ['+81 123', 'FR'],
    ['+8112345678901234567', 'FR'],
    ['call me', 'FR'],
    ['01 99 00 12 34 ext 5', 'FR'],
    ['+', 'FR'],
  ])('%s in %s: none', (written, country) => {
    expect(check('phone', written, country)).toEqual({
      fault: { code: 'phone', values: { sample: expect.stringMatching(/^\+\d/) as string } },
    });
  });
});

describe('what can’t stand, and why', () => {
  it.each<[ValueKind, string, string, string?]>([
    ['text', '—', 'text'],
    ['text', 'x'.repeat(201), 'too-long'],
    ['name', 'R2D2', 'name'],
    ['name', '<b>Anna</b>', 'name'],
    ['name', 'anna@contoso.example', 'name'],
    ['name', '–', 'name'],
    ['email', 'nobody', 'email'],
    ['email', 'a@b', 'email'],
    ['email', 'a b@contoso.example', 'email'],
    ['email', 'a@contoso.example, b@contoso.example', 'email'],
    ['workEmail', 'nobody', 'email'],
    ['workEmail', 'claire@contoso.onmicrosoft.com', 'email-onmicrosoft'],
    ['workEmail', 'claire@gmail.com', 'email-personal'],
    ['workEmail', 'claire@yahoo.co.uk', 'email-personal'],
    ['workEmail', 'claire@orange.fr', 'email-personal'],
    ['workEmail', 'claire@fabrikam.example', 'email-domain'],
    ['workEmail', 'claire@notcontoso-partner.example', 'email-domain'],
    ['workEmail', 'claire@contoso-partner.example.evil.example', 'email-domain'],
    ['website', 'nonsense', 'website'],
    ['website', 'javascript:alert(1)', 'website'],
    ['website', 'ftp://contoso.example', 'website'],
    ['website', 'https://user:secret@contoso.example', 'website'],
    ['website', 'https://127.0.0.1', 'website'],
    ['website', 'https://contoso.example/a b', 'website'],
    ['country', 'Atlantis', 'country'],
    ['country', 'Fransce', 'country-near'],
    ['country', 'Alemagne', 'country-near'],
    ['country', 'Nigeri', 'country'],
    ['country', 'EU', 'country'],
    ['country', 'ZZ', 'country'],
    ['country', '', 'country'],
    ['state', 'ZZ', 'state', 'US'],
    ['state', 'New York', 'state', 'US'],
    ['state', 'ABC', 'state-length', 'FR'],
    ['postalCode', '6900', 'postal-code'],
    ['postalCode', '690033', 'postal-code'],
    ['postalCode', 'D1A 0B1', 'postal-code', 'CA'],
    ['postalCode', '0123', 'postal-code', 'CH'],
    ['postalCode', '98052-63', 'postal-code', 'US'],
    ['postalCode', '#1', 'postal-code-any', 'JP'],
    ['postalCode', '1234567890123', 'postal-code-any', ''],
    ['exemption', 'please', 'exemption'],
    ['taxNumber', 'FR1112345678', 'tax-number'],
    ['taxNumber', 'DE123456789', 'tax-number'],
    ['taxNumber', 'FR12123456782', 'tax-number-digits'],
    ['taxNumber', 'FR11123456783', 'tax-number-digits'],
    ['taxNumber', 'DE012345678', 'tax-number', 'DE'],
    ['taxNumber', 'ES12345678', 'tax-number', 'ES'],
    ['taxNumber', 'abc', 'tax-number-any', 'AU'],
    ['taxNumber', 'none', 'tax-number-any', ''],
    ['account', 'FR7630006000011234567890188', 'iban-digits'],
    ['account', 'FR7630006000011234567890', 'iban-length'],
    ['account', 'ZZ7630006000011234567890189', 'iban-country'],
    ['account', '30006000011234567890189', 'iban'],
    ['account', 'FR76 3000 6000 0112 3456 7890 18€', 'iban'],
    ['account', '12345678', 'iban', ''],
    ['account', '12', 'account-number', 'US'],
    ['account', 'NONE', 'account-number', 'US'],
    ['bank', 'AGRIFR', 'bic'],
    ['bank', 'AGRIFRPPXX', 'bic'],
    ['bank', '1234FRPP', 'bic'],
    ['bank', '021000021', 'bic'],
    ['bank', '021000022', 'bic-us', 'US'],
  ])('%s “%s”: %s', (kind, written, code, country = 'FR') => {
    expect(check(kind, written, country)).toMatchObject({ fault: { code } });
  });

  it('an address on no known domain passes while no domain is known, a personal one never', () => {
    const rules = { ...french, domains: [] };

    expect(checkValue('workEmail', 'ada@fabrikam.example', rules)).toEqual({ value: 'ada@fabrikam.example' });
    expect(checkValue('workEmail', 'ada@gmail.com', rules)).toEqual({ fault: { code: 'email-personal' } });
    expect(checkValue('workEmail', 'ada@x.onmicrosoft.com', rules)).toEqual({ fault: { code: 'email-onmicrosoft' } });
  });
});
