/** What can be wrong with a price sheet. The words for a person are made from the code and the facts. */
export type PriceSheetErrorCode =
  | 'unreadable-file'
  | 'empty'
  | 'not-text'
  | 'workbook'
  | 'broken-zip'
  | 'zip-without-sheet'
  | 'zip-several-sheets'
  | 'zip-encrypted'
  | 'zip-too-large'
  | 'not-csv'
  | 'unclosed-quote'
  | 'stray-quote'
  | 'missing-columns'
  | 'no-rows'
  | 'wrong-field-count'
  | 'missing-value'
  | 'bad-number'
  | 'negative-price'
  | 'bad-date'
  | 'unknown-segment'
  | 'unknown-term'
  | 'unknown-billing'
  | 'bad-market'
  | 'bad-currency'
  | 'bad-previous-values'
  | 'mixed-views'
  | 'legacy-currency'
  | 'legacy-market'
  | 'unknown-unit'
  | 'bad-offer-id'
  | 'bad-count'
  | 'bad-reference'
  | 'bad-promotions';

/** Where the fault is, as far as it is known. */
export interface PriceSheetFault {
  code: PriceSheetErrorCode;
  /** Physical line of the file, from 1, on which the record starts. */
  line?: number;
  column?: string;
  /** What stands there, shortened. */
  value?: string;
  /** The names that are missing, for `missing-columns`. */
  columns?: readonly string[];
  expectedFields?: number;
  foundFields?: number;
}

const shownValue = 60;

/** A sheet that can't be taken in as it is. Nothing of it was. */
export class PriceSheetError extends Error {
  readonly code: PriceSheetErrorCode;
  readonly file: string;
  readonly line: number | undefined;
  readonly column: string | undefined;
  readonly value: string | undefined;
  readonly columns: readonly string[] | undefined;
  readonly expectedFields: number | undefined;
  readonly foundFields: number | undefined;

  constructor(file: string, fault: PriceSheetFault, options?: ErrorOptions) {
    const shown = fault.value === undefined ? undefined : shorten(fault.value);
    super(
      `${file}${fault.line === undefined ? '' : `:${fault.line}`}: ${descriptions[fault.code]({ ...fault, value: shown })}`,
      options,
    );
    this.name = 'PriceSheetError';
    this.code = fault.code;
    this.file = file;
    this.line = fault.line;
    this.column = fault.column;
    this.value = shown;
    this.columns = fault.columns;
    this.expectedFields = fault.expectedFields;
    this.foundFields = fault.foundFields;
  }
}

/** What it says, without the sheet's name. */
export function factsOf({
  code,
  line,
  column,
  value,
  columns,
  expectedFields,
  foundFields,
}: PriceSheetError): PriceSheetFault {
  return { code, line, column, value, columns, expectedFields, foundFields };
}

function shorten(value: string): string {
  return value.length > shownValue ? `${value.slice(0, shownValue)}…` : value;
}

const descriptions: Record<PriceSheetErrorCode, (fault: PriceSheetFault) => string> = {
  'unreadable-file': () => 'the file cannot be opened or read',
  empty: () => 'the file is empty',
  'not-text': () => 'this is not a text file in UTF-8',
  workbook: () => 'this is a workbook: save its sheet as CSV (UTF-8) and take that in',
  'broken-zip': () => 'the archive is damaged or was cut off',
  'zip-without-sheet': () => 'the archive holds no CSV file',
  'zip-several-sheets': ({ value }) => `the archive holds several CSV files; take them in one by one: ${value}`,
  'zip-encrypted': () => 'the sheet in the archive is encrypted, or packed in a way that is not known here',
  'zip-too-large': () => 'the archive is larger than any price sheet (64 MB packed, 1 GB unpacked)',
  'not-csv': () => 'this does not look like a price sheet: the first line holds none of its column names',
  'unclosed-quote': () => 'a quotation mark opens here and never closes; the file may have been cut off',
  'stray-quote': () => 'a quotation mark stands where none may be',
  'missing-columns': ({ columns }) => `missing columns: ${columns?.join(', ')}`,
  'no-rows': () => 'the sheet has column names but no prices',
  'wrong-field-count': ({ expectedFields, foundFields }) =>
    `${expectedFields} fields expected, ${foundFields} found; the line may have been cut off`,
  'missing-value': ({ column }) => `${column} is empty`,
  'bad-number': ({ column, value }) =>
    `${column} is no plain number: "${value}" (written like 1234.56, without thousands separators or exponent)`,
  'negative-price': ({ column, value }) => `${column} is negative: "${value}"`,
  'bad-date': ({ column, value }) => `${column} is no date of a known form: "${value}"`,
  'unknown-segment': ({ value }) =>
    `unknown segment "${value}" (known are Commercial, Education, Charity or nonprofit, Government)`,
  'unknown-term': ({ value }) => `unknown term "${value}" (known are P1M, P1Y, P3Y, OneTime)`,
  'unknown-billing': ({ value }) => `unknown billing plan "${value}" (known are Monthly, Annual, Triennial, None)`,
  'bad-market': ({ value }) => `the market must be a country's two letters, not "${value}"`,
  'bad-currency': ({ value }) => `the currency must be its three letters, not "${value}"`,
  'bad-previous-values': ({ value }) => `PreviousValues cannot be understood: "${value}"`,
  'mixed-views': () => 'software stands among licences: these are two sheets',
  'legacy-currency': () =>
    'a legacy licence list does not say its currency: name the file after the tab that it was, like Licences_EUR.csv',
  'legacy-market': () => 'a legacy licence list does not say its country, and the account has none yet',
  'unknown-unit': ({ value }) => `unknown purchase unit "${value}" (known are 1, 12 and 36 months, 1 and 3 years)`,
  'bad-offer-id': ({ value }) => `Offer ID is no GUID: "${value}"`,
  'bad-count': ({ column, value }) => `${column} is no number of licences that can be: "${value}"`,
  'bad-reference': ({ column, value }) =>
    `${column} names no product and SKU: "${value}" (written like CFQ7TTC0LDPB/0001)`,
  'bad-promotions': ({ value }) => `this is no list of promotions as the API gives it: ${value}`,
};

/** Every code, for those who say them in other words. */
export const priceSheetErrorCodes = Object.keys(descriptions) as PriceSheetErrorCode[];
