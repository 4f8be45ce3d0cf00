import type { Speech } from '../../language/translate';
import type { PriceSheetPreview } from '../../prices/price-sheets';
import type { Caution, Change } from '../operation';

/** How many countries or currencies are named. */
const named = 6;

/** What a sheet is, and what it would change, in numbers. */
export function describeSheet({ t, format }: Speech, preview: PriceSheetPreview): Change[] {
  const { form, newest, month, markets, currencies } = preview;
  const text = (value: string) => ({ text: value });
  const list = (names: string[], word: string) =>
    text(names.length > named ? t(`prices.import/${word}`, { count: names.length }) : format.list(names));
  const count = (field: string, value: number): Change => ({ field, from: null, to: text(format.number(value)) });
  return [
    { field: 'sheetForm', from: null, to: { word: `prices.import/form-${form}` } },
    ...(month === null
      ? []
      : [
          {
            field: 'month',
            from: newest === null ? null : text(format.month(newest)),
            to: text(format.month(month)),
          },
        ]),
    ...(markets.length === 0
      ? []
      : [
          {
            field: 'sheetMarkets',
            from: null,
            to: list(
              markets.map((market) => format.country(market)),
              'markets',
            ),
          },
        ]),
    ...(currencies.length === 0 ? [] : [{ field: 'sheetCurrencies', from: null, to: list(currencies, 'currencies') }]),
    count('added', preview.added),
    count('changed', preview.changed),
    count('removed', preview.removed),
    count('unchanged', preview.unchanged),
    ...(preview.renamed > 0 ? [count('renamed', preview.renamed)] : []),
    ...(preview.duplicates > 0 ? [count('duplicates', preview.duplicates)] : []),
    ...(preview.overlaps > 0 ? [count('overlaps', preview.overlaps)] : []),
  ];
}

/**
 * What whoever agrees should know.
 * @param country the account's own, in which prices are asked for where nobody says another
 */
export function warnOfSheet({ format }: Speech, country: string | null, preview: PriceSheetPreview): Caution[] {
  const { form, kind, month, newest, replaces, added, changed, removed, markets } = preview;
  const caution = (word: string, of: string | null): Caution => ({
    word: `prices.import/${word}`,
    values: { month: of === null ? '' : format.month(of) },
  });
  const isSheet = form === 'license-based' || form === 'software' || form === 'legacy';
  if (!isSheet) {
    return [
      ...(form === 'promotions' ? [caution('adds-promotions', null)] : []),
      ...(replaces ? [caution('replaces-list', null)] : []),
    ];
  }
  const isElsewhere = country !== null && markets.length > 0 && !markets.includes(country);
  return [
    ...(isElsewhere ? [{ word: 'prices.import/elsewhere', values: { country: format.country(country) } }] : []),
    ...(form === 'legacy' ? [caution('is-legacy', null)] : []),
    ...(kind === 'preview' ? [caution('is-preview', month)] : []),
    ...(replaces ? [caution('replaces', month)] : []),
    ...(newest !== null && month !== null && newest > month ? [caution('older', newest)] : []),
    ...(added + changed + removed === 0 ? [caution('same-prices', month)] : []),
  ];
}
