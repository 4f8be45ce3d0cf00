import {
  tagLists,
  type PageContent,
  type PageField,
  type TagList,
  type TextField,
} from '../../account/business-profile';
import { readPageText, readSkills, tagsFlaw, type PageFlaw } from '../../account/business-profile-values';
import type { Speech } from '../../language/translate';
import { isTagList } from './page-changes';
import type { TypedPage } from './page-form';

/** What typed values come to: the page with them, and what is wrong with which. */
export interface ReadPage {
  page: PageContent;
  flaws: Partial<Record<PageField, PageFlaw>>;
}

/** Reads what a form sends. */
export function readPage(draft: PageContent, typed: TypedPage): ReadPage {
  const page = { ...draft };
  const flaws: ReadPage['flaws'] = {};
  for (const [id, written] of Object.entries(typed) as [PageField, string][]) {
    if (isTagList(id)) {
      const chosen = inOrder(id, written.split(','));
      const wrong = tagsFlaw(id, chosen);
      if (wrong) flaws[id] = wrong;
      else Object.assign(page, { [id]: chosen });
    } else if (id === 'skills') {
      const { value, flaw } = readSkills(written);
      if (flaw) flaws.skills = flaw;
      else page.skills = value;
    } else if (id !== 'locations' && id !== 'logo') {
      const { value, flaw } = readPageText(id satisfies TextField, written);
      if (flaw) flaws[id] = flaw;
      else page[id] = value;
    }
  }
  return { page, flaws };
}

/** In the order of the list, each once; what is on no list is not taken. */
function inOrder(list: TagList, ids: readonly string[]): string[] {
  return tagLists[list].filter((id) => ids.includes(id));
}

/**
 * Reads what a sentence says of a field as its form would send it. Tags that a sentence names are added to those that stand:
 * it would be a pity if “the industry Retail” took the others away; the form unticks them.
 */
export function typedFrom(
  speech: Speech,
  draft: PageContent,
  field: PageField,
  written: string,
): { typed: string; flaw?: PageFlaw } {
  if (field === 'skills') return { typed: [...draft.skills, written].join(', ') };
  if (!isTagList(field)) return { typed: written };
  const found = findTags(speech, field, written);
  const typed = inOrder(field, [...draft[field], ...(found ?? [])]).join(',');
  return found ? { typed } : { typed, flaw: { code: 'no-such-tag', values: { name: written.slice(0, 80) } } };
}

/** The tags that a text names, by their names in the speaker's language or their ids; undefined where one is on no list. */
function findTags({ t, language }: Speech, list: TagList, written: string): string[] | undefined {
  const isSame = (one: string, other: string) => one.localeCompare(other, language, { sensitivity: 'base' }) === 0;
  const find = (name: string): string | undefined =>
    tagLists[list].find((id) => id === name || isSame(t(`${list}/${id}`), name)) ??
    tagLists[list].find((id) => name.length > 3 && isSame(t(`${list}/${id}`).slice(0, name.length), name));
  const whole = find(written.trim());
  if (whole) return [whole];
  const found = written.split(/[,;&]|\s(?:and|et)\s/i).map((name) => find(name.trim()));
  return found.every((id) => id !== undefined) ? found : undefined;
}
