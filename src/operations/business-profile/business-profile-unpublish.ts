import { z } from 'zod';
import { pageSchema } from '../../account/business-profile';
import { defineChange, problem } from '../operation';
import { editButton, noProfile, profileOf, proposePage, readProfile, restorePage, verifyPage } from './page-proposal';

/** Takes the page down; the draft stays. */
export const businessProfileUnpublish = defineChange({
  id: 'business-profile.unpublish',
  group: 'business-profile',
  icon: '🙈',
  risk: 'change',
  right: 'business-profile.edit',
  audience: 'personal',
  slots: z.object({}),

  async propose(context) {
    const profile = await readProfile(context);
    const nothing = await noProfile(context, profile);
    if (nothing) return nothing;
    if (!profile.published) return problem('page-not-public', {}, [editButton(context)]);
    return proposePage(context, profile, {
      changes: [{ field: 'visibility', from: { word: 'values/public' }, to: { word: 'values/not-public' } }],
      cautions: ['cautions/draft-stays'],
    });
  },

  verify: verifyPage,

  async perform({ account }, proposal) {
    const profile = await profileOf(account, proposal);
    const { country, published, publishedAt, version } = profile;
    const saved = await account.businessProfiles.save({ ...profile, published: null, publishedAt: null });
    return saved ? { undo: { country, published, publishedAt, version: version + 1 } } : problem('changed-since');
  },

  /** As long as nothing was written since: what was deleted in the meantime must not come back. */
  async takeBack(effect, undo) {
    const { country, published, publishedAt, version } = undoSchema.parse(undo);
    const profile = await effect.account.businessProfiles.read(country);
    return await restorePage(effect, { ...profile, published, publishedAt }, profile.version === version);
  },
});

const undoSchema = z.object({
  country: z.string(),
  published: pageSchema,
  publishedAt: z.string(),
  version: z.number(),
});
