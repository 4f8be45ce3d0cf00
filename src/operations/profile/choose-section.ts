import { profileSections, type Profile, type ProfileSection } from '../../account/profile/profile';
import { lackingRight, sectionFacts } from '../../account/profile/sections';
import { lockOf, maskValue, missingFields, valueOf } from '../../account/profile/standing';
import { writePhone } from '../../account/profile/write-phone';
import type { Answer, Context } from '../operation';
import { fieldsMeant } from './profile-fields';
import { lacksRight, unknownField } from './refuse-edit';

/** The section of a field, or the question which one; without a field, the sections that the speaker may change. */
export function chooseSection(
  context: Context,
  profile: Profile,
  { field, value }: { field?: string; value?: string },
): ProfileSection | Answer {
  const { speaker, speech } = context;
  const { t } = speech;
  const meant = (section: ProfileSection) => (field ? fieldsMeant(section, field) : []);
  const having = profileSections.filter((section) => !field || meant(section).length > 0);
  if (having.length === 0) return unknownField(t);
  const allowed = having.filter((section) => !lackingRight(speaker, section, meant(section)));
  if (allowed.length === 0) return lacksRight(having.map((section) => sectionFacts[section].edit));
  const open = allowed.filter((section) => !field || meant(section).some((id) => !lockOf(profile, section, id)));
  const [first = allowed[0]!, second] = open;
  if (!second) return first;
  return {
    kind: 'choice',
    question: t(field ? 'profile.edit/which-section-of' : 'profile.edit/which-section'),
    options: open.map((section) => ({
      title: t(`profile-sections/${section}`),
      detail: field ? today(section) : describeGaps(section),
      request: { operation: 'profile.edit', slots: { section, ...(field && { field }), ...(value && { value }) } },
      ...(!value && { form: true as const }),
    })),
    more: 0,
  };

  function today(section: ProfileSection): string {
    const values = meant(section).map((id) => writePhone(maskValue(section, id, valueOf(profile, section, id))));
    return t('profile.edit/today', { value: values.filter(Boolean).join(' ') || '—' });
  }

  function describeGaps(section: ProfileSection): string {
    const count = missingFields(profile, section).length;
    return t(count === 0 ? 'profile/complete' : 'profile/missing-count', { count });
  }
}
