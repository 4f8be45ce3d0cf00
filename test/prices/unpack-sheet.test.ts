import { writeZip } from '../../src/manifest/zip';
import { importPriceSheet } from '../../src/prices/import-sheet';
import { PriceSheetError, type PriceSheetErrorCode } from '../../src/prices/sheet/price-sheet-error';
import { unpackSheet } from '../../src/prices/sheet/unpack-sheet';
import { openDatabase, type Database } from '../../src/store/database';
import { composeSheet, cutBytes, importText, importedAt, mailBasic, november, readTables } from './sheet-text';

const sheet = Buffer.from(composeSheet([mailBasic]));
const zip = (...files: [string, Buffer | string][]) =>
  writeZip(files.map(([name, content]) => ({ name, content: Buffer.from(content) })));

async function unpack(content: Uint8Array, size: number) {
  const { label, name, chunks } = await unpackSheet('sheets.zip', cutBytes(content, size));
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return { label, name, text: Buffer.concat(parts).toString() };
}

async function readFault(content: Uint8Array): Promise<PriceSheetError> {
  const fault: unknown = await unpack(content, 50).catch((caught: unknown) => caught);
  if (!(fault instanceof PriceSheetError)) throw new Error('it was unpacked');
  return fault;
}

it.each([1, 3, 100, 100_000])('takes the sheet out of an archive that comes in pieces of %i bytes', async (size) => {
  const found = await unpack(zip([november, sheet], ['readme.txt', 'hello']), size);

  expect(found).toEqual({ label: `sheets.zip/${november}`, name: november, text: sheet.toString() });
});

it.each([1, 3, 100])('passes on what is no archive, in pieces of %i bytes', async (size) => {
  expect(await unpack(sheet, size)).toEqual({ label: 'sheets.zip', name: 'sheets.zip', text: sheet.toString() });
  expect(await unpack(Buffer.from('PK'), size)).toMatchObject({ text: 'PK' });
});

it('looks past what macOS lays beside a file', async () => {
  const { name } = await unpack(zip(['__MACOSX/._Nov.csv', 'x'], ['._Nov.csv', 'x'], ['Nov.csv', sheet]), 50);

  expect(name).toBe('Nov.csv');
});

const whole = zip([november, sheet]);
const damaged = Buffer.from(whole);
// The checksum in the archive's directory, whose entry begins with PK 1 2.
damaged[whole.indexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 16]! ^= 1;
const encrypted = Buffer.from(whole);
encrypted[whole.indexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 8]! |= 1;
const scrambled = Buffer.from(whole);
scrambled.fill(0xff, 30 + november.length, 60 + november.length);

it.each<[string, Uint8Array, PriceSheetErrorCode]>([
  ['no sheet', zip(['readme.txt', 'hello']), 'zip-without-sheet'],
  ['several sheets', zip(['a.csv', sheet], ['b.csv', sheet]), 'zip-several-sheets'],
  ['a workbook', zip(['[Content_Types].xml', '<x/>'], ['xl/workbook.xml', '<x/>']), 'workbook'],
  ['an archive that was cut off', whole.subarray(0, whole.length - 30), 'broken-zip'],
  ['the beginning of one', whole.subarray(0, 40), 'broken-zip'],
  ['another checksum', damaged, 'broken-zip'],
  ['what can’t be unpacked', scrambled, 'broken-zip'],
  ['an encrypted sheet', encrypted, 'zip-encrypted'],
])('refuses %s', async (_, content, code) => {
  const fault = await readFault(content);

  expect(fault).toMatchObject({ code, file: 'sheets.zip' });
});

it('names the sheets that it can’t choose between', async () => {
  const fault = await readFault(zip(['Oct.csv', sheet], ['Nov.csv', sheet]));

  expect(fault.message).toContain('Oct.csv, Nov.csv');
});

it('does not believe an archive about the length of what is in it', async () => {
  const archive = zip(['Nov.csv', Buffer.alloc(10_000_000)]);
  const directory = archive.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  archive.writeUInt32LE(100, directory + 24);

  expect((await readFault(archive)).code).toBe('broken-zip');
});

describe('taking in', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase(':memory:');
  });
  afterEach(() => database.destroy());

  const take = (file: string, content: Uint8Array) =>
    importPriceSheet(database, { file, size: content.length, chunks: cutBytes(content, 64) }, { now: importedAt });

  it('has the month from the sheet’s name, or from the archive’s', async () => {
    expect(await take('download.zip', zip([november, sheet]))).toMatchObject({ month: '2025-11', file: november });
    expect(await take('Dec_prices.zip', zip(['sheet.csv', sheet]))).toMatchObject({ month: '2025-12' });
  });

  it('knows a sheet again, packed or not', async () => {
    await importText(database, november, sheet.toString());

    expect(await take('download.zip', zip([november, sheet]))).toMatchObject({ tookPart: 'already' });
  });

  it('takes nothing of an archive whose checksum is wrong, though every line of it is sound', async () => {
    await expect(take('download.zip', damaged)).rejects.toMatchObject({ code: 'broken-zip' });

    expect(Object.values(await readTables(database)).flat()).toEqual([]);
  });

  it('names the archive, the sheet and the line of a fault', async () => {
    const wrong = composeSheet([mailBasic, { UnitPrice: 'free' }]);

    await expect(take('download.zip', zip([november, wrong]))).rejects.toThrow(
      `download.zip/${november}:3: UnitPrice is no plain number: "free"`,
    );
  });
});
