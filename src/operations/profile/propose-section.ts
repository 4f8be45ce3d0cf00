import { z } from 'zod';
import type { Account } from '../../account/account';
import { profileSections, type Profile, type ProfileSection, type SectionFields } from '../../account/profile/profile';
import { asFields, organizationAfter, type ReadChange } from '../../account/profile/read-change';
import { sectionFacts } from '../../account/profile/sections';
import { isMasked, maskValue, vettingOf } from '../../account/profile/standing';
import { groupAccount } from '../../account/profile/iban';
import { rolesWith } from '../../account/rights';
import type { User } from '../../account/user';
import type { ChangeValue, Context, Problem, Proposal } from '../operation';
import { noSecondPerson } from '../second-person';

/** What is going to change in a section; bank details are sealed, and need somebody else who could agree. */
export async function proposeSection(
  { account, speaker, speech, seal }: Context,
  profile: Profile,
  section: ProfileSection,
  changes: ReadChange['changes'],
): Promise<Proposal | Problem> {
  const alone = await secondPersonMissing(account, speaker, section);
  if (alone) return alone;
  const open = changes.filter(({ id }) => !isMasked(section, id));
  return {
    kind: 'propose',
    subject: { id: `profile.${section}`, name: nameAfter(profile, section, changes) },
    subjectVersion: profile.sections[section].version,
    changes: changes.map(({ id, from, to }) => ({
      field: `${section}.${id}`,
      from: show(speech, section, id, from),
      to: show(speech, section, id, to, seal),
    })),
    confirm: true,
    approval: needsSecondPerson(section),
    cautions: cautionsOn(profile, section, changes),
    data: { section, changes: Object.fromEntries(open.map(({ id, to }) => [id, to])) },
  };
}

/** A new account gets its name by the change itself. */
function nameAfter(profile: Profile, section: ProfileSection, changes: ReadChange['changes']): string {
  return (section === 'legal' ? organizationAfter(profile, asFields(changes)) : profile.organization).name;
}

function cautionsOn(profile: Profile, section: ProfileSection, changes: ReadChange['changes']): string[] {
  const isVetted = vettingOf(profile) !== 'none' || changes.some(({ id }) => id === 'vettingStatus');
  return section === 'security' || (section === 'legal' && !isVetted) ? [] : [`cautions/profile-${section}`];
}

/** A value in a change: states as words, bank details masked; with `seal`, whole for whoever decides, as papers show them. */
function show(
  { format }: Context['speech'],
  section: ProfileSection,
  id: string,
  value: string,
  seal?: Context['seal'],
): ChangeValue {
  if (!value) return null;
  if (id === 'vettingStatus') return { word: `vetting/${value}` };
  if (id === 'exemption') return { word: `exemption/${value}` };
  if (id === 'country') return { text: format.country(value) };
  const text = maskValue(section, id, value);
  if (!seal || !isMasked(section, id)) return { text };
  return { text, sealed: seal(id === 'iban' ? groupAccount(value) : value) };
}

const dataSchema = z.object({ section: z.enum(profileSections), changes: z.record(z.string(), z.string()) });

/** The section, the ids and, with `unseal`, the new values of a proposal. */
export function readProposal(
  { changes: shown, data }: Proposal,
  unseal?: (sealed: string) => string,
): { section: ProfileSection; ids: string[]; changes: SectionFields } {
  const { section, changes } = dataSchema.parse(data);
  const all: Record<string, string> = { ...changes };
  const ids = shown.map(({ field }) => field.slice(section.length + 1)).filter((id) => id !== 'vettingStatus');
  for (const { field, to } of shown) {
    const id = field.slice(section.length + 1);
    if (!unseal || !isMasked(section, id)) continue;
    all[id] = to && 'sealed' in to && to.sealed ? unseal(to.sealed).replaceAll(' ', '') : '';
  }
  return { section, ids, changes: all };
}

/** Everyone but the asker who may change the section: who could agree. */
export async function whoElseMay(account: Account, asker: User, section: ProfileSection): Promise<User[]> {
  const holders = await account.holders(rolesWith(sectionFacts[section].edit));
  return holders.filter(({ objectId }) => objectId !== asker.objectId);
}

/** contract.md, Risk: bank details. */
function needsSecondPerson(section: ProfileSection): boolean {
  return section === 'bank';
}

/** Why a section can't be changed by anyone, where a second person has to agree and there is none. */
export async function secondPersonMissing(
  account: Account,
  asker: User,
  section: ProfileSection,
): Promise<Problem | undefined> {
  if (!needsSecondPerson(section) || (await whoElseMay(account, asker, section)).length > 0) return undefined;
  return noSecondPerson(rolesWith(sectionFacts[section].edit));
}
