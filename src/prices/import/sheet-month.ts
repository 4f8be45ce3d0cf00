const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The month that a sheet is for, as `2026-11`. Sheets do not state it: the name does without the year
 * (`Nov_NCE_LicenseBasedPL_GA_FR.csv`), the newest start of a price gives a month before which it cannot be. A sheet named
 * otherwise is for the month of its newest start.
 *
 * @param files the sheet's name, and that of the archive it was in: the first that names a month counts
 */
export function tellSheetMonth(files: readonly string[], newestStart: string): string {
  const [year = 0, month = 1] = newestStart.split('-').map(Number);
  const named = files.map(readMonthName).find((each) => each > 0) ?? 0;
  if (named === 0) return composeMonth(year, month);
  return composeMonth(named < month ? year + 1 : year, named);
}

/** @returns 1–12, or 0 where the name begins otherwise */
function readMonthName(file: string): number {
  return monthNames.indexOf(/^([a-z]{3})[a-z]*[_ -]/i.exec(file)?.[1]?.toLowerCase() ?? '') + 1;
}

function composeMonth(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}
