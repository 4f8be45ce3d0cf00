import {
  emptyPage,
  differingFields,
  tagListIds,
  writeAddress,
  type PageContent,
  type PageField,
  type TagList,
} from '../../account/business-profile';
import type { Change, ChangeValue } from '../operation';
import { describeLogo } from './page-logo';
import { shortenDifference } from './shorten-difference';

/** What makes one page another, field by field; from null: a page that is not there yet. */
export function changesBetween(from: PageContent | null, to: PageContent): Change[] {
  const before = from ?? { ...emptyPage, sizes: [] };
  return differingFields(before, to).map((field) => {
    if (field !== 'description') return { field, from: valueOf(before, field), to: valueOf(to, field) };
    const [old, fresh] = shortenDifference(before.description, to.description);
    return { field, from: asText(old), to: asText(fresh) };
  });
}

function valueOf(page: PageContent, field: PageField): ChangeValue {
  if (isTagList(field)) return page[field].length > 0 ? { words: tagWords(field, page[field]) } : null;
  if (field === 'logo') return asText(page.logo ? describeLogo(page.logo) : '');
  if (field === 'skills') return asText(page.skills.join(', '));
  return asText(field === 'locations' ? page.locations.map(writeAddress).join(' · ') : page[field]);
}

function asText(text: string): ChangeValue {
  return text === '' ? null : { text };
}

export function isTagList(field: string): field is TagList {
  return tagListIds.some((id) => id === field);
}

/** The keys of the words that name tags. */
export function tagWords(list: TagList, ids: readonly string[]): string[] {
  return ids.map((id) => `${list}/${id}`);
}
