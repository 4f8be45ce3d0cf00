import type { Columns } from './columns';
import type { CsvRecord, Fail } from './csv-records';
import { createRowFields } from './row-fields';
import type { MatrixColumn } from './sheet-forms';

/** What the offer matrix says of one SKU, in every market (domain.md 4.2). */
export interface MatrixRow {
  line: number;
  productId: string;
  skuId: string;
  title: string;
  /** Licences of one subscription; null where the matrix sets no limit. */
  minSeats: number | null;
  maxSeats: number | null;
  /** How many subscriptions a customer may have, and how they are counted (`ConcurrentCount`). */
  ownedLimit: number | null;
  ownedLimitType: string;
  /** What a customer must have first, each `CFQ7TTC0LDPB:0001`, or a product whatever its SKU. */
  prerequisites: string[];
  /** What it can be changed into. */
  conversions: string[];
  /** ISO 3166-1 alpha-2, sorted; empty where the matrix names none. */
  countries: string[];
}

/** Returns what turns a record of the offer matrix into what it says of a SKU. */
export function createMatrixReader(columns: Columns<MatrixColumn>, fail: Fail): (record: CsvRecord) => MatrixRow {
  const read = createRowFields(columns, fail);
  const { text } = read;

  function readCount(record: CsvRecord, column: MatrixColumn): number | null {
    const value = text(record, column);
    if (value === '') return null;
    return /^\d{1,9}$/.test(value) ? Number(value) : fail({ code: 'bad-count', line: record.line, column, value });
  }

  function readReferences(record: CsvRecord, column: MatrixColumn): string[] {
    return splitList(text(record, column)).map((value) => {
      const [, product, sku] = /^([A-Z0-9]{12})(?:[/:]([A-Z0-9]{1,4}))?$/i.exec(value) ?? [];
      if (!product) return fail({ code: 'bad-reference', line: record.line, column, value });
      return sku ? `${product}:${sku.padStart(4, '0')}`.toUpperCase() : product.toUpperCase();
    });
  }

  return (record) => {
    read.count(record);
    const countries = splitList(text(record, 'AllowedCountries')).map((country) => country.toUpperCase());
    const stray = countries.find((country) => !/^[A-Z]{2}$/.test(country));
    if (stray !== undefined) fail({ code: 'bad-market', line: record.line, column: 'AllowedCountries', value: stray });
    const minSeats = readCount(record, 'MinLicenses');
    const maxSeats = readCount(record, 'MaxLicenses');
    if (minSeats !== null && maxSeats !== null && minSeats > maxSeats)
      fail({ code: 'bad-count', line: record.line, column: 'MaxLicenses', value: `${minSeats} > ${maxSeats}` });
    return {
      line: record.line,
      productId: read.filled(record, 'ProductId').toUpperCase(),
      skuId: read.skuId(record, 'SkuId'),
      title: text(record, 'SkuTitle') || read.filled(record, 'ProductTitle'),
      minSeats,
      maxSeats,
      ownedLimit: readCount(record, 'AssetOwnershipLimit'),
      ownedLimitType: text(record, 'AssetOwnershipLimitType'),
      prerequisites: readReferences(record, 'ProductSkuPreRequisites'),
      conversions: readReferences(record, 'ProductSkuConversion'),
      countries: [...new Set(countries)].sort(),
    };
  };
}

/** SKUs have commas between them, countries semicolons. */
function splitList(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
