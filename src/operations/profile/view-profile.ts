import { profileSections, type Profile, type ProfileSection } from '../../account/profile/profile';
import { editableFields, maySee, sectionFacts } from '../../account/profile/sections';
import { completenessOf, missingFields, vettingOf } from '../../account/profile/standing';
import { rolesWith } from '../../account/rights';
import type { Button, Context, View } from '../operation';

/** How many sections to be filled in are offered in sight; the rest is in the menu. */
const shownSteps = 2;

/** The whole profile, as far as the reader may see it: each section's gaps, and what to do next. */
export function viewProfile(context: Context, profile: Profile): View {
  const { speaker, speech } = context;
  const { t, format } = speech;
  const sections = profileSections.filter((section) => maySee(speaker, section));
  const complete = completenessOf(profile, sections);
  const isPartial = sections.length < profileSections.length;
  const lead = t(isPartial ? 'profile.show/lead-partly' : 'profile.show/lead', { percent: format.percent(complete) });
  const next = nextStep(context, profile, sections);
  return {
    kind: 'view',
    card: 'profile.show',
    title: t('profile.show/title'),
    subtitle: profile.organization.name,
    summary: `${lead}. ${next}`,
    model: {
      lead,
      leadColor: complete === 1 ? 'Good' : 'Default',
      detail: next,
      sections: sections.map((section) => describeSection(context, profile, section)),
      facts: [],
      documents: [],
      notes: [],
    },
    buttons: buttonsOf(context, profile, sections),
  };
}

function describeSection({ speech: { t, format } }: Context, profile: Profile, section: ProfileSection): object {
  const missing = missingFields(profile, section).map(({ id }) => t(`profile-fields/${id}`));
  const complete = missing.length === 0;
  const vetting = section === 'legal' ? t('profile.show/vetting', { state: t(`vetting/${vettingOf(profile)}`) }) : null;
  return {
    title: t(`profile-sections/${section}`),
    state: complete ? t('profile/complete') : t('profile/missing-count', { count: missing.length }),
    stateColor: complete ? 'Good' : 'Warning',
    about: complete ? vetting : t('profile/missing', { fields: format.list(missing) }),
  };
}

/** What is missing comes first; then the vetting, where it is the company's turn or Microsoft's. */
function nextStep({ speaker, speech }: Context, profile: Profile, sections: readonly ProfileSection[]): string {
  const { t, format } = speech;
  const incomplete = sections.filter((section) => missingFields(profile, section).length > 0);
  const own = incomplete.find((section) => canFill(speaker, profile, section));
  if (own) return t('profile.show/next-step', { section: t(`profile-sections/${own}`) });
  const [others] = incomplete;
  if (others) {
    const roles = rolesWith(sectionFacts[others].edit).map((role) => t(`roles/${role}`));
    return t('profile.show/next-step-others', {
      section: t(`profile-sections/${others}`),
      roles: format.list(roles, 'disjunction'),
    });
  }
  const vetting = vettingOf(profile);
  const settled = vetting === 'authorized' || !sections.includes('legal');
  return settled ? t('profile.show/no-gaps') : t(`vetting-notes/${vetting}`);
}

function canFill(speaker: Context['speaker'], profile: Profile, section: ProfileSection): boolean {
  const ids = editableFields(speaker, section).map(({ id }) => id);
  return missingFields(profile, section).some(({ id }) => ids.includes(id));
}

/** What is to be done next comes first; the rest is there to be looked at. */
function buttonsOf(
  { speaker, speech: { t } }: Context,
  profile: Profile,
  sections: readonly ProfileSection[],
): Button[] {
  const toFill = sections.filter((section) => canFill(speaker, profile, section));
  const toSee = sections.filter((section) => !toFill.includes(section));
  const editButton: Button = {
    id: 'edit',
    title: t('profile.show/edit'),
    request: { operation: 'profile.edit', slots: {} },
    form: true,
  };
  const mayEdit = sections.some((section) => editableFields(speaker, section).length > 0);
  return [
    ...toFill.map((section, index): Button => ({
      id: 'edit',
      title: t('profile.show/complete-section', { section: t(`profile-sections/${section}`) }),
      request: { operation: 'profile.edit', slots: { section } },
      form: true,
      ...(index >= shownSteps && { secondary: true }),
    })),
    ...(toFill.length === 0 && mayEdit ? [editButton] : []),
    ...toSee.map((section): Button => ({
      id: 'choose',
      title: t(`profile-sections/${section}`),
      request: { operation: 'profile.show', slots: { section } },
      secondary: true,
    })),
  ];
}
