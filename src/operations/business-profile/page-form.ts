import {
  missingToPublish,
  pageFieldIds,
  tagLists,
  type BusinessProfile,
  type PageContent,
  type PageField,
} from '../../account/business-profile';
import {
  addressFieldIds,
  pageLimits,
  type AddressField,
  type PageFlaw,
  type TypedAddress,
} from '../../account/business-profile-values';
import { writePhone } from '../../account/profile/write-phone';
import type { Choice, Context, Form, FormField } from '../operation';
import { isTagList } from './page-changes';
import { describeLogo } from './page-logo';
import { previewOf } from './page-preview';

/** The parts of the page, each with a form of its own: what the menu offers. */
export const partIds = ['description', 'customers', 'products', 'services', 'locations', 'contact', 'logo'] as const;
export type Part = (typeof partIds)[number];
const fieldsOfPart: Record<Part, readonly PageField[]> = {
  logo: ['logo'],
  description: ['description'],
  customers: ['industries', 'sizes'],
  products: ['products'],
  services: ['services', 'skills'],
  locations: ['locations'],
  contact: ['email', 'phone', 'website', 'linkedin'],
};

/** What a sentence or a model may call a field besides its id (operations.md, Slots, says only some of them). */
const otherNames: Partial<Record<string, PageField>> = {
  industry: 'industries',
  product: 'products',
  service: 'services',
  skill: 'skills',
  solutions: 'skills',
  size: 'sizes',
  address: 'locations',
  location: 'locations',
};

/** The fields that a part or field of the page means; undefined for what is none. */
export function fieldsMeant(written: string): readonly PageField[] | undefined {
  const part = partIds.find((id) => id === written);
  if (part) return fieldsOfPart[part];
  const field = otherNames[written] ?? pageFieldIds.find((id) => id.toLowerCase() === written.toLowerCase());
  return field && [field];
}

/** Which part of the page? With what stands there today. */
export function partMenu(context: Context, { draft }: BusinessProfile): Choice {
  const { t } = context.speech;
  const missing = missingToPublish(draft);
  return {
    kind: 'choice',
    question: t('business-profile.edit/ask', { name: context.organization.name }),
    options: partIds.map((part) => ({
      title: t(`page-parts/${part}`),
      detail: fieldsOfPart[part].some((id) => missing.includes(id))
        ? t('page-parts/missing')
        : partToday(context, draft, part),
      request: { operation: 'business-profile.edit', slots: { field: part } },
      // A logo comes as a file.
      ...(part !== 'logo' && { form: true as const }),
    })),
    more: 0,
  };
}

function partToday({ speech: { t, format } }: Context, draft: PageContent, part: Part): string {
  const names = (list: 'industries' | 'products' | 'services') => draft[list].map((id) => t(`${list}/${id}`));
  const listed = (items: string[]) => (items.length > 0 ? format.list(items) : t('page-parts/empty'));
  switch (part) {
    case 'logo':
      return draft.logo ? describeLogo(draft.logo) : t('page-parts/no-logo');
    case 'description':
      return previewOf(draft.description);
    case 'customers':
      return listed(names('industries'));
    case 'products':
      return listed(names('products'));
    case 'services':
      return listed([...names('services'), ...draft.skills]);
    case 'locations':
      return t('page-parts/locations-of', { count: draft.locations.length, most: pageLimits.locations });
    case 'contact':
      return [draft.email, writePhone(draft.phone), draft.website].filter(Boolean).join(' · ');
  }
}

/** What was typed or chosen, by field; a list's ids with commas between. */
export type TypedPage = Partial<Record<PageField, string>>;

/** The form of some fields with the draft's values, or with what was typed and what is wrong with it. */
export function pageForm(
  { speech }: Context,
  { draft }: BusinessProfile,
  ids: readonly PageField[],
  asked: string,
  typed: TypedPage = {},
  flaws: Partial<Record<PageField, PageFlaw>> = {},
): Form {
  const { t, language } = speech;
  return {
    kind: 'form',
    question: questionOf(),
    fields: ids.map((id) => ({
      ...describe(id),
      value: (typed[id] ?? writtenValue(draft, id)).slice(0, longestShown),
      error: sayFlaw(speech, flaws[id]),
    })),
    request: { operation: 'business-profile.edit', slots: { field: asked, saved: true } },
    action: 'save',
  };

  function questionOf(): string {
    if (Object.keys(flaws).length > 0) return t('business-profile.edit/ask-again');
    const part = partIds.find((candidate) => candidate === asked);
    return part ? t(`page-questions/${part}`) : t('business-profile.edit/ask-field');
  }

  function describe(id: PageField): FormField {
    const label = t(`fields/${id}`);
    if (isTagList(id)) {
      const choices = tagLists[id].map((value) => ({ title: t(`${id}/${value}`), value }));
      // By name, but sizes in their own order.
      if (id !== 'sizes') choices.sort((one, other) => one.title.localeCompare(other.title, language));
      return { id, label, choices, multiple: true };
    }
    const field: FormField = {
      id,
      label,
      placeholder: placeholders[id] ?? (id === 'skills' ? t('page-parts/skills-hint') : ''),
    };
    // More than is allowed: clients cut off what is pasted without a word, whereas here it is told and kept.
    if (id === 'description') return { ...field, multiline: true, maxLength: longestShown };
    return {
      ...field,
      maxLength: id === 'skills' ? pageLimits.skills * (pageLimits.skill + 2) : pageLimits.webAddress,
    };
  }
}

/** What is far too long is not sent back as a whole: a card has room for 24 kB. */
const longestShown = 5_000;

const placeholders: Partial<Record<PageField, string>> = {
  website: 'https://www.contoso.com',
  linkedin: 'https://www.linkedin.com/company/contoso',
  email: 'contact@contoso.com',
  phone: '+33 1 99 00 99 50',
};

/** A field of the page as its form sends it. */
function writtenValue(page: PageContent, id: PageField): string {
  if (isTagList(id)) return page[id].join(',');
  if (id === 'skills') return page.skills.join(', ');
  return id === 'locations' || id === 'logo' ? '' : page[id];
}

/** The form of an address that is to be added. */
export function addressForm(
  { speech, organization }: Context,
  typed: TypedAddress = {},
  flaws: Partial<Record<AddressField, PageFlaw>> = {},
): Form {
  const { t, format } = speech;
  const again = Object.keys(flaws).length > 0;
  return {
    kind: 'form',
    question: t(`business-profile.edit/ask-${again ? 'again' : 'address'}`, {
      country: format.country(organization.country),
    }),
    fields: addressFieldIds.map((id) => ({
      id,
      label: t(`fields/${id}`),
      value: (typed[id] ?? '').slice(0, longestShown),
      required: id !== 'addressLine2',
      maxLength: id === 'postalCode' ? pageLimits.postalCode : id === 'city' ? pageLimits.city : pageLimits.addressLine,
      error: sayFlaw(speech, flaws[id]),
    })),
    request: { operation: 'business-profile.edit', slots: { field: newAddress, saved: true } },
    action: 'save',
  };
}

/** Stands for the form of a new address, as `locations` stands for their menu. */
export const newAddress = 'new-address';

function sayFlaw({ t }: Context['speech'], flaw: PageFlaw | undefined): string | undefined {
  return flaw && t(`page-flaws/${flaw.code}`, flaw.values);
}
