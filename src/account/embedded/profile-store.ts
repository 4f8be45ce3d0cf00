import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../store/database';
import { rememberQuery } from '../../store/remembered';
import {
  profileSections,
  type Profile,
  type ProfileSection,
  type ProfileStore,
  type SectionFields,
} from '../profile/profile';

/** The organisation profile kept in the desk's own database, a row for each section. */
export function createProfileStore(database: Database): ProfileStore {
  return {
    read: async () => (await profileQuery(database, []))[0]!,
    emailDomains: () => readEmailDomains(database),
    saveSection: (section, fields, version) => saveSection(database, section, fields, version),
    async saveOrganization({ name, country, currency }) {
      await database.updateTable('organization').set({ name, country, currency }).executeTakeFirstOrThrow();
    },
  };
}

const fieldsColumn = z.record(z.string(), z.string());

const profileQuery = rememberQuery<[], Profile>(async (database) => {
  const organization = await database
    .selectFrom('organization')
    .select(['name', 'country', 'currency'])
    .executeTakeFirstOrThrow();
  const rows = await database.selectFrom('profile_sections').selectAll().execute();
  const states = profileSections.map((section) => {
    const row = rows.find((candidate) => candidate.section === section);
    return [
      section,
      { fields: fieldsColumn.parse(JSON.parse(row?.fields ?? '{}')), version: row?.version ?? 0 },
    ] as const;
  });
  return [{ organization, sections: Object.fromEntries(states) as Profile['sections'] }];
});

async function readEmailDomains(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('users')
    .select(sql<string>`lower(substr(user_principal_name, instr(user_principal_name, '@') + 1))`.as('domain'))
    .distinct()
    .where('user_type', '=', 'Member')
    .where('deleted_at', 'is', null)
    .where('user_principal_name', 'like', '%@%')
    .orderBy('domain')
    .execute();
  return rows.map(({ domain }) => domain).filter((domain) => !domain.endsWith('.onmicrosoft.com'));
}

async function saveSection(
  database: Database,
  section: ProfileSection,
  fields: SectionFields,
  version: number,
): Promise<boolean> {
  const written = JSON.stringify(fields);
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('profile_sections')
      .values({ section, fields: written, version: 1 })
      .onConflict((conflict) => conflict.column('section').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await database
    .updateTable('profile_sections')
    .set({ fields: written, version: version + 1 })
    .where('section', '=', section)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
