import type { Speech } from '../../language/translate';
import type { PriceSheetError } from '../../prices/price-sheets';

/** What is wrong with a sheet, and on which line, in the reader's language. */
export function sayFault({ t, format }: Speech, error: PriceSheetError): string {
  const { code, line, column, value, columns, expectedFields, foundFields } = error;
  const fault = t(`sheet-faults/${code}`, {
    column,
    value,
    columns: columns && format.list(columns),
    expected: expectedFields,
    found: foundFields,
  });
  return line === undefined ? fault : t('sheet-faults/on-line', { line, fault });
}
