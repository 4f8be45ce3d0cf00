import { z } from 'zod';
import {
  writeAddress,
  differingFields,
  missingToPublish,
  tagListIds,
  tagLists,
  type BusinessProfile,
  type PageContent,
} from '../../account/business-profile';
import { writePhone } from '../../account/profile/write-phone';
import { holds } from '../../account/rights';
import type { Speech } from '../../language/translate';
import { defineRead, problem, type Button, type Context, type View } from '../operation';
import { sayChange } from '../say-change';
import { changesBetween, tagWords } from './page-changes';
import { logoUrlOf } from './page-logo';
import { previewOf } from './page-preview';
import { editButton, mayEdit, noProfile, readProfile } from './page-proposal';

/**
 * The public page as a customer would see it. Whoever may edit it sees in their own chat what the draft has otherwise, or the
 * draft where nothing is public.
 */
export const businessProfileShow = defineRead({
  id: 'business-profile.show',
  group: 'business-profile',
  icon: '🏢',
  risk: 'read',
  right: 'everyone',
  audience: 'anyone',
  /** `draft`: the button that shows the draft instead of what is public. */
  slots: z.object({ draft: z.literal(true).optional() }),

  async answer(context, { draft: wanted }) {
    const profile = await readProfile(context);
    const inside = mayEdit(context) && context.conversation.kind === 'personal';
    const { draft, published } = profile;
    const nothing = inside ? await noProfile(context, profile) : undefined;
    if (nothing) return nothing;
    const page = inside && (wanted || !published) ? draft : published;
    return page ? await showPage(context, profile, page, inside) : problem('page-not-public');
  },
});

async function showPage(context: Context, profile: BusinessProfile, page: PageContent, inside: boolean): Promise<View> {
  const { speech, organization } = context;
  const { t, format } = speech;
  const { draft, published, publishedAt } = profile;
  const isPublic = page === published;
  const pending = inside && published !== null && differingFields(published, draft).length > 0;
  const name = organization.name;
  const preview = previewOf(page.description) || t('business-profile.show/no-description');
  return {
    kind: 'view',
    card: 'business-profile.show',
    title: t('business-profile.show/title'),
    subtitle: format.country(profile.country),
    summary: t(`business-profile.show/summary-${isPublic ? 'public' : 'draft'}`, { name, preview }),
    model: {
      state: isPublic
        ? t('business-profile.show/public-since', { date: format.date(publishedAt ?? '') })
        : t('business-profile.show/draft'),
      stateColor: isPublic ? 'Good' : 'Warning',
      logo: await logoUrlOf(context, page),
      logoAlt: t('business-profile.show/logo-of', { name }),
      name,
      preview,
      paragraphs:
        preview === page.description || page.description === ''
          ? []
          : page.description.split(/\n+/).map((text) => ({ text })),
      tags: tagRows(speech, page),
      locations: page.locations.map((location) => ({ text: writeAddress(location) })),
      contact: contactRows(speech, page),
      note: noteOf(context, page, isPublic, pending),
      changes: pending && isPublic ? changesBetween(published, draft).map((change) => sayChange(speech, change)) : [],
    },
    buttons: inside ? buttons(context, profile, isPublic, pending) : [],
  };
}

/** What whoever edits the page should know of the draft. */
function noteOf(
  { speech: { t, format } }: Context,
  page: PageContent,
  isPublic: boolean,
  pending: boolean,
): string | null {
  if (isPublic) return pending ? t('business-profile.show/pending') : null;
  const missing = missingToPublish(page).map((id) => t(`missing-fields/${id}`));
  return missing.length > 0 ? t('business-profile.show/lacks', { fields: format.list(missing) }) : null;
}

function tagRows({ t }: Speech, page: PageContent): { title: string; value: string }[] {
  const rows = tagListIds.map((list) => ({
    title: t(`fields/${list}`),
    items: isEverySize(list, page)
      ? [t('business-profile.show/every-size')]
      : tagWords(list, page[list]).map((word) => t(word)),
  }));
  const [industries, products, services, sizes] = rows;
  const skills = { title: t('fields/skills'), items: page.skills };
  return [industries!, products!, services!, skills, sizes!]
    .filter(({ items }) => items.length > 0)
    .map(({ title, items }) => ({ title, value: items.join(' · ') }));
}

/** No size is opted out of (domain.md 1.4): that is said in a word. */
function isEverySize(list: string, { sizes }: PageContent): boolean {
  return list === 'sizes' && sizes.length === tagLists.sizes.length;
}

function contactRows({ t }: Speech, page: PageContent): { title: string; value: string }[] {
  return (['email', 'phone', 'website', 'linkedin'] as const)
    .filter((id) => page[id] !== '')
    .map((id) => ({ title: t(`fields/${id}`), value: id === 'phone' ? writePhone(page[id]) : page[id] }));
}

/** Each button is a request of its own, asked again with its own rights. */
function buttons(
  context: Context,
  { draft, published }: BusinessProfile,
  isPublic: boolean,
  pending: boolean,
): Button[] {
  const { speaker, speech } = context;
  const { t } = speech;
  const offer = (word: string, operation: string, slots = {}, secondary?: true): Button => ({
    id: 'choose',
    title: t(`business-profile.show/${word}`),
    request: { operation, slots },
    secondary,
  });
  const missing = missingToPublish(draft);
  const ready = (pending || !published) && missing.length === 0;
  return [
    ...(ready ? [offer('publish', 'business-profile.publish')] : []),
    ...missing.map((id) => editButton(context, id)),
    { ...editButton(context), ...(missing.length > 0 && { secondary: true as const }) },
    ...(pending && isPublic ? [offer('show-draft', 'business-profile.show', { draft: true })] : []),
    ...(isPublic ? [] : published ? [offer('show-public', 'business-profile.show')] : []),
    ...(published ? [offer('unpublish', 'business-profile.unpublish', {}, true)] : []),
    ...(holds(speaker, 'business-profile.delete') ? [offer('delete', 'business-profile.delete', {}, true)] : []),
  ];
}
