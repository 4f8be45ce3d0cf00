import { z } from 'zod';
import {
  pageSchema,
  writeAddress,
  differingFields,
  locationKey,
  type BusinessProfile,
  type PageContent,
} from '../../account/business-profile';
import { addressFieldIds, pageLimits, readAddress, type AddressField } from '../../account/business-profile-values';
import { maySee } from '../../account/profile/sections';
import { defineChange, problem, type Answer, type Context, type Proposal } from '../operation';
import { changesBetween } from './page-changes';
import {
  askForLogo,
  droppedLogoSchema,
  droppedLogoUrl,
  logoIntake,
  logoKey,
  readDropped,
  warnOfLogo,
  type DroppedLogo,
} from './page-logo';
import { addressForm, fieldsMeant, newAddress, pageForm, partMenu } from './page-form';
import { cannotBegin, profileOf, proposePage, readProfile, restorePage, verifyPage } from './page-proposal';
import { readPage, typedFrom } from './read-page';

/** Longer than any field may be: what is too long is told at its field, with what was typed. */
const longestTyped = 20_000;

/** Changes the draft: by a sentence with a field and its value, or in the form of one of the page's parts. */
export const businessProfileEdit = defineChange({
  id: 'business-profile.edit',
  group: 'business-profile',
  icon: '🏢',
  risk: 'change',
  right: 'business-profile.edit',
  audience: 'personal',
  next: 'business-profile.show',
  slots: z.object({
    field: z.string().max(64).optional(),
    value: z.string().max(longestTyped).optional(),
    /** What a form sends. */
    fields: z.record(z.string(), z.string().max(longestTyped)).optional(),
    /** A form was sent: clients leave out what is empty, and lists of which nothing is ticked. */
    saved: z.literal(true).optional(),
    /** The location to take off, by its key, or the logo: buttons only. */
    remove: z.string().max(64).optional(),
    /** A picture that was dropped into the chat. */
    logo: droppedLogoSchema.optional(),
  }),
  intake: logoIntake,

  async propose(context, { field, value, fields = {}, saved, remove, logo }) {
    const profile = await readProfile(context);
    const early = await cannotBegin(context, profile);
    if (early) {
      if (logo?.upload) await context.uploads.forget(logo.upload);
      return early;
    }
    if (logo) return await proposeLogo(context, profile, logo);
    if (remove === logoKey) return proposeDraft(context, profile, { ...profile.draft, logo: null });
    if (remove !== undefined) return removeLocation(context, profile, remove);
    if (field === undefined) return partMenu(context, profile);
    if (field === 'name' || field === 'companyName') return problem('page-name', { name: context.organization.name });
    if (field === newAddress) return saved ? await addLocation(context, profile, fields) : addressForm(context);
    const ids = fieldsMeant(field);
    if (!ids) return partMenu(context, profile);
    if (ids[0] === 'logo') return askForLogo(context, profile);
    if (ids[0] === 'locations') return await changeLocations(context, profile, value);
    if (saved) {
      const typed = Object.fromEntries(ids.map((id) => [id, fields[id] ?? '']));
      const { page, flaws } = readPage(profile.draft, typed);
      if (Object.keys(flaws).length > 0) return pageForm(context, profile, ids, field, typed, flaws);
      return proposeDraft(context, profile, page);
    }
    const id = ids[0];
    if (value === undefined || ids.length > 1 || id === undefined) return pageForm(context, profile, ids, field);
    const { typed, flaw } = typedFrom(context.speech, profile.draft, id, value);
    const { page, flaws } = readPage(profile.draft, { [id]: typed });
    const wrong = flaw ?? flaws[id];
    if (wrong) return pageForm(context, profile, ids, field, { [id]: typed }, { [id]: wrong });
    return proposeDraft(context, profile, page);
  },

  verify: verifyPage,

  async perform({ account, uploads }, proposal) {
    const profile = await profileOf(account, proposal);
    const { before, after, logo } = dataSchema.parse(proposal.data);
    if (logo) {
      const dropped = await readDropped({ uploads }, logo);
      if ('kind' in dropped) return dropped;
      if (dropped.logo.hash !== after.logo?.hash) return problem('logo-gone', { file: logo.file });
      await account.businessProfiles.keepLogo(dropped.logo, dropped.bytes);
    }
    const saved = await account.businessProfiles.save({ ...profile, draft: { ...profile.draft, ...after } });
    return saved ? { undo: { country: profile.country, before, after } } : problem('changed-since');
  },

  /** As long as the fields of this change still are as it left them; other fields may have moved on. */
  async takeBack(effect, undo) {
    const { country, before, after } = undoSchema.parse(undo);
    const profile = await effect.account.businessProfiles.read(country);
    const { draft } = profile;
    const isUntouched = differingFields(draft, { ...draft, ...after }).length === 0;
    return await restorePage(effect, { ...profile, draft: { ...draft, ...before } }, isUntouched);
  },
});

