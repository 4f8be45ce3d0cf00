import { z } from 'zod';
import type { Account } from '../../account/account';
import { mayGrant } from '../../account/manage-users';
import { generateTemporaryPassword, hashPassword } from '../../account/password';
import { roleIds, roles, type Role } from '../../account/roles';
import { longestName, parseUserField } from '../../account/user-fields';
import type { User } from '../../account/user';
import { mayNotGrant, othersWhoMayGrant } from '../roles/grant-role';
import { leadTo } from '../lead-to';
import { defineChange, problem, type Answer, type Context, type Form, type Problem } from '../operation';
import { noSecondPerson } from '../second-person';
import { slot } from '../slots';
import {
  peopleIntake,
  peopleSchema,
  performPeople,
  proposePeople,
  resultOf,
  takePeopleBack,
  verifyPeople,
} from './add-people';
import { isProblem, showSubject, subjectOfUndo, undoOf } from './manage-user';

/** What a form's list sends for "no role". */
const noRole = 'none';

/**
 * Adds a member: name, e-mail address (the sign-in name too) and perhaps a role. The asker picks up the temporary password,
 * once; until then, and where that is left too long, the new person is in the account without a password.
 */
export const usersAdd = defineChange({
  id: 'users.add',
  group: 'users',
  icon: '➕',
  risk: 'change',
  right: 'users.manage',
  audience: 'personal',
  // Several people, or an addition that was taken back, have no one record to show.
  next: (proposal) =>
    dataSchema.safeParse(proposal.data).success ? showSubject(proposal) : { operation: 'users.list', slots: {} },
  slots: z.object({
    name: z.string().max(1_000).optional(),
    email: z.string().max(1_000).optional(),
    role: z.preprocess((value) => (value === '' || value === noRole ? undefined : value), slot.role.optional()),
    /** A list of people that was dropped into the chat. */
    people: peopleSchema.optional(),
  }),
  intake: peopleIntake,

  async propose(context, slots) {
    const { account, speaker } = context;
    const { role, people } = slots;
    if (people) return await proposePeople(context, people);
    if (role && !mayGrant(speaker, role)) return await mayNotGrant(context, role);
    const checked = await checkParticulars(context, slots);
    if ('kind' in checked) return checked;
    const obstacle = await addingObstacle(account, speaker, role ?? null);
    if (obstacle) return obstacle;
    const { name, email } = checked;
    return {
      kind: 'propose',
      subject: { id: context.newId(), name },
      subjectVersion: null,
      changes: [
        { field: 'name', from: null, to: { text: name } },
        { field: 'signInName', from: null, to: { text: email } },
        { field: 'role', from: null, to: role ? { word: `roles/${role}` } : { word: 'users/no-role' } },
      ],
      confirm: true,
      approval: role !== undefined && roles[role].admin === true,
      cautions: [
        ...(role && roles[role].admin ? ['cautions/admin-role'] : []),
        ...(isOnOtherDomain(email, speaker) ? ['cautions/other-domain'] : []),
      ],
      data: { name, email, role: role ?? null, now: context.now.toISOString() },
    };
  },

  async verify(account, asker, { data }) {
    if (isList(data)) return await verifyPeople(account, asker, data);
    const { email, role, now } = dataSchema.parse(data);
    if (role && !mayGrant(asker, role)) return problem('lost-right');
    if (await account.holderOfAddress(email, new Date(now))) return problem('address-taken');
    return await addingObstacle(account, asker, role);
  },

  async deciders(account, { data }, asker) {
    const { role } = dataSchema.parse(data);
    return role ? await othersWhoMayGrant(account, role, asker) : [];
  },

  async perform(effect, { subject, data }) {
    if (isList(data)) return await performPeople(effect, data);
    const { name, email, role } = dataSchema.parse(data);
    const { account, now } = effect;
    await account.addUser({ objectId: subject.id, address: email, displayName: name, role }, now);
    return {};
  },

  /** What became of each line of a list. */
  file: (context, data) => Promise.resolve(isList(data) ? resultOf(context, data) : problem('nothing-to-export')),

  handOver: {
    applies: ({ data }) => !isList(data),
    recipients: (_proposal, asker) => [asker.objectId],
    async prepare() {
      const secret = generateTemporaryPassword();
      return { secret, protectedForm: await hashPassword(secret) };
    },
    async verify(account, _asker, { subject }) {
      const added = await account.user(subject.id);
      // A reset in the meantime has given a password already.
      const waits = added && added.deletedAt === null && added.enabled && !added.mustChangePassword;
      return waits ? undefined : problem('changed-since');
    },
    async perform({ account, now }, { subject }, passwordHash) {
      await account.setTemporaryPassword(subject.id, passwordHash, now);
      const added = await account.user(subject.id);
      return added ? undoOf(subject.id, added.version) : problem('changed-since');
    },
  },

  async takeBack(effect, undo) {
    if ('added' in undo) return await takePeopleBack(effect, undo);
    const added = await subjectOfUndo(effect, undo);
    if (isProblem(added)) return added;
    await effect.account.setRemoved(added.objectId, effect.now);
    return undefined;
  },
});

