import type { Account } from '../../account/account';
import { isThere, type BusinessProfile, type PageField } from '../../account/business-profile';
import { countryOf } from '../../account/profile/standing';
import { holds } from '../../account/rights';
import type { User } from '../../account/user';
import { problem, type Button, type Context, type Effect, type Problem, type Proposal } from '../operation';

/** The profile of the account's own country: one per country (domain.md 1.4), and an account has one. */
export function readProfile({ account, organization }: Context): Promise<BusinessProfile> {
  return account.businessProfiles.read(organization.country);
}

/** A proposal about a profile; the desk agrees it anew where the profile has moved on. */
export function proposePage(
  { organization }: Context,
  { country, version }: BusinessProfile,
  proposed: Pick<Proposal, 'changes' | 'cautions' | 'data'>,
): Proposal {
  return {
    kind: 'propose',
    subject: { id: `${subjectPrefix}${country}`, name: organization.name },
    subjectVersion: version,
    confirm: true,
    approval: false,
    ...proposed,
  };
}

const subjectPrefix = 'business-profile:';

/** The profile that a proposal is about, as it is now. */
export function profileOf(account: Account, { subject }: Proposal): Promise<BusinessProfile> {
  return account.businessProfiles.read(subject.id.slice(subjectPrefix.length));
}

/** Whether the profile is still as it was when the proposal was made. */
export async function verifyPage(account: Account, _asker: User, proposal: Proposal): Promise<Problem | undefined> {
  const { version } = await profileOf(account, proposal);
  return version === proposal.subjectVersion ? undefined : problem('changed-since');
}

/** Writes a profile back as it was, where it still is as the change left it and the asker may still do that. */
export async function restorePage(
  { account, asker }: Effect,
  profile: BusinessProfile,
  isUntouched: boolean,
): Promise<Problem | undefined> {
  if (!holds(asker, 'business-profile.edit')) return problem('lost-right');
  return isUntouched && (await account.businessProfiles.save(profile)) ? undefined : problem('changed-since');
}

/** The answer, for whoever may edit it, where there is no profile to do anything with. */
export async function noProfile(context: Context, profile: BusinessProfile): Promise<Problem | undefined> {
  if (isThere(profile)) return undefined;
  const early = await cannotBegin(context, profile);
  if (early) return early;
  const title = context.speech.t('business-profile.edit/begin');
  return problem('no-business-profile', {}, [{ ...editButton(context), title }]);
}

/** A profile is of the country where the company trades and bears its legal name (domain.md 1.4): these come first. */
export async function cannotBegin(
  { account, speaker, speech: { t } }: Context,
  profile: BusinessProfile,
): Promise<Problem | undefined> {
  if (isThere(profile) || countryOf(await account.profile.read()) !== '') return undefined;
  const fillIn: Button = {
    id: 'edit',
    title: t('profile.show/complete-section', { section: t('profile-sections/legal') }),
    request: { operation: 'profile.edit', slots: { section: 'legal' } },
    form: true,
  };
  return problem('page-before-legal', {}, holds(speaker, 'profile.edit-legal') ? [fillIn] : []);
}

export function mayEdit({ speaker }: Context): boolean {
  return holds(speaker, 'business-profile.edit');
}

/** To the menu of the page's parts, or to the form of one field. */
export function editButton({ speech: { t } }: Context, field?: PageField): Button {
  return {
    id: 'edit',
    title: field ? t('business-profile.edit/write', { field: t(`fields/${field}`) }) : t('business-profile.edit/edit'),
    request: { operation: 'business-profile.edit', slots: field ? { field } : {} },
    form: true,
  };
}
