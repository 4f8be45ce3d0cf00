import { writeCsv } from '../../src/operations/csv-file';

const line = (cell: string | number) => writeCsv([[cell]], 'en').toString('utf8');

describe('a CSV file', () => {
  it.each([
    ['plain', '"plain"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [12.5, '"12.5"'],
    ['=1+1', `"'=1+1"`],
    ['+33 1 99', `"'+33 1 99"`],
    ['-2', `"'-2"`],
    ['@sum', `"'@sum"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    // Spreadsheets of East Asia take the wide signs for the narrow ones.
    ['＝1+1', `"'＝1+1"`],
    ['＠sum', `"'＠sum"`],
    ['a=1', '"a=1"'],
  ])('writes %j as %s', (cell, written) => {
    expect(line(cell)).toBe(`\uFEFF${written}\r\n`);
  });

  it('separates by the sign that the language’s spreadsheets expect', () => {
    expect(writeCsv([['a', 'b']], 'en').toString('utf8')).toContain('"a","b"');
    expect(writeCsv([['a', 'b']], 'fr').toString('utf8')).toContain('"a";"b"');
  });
});