const someFields = z.record(z.string(), z.unknown()).transform((fields): Partial<PageContent> => {
  const page = pageSchema.parse(fields);
  return Object.fromEntries(Object.entries(page).filter(([id]) => id in fields));
});
const dataSchema = z.object({ before: someFields, after: someFields, logo: droppedLogoSchema.optional() });
const undoSchema = dataSchema.omit({ logo: true }).extend({ country: z.string() });

function proposeDraft(context: Context, profile: BusinessProfile, page: PageContent): Answer | Proposal {
  const { draft } = profile;
  const changed = differingFields(draft, page);
  if (changed.length === 0) return problem('page-unchanged');
  const only = (of: PageContent) => Object.fromEntries(changed.map((id) => [id, of[id]]));
  return proposePage(context, profile, {
    changes: changesBetween(draft, page),
    data: { before: only(draft), after: only(page) },
  });
}

/** A picture that was dropped into the chat becomes the draft's logo. */
async function proposeLogo(
  context: Context,
  profile: BusinessProfile,
  dropped: DroppedLogo,
): Promise<Answer | Proposal> {
  const read = await readDropped(context, dropped);
  const proposal = 'kind' in read ? read : proposeDraft(context, profile, { ...profile.draft, logo: read.logo });
  if ('kind' in read || proposal.kind !== 'propose') {
    if (dropped.upload) await context.uploads.forget(dropped.upload);
    return proposal;
  }
  const url = droppedLogoUrl(context, read, dropped.upload!);
  const alt = context.speech.t('business-profile.show/logo-of', { name: context.organization.name });
  return {
    ...proposal,
    ...(url && { picture: { url, alt } }),
    upload: dropped.upload,
    cautions: warnOfLogo(read.logo),
    data: { ...proposal.data, logo: dropped },
  };
}

/** An address can't be edited: it is taken off and added anew (domain.md 1.4). */
async function changeLocations(
  context: Context,
  profile: BusinessProfile,
  written: string | undefined,
): Promise<Answer> {
  const { t } = context.speech;
  const { locations } = profile.draft;
  const full = locations.length >= pageLimits.locations;
  if (!full && (written !== undefined || locations.length === 0)) {
    return addressForm(context, written === undefined ? await legalAddress(context) : { addressLine1: written });
  }
  const add = {
    title: t('business-profile.edit/add-location'),
    detail: t('page-parts/locations-of', { count: locations.length, most: pageLimits.locations }),
    request: { operation: 'business-profile.edit', slots: { field: newAddress } },
    form: true as const,
  };
  return {
    kind: 'choice',
    question: t(`business-profile.edit/locations-${full ? 'full' : 'ask'}`, { most: pageLimits.locations }),
    options: [
      ...(full ? [] : [add]),
      ...locations.map((location) => ({
        title: t('business-profile.edit/remove-location', { line: location.addressLine1 }),
        detail: writeAddress(location),
        request: { operation: 'business-profile.edit', slots: { remove: locationKey(location) } },
      })),
    ],
    more: 0,
  };
}

/** The first location most likely is the legal address: a proposal for whoever may see that. */
async function legalAddress({
  account,
  speaker,
  organization,
}: Context): Promise<Partial<Record<AddressField, string>>> {
  if (!maySee(speaker, 'legal')) return {};
  const { fields } = (await account.profile.read()).sections.legal;
  if (fields.country !== organization.country) return {};
  return Object.fromEntries(addressFieldIds.map((id) => [id, fields[id] ?? '']));
}

async function addLocation(
  context: Context,
  profile: BusinessProfile,
  fields: Record<string, string>,
): Promise<Answer | Proposal> {
  const typed: Partial<Record<AddressField, string>> = Object.fromEntries(
    addressFieldIds.map((id) => [id, fields[id] ?? '']),
  );
  const read = readAddress(typed, context.organization.country);
  if ('flaws' in read) return addressForm(context, typed, read.flaws);
  const { draft } = profile;
  const { locations } = draft;
  if (locations.some((known) => locationKey(known) === locationKey(read.location))) {
    return addressForm(context, typed, { addressLine1: { code: 'location-known' } });
  }
  if (locations.length >= pageLimits.locations) return await changeLocations(context, profile, undefined);
  return proposeDraft(context, profile, { ...draft, locations: [...locations, read.location] });
}

function removeLocation(context: Context, profile: BusinessProfile, key: string): Answer | Proposal {
  const { draft } = profile;
  const locations = draft.locations.filter((location) => locationKey(location) !== key);
  return proposeDraft(context, profile, { ...draft, locations });
}
