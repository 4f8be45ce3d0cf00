import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import ts from 'typescript';
import { openDatabase, type Database } from '../../src/store/database';

interface Column {
  affinity: 'text' | 'integer';
  nullable: boolean;
}
type Tables = Record<string, Record<string, Column>>;

let database: Database;
beforeAll(async () => void (database = await openDatabase(':memory:')));
afterAll(() => database.destroy());

const folder = join(__dirname, '../../src/store/schema');

/** What the schema says, read from its sources: the types are gone when a test runs. */
function declaredTables(): Tables {
  // In one piece: each area has its own file, and the kinds of values a common one.
  const text = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const source = ts.createSourceFile('schema.ts', text.join('\n'), ts.ScriptTarget.Latest);
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const aliases = new Map<string, string>();
  source.forEachChild((node) => {
    if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node);
    if (ts.isTypeAliasDeclaration(node)) aliases.set(node.name.text, node.type.getText(source));
  });
  const membersOf = (name: string) =>
    interfaces
      .get(name)!
      .members.filter(ts.isPropertySignature)
      .map((member) => [member.name.getText(source), member.type!.getText(source)] as const);
  const columnOf = (type: string): Column => {
    const parts = type
      .replace(/^Generated<(.+)>$/, '$1')
      .split('|')
      .map((part) => part.trim());
    const kinds = parts.filter((part) => part !== 'null').map((part) => aliases.get(part) ?? part);
    const isText = kinds.every((kind) => kind === 'string' || kind.startsWith("'"));
    return { affinity: isText ? 'text' : 'integer', nullable: parts.includes('null') };
  };
  return Object.fromEntries(
    [...interfaces.keys()]
      .filter((name) => name.endsWith('Tables'))
      .flatMap(membersOf)
      .map(([table, type]) => [
        table,
        Object.fromEntries(membersOf(type).map(([column, columnType]) => [column, columnOf(columnType)])),
      ]),
  );
}

async function createdTables(): Promise<Tables> {
  const { rows } = await sql<{ table: string; name: string; type: string; notnull: 0 | 1; pk: number }>`
    select tables.name as "table", columns.name, columns.type, columns."notnull", columns.pk
    from sqlite_master as tables join pragma_table_info(tables.name) as columns
    where tables.type = 'table' and tables.name not like 'sqlite_%' and tables.name not like 'kysely_%'`.execute(
    database,
  );
  const tables: Tables = {};
  for (const { table, name, type, notnull, pk } of rows) {
    // A primary key of one column is never null here: the code never writes one.
    (tables[table] ??= {})[name] = {
      affinity: type.toLowerCase() as Column['affinity'],
      nullable: notnull === 0 && pk === 0,
    };
  }
  return tables;
}

it('the migrations create exactly the tables and columns that the code knows', async () => {
  const declared = declaredTables();

  const created = await createdTables();

  expect(Object.keys(declared).length).toBeGreaterThan(10);
  expect(Object.keys(created).sort()).toEqual(Object.keys(declared).sort());
  for (const [table, columns] of Object.entries(declared))
    expect({ table, columns: created[table] }).toEqual({ table, columns });
});

it('every reference between tables holds', async () => {
  const { rows } = await sql`pragma foreign_key_check`.execute(database);

  expect(rows).toEqual([]);
  await expect(
    database.insertInto('user_roles').values({ object_id: 'nobody', role: 'global-admin' }).execute(),
  ).rejects.toThrow(/FOREIGN KEY/);
});
