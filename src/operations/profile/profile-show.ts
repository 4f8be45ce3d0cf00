import { z } from 'zod';
import { profileSections } from '../../account/profile/profile';
import { maySee, sectionFacts } from '../../account/profile/sections';
import { rolesWith } from '../../account/rights';
import { defineRead, problem } from '../operation';
import { viewProfile } from './view-profile';
import { viewSection } from './view-section';

/** The organisation profile: how complete it is and what is missing; with a section, what stands in it. */
export const profileShow = defineRead({
  id: 'profile.show',
  group: 'profile',
  icon: '🏢',
  risk: 'read',
  right: 'profile.read',
  audience: 'personal',
  slots: z.object({ section: z.enum(profileSections).optional() }),

  async answer(context, { section }) {
    if (section && !maySee(context.speaker, section)) {
      const { read, edit } = sectionFacts[section];
      return problem('lacks-right', { right: read, roles: [...rolesWith(read), ...rolesWith(edit)] });
    }
    const profile = await context.account.profile.read();
    return section ? await viewSection(context, profile, section) : viewProfile(context, profile);
  },
});
