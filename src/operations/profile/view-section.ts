import { documentKinds, isTaken, sectionOf, type Document } from '../../account/document';
import type { Profile, ProfileSection } from '../../account/profile/profile';
import { editableFields } from '../../account/profile/sections';
import { missingFields, valueFor, vettingOf, fieldsOf } from '../../account/profile/standing';
import type { Button, Context, View } from '../operation';
import { describeFile, hasDocuments, mayHandle } from './documents';
import { sayValue } from './profile-fields';
import { notesOn } from './section-notes';

/** What stands in a section, what is missing in it, and what is good to know about it. */
export async function viewSection(context: Context, profile: Profile, section: ProfileSection): Promise<View> {
  const { account, speaker, speech } = context;
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
  const there = hasDocuments(section) ? await account.documents.of(section) : [];
  // What a document is called may say more than that it is there.
  const documents = hasDocuments(section) && mayHandle(speaker, section) ? there : [];
  const unseen = there.length - documents.length;
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
      documents: await Promise.all(documents.map((document) => describeDocument(context, document))),
      notes: [
        ...(unseen > 0 ? [{ text: t('profile.show/documents-unseen', { count: unseen }) }] : []),
        ...notesOn(profile, section).map((key) => ({ text: t(key) })),
      ],
    },
    buttons: buttonsOf(context, profile, section, documents),
  };
}

/** A document as a row of the card: what it is, for what, by whom and since when. */
async function describeDocument({ account, speech }: Context, document: Document): Promise<object> {
  const { t, format } = speech;
  const who = document.addedBy ? await account.user(document.addedBy) : undefined;
  const date = format.date(document.addedAt);
  return {
    name: document.name,
    about: [t(`document-kinds/${document.kind}`), describeFile(speech, document)].join(' · '),
    comment: document.comment || null,
    added: t(who ? 'profile.show/document-added-by' : 'profile.show/document-added', { date, name: who?.displayName }),
    actions: [],
  };
}

function buttonsOf(
  context: Context,
  profile: Profile,
  section: ProfileSection,
  documents: readonly Document[],
): Button[] {
  const { t } = context.speech;
  const overview: Button = {
    id: 'open',
    title: t('profile.show/overview'),
    request: { operation: 'profile.show', slots: {} },
  };
  if (editableFields(context.speaker, section).length === 0) return [overview];
  const request = { operation: 'profile.edit', slots: { section } };
  return [
    { id: 'edit', title: t('profile.show/edit'), request, form: true },
    ...documentButtons(context, profile, section, documents),
    overview,
  ];
}

function documentButtons(
  { speaker, speech: { t } }: Context,
  profile: Profile,
  section: ProfileSection,
  documents: readonly Document[],
): Button[] {
  if (!hasDocuments(section) || !mayHandle(speaker, section)) return [];
  const takesMore = documentKinds.some((kind) => sectionOf(kind) === section && isTaken(profile, kind));
  const add: Button = {
    id: 'choose',
    title: t('profile.add-document/button'),
    request: { operation: 'profile.add-document', slots: { section } },
  };
  return [
    ...(takesMore ? [add] : []),
    ...documents.flatMap(({ id }, at): Button[] => [
      {
        id: 'open',
        title: t('profile.show/fetch-document'),
        request: { operation: 'profile.fetch-document', slots: { document: id } },
        row: { of: 'documents', at },
      },
      {
        id: 'edit',
        title: t('profile.show/remove-document'),
        request: { operation: 'profile.remove-document', slots: { document: id } },
        row: { of: 'documents', at },
      },
    ]),
  ];
}
