import type { Speech } from '../../language/translate';
import type { PriceSheetPreview } from '../../prices/price-sheets';
import type { Caution, Change } from '../operation';

/** How many countries or currencies are named. */
const named = 6;

/** What a sheet is, and what it would change, in numbers. */
export function describeSheet({ t, format }: Speech, preview: PriceSheetPreview): Change[] {
  const { newest, month, markets, currencies } = preview;
  const text = (value: string) => ({ text: value });
  const list = (names: string[], word: string) =>
    text(names.length > named ? t(`prices.import/${word}`, { count: names.length }) : format.list(names));
  const count = (field: string, value: number): Change => ({ field, from: null, to: text(format.number(value)) });
  return [
    { field: 'month', from: newest === null ? null : text(format.month(newest)), to: text(format.month(month)) },
    {
      field: 'sheetMarkets',
      from: null,
      to: list(
        markets.map((market) => format.country(market)),
        'markets',
      ),
    },
    { field: 'sheetCurrencies', from: null, to: list(currencies, 'currencies') },
    count('added', preview.added),
    count('changed', preview.changed),
    count('removed', preview.removed),
    count('unchanged', preview.unchanged),
    ...(preview.renamed > 0 ? [count('renamed', preview.renamed)] : []),
    ...(preview.duplicates > 0 ? [count('duplicates', preview.duplicates)] : []),
  ];
}

/** What whoever agrees should know. */
export function warnOfSheet({ format }: Speech, preview: PriceSheetPreview): Caution[] {
  const { kind, month, newest, replaces, added, changed, removed } = preview;
  const caution = (word: string, of: string): Caution => ({
    word: `prices.import/${word}`,
    values: { month: format.month(of) },
  });
  return [
    ...(kind === 'preview' ? [caution('is-preview', month)] : []),
    ...(replaces ? [caution('replaces', month)] : []),
    ...(newest !== null && newest > month ? [caution('older', newest)] : []),
    ...(added + changed + removed === 0 ? [caution('same-prices', month)] : []),
  ];
}
