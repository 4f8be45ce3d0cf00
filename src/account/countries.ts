/**
 * What a country's addresses, phone numbers, tax numbers and bank accounts look like. What is not in a table here is read
 * permissively: a form is checked by rule only where the rule is known.
 */
export interface PhonePlan {
  /** Country calling code without the plus. */
  calling: string;
  /** What is dialled in front of a national number at home. */
  trunk: string;
  /** Fewest and most digits behind the calling code. */
  digits: readonly [number, number];
}

/** Calling code, trunk prefix, fewest and most digits. Source: ITU-T E.164 and the national numbering plans. */
const phonePlans: Record<string, PhonePlan> = Object.fromEntries(
  `AT 43 0 4 13, BE 32 0 8 9, BG 359 0 7 9, CA 1 1 10 10, CH 41 0 9 9, CY 357 - 8 8, CZ 420 - 9 9, DE 49 0 5 13, DK 45 - 8 8,
   EE 372 - 7 8, ES 34 - 9 9, FI 358 0 5 12, FR 33 0 9 9, GB 44 0 9 10, GR 30 - 10 10, HR 385 0 8 9, HU 36 06 8 9, IE 353 0 7 9,
   IS 354 - 7 7, IT 39 - 6 11, LI 423 - 7 7, LT 370 0 8 8, LU 352 - 4 11, LV 371 - 8 8, MT 356 - 8 8, NL 31 0 9 9, NO 47 - 8 8,
   PL 48 - 9 9, PT 351 - 9 9, RO 40 0 9 9, SE 46 0 7 9, SI 386 0 8 8, SK 421 0 9 9, US 1 1 10 10`
    .split(',')
    .map((row) => {
      const [country, calling, trunk, fewest, most] = row.trim().split(' ');
      return [
        country!,
        { calling: calling!, trunk: trunk === '-' ? '' : trunk!, digits: [Number(fewest), Number(most)] },
      ];
    }),
);

export function phonePlanOf(country: string): PhonePlan | undefined {
  return phonePlans[country];
}

/** The plan whose calling code a number without its plus begins with; undefined where the country's plan is not known. */
export function phonePlanByCallingCode(digits: string): PhonePlan | undefined {
  return Object.values(phonePlans).find(({ calling }) => digits.startsWith(calling));
}

export interface Pattern {
  pattern: RegExp;
  /** A made-up value that fits: shown where one does not. */
  sample: string;
}

