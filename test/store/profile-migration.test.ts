import BetterSqlite3 from 'better-sqlite3';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../src/store/migrations';

const address = { addressLine1: '14 rue des Exemples', city: 'Lyon', postalCode: '69003', country: 'FR' };

it('0004-profile moves what the organisation’s row held into a row for each section, flat', async () => {
  const database = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new BetterSqlite3(':memory:') }) });
  const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(migrations) } });
  await migrator.migrateTo('0003-prices');
  const profile = {
    legal: { companyName: 'Contoso SAS', address, vettingStatus: 'authorized' },
    billing: { companyName: 'Contoso SAS', address, currency: 'EUR', purchaseOrderNumber: 'PO-1' },
    support: { website: 'https://contoso.example', phone: '' },
    security: {},
    pinned: [{ title: 'Microsoft 365 E3' }],
  };
  await sql`insert into organization (id, name, country, currency, profile)
    values (1, 'Contoso', 'FR', 'EUR', ${JSON.stringify(profile)})`.execute(database);

  const { error } = await migrator.migrateToLatest();

  expect(error).toBeUndefined();
  const { rows } = await sql<{
    section: string;
    fields: string;
    version: number;
  }>`select * from profile_sections order by section`.execute(database);
  const { country, ...place } = address;
  expect(rows.map(({ section, fields, version }) => [section, JSON.parse(fields) as unknown, version])).toEqual([
    ['billing', { companyName: 'Contoso SAS', ...place, poNumber: 'PO-1' }, 1],
    ['legal', { companyName: 'Contoso SAS', ...place, country, vettingStatus: 'authorized' }, 1],
    ['support', { website: 'https://contoso.example' }, 1],
  ]);
  const left = await sql<{ profile: string }>`select profile from organization`.execute(database);
  expect(JSON.parse(left.rows[0]!.profile)).toEqual({ pinned: profile.pinned });
  await database.destroy();
});
