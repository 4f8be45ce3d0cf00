import { z } from 'zod';
import { differingFields, missingToPublish, pageSchema } from '../../account/business-profile';
import { defineChange, problem } from '../operation';
import { changesBetween } from './page-changes';
import { editButton, noProfile, profileOf, proposePage, readProfile, restorePage, verifyPage } from './page-proposal';

/** Makes the draft what customers see, with the difference to what they see today. */
export const businessProfilePublish = defineChange({
  id: 'business-profile.publish',
  group: 'business-profile',
  icon: '📣',
  risk: 'change',
  right: 'business-profile.edit',
  audience: 'personal',
  next: 'business-profile.show',
  slots: z.object({}),

  async propose(context) {
    const profile = await readProfile(context);
    const { draft, published } = profile;
    const nothing = await noProfile(context, profile);
    if (nothing) return nothing;
    if (published && differingFields(published, draft).length === 0) {
      return problem('page-published-already', {}, [editButton(context)]);
    }
    const missing = missingToPublish(draft);
    if (missing.length > 0) {
      const { t, format } = context.speech;
      const fields = format.list(missing.map((id) => t(`missing-fields/${id}`)));
      return problem(
        'page-incomplete',
        { fields },
        missing.map((id) => editButton(context, id)),
      );
    }
    const appears = { field: 'visibility', from: { word: 'values/not-public' }, to: { word: 'values/public' } };
    return proposePage(context, profile, {
      changes: [...(published ? [] : [appears]), ...changesBetween(published, draft)],
      cautions: ['cautions/page-seen'],
    });
  },

  verify: verifyPage,

  async perform({ account, now }, proposal) {
    const profile = await profileOf(account, proposal);
    const { country, draft, published, publishedAt } = profile;
    const saved = await account.businessProfiles.save({ ...profile, published: draft, publishedAt: now.toISOString() });
    return saved ? { undo: { country, published, publishedAt, then: draft } } : problem('changed-since');
  },

  /** As long as what was published here is what is public. */
  async takeBack(effect, undo) {
    const { country, published, publishedAt, then } = undoSchema.parse(undo);
    const profile = await effect.account.businessProfiles.read(country);
    const isUntouched = profile.published !== null && differingFields(profile.published, then).length === 0;
    return await restorePage(effect, { ...profile, published, publishedAt }, isUntouched);
  },
});

const undoSchema = z.object({
  country: z.string(),
  published: pageSchema.nullable(),
  publishedAt: z.string().nullable(),
  then: pageSchema,
});
