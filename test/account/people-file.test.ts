import { looksLikePeople, readPeopleFile } from '../../src/account/people-file';

const one = (text: string) => {
  const read = readPeopleFile(text);
  return 'rows' in read ? read.rows : read.flaw;
};
const jane = { line: 2, name: 'Jane Doe', email: 'jane@x.example', role: '' };

describe('a file of people', () => {
  it.each([
    ['commas', 'name,email\nJane Doe,jane@x.example', [jane]],
    ['semicolons', 'Nom;E-mail\nJane Doe;jane@x.example', [jane]],
    ['tabs', 'Full name\tE-mail address\nJane Doe\tjane@x.example', [jane]],
    ['a byte-order mark', '\uFEFFname,email\nJane Doe,jane@x.example', [jane]],
    ['quotes', '"Name","Email"\r\n"Doe, Jane","jane@x.example"\r\n', [{ ...jane, name: 'Doe, Jane' }]],
    ['other columns between', 'email,team,name\njane@x.example,red,Jane Doe', [jane]],
    ['a role', 'name,email,rôle\nJane Doe,jane@x.example,sales-agent', [{ ...jane, role: 'sales-agent' }]],
    ['empty lines', 'name,email\n\n,\nJane Doe,jane@x.example\n\n', [{ ...jane, line: 4 }]],
    ['a short row', 'name,email,role\nJane Doe', [{ ...jane, email: '' }]],
  ])('with %s is read', (_what, text, rows) => {
    expect(one(text)).toEqual(rows);
  });

  it.each([
    ['columns', 'first,last\nJane,Doe'],
    ['columns', ''],
    ['empty', 'name,email\n'],
    ['unreadable', 'name,email\n"Jane,jane@x.example'],
    ['too-many', `name,email\n${'Jane,jane@x.example\n'.repeat(501)}`],
  ])('is refused as %s: %j', (flaw, text) => {
    expect(one(text)).toBe(flaw);
  });

  it.each([
    [true, 'name,email'],
    [true, 'UPN;Nom complet;Rôle'],
    [false, 'ChangeIndicator,ProductTitle,ProductId'],
    [false, '\u0089PNG\r\n'],
  ])('is told by its first line: %s for %j', (people, text) => {
    expect(looksLikePeople(text)).toBe(people);
  });
});
