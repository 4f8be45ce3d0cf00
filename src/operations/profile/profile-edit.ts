import { z } from 'zod';
import type { Account } from '../../account/account';
import {
  editableFields,
  lockOf,
  maskValue,
  missingFields,
  profileSections,
  rightFor,
  sectionFacts,
  valueOf,
  type Profile,
  type ProfileSection,
  type SectionFields,
} from '../../account/profile';
import { organizationAfter, readChange, withChanges, type ReadChange } from '../../account/profile-change';
import { holds, rolesWith, type Right } from '../../account/rights';
import type { User } from '../../account/user';
import {
  defineChange,
  problem,
  type Answer,
  type ChangeValue,
  type Context,
  type Problem,
  type Proposal,
  type Request,
} from '../operation';
import { fieldsMeant, spreadValue } from './profile-fields';
import { sectionForm } from './section-form';

/** Sections whose changes can be taken back (contract.md, Risk): what a mere `change` is there. */
const reversible: readonly ProfileSection[] = ['contact', 'support'];

/**
 * A change of the organisation profile: by a sentence with section, field and value; by the section's form; or, where
 * neither is said, by choosing. The legal, billing, tax, bank and security sections are dangerous; bank details need a
 * second person besides (contract.md, Risk).
 */
export const profileEdit = defineChange({
  id: 'profile.edit',
  group: 'profile',
  icon: '📝',
  risk: 'dangerous',
  right: 'profile.edit',
  audience: 'personal',
  slots: z.object({
    section: z.enum(profileSections).optional(),
    field: z.string().min(1).max(64).optional(),
    value: z.string().max(2_000).optional(),
    /** What was typed into a section's form, by field. */
    fields: z.record(z.string(), z.string().max(2_000)).optional(),
    /** The version of the section that the form showed. */
    version: z.coerce.number().int().optional(),
  }),

  async propose(context, slots) {
    const profile = await context.account.profile.read();
    const section = slots.section ?? chooseSection(context, profile, slots);
    if (typeof section === 'object') return section;
    const { field, value, fields, version } = slots;
    if (fields) return await proposeTyped(context, profile, section, fields, { version });
    if (!field) return mayEdit(context, section) ?? sectionForm(context, profile, section);
    const ids = fieldsMeant(section, field);
    if (ids.length === 0) return noSuchField(context, section);
    const refused = refusalOf(context, profile, section, ids);
    if (refused) return refused;
    if (value === undefined) return sectionForm(context, profile, section, { only: ids });
    const typed = spreadValue(profile, ids, value);
    const incomplete = ids.some((id) => !typed[id] && isAsked(profile, section, id));
    if (incomplete) return sectionForm(context, profile, section, { only: ids, typed });
    return await proposeTyped(context, profile, section, typed, { only: ids });
  },

  async verify(account, asker, proposal) {
    const { section, changes } = dataSchema.parse(proposal.data);
    if (lackingRight(asker, section, Object.keys(changes))) return problem('lost-right', { asker: asker.displayName });
    const profile = await account.profile.read();
    if (profile.sections[section].version !== proposal.subjectVersion) return problem('changed-since');
    return proposal.approval ? await secondPersonMissing(account, asker, section) : undefined;
  },

  deciders: (account, proposal, asker) => othersWhoMay(account, asker, dataSchema.parse(proposal.data).section),

  async perform({ account }, proposal) {
    const { section, changes } = dataSchema.parse(proposal.data);
    const profile = await account.profile.read();
    const { fields, version } = profile.sections[section];
    if (version !== proposal.subjectVersion) return problem('changed-since');
    if (!(await account.profile.saveSection(section, withChanges(fields, changes), version)))
      return problem('changed-since');
    if (section === 'legal') await account.profile.saveOrganization(organizationAfter(profile, changes));
    if (!reversible.includes(section)) return {};
    const before = Object.fromEntries(Object.keys(changes).map((id) => [id, valueOf(profile, section, id)]));
    return { undo: { section, before, after: changes } };
  },

  async takeBack({ account, asker }, undo) {
    const { section, before, after } = undoSchema.parse(undo);
    const lacking = lackingRight(asker, section, Object.keys(after));
    if (lacking) return problem('lost-right', { asker: asker.displayName });
    const profile = await account.profile.read();
    const { fields, version } = profile.sections[section];
    if (Object.entries(after).some(([id, value]) => valueOf(profile, section, id) !== value))
      return problem('changed-since');
    const saved = await account.profile.saveSection(section, withChanges(fields, before), version);
    return saved ? undefined : problem('changed-since');
  },
});

