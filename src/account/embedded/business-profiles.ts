import { sql } from 'kysely';
import type { Database } from '../../store/database';
import { emptyPage, pageSchema, type BusinessProfile, type BusinessProfiles } from '../business-profile';

/** The business profiles kept in the desk's own database, a row for each country. */
export function createBusinessProfiles(database: Database): BusinessProfiles {
  return {
    read: (country) => readProfile(database, country),
    save: (profile) => saveProfile(database, profile),
    async keepLogo({ hash, type }, bytes) {
      await database
        .insertInto('logos')
        .values({ hash, type, bytes: bytes.toString('base64') })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute();
    },
    async forgetLogos(isKept) {
      const unnamed = await database
        .selectFrom('logos')
        .select('hash')
        .where((logo) =>
          logo.not(
            logo.exists(
              logo
                .selectFrom('business_profiles')
                .select('country')
                .where(sql<boolean>`instr(draft || coalesce(published, ''), hash) > 0`),
            ),
          ),
        )
        .execute();
      for (const { hash } of unnamed) {
        if (!isKept(hash)) await database.deleteFrom('logos').where('hash', '=', hash).execute();
      }
    },
    async logo(hash) {
      const row = await database.selectFrom('logos').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row && { type: row.type, bytes: Buffer.from(row.bytes, 'base64') };
    },
  };
}

async function readProfile(database: Database, country: string): Promise<BusinessProfile> {
  const row = await database
    .selectFrom('business_profiles')
    .selectAll()
    .where('country', '=', country)
    .executeTakeFirst();
  if (!row) return { country, draft: emptyPage, published: null, publishedAt: null, version: 0 };
  return {
    country,
    draft: pageSchema.parse(JSON.parse(row.draft)),
    published: row.published === null ? null : pageSchema.parse(JSON.parse(row.published)),
    publishedAt: row.published_at,
    version: row.version,
  };
}

async function saveProfile(database: Database, profile: BusinessProfile): Promise<boolean> {
  const { country, version } = profile;
  const values = {
    draft: JSON.stringify(profile.draft),
    published: profile.published && JSON.stringify(profile.published),
    published_at: profile.publishedAt,
    version: version + 1,
  };
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('business_profiles')
      .values({ country, ...values })
      .onConflict((conflict) => conflict.column('country').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await database
    .updateTable('business_profiles')
    .set(values)
    .where('country', '=', country)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
