import type { Profile, ProfileSection } from '../../account/profile/profile';
import { editableFields } from '../../account/profile/sections';
import { missingFields, valueFor, vettingOf, fieldsOf } from '../../account/profile/standing';
import type { Button, Context, View } from '../operation';
import { sayValue } from './profile-fields';
import { notesOn } from './section-notes';

/** What stands in a section, what is missing in it, and what is good to know about it. */
export function viewSection(context: Context, profile: Profile, section: ProfileSection): View {
  const { speaker, speech } = context;
  const { t, format } = speech;
  const name = t(`profile-sections/${section}`);
  const missing = missingFields(profile, section).map(({ id }) => t(`profile-fields/${id}`));
  const complete = missing.length === 0;
  const lead = complete ? t('profile/complete') : t('profile/missing-count', { count: missing.length });
  const detail = complete ? null : t('profile/missing', { fields: format.list(missing) });
  const facts = fieldsOf(profile, section).map(({ id }) => ({
    title: t(`profile-fields/${id}`),
    value: sayValue(speech, id, valueFor(speaker, profile, section, id)),
  }));
  const vetting = { title: t('profile-fields/vettingStatus'), value: t(`vetting/${vettingOf(profile)}`) };
  return {
    kind: 'view',
    card: 'profile.show',
    title: `${t('profile.show/title')} · ${name}`,
    subtitle: profile.organization.name,
    // Read out in notifications: what stands in the section stays on the card.
    summary: t('profile.show/section-summary', { section: name, lead, detail: detail ?? '' }).trim(),
    model: {
      lead,
      leadColor: complete ? 'Good' : 'Warning',
      detail,
      sections: [],
      facts: section === 'legal' ? [vetting, ...facts] : facts,
      notes: notesOn(profile, section).map((key) => ({ text: t(key) })),
    },
    buttons: buttonsOf(context, section),
  };
}

function buttonsOf({ speaker, speech: { t } }: Context, section: ProfileSection): Button[] {
  const overview: Button = {
    id: 'open',
    title: t('profile.show/overview'),
    request: { operation: 'profile.show', slots: {} },
  };
  if (editableFields(speaker, section).length === 0) return [overview];
  const request = { operation: 'profile.edit', slots: { section } };
  return [{ id: 'edit', title: t('profile.show/edit'), request, form: true }, overview];
}
