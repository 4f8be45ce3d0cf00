import { z } from 'zod';
import { emptyPage } from '../../account/business-profile';
import { defineChange, problem } from '../operation';
import { noProfile, profileOf, proposePage, readProfile, verifyPage } from './page-proposal';

/**
 * Deletes draft and public page for good: by the business profile admin alone (domain.md 1.4 and 2.2). A sentence that says
 * “delete” means taking the page down, which can be undone; this is reached by the button of the page's card.
 */
export const businessProfileDelete = defineChange({
  id: 'business-profile.delete',
  group: 'business-profile',
  icon: '🗑️',
  risk: 'change',
  right: 'business-profile.delete',
  audience: 'personal',
  buttonOnly: true,
  slots: z.object({}),

  async propose(context) {
    const profile = await readProfile(context);
    const nothing = await noProfile(context, profile);
    if (nothing) return nothing;
    const from = { word: profile.published ? 'values/public' : 'values/not-public' };
    return proposePage(context, profile, {
      changes: [{ field: 'businessProfile', from, to: { word: 'values/deleted' } }],
      cautions: ['cautions/page-gone'],
    });
  },

  verify: verifyPage,

  /** The row stays, emptied, so that its version goes on: what was agreed before fits nothing that is written after. */
  async perform({ account }, proposal) {
    const { country, version } = await profileOf(account, proposal);
    const saved = await account.businessProfiles.save({
      country,
      draft: emptyPage,
      published: null,
      publishedAt: null,
      version,
    });
    return saved ? {} : problem('changed-since');
  },
});
