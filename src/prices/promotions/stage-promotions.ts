import type { Database } from '../../store/database';
import type { StagedSheet } from '../import/staged-sheet';
import { PriceSheetError } from '../sheet/price-sheet-error';
import { comparePromotions, takeInPromotions, type PromotionsSummary } from './promotions';
import { PromotionsError, readPromotions } from './read-promotions';

/** The platform has some hundred promotions in a country; JSON is read as a whole. */
const largestList = 32 * 1024 * 1024;

/**
 * Reads a list of promotions (domain.md 4.7) as it is read by the command line, to be compared and taken in like a sheet.
 *
 * @throws PriceSheetError `bad-promotions`
 */
export async function stagePromotions(
  database: Database,
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<StagedSheet> {
  const promotions = readPromotionsOf(file, await readWhole(file, chunks));
  const summarize = ({ added, changed, unchanged }: Omit<PromotionsSummary, 'file'>) => ({
    form: 'promotions' as const,
    file,
    kind: 'current' as const,
    month: null,
    effectiveFrom: null,
    rows: promotions.length,
    added,
    changed,
    removed: 0,
    unchanged,
    duplicates: 0,
    overlaps: 0,
    renamed: 0,
    skus: new Set(promotions.flatMap(({ plans }) => plans.map(({ reference }) => reference))).size,
    markets: [],
    currencies: [],
  });
  return {
    database,
    async compare() {
      const counts = await comparePromotions(database, promotions);
      const isKnown = counts.added + counts.changed === 0;
      return { ...summarize(counts), isKnown, replaces: false, newest: null };
    },
    async takeIn(transaction, now) {
      const counts = await takeInPromotions(transaction, { file, promotions, now });
      const tookPart = counts.added + counts.changed === 0 ? 'already' : 'imported';
      return { tookPart, sheetId: 0, ...summarize(counts) };
    },
    drop: () => Promise.resolve(),
  };
}

function readPromotionsOf(file: string, json: string) {
  try {
    return readPromotions(json);
  } catch (error) {
    if (!(error instanceof PromotionsError)) throw error;
    throw new PriceSheetError(file, { code: 'bad-promotions', value: error.message }, { cause: error });
  }
}

async function readWhole(file: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > largestList) throw new PriceSheetError(file, { code: 'zip-too-large' });
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}
