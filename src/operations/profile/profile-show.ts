import { z } from 'zod';
import {
  completenessOf,
  editableFields,
  exemptionOf,
  exemptionPapers,
  lockOf,
  maySee,
  missingFields,
  profileSections,
  sectionFacts,
  valueFor,
  vettingOf,
  type Profile,
  type ProfileSection,
} from '../../account/profile';
import { rolesWith } from '../../account/rights';
import { defineRead, problem, type Button, type Context, type View } from '../operation';
import { sayValue } from './profile-fields';

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
    return section ? showSection(context, profile, section) : showAll(context, profile);
  },
});

function showAll(context: Context, profile: Profile): View {
  const { speaker, speech } = context;
  const { t, format } = speech;
  const sections = profileSections.filter((section) => maySee(speaker, section));
  const complete = completenessOf(profile, sections);
  const percent = format.percent(complete);
  const partly = sections.length < profileSections.length;
  const lead = t(partly ? 'profile.show/lead-partly' : 'profile.show/lead', { percent });
  const incomplete = sections.filter((section) => missingFields(profile, section).length > 0);
  const gaps = incomplete.map((section) => t(`profile-sections/${section}`));
  const detail = gaps.length > 0 ? t('profile.show/gaps', { sections: format.list(gaps) }) : t('profile.show/no-gaps');
  return {
    kind: 'view',
    card: 'profile.show',
    title: t('profile.show/title'),
    subtitle: profile.organization.name,
    summary: `${lead} ${detail}`,
    model: {
      lead,
      leadColor: complete === 1 ? 'Good' : 'Default',
      detail,
      sections: sections.map((section) => sectionRow(context, profile, section)),
      facts: [],
      notes: sections.includes('legal') ? vettingNotes(context, profile) : [],
    },
    buttons: overviewButtons(context, profile, sections),
  };
}

function sectionRow({ speech: { t, format } }: Context, profile: Profile, section: ProfileSection): object {
  const missing = missingFields(profile, section).map(({ id }) => t(`profile-fields/${id}`));
  return {
    title: t(`profile-sections/${section}`),
    state: missing.length === 0 ? t('profile/complete') : t('profile/missing-count', { count: missing.length }),
    stateColor: missing.length === 0 ? 'Good' : 'Warning',
    missing: missing.length === 0 ? '' : t('profile/missing', { fields: format.list(missing) }),
  };
}

/** What is to be done next comes first; the rest is there to be looked at. */
function overviewButtons(context: Context, profile: Profile, sections: readonly ProfileSection[]): Button[] {
  const { speaker, speech } = context;
  const { t } = speech;
  const canFill = (section: ProfileSection) => {
    const ids = editableFields(speaker, section).map(({ id }) => id);
    return missingFields(profile, section).some(({ id }) => ids.includes(id));
  };
  const next = sections.filter(canFill);
  return [
    ...next.map((section, index) => ({
      ...editButton(context, section, 'profile.show/complete-section'),
      ...(index > 1 ? { secondary: true as const } : {}),
    })),
    ...sections
      .filter((section) => !next.includes(section))
      .map((section): Button => ({
        id: 'choose',
        title: t(`profile-sections/${section}`),
        request: { operation: 'profile.show', slots: { section } },
        secondary: true,
      })),
  ];
}

function showSection(context: Context, profile: Profile, section: ProfileSection): View {
  const { speaker, speech } = context;
  const { t, format } = speech;
  const name = t(`profile-sections/${section}`);
  const missing = missingFields(profile, section).map(({ id }) => t(`profile-fields/${id}`));
  const lead =
    missing.length === 0 ? t('profile.show/section-complete') : t('profile/missing-count', { count: missing.length });
  const detail = missing.length === 0 ? null : t('profile/missing', { fields: format.list(missing) });
  const facts = sectionFacts[section].fields.map(({ id }) => ({
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
    summary: [`${name}${t('profile.show/colon')}${lead}`, detail].filter(Boolean).join(' '),
    model: {
      lead,
      leadColor: missing.length === 0 ? 'Good' : 'Warning',
      detail,
      sections: [],
      facts: section === 'legal' ? [...facts, vetting] : facts,
      notes: sectionNotes(context, profile, section),
    },
    buttons: [
      ...(editableFields(speaker, section).length > 0 ? [editButton(context, section, 'profile.show/edit')] : []),
      { id: 'open', title: t('profile.show/overview'), request: { operation: 'profile.show', slots: {} } },
    ],
  };
}

function editButton({ speech: { t } }: Context, section: ProfileSection, title: string): Button {
  return {
    id: 'edit',
    title: t(title, { section: t(`profile-sections/${section}`) }),
    request: { operation: 'profile.edit', slots: { section } },
  };
}

function sectionNotes(context: Context, profile: Profile, section: ProfileSection): { text: string }[] {
  const { t } = context.speech;
  const say = (key: string) => ({ text: t(key) });
  if (section === 'legal') {
    const locked = lockOf(profile, 'legal', 'companyName') ? [say('profile.show/note-legal-name')] : [];
    return [...vettingNotes(context, profile), ...locked, say('profile.show/note-legal')];
  }
  if (section === 'tax') {
    const papers = `exemption-papers/${exemptionPapers(profile.organization.country)}`;
    const state = exemptionOf(profile);
    return state === 'requested' || state === 'rejected' || state === 'none' ? [say(papers)] : [];
  }
  return [say(`profile.show/note-${section}`)];
}

function vettingNotes({ speech: { t } }: Context, profile: Profile): { text: string }[] {
  const state = vettingOf(profile);
  return state === 'authorized' ? [] : [{ text: t(`vetting-notes/${state}`) }];
}
