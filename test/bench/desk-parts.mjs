// What the benchmarks call of the desk by itself.
export { writeZip } from '../../src/manifest/zip';
export { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
export { createPrices } from '../../src/prices/prices';
export { openDatabase, sheetCache } from '../../src/store/database';