const values = z.record(z.string(), z.string());
const sectionSchema = z.enum(profileSections);
const dataSchema = z.object({ section: sectionSchema, changes: values });
const undoSchema = z.object({ section: sectionSchema, before: values, after: values });

/** The section of a field, or the question which one; without a field, the sections that the speaker may change. */
function chooseSection(
  context: Context,
  profile: Profile,
  { field, value }: { field?: string; value?: string },
): ProfileSection | Answer {
  const { speaker, speech } = context;
  const { t } = speech;
  const having = profileSections.filter((section) => !field || fieldsMeant(section, field).length > 0);
  if (field && having.length === 0) return problem('profile-no-such-field', undefined, [overviewButton(context)]);
  const allowed = having.filter((section) => !lackingRight(speaker, section, field ? fieldsMeant(section, field) : []));
  if (allowed.length === 0) return lacksRight(having.map((section) => sectionFacts[section].edit));
  const open = field
    ? allowed.filter((section) => fieldsMeant(section, field).some((id) => !lockOf(profile, section, id)))
    : allowed;
  const [only, second] = open.length > 0 ? open : allowed.slice(0, 1);
  if (only && !second) return only;
  return {
    kind: 'choice',
    question: field ? t('profile.edit/which-section-of', { count: open.length }) : t('profile.edit/which-section'),
    options: open.map((section) => {
      const missing = missingFields(profile, section).length;
      return {
        title: t(`profile-sections/${section}`),
        detail: field
          ? describeToday(context, profile, section, field)
          : t(missing === 0 ? 'profile/complete' : 'profile/missing-count', { count: missing }),
        request: requestFor({ section, field, value }),
      };
    }),
    more: 0,
  };
}

function requestFor(slots: Record<string, unknown>): Request {
  return { operation: 'profile.edit', slots: Object.fromEntries(Object.entries(slots).filter(([, value]) => value)) };
}

function describeToday({ speech: { t } }: Context, profile: Profile, section: ProfileSection, field: string): string {
  const today = fieldsMeant(section, field)
    .map((id) => maskValue(section, id, valueOf(profile, section, id)))
    .filter(Boolean);
  return t('profile.edit/today', { value: today.join(' ') || '—' });
}

async function proposeTyped(
  context: Context,
  profile: Profile,
  section: ProfileSection,
  typed: SectionFields,
  { version, only }: { version?: number; only?: readonly string[] },
): Promise<Answer | Proposal> {
  const read = readChange(profile, section, typed, await context.account.profile.emailDomains());
  const changed = [...read.changes.map(({ id }) => id), ...Object.keys(read.faults)].filter((id) => id !== 'vettingStatus');
  const refused = mayEdit(context, section) ?? refusalOf(context, profile, section, changed);
  if (refused) return refused;
  if (read.locked) return problem(`profile-locked-${read.locked}`);
  const stale = version !== undefined && version !== profile.sections[section].version;
  if (stale || Object.keys(read.faults).length > 0)
    return sectionForm(context, profile, section, { only: only ?? formOf(typed), typed, faults: read.faults, stale });
  if (read.changes.length === 0) return problem('profile-nothing-new');
  const alone = section === 'bank' ? await secondPersonMissing(context.account, context.speaker, section) : undefined;
  return alone ?? proposalFor(profile, section, read);
}

/** A form of some fields comes back with those fields. */
function formOf(typed: SectionFields): readonly string[] {
  return Object.keys(typed);
}

