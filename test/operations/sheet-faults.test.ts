import { languages } from '../../src/language/languages';
import { speak } from '../../src/language/translate';
import { sayFault } from '../../src/operations/prices/sheet-faults';
import { PriceSheetError, priceSheetErrorCodes } from '../../src/prices/sheet/price-sheet-error';

const cases = languages.flatMap((language) => priceSheetErrorCodes.map((code) => ({ language, code })));

it.each(cases)('$language: $code is said in words, with nothing left to fill in', ({ language, code }) => {
  const error = new PriceSheetError('Nov.csv', {
    code,
    line: 7,
    column: 'UnitPrice',
    value: 'x-value',
    columns: ['SkuId', 'Market'],
    expectedFields: 21,
    foundFields: 3,
  });

  const said = sayFault(speak(language), error);

  expect(said).toMatch(language === 'fr' ? /^Ligne 7\u00a0: / : /^Line 7: /);
  expect(said).toMatch(/\.$/);
  expect(said).not.toMatch(/sheet-faults|\{\{|undefined|“”|«\u00a0\u00a0»/);
});
