import { looksLikePriceList } from './sheet-forms';
import { isArchive } from './unpack-sheet';

/** The first line of a sheet is shorter. */
const headBytes = 4_096;
/** Where an archive lists what is in it. */
const tailBytes = 65_536;

/** Whether a file is meant as a price sheet: an archive that is no office document, or a table with such columns. */
export function looksLikePriceSheet(bytes: Buffer): boolean {
  if (isArchive(bytes)) return !isOfficeDocument(bytes);
  const [line = ''] = bytes
    .subarray(0, headBytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/[\r\n]/, 1);
  return looksLikePriceList(line.split(/[,;\t]/).map((name) => name.replaceAll('"', '')));
}

/** Whether a file is meant as a list of promotions: JSON that begins as the platform's answers do, or names what they hold. */
export function looksLikePromotions(bytes: Buffer): boolean {
  const head = bytes.subarray(0, headBytes).toString('utf8');
  return /^\uFEFF?\s*\{/.test(head) && /"(?:requiredProducts|totalCount|items)"\s*:/.test(head);
}

/** Workbooks and the like are archives too. */
export function isOfficeDocument(bytes: Buffer): boolean {
  return isArchive(bytes) && bytes.subarray(-tailBytes).includes('[Content_Types].xml');
}