const dataSchema = z.object({ name: z.string(), email: z.string(), role: z.enum(roleIds).nullable(), now: z.string() });

function isList(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'people' in data;
}

interface Written {
  name?: string;
  email?: string;
  role?: Role;
}

/** Name and address if both are there and sound, else the form with what was typed and what is wrong with it. */
async function checkParticulars(context: Context, written: Written): Promise<{ name: string; email: string } | Answer> {
  const { t } = context.speech;
  const name = written.name === undefined ? undefined : parseUserField('name', written.name);
  const email = written.email === undefined ? undefined : parseUserField('email', written.email);
  const errors: Record<string, string> = {};
  if (name?.flaw) errors.name = t(`user-flaws/${name.flaw}`);
  if (email?.flaw) errors.email = t(`user-flaws/${email.flaw}`);
  const holder = email?.value ? await context.account.holderOfAddress(email.value, context.now) : undefined;
  if (holder && holder.deletedAt !== null) return removedHolder(context, holder);
  if (holder) errors.email = t('user-flaws/address-taken', { name: holder.displayName });
  if (name?.value && email?.value && !holder) return { name: name.value, email: email.value };
  return particularsForm(context, written, errors);
}

function removedHolder({ speech: { t } }: Context, holder: User): Problem {
  return problem('address-removed', { subject: holder.displayName }, [
    leadTo(t, 'users.restore', { user: holder.objectId }),
  ]);
}

function particularsForm(context: Context, written: Written, errors: Record<string, string>): Form {
  const { t } = context.speech;
  const grantable = roleIds.filter((role) => mayGrant(context.speaker, role));
  return {
    kind: 'form',
    question: t(Object.keys(errors).length > 0 ? 'users.add/ask-again' : 'users.add/ask'),
    note: t('users.add/ask-note'),
    fields: [
      {
        id: 'name',
        label: t('fields/name'),
        value: written.name,
        required: true,
        maxLength: longestName,
        error: errors.name,
      },
      {
        id: 'email',
        label: t('fields/signInName'),
        value: written.email,
        required: true,
        maxLength: 113,
        error: errors.email,
      },
      {
        id: 'role',
        label: t('fields/role'),
        value: written.role ?? noRole,
        choices: [
          { title: t('users/no-role'), value: noRole },
          ...grantable.map((role) => ({ title: t(`roles/${role}`), value: role })),
        ],
      },
    ],
    request: { operation: 'users.add', slots: {} },
    action: 'next',
  };
}

async function addingObstacle(account: Account, asker: User, role: Role | null): Promise<Problem | undefined> {
  if (!role || !roles[role].admin) return undefined;
  const others = await othersWhoMayGrant(account, role, asker);
  return others.length > 0 ? undefined : noSecondPerson(roles[role].grantedBy);
}

/** Whether an address is on another domain than the asker's own, where the asker's is known. */
function isOnOtherDomain(address: string, asker: User): boolean {
  const own = asker.userPrincipalName.split('@')[1];
  return own !== undefined && address.split('@')[1] !== own;
}
