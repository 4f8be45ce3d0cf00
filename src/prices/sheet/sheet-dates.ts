/** A moment of a sheet as `2026-11-01T00:00:00` (sheets speak UTC); null where the sheet means "open". */
export type SheetMoment = string | null;

const isoForm = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|\+00:?00)?)?$/;
const americanForm = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP]M))?)?$/i;

/**
 * Reads a date of a price sheet (domain.md 4.1): ISO with or without a time and up to nine decimals, or month/day/year as
 * older sheets write it.
 *
 * @returns null for the placeholder years (9999 and later, 1753 and earlier), undefined for what is no date
 */
export function parseSheetMoment(text: string): SheetMoment | undefined {
  const iso = isoForm.exec(text);
  if (iso) return compose(iso[1], iso[2], iso[3], Number(iso[4] ?? 0), iso[5], iso[6]);
  const american = americanForm.exec(text);
  if (!american) return undefined;
  const hour = readHour(Number(american[4] ?? 0), american[7]);
  return hour === undefined
    ? undefined
    : compose(american[3], american[1], american[2], hour, american[5], american[6]);
}

function readHour(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}

function compose(year = '', month = '', day = '', hour: number, minute = '00', second = '00'): SheetMoment | undefined {
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (!isDayOfCalendar(Number(year), Number(month), Number(day))) return undefined;
  if (Number(year) >= 9999 || Number(year) <= 1753) return null;
  const two = (part: string | number) => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}`;
}

function isDayOfCalendar(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
