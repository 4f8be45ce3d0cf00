import { cleanFileName, fileTypeOf, toContentDisposition } from '../../src/local/file-name';

describe('names of files', () => {
  it.each([
    ['people.csv', 'people.csv', 'csv'],
    ['Liste des employés – été.XLSX', 'Liste des employés – été.XLSX', 'xlsx'],
    ['../../etc/passwd', 'passwd', ''],
    ['C:\\Users\\marie\\people.csv', 'people.csv', 'csv'],
    ['a"b<c>d|e?f*g:h.csv', 'a_b_c_d_e_f_g_h.csv', 'csv'],
    ['people\r\nSet-Cookie: x.csv', 'peopleSet-Cookie_ x.csv', 'csv'],
    ['people\u202Evsc.exe', 'peoplevsc.exe', 'exe'],
    ['\u200B', 'file', ''],
    ['..', 'file', ''],
    ['.env', 'env', ''],
    ['people.csv. ', 'people.csv', 'csv'],
    ['folder/', 'file', ''],
    ['lone \uD800.csv', 'lone .csv', 'csv'],
    [`${'x'.repeat(300)}.csv`, `${'x'.repeat(116)}.csv`, 'csv'],
  ])('%j is kept as %j of type %j', (given, name, type) => {
    expect(cleanFileName(given)).toBe(name);
    expect(fileTypeOf(cleanFileName(given))).toBe(type);
  });

  it.each([
    ['audit.csv', `attachment; filename="audit.csv"; filename*=UTF-8''audit.csv`],
    [
      'l’audit d"été.csv',
      `attachment; filename="l_audit d__t_.csv"; filename*=UTF-8''l%E2%80%99audit%20d%22%C3%A9t%C3%A9.csv`,
    ],
    ["it's 100%.csv", `attachment; filename="it's 100_.csv"; filename*=UTF-8''it%27s%20100%25.csv`],
  ])('%s is saved under its name', (name, header) => {
    expect(toContentDisposition(name)).toBe(header);
  });
});
