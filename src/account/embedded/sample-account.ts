import { z } from 'zod';
import type { Database, DatabaseTransaction } from '../../store/database';
import { pageSchema } from '../business-profile';
import { profileSections } from '../profile/profile';
import { roleIds } from '../roles';
import { createBusinessProfiles } from './business-profiles';
import { nameWords } from './fold-name';
import { newUserRow } from './user-rows';
import { pinnedOffersSchema, savePinnedOffers } from './pinned-offers';

/** The form of `env/sample-account.json` (contract.md, Sample account). */
export const sampleAccountSchema = z.strictObject({
  organization: z.strictObject({
    name: z.string().min(1),
    country: z.string().regex(/^[A-Z]{2}$/),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** What is filled in, by section and field. */
    profile: z.partialRecord(z.enum(profileSections), z.record(z.string(), z.string())),
  }),
  /** The public page of the organisation's country, with what the draft has otherwise. */
  businessProfile: pageSchema
    .extend({ publishedAt: z.iso.datetime(), draft: z.record(z.string(), z.unknown()).default({}) })
    .optional(),
  pinnedOffers: pinnedOffersSchema,
  users: z.array(
    z.strictObject({
      objectId: z.string().min(1),
      userPrincipalName: z.string().min(3),
      displayName: z.string().min(1),
      mail: z.string().optional(),
      phone: z.string().optional(),
      jobTitle: z.string().optional(),
      preferredLanguage: z.string().optional(),
      accountEnabled: z.boolean(),
      userType: z.enum(['Member', 'Guest']),
      roles: z.array(z.enum(roleIds)),
    }),
  ),
});

export type SampleAccount = z.infer<typeof sampleAccountSchema>;
type SampleUser = SampleAccount['users'][number];

/** Fills an empty account; one that holds anything is left as it is. Returns whether it was filled. */
export async function loadSampleAccount(database: Database, sample: SampleAccount): Promise<boolean> {
  return await database.transaction().execute(async (transaction) => {
    const known = await transaction.selectFrom('organization').select('id').executeTakeFirst();
    if (known) return false;
    const { profile, ...organization } = sample.organization;
    await transaction
      .insertInto('organization')
      .values({
        id: 1,
        ...organization,
        profile: '{}',
      })
      .execute();
    for (const [section, fields] of Object.entries(profile)) {
      await transaction
        .insertInto('profile_sections')
        .values({ section, fields: JSON.stringify(fields), version: 1 })
        .execute();
    }
    await savePinnedOffers(transaction, sample.pinnedOffers, 0);
    for (const user of sample.users) await insertUser(transaction, user);
    if (sample.businessProfile) await insertPage(transaction, organization.country, sample.businessProfile);
    return true;
  });
}

async function insertUser(transaction: DatabaseTransaction, user: SampleUser): Promise<void> {
  await transaction
    .insertInto('users')
    .values({
      ...newUserRow(user.objectId.toLowerCase(), user.userPrincipalName.toLowerCase(), user.displayName),
      mail: user.mail?.toLowerCase() ?? null,
      phone: user.phone ?? null,
      job_title: user.jobTitle ?? null,
      language: user.preferredLanguage ?? null,
      enabled: user.accountEnabled ? 1 : 0,
      user_type: user.userType,
    })
    .execute();
  const words = new Set([...nameWords(user.displayName), ...nameWords(user.userPrincipalName.split('@')[0]!)]);
  for (const word of words) {
    await transaction.insertInto('user_words').values({ word, object_id: user.objectId.toLowerCase() }).execute();
  }
  for (const role of user.roles) {
    await transaction.insertInto('user_roles').values({ role, object_id: user.objectId.toLowerCase() }).execute();
  }
}

type SamplePage = NonNullable<SampleAccount['businessProfile']>;

async function insertPage(transaction: DatabaseTransaction, country: string, sample: SamplePage): Promise<void> {
  const { draft, publishedAt, ...published } = sample;
  await createBusinessProfiles(transaction).save({
    country,
    draft: pageSchema.parse({ ...published, ...draft }),
    published,
    publishedAt,
    version: 0,
  });
}
