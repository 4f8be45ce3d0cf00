import type { Profile, ProfileSection } from '../../account/profile/profile';
import { countryOf, exemptionOf, exemptionPapers, lockOf, vettingOf } from '../../account/profile/standing';

/** Keys of the words on what is good to know about a section: what it is for, what is locked and why, which papers are asked for. */
export function notesOn(profile: Profile, section: ProfileSection): string[] {
  if (section === 'legal') {
    const state = vettingOf(profile);
    return [
      ...(state === 'authorized' ? [] : [`vetting-notes/${state}`]),
      ...(lockOf(profile, 'legal', 'companyName') ? ['profile.show/note-legal-name'] : []),
      countryOf(profile) ? 'profile.show/note-legal' : 'profile.show/note-country',
    ];
  }
  if (section !== 'tax') return [`profile.show/note-${section}`];
  return exemptionOf(profile) === 'granted' ? [] : [`exemption-papers/${exemptionPapers(countryOf(profile))}`];
}
