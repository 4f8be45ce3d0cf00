/** What a country's phone numbers, postal codes and tax numbers look like. */
export interface CountryRules {
  phone: PhonePlan;
  /** Of the code without blanks and dashes; its groups stand apart by the sample's blank or dash. */
  postalCode: Pattern;
  /** Of the number without blanks, dots, dashes and slashes. */
  taxNumber: Pattern;
}

export interface PhonePlan {
  /** Country calling code without the plus. */
  calling: string;
  /** What is dialled in front of a national number at home; empty where nothing is. */
  trunk: string;
  /** Fewest and most digits behind the calling code. */
  fewest: number;
  most: number;
}

export interface Pattern {
  pattern: RegExp;
  /** A made-up value that fits: shown where one does not. */
  sample: string;
}

/** @param phone calling code, trunk prefix or `-`, fewest and most digits */
function rules(phone: string, postal: RegExp, postalSample: string, tax: RegExp, taxSample: string): CountryRules {
  const [calling, trunk, fewest, most] = phone.split(' ') as [string, string, string, string];
  return {
    phone: { calling, trunk: trunk === '-' ? '' : trunk, fewest: Number(fewest), most: Number(most) },
    postalCode: { pattern: postal, sample: postalSample },
    taxNumber: { pattern: tax, sample: taxSample },
  };
}

/**
 * The EEA, Switzerland, the United Kingdom, the United States and Canada. Sources: ITU-T E.164 and the national numbering
 * plans; the Universal Postal Union's address formats; the EU's VAT information exchange for its members; domain.md 3a
 * (`postalCodeRegex` and `taxIdFormat` of the US, where employers have two and seven digits) and 1.1 (Canada).
 */
