import type { Database } from '../store/database';
import type { NewsSource } from './deliveries';
import { selectNews, type Figures, type News, type SheetChange } from './news';
import { daysOf } from './promotion-days';
import { readSheet, readSheetChanges, type Home, type NewsSheet } from './read-changes';
import { readNewOffers, readTurningOffers, selectOffers, type Days, type NewOffer } from './read-offers';
import type { NewsSieve } from './subscriptions';
import { sieveKey } from './telling';

/** What one source has to tell a reader. */
export type NewsPart =
  | { kind: 'sheet'; sheet: NewsSheet; news: News }
  /** Promotions that are new. */
  | { kind: 'offers'; offers: NewOffer[] }
  /** Promotions that begin or end. */
  | { kind: 'turning'; offers: NewOffer[]; days: Days };

export interface NewsReader {
  /** What of some sources matters to a subscription, as things stand on that day; a source with nothing to tell is left out. */
  read(
    sources: readonly NewsSource[],
    sieve: NewsSieve,
    figures: Figures,
    home: Home,
    today: string,
  ): Promise<NewsPart[]>;
}

/** What a sheet changed never changes, and most conversations want the same: so many answers are remembered. */
const rememberedAtMost = 60;
const sheetsAtMost = 3;

export function createNewsReader(database: Database): NewsReader {
  const changes = new Map<string, Promise<SheetChange[]>>();
  const selected = new Map<string, News>();

  function changesOf(sheetId: number, home: Home): Promise<SheetChange[]> {
    return remember(changes, `${sheetId}/${home.market}/${home.currency}`, sheetsAtMost, () =>
      readSheetChanges(database, sheetId, home),
    );
  }

  async function readPart(
    { kind, id }: NewsSource,
    sieve: NewsSieve,
    figures: Figures,
    home: Home,
    today: string,
  ): Promise<NewsPart | undefined> {
    if (kind === 'promotions') {
      const offers = selectOffers(await readNewOffers(database, id, today), sieve);
      return offers.length > 0 ? { kind: 'offers', offers } : undefined;
    }
    if (kind === 'promotion-day') {
      const days = await daysOf(database, id);
      const offers = selectOffers(await readTurningOffers(database, days), sieve);
      return offers.length > 0 ? { kind: 'turning', offers, days } : undefined;
    }
    const sheet = await readSheet(database, id);
    const all = await changesOf(id, home).catch((error: unknown) => {
      changes.clear();
      throw error;
    });
    const key = `${id}/${home.market}/${home.currency}/${sieveKey(sieve, figures)}`;
    const news = remember(selected, key, rememberedAtMost, () => selectNews(all, sieve, figures));
    return sheet && news.items.length > 0 ? { kind: 'sheet', sheet, news } : undefined;
  }

  return {
    async read(sources, sieve, figures, home, today) {
      const parts: NewsPart[] = [];
      for (const source of sources) {
        const part = await readPart(source, sieve, figures, home, today);
        if (part) parts.push(part);
      }
      return parts;
    },
  };
}

/** The oldest goes where there are too many. */
function remember<Value>(memory: Map<string, Value>, key: string, most: number, find: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const found = find();
  if (memory.size >= most) memory.delete(memory.keys().next().value!);
  memory.set(key, found);
  return found;
}