function proposalFor(profile: Profile, section: ProfileSection, { changes }: ReadChange): Proposal {
  return {
    kind: 'propose',
    subject: { id: `profile.${section}`, name: profile.organization.name },
    subjectVersion: profile.sections[section].version,
    changes: changes.map(({ id, from, to }) => ({
      field: `${section}.${id}`,
      from: say(section, id, from),
      to: say(section, id, to),
    })),
    confirm: true,
    approval: section === 'bank',
    cautions: section === 'security' ? [] : [`cautions/profile-${section}`],
    data: { section, changes: Object.fromEntries(changes.map(({ id, to }) => [id, to])) },
  };
}

/** A value in a change: bank details never whole, states as words. */
function say(section: ProfileSection, id: string, value: string): ChangeValue {
  if (!value) return null;
  if (id === 'vettingStatus') return { word: `vetting/${value}` };
  if (id === 'exemption') return { word: `exemption/${value}` };
  return { text: maskValue(section, id, value) };
}

/** Why these fields of a section can't be changed by the speaker, or by anyone. */
function refusalOf(
  { speaker }: Context,
  profile: Profile,
  section: ProfileSection,
  ids: readonly string[],
): Problem | undefined {
  const right = lackingRight(speaker, section, ids);
  if (right) return lacksRight([right]);
  const lock = ids.map((id) => lockOf(profile, section, id)).find(Boolean);
  return lock && problem(`profile-locked-${lock}`);
}

/** Whether the speaker may change anything in a section at all. */
function mayEdit({ speaker }: Context, section: ProfileSection): Problem | undefined {
  return editableFields(speaker, section).length > 0 ? undefined : lacksRight([sectionFacts[section].edit]);
}

/** The right that someone lacks for these fields; for a whole section (no fields), where they may change nothing of it. */
function lackingRight(user: User, section: ProfileSection, ids: readonly string[]): Right | undefined {
  if (ids.length === 0)
    return editableFields(user, section).length > 0 ? undefined : sectionFacts[section].edit;
  const { fields, edit } = sectionFacts[section];
  const needed = ids.map((id) => {
    const field = fields.find((candidate) => candidate.id === id);
    return field ? rightFor(section, field) : edit;
  });
  return needed.find((right) => !holds(user, right));
}

function lacksRight(needed: readonly Right[]): Problem {
  const roles = [...new Set(needed.flatMap((right) => rolesWith(right)))];
  return problem('lacks-right', { right: needed.length === 1 ? needed[0] : 'profile.edit', roles });
}

function isAsked(profile: Profile, section: ProfileSection, id: string): boolean {
  return id === 'firstName' || id === 'lastName' || missingInEmpty(profile, section).includes(id);
}

/** What the section would ask for if it were empty. */
function missingInEmpty(profile: Profile, section: ProfileSection): string[] {
  const sections = { ...profile.sections, [section]: { fields: {}, version: 0 } };
  return missingFields({ ...profile, sections }, section).map(({ id }) => id);
}

function noSuchField({ speaker, speech: { t, format } }: Context, section: ProfileSection): Problem {
  const names = editableFields(speaker, section).map(({ id }) => t(`profile-fields/${id}`));
  return problem(
    names.length > 0 ? 'profile-field-elsewhere' : 'profile-no-such-field',
    { section: t(`profile-sections/${section}`), fields: format.list(names) },
    names.length > 0
      ? [{ id: 'edit', title: t('profile.edit/title'), request: requestFor({ section }) }]
      : [],
  );
}

function overviewButton({ speech: { t } }: Context) {
  return { id: 'open' as const, title: t('profile.show/title'), request: { operation: 'profile.show', slots: {} } };
}

async function othersWhoMay(account: Account, asker: User, section: ProfileSection): Promise<User[]> {
  const holders = await account.holders(rolesWith(sectionFacts[section].edit));
  return holders.filter(({ objectId }) => objectId !== asker.objectId);
}

async function secondPersonMissing(
  account: Account,
  asker: User,
  section: ProfileSection,
): Promise<Problem | undefined> {
  if ((await othersWhoMay(account, asker, section)).length > 0) return undefined;
  return problem('no-second-person', { roles: rolesWith(sectionFacts[section].edit) });
}