const known: Readonly<Record<string, CountryRules>> = {
  AT: rules('43 0 4 13', /^[1-9]\d{3}$/, '1010', /^ATU\d{8}$/, 'ATU12345678'),
  BE: rules('32 0 8 9', /^[1-9]\d{3}$/, '1000', /^BE[01]\d{9}$/, 'BE0123456789'),
  BG: rules('359 0 7 9', /^\d{4}$/, '1000', /^BG\d{9,10}$/, 'BG123456789'),
  CA: rules(
    '1 1 10 10',
    /^([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])(\d[ABCEGHJ-NPRSTV-Z]\d)$/,
    'K1A 0B1',
    /^(\d{9}(RT\d{4})?|PST\d{8})$/,
    '123456789 RT0001',
  ),
  CH: rules('41 0 9 9', /^[1-9]\d{3}$/, '8001', /^CHE\d{9}(MWST|TVA|IVA)?$/, 'CHE-123.456.789 TVA'),
  CY: rules('357 - 8 8', /^\d{4}$/, '1010', /^CY\d{8}[A-Z]$/, 'CY12345678X'),
  CZ: rules('420 - 9 9', /^(\d{3})(\d{2})$/, '110 00', /^CZ\d{8,10}$/, 'CZ12345678'),
  DE: rules('49 0 5 13', /^\d{5}$/, '10115', /^DE[1-9]\d{8}$/, 'DE123456789'),
  DK: rules('45 - 8 8', /^\d{4}$/, '1050', /^DK\d{8}$/, 'DK12345678'),
  EE: rules('372 - 7 8', /^\d{5}$/, '10111', /^EE\d{9}$/, 'EE123456789'),
  ES: rules('34 - 9 9', /^\d{5}$/, '28013', /^ES([A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/, 'ESX1234567R'),
  FI: rules('358 0 5 12', /^\d{5}$/, '00100', /^FI\d{8}$/, 'FI12345678'),
  FR: rules('33 0 9 9', /^\d{5}$/, '75001', /^FR[A-HJ-NP-Z0-9]{2}\d{9}$/, 'FR11123456782'),
  GB: rules(
    '44 0 9 10',
    /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/,
    'SW1A 1AA',
    /^GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
    'GB123456789',
  ),
  GR: rules('30 - 10 10', /^(\d{3})(\d{2})$/, '105 57', /^EL\d{9}$/, 'EL123456789'),
  HR: rules('385 0 8 9', /^\d{5}$/, '10000', /^HR\d{11}$/, 'HR12345678901'),
  HU: rules('36 06 8 9', /^\d{4}$/, '1011', /^HU\d{8}$/, 'HU12345678'),
  IE: rules(
    '353 0 7 9',
    /^([AC-FHKNPRTV-Y](?:\d\d|6W))([0-9AC-FHKNPRTV-Y]{4})$/,
    'D02 X285',
    /^IE(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
    'IE1234567T',
  ),
  IS: rules('354 - 7 7', /^\d{3}$/, '101', /^IS\d{5,6}$/, 'IS12345'),
  IT: rules('39 - 6 11', /^\d{5}$/, '00118', /^IT\d{11}$/, 'IT12345678901'),
  LI: rules('423 - 7 7', /^94[89]\d$/, '9490', /^\d{5}$/, '12345'),
  LT: rules('370 0 8 8', /^(LT)(\d{5})$/, 'LT-01100', /^LT(\d{9}|\d{12})$/, 'LT123456789'),
  LU: rules('352 - 4 11', /^\d{4}$/, '1111', /^LU\d{8}$/, 'LU12345678'),
  LV: rules('371 - 8 8', /^(LV)(\d{4})$/, 'LV-1010', /^LV\d{11}$/, 'LV12345678901'),
  MT: rules('356 - 8 8', /^([A-Z]{3})(\d{4})$/, 'VLT 1010', /^MT\d{8}$/, 'MT12345678'),
  NL: rules('31 0 9 9', /^([1-9]\d{3})([A-Z]{2})$/, '1012 AB', /^NL\d{9}B\d{2}$/, 'NL123456789B01'),
  NO: rules('47 - 8 8', /^\d{4}$/, '0150', /^(NO)?\d{9}(MVA)?$/, 'NO123456789MVA'),
  PL: rules('48 - 9 9', /^(\d{2})(\d{3})$/, '00-001', /^PL\d{10}$/, 'PL1234567890'),
  PT: rules('351 - 9 9', /^(\d{4})(\d{3})$/, '1000-001', /^PT\d{9}$/, 'PT123456789'),
  RO: rules('40 0 9 9', /^\d{6}$/, '010011', /^RO\d{2,10}$/, 'RO12345678'),
  SE: rules('46 0 7 9', /^(\d{3})(\d{2})$/, '111 22', /^SE\d{12}$/, 'SE123456789001'),
  SI: rules('386 0 8 8', /^\d{4}$/, '1000', /^SI\d{8}$/, 'SI12345678'),
  SK: rules('421 0 9 9', /^(\d{3})(\d{2})$/, '811 01', /^SK\d{10}$/, 'SK1234567890'),
  US: rules('1 1 10 10', /^(\d{5})(\d{4})?$/, '98052-6399', /^(\d{9}|US\d{6})$/, '12-3456789'),
};

/** The countries whose rules are known. */
export const ruledCountries: readonly string[] = Object.keys(known);

/** Undefined where a country's rules are not known, or the country is not: its values are then read permissively. */
export function rulesOf(country: string): CountryRules | undefined {
  return known[country];
}

/** The plan that a number without its plus begins with; undefined where that country's plan is not known. */
export function phonePlanByCallingCode(digits: string): PhonePlan | undefined {
  return Object.values(known).find(({ phone }) => digits.startsWith(phone.calling))?.phone;
}

/** The states and provinces of the countries where an address needs one. Source: domain.md 1.1 (state 0–2), 3a (US). */
const states: Readonly<Record<string, string>> = {
  US: 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY',
  CA: 'AB BC MB NB NL NS NT NU ON PE QC SK YT',
};

export function needsState(country: string): boolean {
  return country in states;
}

export function isState(country: string, code: string): boolean {
  return states[country]?.split(' ').includes(code) ?? /^[A-Z0-9]{1,2}$/.test(code);
}

const euMembers = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

export function isEuMember(country: string): boolean {
  return euMembers.includes(country);
}

const ownCurrencies: Readonly<Record<string, string>> = Object.fromEntries(
  'AU:AUD BR:BRL CA:CAD CH:CHF DK:DKK GB:GBP IN:INR JP:JPY KR:KRW LI:CHF NO:NOK NZ:NZD SE:SEK TW:TWD'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** The billing currency that a new account gets with its country, for good (domain.md 1.1). */
export function billingCurrencyOf(country: string): string {
  const euro = isEuMember(country) || ['IS', 'MC', 'SM', 'AD'].includes(country);
  return ownCurrencies[country] ?? (euro ? 'EUR' : 'USD');
}
