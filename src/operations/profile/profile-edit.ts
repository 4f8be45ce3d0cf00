import { z } from 'zod';
import { profileSections, type Profile, type ProfileSection, type SectionFields } from '../../account/profile/profile';
import { asFields, organizationAfter, readChange, withChanges } from '../../account/profile/read-change';
import { lackingRight, sectionFacts } from '../../account/profile/sections';
import { requiredFields, valueOf } from '../../account/profile/standing';
import { holds, rolesWith } from '../../account/rights';
import { roles } from '../../account/roles';
import { defineChange, problem, type Answer, type Context, type Problem, type Proposal } from '../operation';
import { chooseSection } from './choose-section';
import { fieldsMeant, spreadValue } from './profile-fields';
import { proposeSection, readProposal, secondPersonMissing, whoElseMay } from './propose-section';
import { mayNotEdit, noSuchField } from './refuse-edit';
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
  next: 'profile.show',
  slots: z.object({
    section: z.enum(profileSections).optional(),
    field: z.string().min(1).max(64).optional(),
    value: z.string().max(2_000).optional(),
    /** What was typed into a section's form, by field. */
    fields: z.record(z.string(), z.string().max(2_000)).optional(),
    /** What the form asked for. */
    asked: z.array(z.string()).optional(),
    /** The version of the section that the form showed. */
    version: z.coerce.number().int().optional(),
  }),

  /** Which roles it takes depends on the section. */
  async refuse(context, { section, field }) {
    const profile = await context.account.profile.read();
    const meant = section ?? chooseSection(context, profile, { field });
    return typeof meant === 'object'
      ? meant.kind === 'problem'
        ? meant
        : undefined
      : mayNotEdit(context, profile, meant, []);
  },

  async propose(context, slots) {
    const profile = await context.account.profile.read();
    const section = slots.section ?? chooseSection(context, profile, slots);
    if (typeof section === 'object') return section;
    const { field, value, fields, asked, version } = slots;
    if (asked || fields) {
      const typed = withEmptied(profile, section, fields ?? {}, asked ?? []);
      return await proposeTyped(context, profile, section, typed, { version, asked });
    }
    const ids = field ? fieldsMeant(section, field) : [];
    if (field && ids.length === 0) return noSuchField(context, section);
    const refusal = mayNotEdit(context, profile, section, ids);
    if (refusal) return refusal;
    // Nobody fills in a form that can't be agreed on.
    const alone = await secondPersonMissing(context.account, context.speaker, section);
    if (alone) return offerToAdd(context, section, alone);
    if (!field) return sectionForm(context, profile, section);
    if (value === undefined) return sectionForm(context, profile, section, { only: ids });
    const typed = spreadValue(profile, ids, value);
    const isPartial = requiredFields(profile, section).some(({ id }) => ids.includes(id) && !typed[id]);
    if (isPartial) return sectionForm(context, profile, section, { only: ids, typed });
    return await proposeTyped(context, profile, section, typed);
  },

  async verify(account, asker, proposal) {
    const { section, ids } = readProposal(proposal);
    if (lackingRight(asker, section, ids)) return problem('lost-right');
    const profile = await account.profile.read();
    if (profile.sections[section].version !== proposal.subjectVersion) return problem('changed-since');
    return await secondPersonMissing(account, asker, section);
  },

  deciders: (account, proposal, asker) => whoElseMay(account, asker, readProposal(proposal).section),

  async perform({ account, unseal }, proposal) {
    const { section, changes } = readProposal(proposal, unseal);
    const profile = await account.profile.read();
    const { fields, version } = profile.sections[section];
    const agreedOn = version === proposal.subjectVersion;
    if (!agreedOn || !(await account.profile.saveSection(section, withChanges(fields, changes), version)))
      return problem('changed-since');
    if (section === 'legal') await account.profile.saveOrganization(organizationAfter(profile, changes));
    if (!reversible.includes(section)) return {};
    const before = Object.fromEntries(Object.keys(changes).map((id) => [id, valueOf(profile, section, id)]));
    return { undo: { section, before, after: changes } };
  },

  async takeBack({ account, asker }, undo) {
    const { section, before, after } = undoSchema.parse(undo);
    if (lackingRight(asker, section, Object.keys(after))) return problem('lost-right');
    const profile = await account.profile.read();
    const { fields, version } = profile.sections[section];
    const isUntouched = Object.entries(after).every(([id, value]) => valueOf(profile, section, id) === value);
    if (!isUntouched || !(await account.profile.saveSection(section, withChanges(fields, before), version)))
      return problem('changed-since');
    return undefined;
  },
});

const values = z.record(z.string(), z.string());
const undoSchema = z.object({ section: z.enum(reversible), before: values, after: values });

/** Clients leave out what is empty: where everything that must be filled in was sent, what is missing was emptied. */
function withEmptied(
  profile: Profile,
  section: ProfileSection,
  typed: SectionFields,
  asked: readonly string[],
): SectionFields {
  const required = requiredFields(profile, section).filter(({ id }) => asked.includes(id));
  if (!required.every(({ id }) => typed[id])) return typed;
  return { ...Object.fromEntries(asked.map((id) => [id, ''])), ...typed };
}

/** The way to a second person with a role that allows it, for whoever may add people. */
function offerToAdd({ speaker, speech: { t } }: Context, section: ProfileSection, alone: Problem): Problem {
  if (!holds(speaker, 'users.manage')) return alone;
  const role = rolesWith(sectionFacts[section].edit).find((needed) => !roles[needed].admin);
  const request = { operation: 'users.add', slots: role ? { role } : {} };
  return { ...alone, next: [{ id: 'edit', title: t('users.list/add'), request, form: true }] };
}

/** What was typed becomes a proposal; or the form again, with what is wrong, or with what somebody else changed meanwhile. */
async function proposeTyped(
  context: Context,
  profile: Profile,
  section: ProfileSection,
  typed: SectionFields,
  { version, asked = Object.keys(typed) }: { version?: number; asked?: readonly string[] } = {},
): Promise<Answer | Proposal> {
  const read = readChange(profile, section, typed, await context.account.profile.emailDomains());
  const { changes, faults, locked } = read;
  const touched = Object.keys({ ...asFields(changes), ...faults });
  const refusal = mayNotEdit(context, profile, section, touched);
  if (refusal) return refusal;
  if (locked) return problem(`profile-locked-${locked}`);
  const stale = version !== undefined && version !== profile.sections[section].version;
  if (stale || Object.keys(faults).length > 0)
    return sectionForm(context, profile, section, { only: asked, typed, faults, stale });
  if (changes.length === 0) return problem('profile-nothing-new');
  return await proposeSection(context, profile, section, changes);
}
