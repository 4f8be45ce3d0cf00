import { z } from 'zod';
import { mayManage } from '../../account/manage-users';
import { parseUserField, readUserField, toUserFields, userFieldIds, type UserFieldId } from '../../account/user-fields';
import type { User } from '../../account/user';
import { languages } from '../../language/languages';
import { defineChange, problem, type ChangeValue, type Context, type Form, type FormField } from '../operation';
import { slot } from '../slots';
import { findUser, isUser } from './find-user';
import { isProblem, managingObstacle, showSubject, unchangedSubject } from './manage-user';

/** Edits someone's record: by a sentence that names a field and its value, or in a form with today's values. */
export const usersEdit = defineChange({
  id: 'users.edit',
  group: 'users',
  icon: '✏️',
  risk: 'change',
  right: 'users.manage',
  audience: 'personal',
  next: showSubject,
  slots: z.object({
    user: slot.user,
    field: z.string().max(64).optional(),
    value: z.string().max(1_000).optional(),
    /** What the form sends. */
    fields: z.record(z.string(), z.string().max(1_000)).optional(),
    /** A form was sent: clients leave out what is empty. */
    saved: z.literal(true).optional(),
  }),

  async propose(context, slots) {
    const { speaker } = context;
    const target = await findUser(context, slots.user, (user) => ({
      operation: 'users.edit',
      slots: { ...slots, user },
    }));
    if (!isUser(target)) return target;
    const obstacle = editingObstacle(speaker, target);
    if (obstacle) return obstacle;
    const field = userFieldIds.find((id) => id === slots.field);
    const asked = field ? [field] : userFieldIds;
    const typed = typedOf(slots, asked);
    if (!typed) return recordForm(context, target, asked, {}, {});
    const { values, errors } = await readTyped(context, target, typed);
    if (Object.keys(errors).length > 0) return recordForm(context, target, asked, typed, errors);
    const changed = keysOf(values).filter((id) => values[id] !== readUserField(target, id));
    if (changed.length === 0) return problem('nothing-to-change', { subject: target.displayName });
    return {
      kind: 'propose',
      subject: { id: target.objectId, name: target.displayName },
      subjectVersion: target.version,
      changes: changed.map((id) => ({
        field: id,
        from: shown(id, readUserField(target, id)),
        to: shown(id, values[id] ?? null),
      })),
      confirm: true,
      approval: false,
      data: {
        before: Object.fromEntries(changed.map((id) => [id, readUserField(target, id)])),
        after: Object.fromEntries(changed.map((id) => [id, values[id]])),
      },
    };
  },

  async verify(account, asker, proposal) {
    const target = await unchangedSubject(account, proposal);
    return isProblem(target) ? target : editingObstacle(asker, target);
  },

  async perform({ account, now }, { subject, data }) {
    const { before, after } = dataSchema.parse(data);
    const holder = after.email ? await account.holderOfAddress(after.email, now) : undefined;
    if (holder && holder.objectId !== subject.id) return problem('address-taken');
    await account.editUser(subject.id, toUserFields(after));
    return { undo: { user: subject.id, before, after } };
  },

  async takeBack({ account, asker }, undo) {
    const { user, before, after } = undoSchema.parse(undo);
    const target = await account.user(user);
    if (!target || target.deletedAt !== null) return problem('changed-since');
    if (keysOf(after).some((id) => readUserField(target, id) !== after[id])) return problem('changed-since');
    const obstacle = editingObstacle(asker, target);
    if (obstacle) return obstacle;
    await account.editUser(user, toUserFields(before));
    return undefined;
  },
});

type Values = Partial<Record<UserFieldId, string | null>>;
const valuesSchema = z.partialRecord(z.enum(userFieldIds), z.string().nullable());
const dataSchema = z.object({ before: valuesSchema, after: valuesSchema });
const undoSchema = dataSchema.extend({ user: z.string() });

/** A record is edited by whoever may manage the person; one's own by whoever manages others. */
function editingObstacle(asker: User, target: User) {
  if (asker.objectId === target.objectId || mayManage(asker, target)) return undefined;
  return managingObstacle(asker, target);
}

type Typed = Partial<Record<UserFieldId, string>>;

function typedOf(
  { value, fields = {}, saved }: { value?: string; fields?: Record<string, string>; saved?: true },
  asked: readonly UserFieldId[],
): Typed | undefined {
  if (saved) return Object.fromEntries(asked.map((id) => [id, fields[id] ?? '']));
  const [only, other] = asked;
  return only && !other && value !== undefined ? { [only]: value } : undefined;
}

async function readTyped(context: Context, target: User, typed: Typed): Promise<{ values: Values; errors: Typed }> {
  const { t } = context.speech;
  const values: Values = {};
  const errors: Typed = {};
  for (const id of keysOf(typed)) {
    // What is left as it was is not judged: an older record may hold what would not be taken today.
    const today = readUserField(target, id);
    if (typed[id]!.trim() === (today ?? '')) continue;
    const { value, flaw } = parseUserField(id, typed[id]!);
    if (flaw) errors[id] = t(`user-flaws/${flaw}`);
    else values[id] = value;
  }
  const holder = values.email ? await context.account.holderOfAddress(values.email, context.now) : undefined;
  if (holder && holder.objectId !== target.objectId) {
    errors.email = t('user-flaws/address-taken', { name: holder.displayName });
  }
  return { values, errors };
}

function recordForm(
  { speech: { t } }: Context,
  target: User,
  ids: readonly UserFieldId[],
  typed: Typed,
  errors: Typed,
): Form {
  return {
    kind: 'form',
    question: t(Object.keys(errors).length > 0 ? 'users.edit/ask-again' : 'users.edit/ask', {
      subject: target.displayName,
    }),
    fields: ids.map((id): FormField => ({
      id,
      label: t(`fields/${id}`),
      value: typed[id] ?? readUserField(target, id) ?? '',
      required: id === 'name',
      error: errors[id],
      placeholder: id === 'phone' ? '+33 1 99 00 99 00' : undefined,
      choices:
        id === 'language'
          ? [
              { title: t('values/language-of-teams'), value: '' },
              ...languages.map((language) => ({ title: t(`languages/${language}`), value: language })),
            ]
          : undefined,
    })),
    request: {
      operation: 'users.edit',
      slots: { user: target.objectId, ...(ids.length === 1 && { field: ids[0] }), saved: true },
    },
    action: 'save',
  };
}

function shown(id: UserFieldId, value: string | null): ChangeValue {
  if (id !== 'language') return value === null ? null : { text: value };
  if (value === null) return { word: 'values/language-of-teams' };
  return languages.some((language) => language === value) ? { word: `languages/${value}` } : { text: value };
}

function keysOf(values: Values): UserFieldId[] {
  return userFieldIds.filter((id) => values[id] !== undefined);
}
