import { isThere } from '../../account/business-profile';
import { profileSections } from '../../account/profile/profile';
import { editableFields } from '../../account/profile/sections';
import { completenessOf, missingFields } from '../../account/profile/standing';
import { holds } from '../../account/rights';
import { readProfile } from '../business-profile/page-proposal';
import type { Context, Request } from '../operation';

/** Something that the account still needs and the speaker may do. */
export interface NextStep {
  /** Below `welcome/steps/` of the words, with `-detail`. */
  id: 'profile' | 'people' | 'second-admin' | 'page' | 'page-publish' | 'prices' | 'pins';
  values?: Record<string, string>;
  request: Request;
}

/**
 * What is left to set up, in the order of the tasks of a partner account (domain.md 1): profile, people, business profile,
 * prices, catalog. Only what the speaker's own roles allow.
 */
export async function findNextSteps(context: Context): Promise<NextStep[]> {
  const found = await Promise.all([profileStep, peopleStep, pageStep, salesStep].map((find) => find(context)));
  return found.filter((step) => step !== undefined);
}

async function profileStep({ account, speaker, speech: { format } }: Context): Promise<NextStep | undefined> {
  if (!holds(speaker, 'profile.edit')) return undefined;
  const profile = await account.profile.read();
  const gap = profileSections.find((section) => {
    const ids = editableFields(speaker, section).map(({ id }) => id);
    return missingFields(profile, section).some(({ id }) => ids.includes(id));
  });
  if (!gap) return undefined;
  const percent = format.percent(completenessOf(profile, profileSections));
  return { id: 'profile', values: { percent }, request: { operation: 'profile.edit', slots: { section: gap } } };
}

async function peopleStep({ account, speaker }: Context): Promise<NextStep | undefined> {
  if (!holds(speaker, 'users.manage')) return undefined;
  const { total } = await account.users({ offset: 0, limit: 1 });
  if (total <= 1) return { id: 'people', request: { operation: 'users.add', slots: {} } };
  const admins = await account.holders(['global-admin']);
  if (admins.length > 1 || !speaker.roles.includes('global-admin')) return undefined;
  return { id: 'second-admin', request: { operation: 'roles.assign', slots: { role: 'global-admin' } } };
}

async function pageStep(context: Context): Promise<NextStep | undefined> {
  if (!holds(context.speaker, 'business-profile.edit')) return undefined;
  const page = await readProfile(context);
  if (page.published) return undefined;
  return isThere(page)
    ? { id: 'page-publish', request: { operation: 'business-profile.show', slots: {} } }
    : { id: 'page', request: { operation: 'business-profile.edit', slots: {} } };
}

async function salesStep({ account, speaker, priceSheets }: Context): Promise<NextStep | undefined> {
  if (!holds(speaker, 'prices.import')) return undefined;
  if (!(await priceSheets.newest())) return { id: 'prices', request: { operation: 'prices.import', slots: {} } };
  const { offers } = await account.pinnedOffers();
  return offers.length > 0 ? undefined : { id: 'pins', request: { operation: 'catalog.show', slots: {} } };
}