/** Source: domain.md 3a (US) and the postal services' own formats. */
const postalCodes: Record<string, Pattern> = {
  AT: { pattern: /^[1-9]\d{3}$/, sample: '1010' },
  BE: { pattern: /^[1-9]\d{3}$/, sample: '1000' },
  CA: { pattern: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d$/, sample: 'K1A 0B1' },
  CH: { pattern: /^[1-9]\d{3}$/, sample: '8001' },
  CZ: { pattern: /^\d{3} ?\d{2}$/, sample: '110 00' },
  DE: { pattern: /^\d{5}$/, sample: '10115' },
  DK: { pattern: /^\d{4}$/, sample: '1050' },
  ES: { pattern: /^\d{5}$/, sample: '28013' },
  FI: { pattern: /^\d{5}$/, sample: '00100' },
  FR: { pattern: /^\d{5}$/, sample: '75001' },
  GB: { pattern: /^(GIR 0AA|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$/, sample: 'SW1A 1AA' },
  GR: { pattern: /^\d{3} ?\d{2}$/, sample: '105 57' },
  IT: { pattern: /^\d{5}$/, sample: '00118' },
  LU: { pattern: /^\d{4}$/, sample: '1111' },
  NL: { pattern: /^[1-9]\d{3} ?[A-Z]{2}$/, sample: '1012 AB' },
  NO: { pattern: /^\d{4}$/, sample: '0150' },
  PL: { pattern: /^\d{2}-\d{3}$/, sample: '00-001' },
  PT: { pattern: /^\d{4}-\d{3}$/, sample: '1000-001' },
  SE: { pattern: /^\d{3} ?\d{2}$/, sample: '111 22' },
  SK: { pattern: /^\d{3} ?\d{2}$/, sample: '811 01' },
  US: { pattern: /^\d{5}(-\d{4})?$/, sample: '98052' },
};
const anyPostalCode: Pattern = { pattern: /^[A-Z0-9](?:[A-Z0-9 -]{0,10}[A-Z0-9])?$/, sample: '12345' };

export function postalCodeOf(country: string): Pattern {
  return postalCodes[country] ?? anyPostalCode;
}

/** The states and provinces of the countries where an address needs one. Source: domain.md 1.1 (state 0–2), 3a (US). */
const states: Record<string, string> = {
  US: 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY',
  CA: 'AB BC MB NB NL NS NT NU ON PE QC SK YT',
};

export function needsState(country: string): boolean {
  return country in states;
}

export function isState(country: string, code: string): boolean {
  const known = states[country];
  return known ? known.split(' ').includes(code) : /^[A-Z0-9]{1,2}$/.test(code);
}

/**
 * Tax numbers without blanks, dots and dashes. Sources: the EU's VAT information exchange for the member states; domain.md
 * 3a (`taxIdFormat` of the US: US and six digits; employers have two and seven digits) and 1.1 (Canada, British Columbia).
 */
const taxNumbers: Record<string, Pattern> = {
  AT: { pattern: /^ATU\d{8}$/, sample: 'ATU12345678' },
  BE: { pattern: /^BE[01]\d{9}$/, sample: 'BE0123456789' },
  BG: { pattern: /^BG\d{9,10}$/, sample: 'BG123456789' },
  CA: { pattern: /^(\d{9}(RT\d{4})?|PST\d{8})$/, sample: '123456789 RT0001' },
  CH: { pattern: /^CHE\d{9}(MWST|TVA|IVA)?$/, sample: 'CHE-123.456.789 TVA' },
  CY: { pattern: /^CY\d{8}[A-Z]$/, sample: 'CY12345678X' },
  CZ: { pattern: /^CZ\d{8,10}$/, sample: 'CZ12345678' },
  DE: { pattern: /^DE[1-9]\d{8}$/, sample: 'DE123456789' },
  DK: { pattern: /^DK\d{8}$/, sample: 'DK12345678' },
  EE: { pattern: /^EE\d{9}$/, sample: 'EE123456789' },
  ES: { pattern: /^ES(?=.*[A-Z].{0,7}$)[A-Z0-9]\d{7}[A-Z0-9]$/, sample: 'ESX12345678' },
  FI: { pattern: /^FI\d{8}$/, sample: 'FI12345678' },
  FR: { pattern: /^FR[A-HJ-NP-Z0-9]{2}\d{9}$/, sample: 'FR40303265045' },
  GB: { pattern: /^GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, sample: 'GB123456789' },
  GR: { pattern: /^EL\d{9}$/, sample: 'EL123456789' },
  HR: { pattern: /^HR\d{11}$/, sample: 'HR12345678901' },
  HU: { pattern: /^HU\d{8}$/, sample: 'HU12345678' },
  IE: { pattern: /^IE(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/, sample: 'IE1234567X' },
  IT: { pattern: /^IT\d{11}$/, sample: 'IT12345678901' },
  LT: { pattern: /^LT(\d{9}|\d{12})$/, sample: 'LT123456789' },
  LU: { pattern: /^LU\d{8}$/, sample: 'LU12345678' },
  LV: { pattern: /^LV\d{11}$/, sample: 'LV12345678901' },
  MT: { pattern: /^MT\d{8}$/, sample: 'MT12345678' },
  NL: { pattern: /^NL\d{9}B\d{2}$/, sample: 'NL123456789B01' },
  NO: { pattern: /^(NO)?\d{9}(MVA)?$/, sample: 'NO123456789MVA' },
  PL: { pattern: /^PL\d{10}$/, sample: 'PL1234567890' },
  PT: { pattern: /^PT\d{9}$/, sample: 'PT123456789' },
  RO: { pattern: /^RO\d{2,10}$/, sample: 'RO12345678' },
  SE: { pattern: /^SE\d{12}$/, sample: 'SE123456789001' },
  SI: { pattern: /^SI\d{8}$/, sample: 'SI12345678' },
  SK: { pattern: /^SK\d{10}$/, sample: 'SK1234567890' },
  US: { pattern: /^(\d{9}|US\d{6})$/, sample: '12-3456789' },
};
const anyTaxNumber: Pattern = { pattern: /^[A-Z0-9]{4,20}$/, sample: '123456789' };

export function taxNumberOf(country: string): Pattern {
  return taxNumbers[country] ?? anyTaxNumber;
}

const euMembers = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

export function isEuMember(country: string): boolean {
  return euMembers.includes(country);
}

/** Length of the IBAN by country. Source: the IBAN registry of ISO 13616. */
const ibanLengths: Record<string, number> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22
   GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27
   MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 VG24 XK20`
    .split(/\s+/)
    .map((row) => [row.slice(0, 2), Number(row.slice(2))]),
);

export function ibanLengthOf(country: string): number | undefined {
  return ibanLengths[country];
}

const ownCurrencies: Record<string, string> = {
  AU: 'AUD',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  DK: 'DKK',
  GB: 'GBP',
  IN: 'INR',
  JP: 'JPY',
  KR: 'KRW',
  LI: 'CHF',
  NO: 'NOK',
  NZ: 'NZD',
  SE: 'SEK',
  TW: 'TWD',
};

/** The billing currency that a new account gets with its country, for good (domain.md 1.1). */
export function billingCurrencyOf(country: string): string {
  return ownCurrencies[country] ?? (isEuMember(country) || ['IS', 'MC', 'SM', 'AD'].includes(country) ? 'EUR' : 'USD');
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
let codesByName: Map<string, string> | undefined;

/** The ISO 3166-1 alpha-2 code of a country by its code, or by its English or French name. */
export function findCountry(written: string): string | undefined {
  codesByName ??= nameCountries();
  return codesByName.get(fold(written));
}

// Regions that CLDR names beside the countries.
const noCountries = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'SU',
  'DD',
  'YU',
  'TP',
  'FX',
  'BU',
  'ZR',
  'AN',
  'CS',
  'NT',
  'UK',
]);

function nameCountries(): Map<string, string> {
  const names = new Map<string, string>();
  for (const locale of ['en-GB', 'fr-FR']) {
    const display = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = noCountries.has(code) ? undefined : display.of(code);
      if (!name) continue;
      names.set(fold(name), code);
      names.set(fold(code), code);
    }
  }
  for (const [name, code] of [
    ['uk', 'GB'],
    ['usa', 'US'],
    ['england', 'GB'],
    ['angleterre', 'GB'],
  ] as const)
    names.set(name, code);
  return names;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
