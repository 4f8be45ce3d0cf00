const currencies = new Set(Intl.supportedValuesOf('currency'));

/**
 * The currency that a file is named after, for lists that do not state it: a legacy list is one tab of a workbook, which has a
 * tab for each currency (domain.md 4.3).
 *
 * @param names the sheet's name, and that of the archive it was in: the first that names a single currency counts
 * @returns ISO 4217, or undefined where no name says it, or one names several
 */
export function tellCurrency(names: readonly string[]): string | undefined {
  for (const name of names) {
    const named = new Set(name.split(/[^A-Za-z]+/).filter((word) => currencies.has(word)));
    if (named.size > 0) return named.size === 1 ? [...named][0] : undefined;
  }
  return undefined;
}
